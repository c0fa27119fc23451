"""Requests under E-rate, and the decision that each request rests on."""

import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0049_files_of_requests"),
        ("rfp", "0008_addenda"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ErateChange",
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
                ("happened_on", models.DateField(verbose_name="told to all bidders on")),
                ("what", models.CharField(max_length=300, verbose_name="what changed")),
                (
                    "is_substantive",
                    models.BooleanField(
                        default=True,
                        help_text="Then the days begin anew.",
                        verbose_name="an answer or a price may be another because of it",
                    ),
                ),
                ("because", models.TextField(verbose_name="why it is judged so")),
                ("judged_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "ordering": ["happened_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="EratePosting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form_470",
                    models.CharField(
                        blank=True,
                        help_text="As USAC gave it.",
                        max_length=20,
                        verbose_name="number of the Form 470",
                    ),
                ),
                (
                    "posted_on",
                    models.DateField(
                        blank=True,
                        help_text="Since then form and request are both at USAC; the later day counts.",
                        null=True,
                        verbose_name="posted on",
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        default=28,
                        help_text="28; more where the state or the school board asks for more.",
                        validators=[
                            django.core.validators.MinValueValidator(28),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="days that bidders have at least",
                    ),
                ),
                (
                    "signed_on",
                    models.DateField(blank=True, null=True, verbose_name="contract signed on"),
                ),
                (
                    "last_service_on",
                    models.DateField(
                        blank=True,
                        help_text="With every extension. Papers are kept for ten years from then.",
                        null=True,
                        verbose_name="last day of service",
                    ),
                ),
                ("kept_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.AddField(
            model_name="rfp",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                help_text="What the client approved before: why, what for, how and where.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests",
                to="rfp.sourcingdecision",
                verbose_name="sourcing decision",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sourcingdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="a_sourcing_begins_as_a_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NOT (NEW.\"state\" = 'draft'))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;",
                    hash="af2fc188f4733a4fb5349700cee2290dc28cafbe",
                    operation="INSERT",
                    pgid="pgtrigger_a_sourcing_begins_as_a_draft_464aa",
                    table="rfp_sourcingdecision",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="eratechange",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.client"
            ),
        ),
        migrations.AddField(
            model_name="eratechange",
            name="judged_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="eratechange",
            name="rfp",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="erate_changes",
                to="rfp.rfp",
            ),
        ),
        migrations.AddField(
            model_name="erateposting",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.client"
            ),
        ),
        migrations.AddField(
            model_name="erateposting",
            name="kept_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="erateposting",
            name="rfp",
            field=models.OneToOneField(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="erate_posting",
                to="rfp.rfp",
            ),
        ),
        migrations.AddConstraint(
            model_name="eratechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("because", ""), _negated=True),
                name="who_judges_a_change_says_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eratechange",
            trigger=pgtrigger.compiler.Trigger(
                name="what_changed_under_e_rate_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."rfp_id" IS DISTINCT FROM (NEW."rfp_id") OR OLD."happened_on" IS DISTINCT FROM (NEW."happened_on") OR OLD."what" IS DISTINCT FROM (NEW."what"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="c0fd66c853cf241cd5af742c431a1a843aa2a513",
                    operation="UPDATE",
                    pgid="pgtrigger_what_changed_under_e_rate_stays_88cb4",
                    table="rfp_eratechange",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="erateposting",
            constraint=models.CheckConstraint(
                condition=models.Q(("days__gte", 28)), name="bidders_have_28_days_by_e_rate"
            ),
        ),
        migrations.AddConstraint(
            model_name="erateposting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signed_on", None), ("posted_on__lt", models.F("signed_on")), _connector="OR"
                ),
                name="a_contract_is_signed_after_the_posting",
                violation_error_message="A contract is signed after the request was posted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="erateposting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_service_on", None),
                    ("signed_on", None),
                    ("last_service_on__gte", models.F("signed_on")),
                    _connector="OR",
                ),
                name="service_lasts_beyond_the_signing",
                violation_error_message="The last day of service comes after the signing.",
            ),
        ),
    ]
