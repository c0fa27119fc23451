"""Budgets by month, the cost centres that bear services, and what services were quoted at."""

from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0026_papers_of_disputes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Budget",
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
                    "month",
                    models.DateField(help_text="Any day of the month; it is kept as the first."),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        default="USD",
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Write the currency as three capitals, such as USD."
                            )
                        ],
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: of all carriers.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.carrier",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budgets",
                        to="clients.client",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: of all sites.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.site",
                    ),
                ),
            ],
            options={
                "ordering": ["-month", "carrier__name", "site__code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "month", "carrier", "site", "currency"),
                        name="one_budget_of_a_month_carrier_and_site",
                        nulls_distinct=False,
                        violation_error_message="There is a budget of this month, carrier and site.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="a_budget_is_of_a_month_from_its_first_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CostAssignment",
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
                ("cost_centre", models.CharField(max_length=60)),
                ("ledger_code", models.CharField(blank=True, max_length=60)),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cost_assignments",
                        to="clients.client",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cost_assignments",
                        to="clients.service",
                    ),
                ),
            ],
            options={
                "verbose_name": "cost centre",
                "verbose_name_plural": "cost centres",
                "ordering": ["service__number", "-valid"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("service", "="), ("valid", "&&")],
                        name="a_service_has_one_cost_centre_a_day",
                        violation_error_message="The service has a cost centre on some of these days.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Quote",
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
                ("number", models.CharField(max_length=60, verbose_name="quote number")),
                ("quoted_on", models.DateField()),
                (
                    "monthly",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="monthly charge",
                    ),
                ),
                (
                    "once",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="one-time charge",
                    ),
                ),
                (
                    "on_top",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="As quoted or estimated; empty when the quote was silent about them.",
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="taxes, fees and surcharges a month",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        default="USD",
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Write the currency as three capitals, such as USD."
                            )
                        ],
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.carrier",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="clients.client",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="clients.serviceorder",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="clients.service",
                    ),
                ),
            ],
            options={
                "ordering": ["-quoted_on", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "carrier", "number", "service"),
                        name="a_service_stands_once_on_a_quote",
                        violation_error_message="The service stands on this quote already.",
                    )
                ],
            },
        ),
    ]
