"""How soon carriers answer and restore, and when they did in an outage."""

from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0034_relationships"),
    ]

    operations = [
        migrations.CreateModel(
            name="RepairTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        editable=False,
                        unique=True,
                    ),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="First and last day.", verbose_name="valid"
                    ),
                ),
                (
                    "page",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        help_text="As the inventory names it; empty: all others of the contract.",
                        max_length=60,
                        verbose_name="kind of service",
                    ),
                ),
                (
                    "respond_minutes",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Minutes of the contract's clock, from the report on.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="answers within",
                    ),
                ),
                (
                    "restore_minutes",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Minutes of the contract's clock, from the report on.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="restores within",
                    ),
                ),
                (
                    "clock",
                    models.CharField(
                        choices=[
                            ("always", "Around the clock, every day"),
                            ("hours", "In service hours only"),
                        ],
                        default="always",
                        max_length=6,
                        verbose_name="its clock runs",
                    ),
                ),
                (
                    "opens",
                    models.TimeField(blank=True, null=True, verbose_name="service hours begin"),
                ),
                (
                    "closes",
                    models.TimeField(blank=True, null=True, verbose_name="service hours end"),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (5, "Monday to Friday"),
                            (6, "Monday to Saturday"),
                            (7, "Every day"),
                        ],
                        default=5,
                        verbose_name="on",
                    ),
                ),
                (
                    "closed_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(),
                        blank=True,
                        default=list,
                        help_text="Public holidays the contract leaves out, such as 2026-12-25, 2027-01-01.",
                        size=None,
                        verbose_name="but not on",
                    ),
                ),
                (
                    "credit_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Per cent of the service's monthly charge for each outage that missed a target; empty: none.",
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="credit",
                    ),
                ),
                (
                    "claim_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days from the end of the outage.",
                        null=True,
                        verbose_name="to be claimed within",
                    ),
                ),
            ],
            options={
                "ordering": ["contract__number", "kind", "valid"],
            },
        ),
        migrations.AddField(
            model_name="outage",
            name="reported",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="reported to the carrier"
            ),
        ),
        migrations.AddField(
            model_name="outage",
            name="responded",
            field=models.DateTimeField(blank=True, null=True, verbose_name="carrier responded"),
        ),
        migrations.AlterField(
            model_name="outage",
            name="ended",
            field=models.DateTimeField(blank=True, null=True, verbose_name="restored"),
        ),
        migrations.AddConstraint(
            model_name="outage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reported__isnull", True),
                    ("reported__gte", models.F("began")),
                    _connector="OR",
                ),
                name="an_outage_is_reported_after_it_began",
                violation_error_message="An outage is not reported before it began.",
            ),
        ),
        migrations.AddConstraint(
            model_name="outage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("responded__isnull", True),
                    (
                        "responded__gte",
                        django.db.models.functions.comparison.Coalesce("reported", "began"),
                    ),
                    _connector="OR",
                ),
                name="a_carrier_responds_after_the_report",
                violation_error_message="The carrier does not respond before the report.",
            ),
        ),
        migrations.AddField(
            model_name="repairtarget",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.client"
            ),
        ),
        migrations.AddField(
            model_name="repairtarget",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="clients.contract",
            ),
        ),
        migrations.AddField(
            model_name="repairtarget",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="clients.contractdocument",
            ),
        ),
        migrations.AddConstraint(
            model_name="repairtarget",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("contract", "="), ("kind", "="), ("valid", "&&")],
                name="one_repair_target_a_day_of_a_kind",
                violation_error_message="Another target of this kind of service already covers some of these days.",
            ),
        ),
        migrations.AddConstraint(
            model_name="repairtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("respond_minutes__gte", 1), ("restore_minutes__gte", 1), _connector="OR"
                ),
                name="a_repair_target_has_a_target",
                violation_error_message="Say within how many minutes they answer or restore.",
            ),
        ),
        migrations.AddConstraint(
            model_name="repairtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("clock", "always"), ("closes__isnull", True), ("opens__isnull", True)
                    ),
                    models.Q(("clock", "hours"), ("opens__lt", models.F("closes"))),
                    _connector="OR",
                ),
                name="service_hours_open_before_they_close",
                violation_error_message="Service hours have a beginning and a later end on the day; a clock that always runs has neither.",
            ),
        ),
        migrations.AddConstraint(
            model_name="repairtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("credit_percent__isnull", True), ("credit_percent__lte", 100), _connector="OR"
                ),
                name="a_missed_target_credits_at_most_all",
                violation_error_message="More than the whole charge is not credited.",
            ),
        ),
    ]
