"""The practice: people, clients, telecom, work, advice."""

from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.functions
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import clients.files.models


class Migration(migrations.Migration):
    initial = True

    # What databases of before have applied one by one.
    replaces = [
        ("clients", "0001_initial"),
        ("clients", "0002_one_agreement_at_a_time"),
        ("clients", "0003_count_attempts"),
        ("clients", "0004_retainer_ledger"),
        ("clients", "0005_terms_of_agreements"),
        ("clients", "0006_closed_months"),
        ("clients", "0007_ledger_explains_itself"),
        ("clients", "0008_bulk_changes_of_work"),
        ("clients", "0009_notices_and_mails"),
        ("clients", "0010_timers_wait_to_be_logged"),
        ("clients", "0011_photos_and_exports"),
        ("clients", "0012_agreements_that_end"),
        ("clients", "0013_internal_remarks"),
        ("clients", "0014_rates_by_currency"),
        ("clients", "0015_exports_of_clients"),
        ("clients", "0016_time_from_elsewhere"),
        ("clients", "0017_word_of_exports"),
        ("clients", "0018_notices_about_bills"),
        ("clients", "0019_meetings_and_weekly_hours"),
        ("clients", "0020_rates_that_were_accepted"),
        ("clients", "0021_months_that_are_being_closed"),
        ("clients", "0022_orders_payments_papers"),
        ("clients", "0023_terms_of_contracts"),
        ("clients", "0024_recommendations_and_decisions"),
        ("clients", "0025_options_by_code"),
    ]
    dependencies = []

    operations = [
        # Exclusion constraints compare keys with a GiST index.
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Client",
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
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=160)),
                ("address", models.TextField(blank=True)),
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
                    "fiscal_start_month",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        editable=False,
                        unique=True,
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("principal", "Principal"),
                            ("consultant", "Consultant"),
                            ("client", "Client user"),
                        ],
                        max_length=12,
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("is_active", models.BooleanField(default=True)),
                ("is_demo", models.BooleanField(default=False, editable=False)),
                (
                    "week_hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Leave empty for the practice's usual week.",
                        max_digits=4,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(80),
                        ],
                        verbose_name="hours in a week",
                    ),
                ),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="one_user_per_email_in_any_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Carrier",
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
                ("name", models.CharField(max_length=120)),
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
                ("website", models.URLField(blank=True)),
                ("notes", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Upper("name"), name="one_carrier_per_name"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdviceOption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("text", models.TextField(blank=True, verbose_name="what it means")),
                ("is_advised", models.BooleanField(default=False)),
                ("code", models.CharField(blank=True, max_length=12)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Contract",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        default="USD",
                        help_text="Of all its amounts.",
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Write the currency as three capitals, such as USD."
                            )
                        ],
                    ),
                ),
                (
                    "proration",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("30", "A month has thirty days"),
                            ("actual", "The days the month really has"),
                            ("365", "Twelve months' rate over 365 days"),
                        ],
                        help_text="How many days a month has when only some of them are billed.",
                        max_length=8,
                        verbose_name="part of a month",
                    ),
                ),
                (
                    "payment_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days from the bill date.",
                        null=True,
                        verbose_name="payment is due after",
                    ),
                ),
                (
                    "late_fee_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Per cent a month of what is past due: 1.5 for 1.5%.",
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="late fee",
                    ),
                ),
                (
                    "dispute_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days from the bill date.",
                        null=True,
                        verbose_name="time to dispute",
                    ),
                ),
                (
                    "withhold_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days from the bill date within which a disputed sum may stay unpaid.",
                        null=True,
                        verbose_name="time to withhold",
                    ),
                ),
                (
                    "back_bill_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Months after the service within which it has to be billed.",
                        null=True,
                        verbose_name="limit of back-billing",
                    ),
                ),
                (
                    "acceptance_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days after delivery; billing may begin without a signature then.",
                        null=True,
                        verbose_name="deemed accepted after",
                    ),
                ),
                (
                    "overlap_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days the old service may be billed beside the new one.",
                        null=True,
                        verbose_name="parallel billing in a migration",
                    ),
                ),
                (
                    "disconnect_notice_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days still billed after the notice.",
                        null=True,
                        verbose_name="notice to disconnect a service",
                    ),
                ),
                (
                    "minimum_seats",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Billed even when fewer are used.",
                        null=True,
                        verbose_name="minimum of licences or seats",
                    ),
                ),
                (
                    "escalator_cap_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Per cent by which a rate may rise in twelve months; 0 for not at all.",
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="cap on increases",
                    ),
                ),
                (
                    "holdover",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreed", "The agreed rates continue"),
                            ("carrier", "The carrier's list rates apply"),
                        ],
                        help_text="What is billed when the term is over and nothing new was signed.",
                        max_length=8,
                        verbose_name="after the term",
                    ),
                ),
                (
                    "renewal_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Months by which the term is longer when nobody gives notice.",
                        null=True,
                        verbose_name="renews itself for",
                    ),
                ),
                (
                    "minimum_term_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Months from its installation; empty: the contract's term.",
                        null=True,
                        verbose_name="minimum term of a service",
                    ),
                ),
                (
                    "termination_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Per cent of the monthly charges of the months left of the minimum term.",
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="termination charge in the minimum term",
                    ),
                ),
                (
                    "later_termination_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Per cent of the monthly charges of the months left of the contract's term; 0 for none.",
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="termination charge after the minimum term",
                    ),
                ),
                (
                    "termination_codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        help_text="Under which bills charge it; separated by commas.",
                        size=None,
                        verbose_name="termination charge codes",
                    ),
                ),
                (
                    "late_fee_codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        help_text="Under which bills charge it; separated by commas.",
                        size=None,
                        verbose_name="late fee codes",
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
                ("number", models.CharField(max_length=80, verbose_name="contract number")),
                ("title", models.CharField(blank=True, max_length=160)),
                (
                    "term",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        blank=True, help_text="First and last day.", null=True
                    ),
                ),
                ("notice_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "prorates_disconnects",
                    models.BooleanField(
                        default=False,
                        help_text="Only when the contract says so is a month that contains the disconnect claimed pro rata.",
                        verbose_name="the last month is billed by the day",
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="clients.carrier",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "ordering": ["carrier__name", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "carrier", "number"),
                        name="one_contract_per_number_at_a_carrier",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BillingAccount",
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
                ("number", models.CharField(max_length=60, verbose_name="account number")),
                ("name", models.CharField(blank=True, max_length=120)),
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
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "legal_entity",
                    models.CharField(
                        blank=True,
                        help_text="Whose account it is, where taxes differ by entity.",
                        max_length=160,
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="clients.carrier",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="clients.client",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose terms hold for its bills; empty: the carrier's only contract.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="clients.contract",
                    ),
                ),
            ],
            options={
                "ordering": ["carrier__name", "number"],
                "indexes": [models.Index(fields=["number"], name="account_by_number")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "carrier", "number"),
                        name="one_account_per_number_at_a_carrier",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContractDocument",
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
                ("title", models.CharField(max_length=160)),
                ("signed_on", models.DateField(blank=True, null=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="clients.contract",
                    ),
                ),
            ],
            options={
                "ordering": ["signed_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
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
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="For the whole year.",
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "shortfall_percent",
                    models.DecimalField(
                        decimal_places=4,
                        help_text="Per cent of what is missing: 100 for all of it.",
                        max_digits=9,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="due of a shortfall",
                    ),
                ),
                (
                    "shortfall_code",
                    models.CharField(
                        blank=True,
                        help_text="As bills print it.",
                        max_length=60,
                        verbose_name="charge code of a shortfall",
                    ),
                ),
                (
                    "counts_recurring",
                    models.BooleanField(default=True, verbose_name="monthly charges count"),
                ),
                ("counts_usage", models.BooleanField(default=True, verbose_name="usage counts")),
                (
                    "counts_one_time",
                    models.BooleanField(default=False, verbose_name="one-time charges count"),
                ),
                (
                    "counts_surcharges",
                    models.BooleanField(
                        default=False, verbose_name="the carrier's surcharges count"
                    ),
                ),
                (
                    "is_gross",
                    models.BooleanField(
                        default=False,
                        help_text="Whether charges count before their discounts and credits are taken off.",
                        verbose_name="before discounts",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clients.contract",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.contractdocument",
                    ),
                ),
            ],
            options={
                "ordering": ["contract__number", "valid"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("contract", "="), ("valid", "&&")],
                        name="one_commitment_a_day_of_a_contract",
                        violation_error_message="Another commitment of this contract already covers some of these days.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CustomerServiceRecord",
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
                ("btn", models.CharField(max_length=40, verbose_name="billing telephone number")),
                ("as_of", models.DateField(help_text="The day the carrier printed it.")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_records",
                        to="clients.billingaccount",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_records",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "verbose_name": "service record",
                "ordering": ["btn", "-as_of"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "btn", "as_of"),
                        name="one_service_record_per_number_and_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionRight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("dispute", "Disputing a charge"),
                            ("spend", "Spending on a project"),
                            ("contract", "Signing or ending a contract"),
                            ("report", "Accepting a report"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "limit",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Leave empty for no limit.",
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="limit",
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
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision_rights",
                        to="clients.client",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision_rights",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "user", "subject"),
                        name="one_right_per_person_and_subject",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Deputy",
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
                    "subject",
                    models.CharField(
                        choices=[
                            ("dispute", "Disputing a charge"),
                            ("spend", "Spending on a project"),
                            ("contract", "Signing or ending a contract"),
                            ("report", "Accepting a report"),
                        ],
                        max_length=12,
                        verbose_name="for decisions about",
                    ),
                ),
                ("first_day", models.DateField(verbose_name="from")),
                ("last_day", models.DateField(verbose_name="until")),
                (
                    "limit",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="limit",
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
                ("named_at", models.DateTimeField(auto_now_add=True)),
                ("revoked_at", models.DateTimeField(editable=False, null=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputies",
                        to="clients.client",
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deputies",
                "ordering": ["-first_day", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("holder", models.F("deputy")), _negated=True),
                        name="a_deputy_is_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="a_deputy_ends_after_beginning",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("deferred", "Put off"),
                            ("reversed", "Taken back"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "left_out",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("money", models.DecimalField(decimal_places=3, max_digits=18)),
                ("currency", models.CharField(max_length=3)),
                ("until", models.DateField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("limit", models.DecimalField(decimal_places=3, max_digits=18, null=True)),
                (
                    "via",
                    models.CharField(
                        choices=[
                            ("page", "On its page"),
                            ("mail", "On its page, from a mail or notice"),
                            ("bulk", "Together with others of the carrier"),
                        ],
                        max_length=4,
                    ),
                ),
                ("decided_at", models.DateTimeField(auto_now_add=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="clients.client",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.adviceoption",
                    ),
                ),
                (
                    "right_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deputyship",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.deputy",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
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
                ("email", models.EmailField(max_length=254)),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("principal", "Principal"),
                            ("consultant", "Consultant"),
                            ("client", "Client user"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("consultant", "Assigned consultant"),
                            ("executive", "Executive"),
                            ("manager", "Manager"),
                            ("viewer", "Viewer"),
                        ],
                        max_length=12,
                    ),
                ),
                ("token_sha256", models.CharField(editable=False, max_length=64, unique=True)),
                ("invited_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "client",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="clients.client",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "client"), _negated=True),
                            ("client__isnull", False),
                            _connector="OR",
                        ),
                        name="a_client_user_is_invited_to_a_client",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mail",
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
                ("subject", models.CharField(max_length=200)),
                ("text", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "not_before",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("error", models.TextField(blank=True)),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["not_before"],
                        name="mails_to_send",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
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
                ("series", models.CharField(max_length=32)),
                ("starts_at", models.CharField(max_length=40)),
                ("day", models.DateField()),
                ("clock", models.CharField(blank=True, max_length=20)),
                ("title", models.CharField(blank=True, max_length=300)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "ordering": ["-day", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "series", "starts_at"), name="a_meeting_is_kept_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("consultant", "Assigned consultant"),
                            ("executive", "Executive"),
                            ("manager", "Manager"),
                            ("viewer", "Viewer"),
                        ],
                        max_length=12,
                    ),
                ),
                ("since", models.DateTimeField(auto_now_add=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="clients.client",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "user"), name="one_place_per_person_at_a_client"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
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
                    "topic",
                    models.CharField(
                        choices=[
                            ("use", "How much of a retainer is used"),
                            ("beyond", "Work beyond the allowance"),
                            ("decision", "Decisions we ask for"),
                            ("question", "Questions about logged work"),
                            ("finding", "Questions about findings on bills"),
                            ("report", "Monthly reports on bills"),
                            ("statement", "Monthly statements"),
                            ("ending", "Agreements that end"),
                        ],
                        max_length=10,
                    ),
                ),
                ("sentence", models.CharField(max_length=500)),
                ("link", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("is_settled", models.BooleanField(default=False)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="clients.mail",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["recipient", "-id"], name="notices_of_a_person"),
                    models.Index(
                        condition=models.Q(("read_at", None)),
                        fields=["recipient"],
                        name="notices_unread",
                    ),
                    models.Index(
                        condition=models.Q(("is_settled", False)),
                        fields=["id"],
                        name="notices_to_settle",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("link__startswith", "/"),
                            models.Q(("link__startswith", "//"), _negated=True),
                        ),
                        name="a_notice_leads_into_the_product",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("use", "How much of a retainer is used"),
                            ("beyond", "Work beyond the allowance"),
                            ("decision", "Decisions we ask for"),
                            ("question", "Questions about logged work"),
                            ("finding", "Questions about findings on bills"),
                            ("report", "Monthly reports on bills"),
                            ("statement", "Monthly statements"),
                            ("ending", "Agreements that end"),
                        ],
                        max_length=10,
                    ),
                ),
                ("by_mail", models.BooleanField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "topic"), name="one_choice_per_topic")
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
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
                    "invoice_number",
                    models.CharField(blank=True, help_text="The bill it pays.", max_length=80),
                ),
                ("paid_on", models.DateField()),
                (
                    "received_on",
                    models.DateField(
                        blank=True,
                        help_text="When the carrier had the money: the value date, or the day a cheque cleared.",
                        null=True,
                    ),
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("transfer", "Transfer"),
                            ("cheque", "Cheque"),
                            ("card", "Card or direct debit"),
                        ],
                        default="transfer",
                        max_length=8,
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        help_text="Cheque number or transfer reference.", max_length=80
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="clients.billingaccount",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "ordering": ["-paid_on", "pk"],
                "indexes": [models.Index(fields=["client", "account"], name="payment_by_account")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "reference", "invoice_number"),
                        name="a_payment_pays_an_invoice_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on__isnull", True),
                            ("received_on__gte", models.F("paid_on")),
                            _connector="OR",
                        ),
                        name="a_payment_is_received_after_it_is_made",
                        violation_error_message="A payment is not received before it is made.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("system", models.CharField(max_length=12)),
                ("their_name", models.CharField(max_length=200)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "person aliases",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("system", "their_name"),
                        name="a_person_of_another_system_is_one_of_ours",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Practice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(default="Your practice", max_length=120)),
                ("address", models.TextField(blank=True)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("website", models.URLField(blank=True)),
                ("time_zone", models.CharField(default="UTC", max_length=64)),
                (
                    "accent",
                    models.CharField(
                        default="#1f4e79",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}$", "Write the colour as # and six hex digits."
                            )
                        ],
                        verbose_name="accent colour",
                    ),
                ),
                ("logo_svg", models.TextField(blank=True, verbose_name="logo (SVG)")),
            ],
            options={
                "verbose_name_plural": "practice",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="there_is_one_practice"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceTier",
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
                ("charge_code", models.CharField(max_length=60)),
                (
                    "from_quantity",
                    models.DecimalField(
                        decimal_places=6,
                        default=0,
                        help_text="The step holds for units above this quantity; 0 for the first step.",
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="above",
                    ),
                ),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=8,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("steps", "Each unit at the rate of its own step"),
                            ("all", "All units at the rate of the step reached"),
                        ],
                        max_length=8,
                        verbose_name="applies to",
                    ),
                ),
                (
                    "counted",
                    models.CharField(
                        choices=[
                            ("line", "The quantity of each charge"),
                            ("account", "All charges of the account in a month"),
                            ("contract", "All accounts of the contract in a month"),
                        ],
                        default="line",
                        max_length=8,
                        verbose_name="what is counted",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clients.contract",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.contractdocument",
                    ),
                ),
            ],
            options={
                "ordering": ["contract__number", "charge_code", "valid", "from_quantity"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("contract", "="),
                            ("charge_code", "="),
                            ("from_quantity", "="),
                            ("valid", "&&"),
                        ],
                        name="one_price_tier_a_day_of_a_step",
                        violation_error_message="This step of the charge already has a rate for some of these days.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("contract", "="),
                            ("charge_code", "="),
                            ("valid", "&&"),
                            ("reach", "<>"),
                        ],
                        name="a_ladder_has_one_reach",
                        violation_error_message="The other steps of this charge say otherwise: all steps of a charge apply and count in the same way.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("contract", "="),
                            ("charge_code", "="),
                            ("valid", "&&"),
                            ("counted", "<>"),
                        ],
                        name="a_ladder_has_one_counted",
                        violation_error_message="The other steps of this charge say otherwise: all steps of a charge apply and count in the same way.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Project",
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
                ("name", models.CharField(max_length=120)),
                ("purpose", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("done", "Done")], default="open", max_length=8
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="ProjectAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("system", models.CharField(max_length=12)),
                ("their_client", models.CharField(max_length=200)),
                ("their_project", models.CharField(max_length=200)),
                (
                    "client",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="clients.project",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "project aliases",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("system", "their_client", "their_project", "made_by"),
                        name="a_project_of_another_system_means_one_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicFee",
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
                    "authority",
                    models.CharField(help_text="Who sets it, such as FCC.", max_length=120),
                ),
                ("code", models.CharField(help_text="Short name, such as FUSF.", max_length=40)),
                ("title", models.CharField(max_length=160)),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=8,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("percent", "per cent of the base"),
                            ("amount", "amount per unit"),
                        ],
                        default="percent",
                        max_length=8,
                    ),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="First and last day."
                    ),
                ),
                (
                    "source",
                    models.CharField(help_text="The publication it comes from.", max_length=300),
                ),
                ("published_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["code", "-valid"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("authority", "="), ("code", "="), ("valid", "&&")],
                        name="one_public_fee_per_day",
                        violation_error_message="Another rate of this fee already covers some of these days.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("dispute", "Disputing a charge"),
                            ("spend", "Spending on a project"),
                            ("contract", "Signing or ending a contract"),
                            ("report", "Accepting a report"),
                        ],
                        max_length=12,
                        verbose_name="right it takes to decide",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="What to decide, such as a question.", max_length=160
                    ),
                ),
                ("found", models.TextField(verbose_name="what we found")),
                ("advice", models.TextField(verbose_name="our advice, and why")),
                ("if_nothing", models.TextField(verbose_name="what happens if you do nothing")),
                (
                    "monthly",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=18,
                        null=True,
                        verbose_name="cost of waiting per month",
                    ),
                ),
                (
                    "money",
                    models.DecimalField(
                        decimal_places=3,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="money at stake",
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
                ("due_on", models.DateField(blank=True, null=True, verbose_name="decide by")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("open", "Waiting for the client"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("deferred", "Put off"),
                            ("withdrawn", "Withdrawn"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("deferred_until", models.DateField(editable=False, null=True)),
                ("because", models.TextField(blank=True, editable=False)),
                ("drafted_at", models.DateTimeField(auto_now_add=True)),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        blank=True,
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
                        related_name="recommendations",
                        to="clients.client",
                    ),
                ),
                (
                    "standing",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.decision",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="clients.recommendation",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["client", "state", "-id"], name="recommendations_by_state")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("money__gte", 0)), name="money_at_stake_is_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at__isnull", True), ("state", "draft")),
                            ("state", "withdrawn"),
                            models.Q(
                                ("published_at__isnull", False),
                                models.Q(("state", "draft"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="only_a_draft_is_not_published",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("standing__isnull", False),
                            models.Q(
                                ("state__in", ("accepted", "declined", "deferred")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="what_is_decided_names_its_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deferred_until__isnull", False),
                            models.Q(("state", "deferred"), _negated=True),
                            _connector="OR",
                        ),
                        name="what_is_put_off_comes_back",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_at__isnull", True), ("state", "accepted"), _connector="OR"
                        ),
                        name="only_what_was_accepted_is_submitted",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="recommendation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="clients.recommendation",
            ),
        ),
        migrations.CreateModel(
            name="AdvicePart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
                ("money", models.DecimalField(decimal_places=3, max_digits=18)),
                (
                    "monthly",
                    models.DecimalField(decimal_places=3, default=Decimal("0"), max_digits=18),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="clients.recommendation",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recommendation", "position"), name="parts_are_numbered"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="adviceoption",
            name="recommendation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="options",
                to="clients.recommendation",
            ),
        ),
        migrations.CreateModel(
            name="AdviceNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="clients.recommendation",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RetainerAgreement",
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
                ("title", models.CharField(default="Retainer agreement", max_length=160)),
                (
                    "basis",
                    models.CharField(
                        choices=[("hours", "Hours"), ("money", "Money")],
                        db_default="hours",
                        default="hours",
                        max_length=6,
                        verbose_name="counted in",
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
                ("starts_on", models.DateField()),
                (
                    "ends_on",
                    models.DateField(
                        blank=True, help_text="The last day, if one is agreed.", null=True
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="an_agreement_does_not_end_before_it_starts",
                        violation_error_message="The last day lies before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("client", "="),
                            (
                                models.Func(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_agreement_at_a_time_per_client",
                        violation_error_message="Another agreement with this client already covers some of these days. End that one first.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="project",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                to="clients.retaineragreement",
            ),
        ),
        migrations.CreateModel(
            name="OverageRequest",
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
                ("month", models.DateField()),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="beyond the allowance",
                    ),
                ),
                (
                    "cost",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="what it is for")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting for the client"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("remark", models.CharField(blank=True, max_length=500)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overage_requests",
                        to="clients.retaineragreement",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="something_is_asked_for"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "withdrawn"]),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="who_decided_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("agreement", "month"),
                        name="one_overage_request_waits_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClientRate",
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
                ("role", models.CharField(blank=True, max_length=80)),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="rate per hour",
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
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rates",
                        to="clients.project",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rates",
                        to="clients.retaineragreement",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", True), ("role", "")),
                            models.Q(
                                ("agreement__isnull", False),
                                ("project__isnull", True),
                                ("role", ""),
                            ),
                            models.Q(
                                ("agreement__isnull", False),
                                ("person__isnull", True),
                                ("project__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_rate_of_a_person_or_role_stands_under_an_agreement",
                        violation_error_message="A person's or a role's rate belongs to an agreement.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreement__isnull", True),
                            models.Q(("person__isnull", True), ("role", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_rate_under_an_agreement_names_a_person_or_a_role",
                        violation_error_message="Say whose rate it is: a person's or a role's.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="a_client_rate_does_not_end_before_it_starts",
                        violation_error_message="The last day lies before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("client", "="),
                            ("currency", "="),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    "agreement", 0, output_field=models.BigIntegerField()
                                ),
                                "=",
                            ),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    "project", 0, output_field=models.BigIntegerField()
                                ),
                                "=",
                            ),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    "person", 0, output_field=models.BigIntegerField()
                                ),
                                "=",
                            ),
                            (django.db.models.functions.text.Lower("role"), "="),
                            (
                                models.Func(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_client_rate_per_day",
                        violation_error_message="Another rate for the same already covers some of these days.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RetainerAlert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("half", "Half of the allowance is used"),
                            ("most", "Four fifths of the allowance are used"),
                            ("all", "The allowance is used up"),
                            ("under", "Little of the allowance is used"),
                            ("ending", "The agreement ends within three months"),
                            ("soon", "The agreement ends within a month"),
                            ("notice", "The day for giving notice has come"),
                        ],
                        max_length=8,
                    ),
                ),
                ("used", models.DecimalField(decimal_places=2, max_digits=18)),
                ("available", models.DecimalField(decimal_places=2, max_digits=18)),
                ("raised_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="clients.retaineragreement",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "ordering": ["-raised_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "month", "kind"), name="an_alert_is_raised_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RetainerTerms",
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
                    "valid_from",
                    models.DateField(
                        help_text="The first day of a month.", verbose_name="holds from"
                    ),
                ),
                (
                    "allowance",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="included each month",
                    ),
                ),
                (
                    "monthly_fee",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "rollover",
                    models.CharField(
                        choices=[
                            ("lapse", "Lapses at the end of the month"),
                            ("carry", "Is carried into the next month"),
                        ],
                        default="lapse",
                        max_length=5,
                        verbose_name="what is left over",
                    ),
                ),
                (
                    "rollover_cap",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Leave empty for no limit.",
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="carried at most",
                    ),
                ),
                (
                    "rollover_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Leave empty when it never lapses.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="months until it lapses",
                    ),
                ),
                (
                    "overage",
                    models.CharField(
                        choices=[
                            ("bill", "Is billed at the overage rate"),
                            ("ask", "Is billed once the client has accepted it"),
                            ("ahead", "Is taken from the next month"),
                        ],
                        default="bill",
                        max_length=5,
                        verbose_name="what goes beyond",
                    ),
                ),
                (
                    "overage_rate",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Leave empty to bill at each person's own rate.",
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="overage rate per hour",
                    ),
                ),
                (
                    "rounding_minutes",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "as worked"),
                            (5, "5 minutes"),
                            (6, "6 minutes"),
                            (10, "10 minutes"),
                            (15, "15 minutes"),
                            (30, "30 minutes"),
                            (60, "1 hour"),
                        ],
                        default=0,
                        verbose_name="time is charged in steps of",
                    ),
                ),
                (
                    "rounding",
                    models.CharField(
                        choices=[("up", "Up"), ("nearest", "To the nearest")],
                        default="up",
                        max_length=7,
                        verbose_name="rounded",
                    ),
                ),
                ("notice_days", models.PositiveSmallIntegerField(default=30)),
                (
                    "reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why they changed"),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="clients.retaineragreement",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "retainer terms",
                "ordering": ["-valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "valid_from"),
                        name="one_version_of_terms_per_month",
                        violation_error_message="Terms that hold from this month exist already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_from__day", 1)),
                        name="terms_hold_from_the_first_of_a_month",
                        violation_error_message="Terms hold from the first day of a month.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScheduledCredit",
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
                ("name", models.CharField(help_text="Such as Sign-on credit.", max_length=120)),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="For each month, as a positive amount.",
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "credit_codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        help_text="The codes bills print with it, separated by commas.",
                        size=None,
                        verbose_name="charge codes of the credit",
                    ),
                ),
                (
                    "condition",
                    models.TextField(
                        blank=True,
                        help_text="What has to be so first, in the contract's words; empty: nothing.",
                    ),
                ),
                (
                    "condition_met",
                    models.BooleanField(
                        default=False, help_text="Somebody has seen that it is met."
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.billingaccount",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clients.contract",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.contractdocument",
                    ),
                ),
            ],
            options={
                "ordering": ["contract__number", "valid", "name"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("contract", "="),
                            ("name", "="),
                            (django.db.models.functions.comparison.Coalesce("account_id", 0), "="),
                            ("valid", "&&"),
                        ],
                        name="one_scheduled_credit_a_day_by_name",
                        violation_error_message="This credit is already scheduled for some of these months.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
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
                ("number", models.CharField(max_length=80, verbose_name="service number")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("confirmed", "Confirmed"),
                            ("proposed", "Proposed"),
                            ("dismissed", "Not ours"),
                        ],
                        default="confirmed",
                        max_length=10,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True, help_text="such as MPLS port or mobile line", max_length=60
                    ),
                ),
                ("product", models.CharField(blank=True, max_length=120)),
                ("bandwidth", models.CharField(blank=True, max_length=40)),
                (
                    "monthly_rate",
                    models.DecimalField(blank=True, decimal_places=8, max_digits=18, null=True),
                ),
                (
                    "install_date",
                    models.DateField(blank=True, null=True, verbose_name="installed on"),
                ),
                (
                    "disconnect_date",
                    models.DateField(
                        blank=True,
                        help_text="The last day of service.",
                        null=True,
                        verbose_name="disconnected on",
                    ),
                ),
                (
                    "redundancy_group",
                    models.CharField(
                        blank=True,
                        help_text="Services that back each other up share a name.",
                        max_length=60,
                    ),
                ),
                (
                    "speed_mbps",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=12,
                        null=True,
                        verbose_name="speed, Mbit/s",
                    ),
                ),
                (
                    "seats",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="seats or working lines"
                    ),
                ),
                (
                    "assigned_to",
                    models.CharField(
                        blank=True,
                        help_text="A person, or a role such as lobby phone.",
                        max_length=120,
                    ),
                ),
                (
                    "unassigned_on",
                    models.DateField(
                        blank=True, help_text="When that person left or gave it back.", null=True
                    ),
                ),
                (
                    "kept_because",
                    models.CharField(
                        blank=True,
                        help_text="Such as elevator phone, alarm line, spare, sub-let site.",
                        max_length=120,
                        verbose_name="kept on purpose because",
                    ),
                ),
                (
                    "suspended",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        blank=True, help_text="First and last day.", null=True
                    ),
                ),
                (
                    "suspended_rate",
                    models.DecimalField(
                        blank=True,
                        decimal_places=8,
                        max_digits=18,
                        null=True,
                        verbose_name="monthly rate while suspended",
                    ),
                ),
                (
                    "device",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("phone", "Phone"),
                            ("tablet", "Tablet or laptop"),
                            ("router", "Router or hotspot"),
                            ("sensor", "Sensor or other machine"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "equipment_id",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="IMEI or asset number"
                    ),
                ),
                ("sim", models.CharField(blank=True, max_length=40, verbose_name="SIM (ICCID)")),
                (
                    "equipment_ours_on",
                    models.DateField(
                        blank=True,
                        help_text="From then on no rental is due.",
                        null=True,
                        verbose_name="equipment bought or returned on",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="clients.billingaccount",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="clients.client",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The service it is a part of.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="components",
                        to="clients.service",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Outage",
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
                ("ticket", models.CharField(max_length=60, verbose_name="carrier's ticket number")),
                ("began", models.DateTimeField()),
                ("ended", models.DateTimeField(blank=True, null=True)),
                (
                    "carrier_caused",
                    models.BooleanField(
                        blank=True,
                        help_text="Unknown until the carrier says so. Without it no credit is due.",
                        null=True,
                        verbose_name="the carrier's fault",
                    ),
                ),
                (
                    "credit_asked_on",
                    models.DateField(
                        blank=True, help_text="Contracts give few days to ask.", null=True
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outages",
                        to="clients.client",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outages",
                        to="clients.service",
                    ),
                ),
            ],
            options={
                "ordering": ["-began", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "service", "ticket"),
                        name="one_outage_per_ticket_and_service",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended__isnull", True),
                            ("ended__gt", models.F("began")),
                            _connector="OR",
                        ),
                        name="an_outage_ends_after_it_began",
                        violation_error_message="An outage ends after it began.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeviceInstalment",
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
                    "equipment_id",
                    models.CharField(max_length=60, verbose_name="IMEI or serial number"),
                ),
                (
                    "charge_code",
                    models.CharField(help_text="By which bills charge it.", max_length=60),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="monthly amount",
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="number of instalments",
                    ),
                ),
                (
                    "first_on",
                    models.DateField(
                        help_text="First day of the period of the first instalment.",
                        verbose_name="first billed from",
                    ),
                ),
                (
                    "paid_off_on",
                    models.DateField(
                        blank=True, help_text="When the rest was paid at once.", null=True
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instalments",
                        to="clients.client",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instalments",
                        to="clients.service",
                    ),
                ),
            ],
            options={
                "ordering": ["service__number", "first_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "equipment_id", "first_on"),
                        name="a_device_is_paid_for_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paid_off_on__isnull", True),
                            ("paid_off_on__gte", models.F("first_on")),
                            _connector="OR",
                        ),
                        name="a_device_is_not_paid_off_before_it_is_billed",
                        violation_error_message="A device is not paid off before its first instalment.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceLevel",
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
                    "charge_code",
                    models.CharField(
                        blank=True, help_text="Empty: all services of the contract.", max_length=60
                    ),
                ),
                (
                    "threshold_minutes",
                    models.PositiveIntegerField(
                        help_text="Minutes; the credit is due for longer ones.",
                        verbose_name="outage in a month",
                    ),
                ),
                (
                    "credit_percent",
                    models.DecimalField(
                        decimal_places=4,
                        help_text="Per cent of the service's monthly charge.",
                        max_digits=9,
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
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clients.contract",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.contractdocument",
                    ),
                ),
            ],
            options={
                "ordering": ["contract__number", "charge_code", "threshold_minutes"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("contract", "="),
                            ("charge_code", "="),
                            ("threshold_minutes", "="),
                            ("valid", "&&"),
                        ],
                        name="one_service_level_a_day_of_a_step",
                        violation_error_message="This level already has a credit for some of these days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("credit_percent__lte", 100)),
                        name="a_level_credits_at_most_all",
                        violation_error_message="More than the whole charge is not credited.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceOrder",
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
                ("number", models.CharField(max_length=60, verbose_name="our order number")),
                (
                    "carrier_number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="carrier's order number"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("add", "New service"),
                            ("change", "Change"),
                            ("move", "Move"),
                            ("suspend", "Suspension"),
                            ("disconnect", "Disconnect"),
                        ],
                        max_length=10,
                    ),
                ),
                ("placed_on", models.DateField()),
                (
                    "due_on",
                    models.DateField(blank=True, help_text="The day we asked for.", null=True),
                ),
                (
                    "confirmed_for",
                    models.DateField(
                        blank=True,
                        help_text="The day the carrier's confirmation (FOC) names.",
                        null=True,
                        verbose_name="firm order date",
                    ),
                ),
                (
                    "completed_on",
                    models.DateField(
                        blank=True,
                        help_text="When the client accepted it.",
                        null=True,
                        verbose_name="done and accepted on",
                    ),
                ),
                (
                    "effective_on",
                    models.DateField(
                        blank=True,
                        help_text="When billing begins or changes; for a disconnect, the last day of service.",
                        null=True,
                    ),
                ),
                ("cancelled_on", models.DateField(blank=True, null=True)),
                (
                    "charge_agreed",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="one-time charge agreed",
                    ),
                ),
                (
                    "charge_waived",
                    models.BooleanField(default=False, verbose_name="one-time charge waived"),
                ),
                (
                    "expedite_asked",
                    models.BooleanField(default=False, verbose_name="expedite asked for"),
                ),
                (
                    "delayed_by_client",
                    models.BooleanField(
                        default=False,
                        help_text="Then a missed date is not the carrier's.",
                        verbose_name="the client held it up",
                    ),
                ),
                (
                    "overlap_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="For a replacement: how long old and new run side by side.",
                        null=True,
                        verbose_name="days of planned overlap",
                    ),
                ),
                ("notes", models.TextField(blank=True, help_text="The client can read them.")),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="clients.carrier",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "verbose_name": "order",
                "ordering": ["-placed_on", "number"],
                "indexes": [models.Index(fields=["client", "placed_on"], name="order_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "number"), name="one_order_per_number_at_a_client"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("completed_on__isnull", True),
                            ("cancelled_on__isnull", True),
                            _connector="OR",
                        ),
                        name="an_order_is_done_or_cancelled",
                        violation_error_message="An order is either done or cancelled.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("completed_on__isnull", True),
                            ("completed_on__gte", models.F("placed_on")),
                            _connector="OR",
                        ),
                        name="an_order_is_not_done_before_it_is_placed",
                        violation_error_message="An order is not done before it is placed.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderItem",
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
                    "what",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("changed", "Changed"),
                            ("suspended", "Suspended"),
                            ("removed", "Removed"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "monthly_rate",
                    models.DecimalField(
                        blank=True,
                        decimal_places=8,
                        max_digits=18,
                        null=True,
                        verbose_name="monthly rate agreed",
                    ),
                ),
                (
                    "speed_mbps",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=12,
                        null=True,
                        verbose_name="speed ordered, Mbit/s",
                    ),
                ),
                (
                    "cfa",
                    models.CharField(
                        blank=True,
                        help_text="Where a cross-connect hands over; then no channel termination is due.",
                        max_length=80,
                        verbose_name="connecting facility (CFA)",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ordered",
                        to="clients.service",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="clients.serviceorder",
                    ),
                ),
            ],
            options={
                "verbose_name": "service ordered",
                "verbose_name_plural": "services ordered",
                "ordering": ["service__number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order", "service"), name="a_service_stands_once_on_an_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceRecordLine",
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
                ("telephone_number", models.CharField(max_length=40)),
                ("usoc", models.CharField(max_length=20, verbose_name="USOC")),
                ("quantity", models.PositiveIntegerField(default=1)),
                (
                    "pic",
                    models.CharField(
                        blank=True,
                        help_text="The chosen long-distance carrier's code.",
                        max_length=8,
                        verbose_name="PIC",
                    ),
                ),
                (
                    "lpic",
                    models.CharField(
                        blank=True,
                        help_text="The same for calls within the area.",
                        max_length=8,
                        verbose_name="LPIC",
                    ),
                ),
                (
                    "monthly_rate",
                    models.DecimalField(blank=True, decimal_places=8, max_digits=18, null=True),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="clients.customerservicerecord",
                    ),
                ),
            ],
            options={
                "verbose_name": "code",
                "ordering": ["telephone_number", "usoc"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "telephone_number", "usoc"),
                        name="a_code_stands_once_per_number_on_a_service_record",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Site",
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
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("street", models.CharField(blank=True, max_length=160)),
                ("city", models.CharField(blank=True, max_length=80)),
                (
                    "region",
                    models.CharField(blank=True, max_length=80, verbose_name="state or region"),
                ),
                (
                    "postcode",
                    models.CharField(blank=True, max_length=20, verbose_name="ZIP or postcode"),
                ),
                ("country", models.CharField(default="US", max_length=2)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sites",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "code"), name="one_site_per_code_at_a_client"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="service",
            name="far_end",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="far_ends",
                to="clients.site",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="site",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="services",
                to="clients.site",
            ),
        ),
        migrations.CreateModel(
            name="Discount",
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
                    "percent",
                    models.DecimalField(
                        decimal_places=4,
                        help_text="Per cent: 12.5 for 12.5%.",
                        max_digits=9,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="discount",
                    ),
                ),
                (
                    "charge_code",
                    models.CharField(
                        blank=True, help_text="Empty: all monthly charges.", max_length=60
                    ),
                ),
                (
                    "excluded_codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        help_text="Not discounted, such as access or equipment; with commas.",
                        size=None,
                        verbose_name="charge codes left out",
                    ),
                ),
                (
                    "shown",
                    models.CharField(
                        choices=[
                            ("line", "As a credit of its own"),
                            ("rate", "Within the rate; agreed rates are before it"),
                        ],
                        default="line",
                        max_length=4,
                        verbose_name="how bills show it",
                    ),
                ),
                (
                    "credit_code",
                    models.CharField(
                        blank=True,
                        help_text="As bills print it.",
                        max_length=60,
                        verbose_name="charge code of the credit",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.billingaccount",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clients.contract",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.contractdocument",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.service",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.site",
                    ),
                ),
            ],
            options={
                "ordering": ["contract__number", "charge_code", "valid"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("contract", "="),
                            ("charge_code", "="),
                            ("credit_code", "="),
                            (django.db.models.functions.comparison.Coalesce("account_id", 0), "="),
                            (django.db.models.functions.comparison.Coalesce("site_id", 0), "="),
                            (django.db.models.functions.comparison.Coalesce("service_id", 0), "="),
                            ("valid", "&&"),
                        ],
                        name="one_discount_a_day_of_a_charge",
                        violation_error_message="Another discount of the same charge already covers some of these days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("percent__lte", 100)),
                        name="a_discount_is_at_most_all",
                        violation_error_message="More than all cannot be taken off.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("shown", "line"), _negated=True),
                            models.Q(("credit_code", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_discount_line_has_a_code",
                        violation_error_message="Say by which charge code bills show the credit.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContractRate",
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
                ("charge_code", models.CharField(max_length=60)),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=8,
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
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rates",
                        to="clients.carrier",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rates",
                        to="clients.client",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rates",
                        to="clients.contract",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rates",
                        to="clients.contractdocument",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rates",
                        to="clients.service",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rates",
                        to="clients.site",
                    ),
                ),
            ],
            options={
                "ordering": ["carrier__name", "charge_code", "valid"],
                "indexes": [
                    models.Index(
                        fields=["client", "carrier", "charge_code"], name="rate_by_charge_code"
                    )
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("client", "="),
                            ("carrier", "="),
                            ("charge_code", "="),
                            (django.db.models.functions.comparison.Coalesce("contract_id", 0), "="),
                            (django.db.models.functions.comparison.Coalesce("site_id", 0), "="),
                            (django.db.models.functions.comparison.Coalesce("service_id", 0), "="),
                            ("valid", "&&"),
                        ],
                        name="one_rate_per_day_and_specificity",
                        violation_error_message="Another rate for the same charge already covers some of these days.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StandardRate",
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
                    "role",
                    models.CharField(
                        blank=True, help_text="Leave empty for everybody.", max_length=80
                    ),
                ),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="rate per hour",
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
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
            ],
            options={
                "ordering": ["role", "-starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="a_standard_rate_does_not_end_before_it_starts",
                        violation_error_message="The last day lies before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (django.db.models.functions.text.Lower("role"), "="),
                            ("currency", "="),
                            (
                                models.Func(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_standard_rate_per_day",
                        violation_error_message="Another rate for the same already covers some of these days.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("bill", "Carrier bill"),
                            ("contract", "Contract document"),
                            ("report", "Monthly report"),
                            ("photo", "Photo of somebody"),
                            ("paper", "Certificate"),
                            ("export", "Everything a client owns"),
                            ("import", "Export of another system"),
                            ("statement", "Monthly statement"),
                            ("dispute", "Paper of a dispute"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="name as uploaded")),
                (
                    "content",
                    models.FileField(max_length=120, upload_to=clients.files.models.random_path),
                ),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.BigIntegerField(help_text="bytes")),
                ("sha256", models.CharField(max_length=64)),
                ("shared_with_client", models.BooleanField(default=False, editable=False)),
                ("stored_at", models.DateTimeField(auto_now_add=True)),
                (
                    "client",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "stored_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["client", "sha256"], name="stored_file_by_content")
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
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
                ("month", models.DateField()),
                (
                    "figures",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("figures_sha256", models.CharField(max_length=64)),
                ("closed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="clients.retaineragreement",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="clients.client",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.retainerterms",
                    ),
                ),
                (
                    "pdf",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["-month"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "month"), name="a_month_is_closed_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="contractdocument",
            name="file",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="clients.storedfile",
            ),
        ),
        migrations.CreateModel(
            name="ClientExport",
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
                    "reader",
                    models.CharField(
                        choices=[("practice", "The practice"), ("client", "The client")],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for a worker"),
                            ("packing", "Being packed"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("doing", models.CharField(blank=True, db_default="", max_length=120)),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "told_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exports",
                        to="clients.client",
                    ),
                ),
                (
                    "archive",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SurchargeTerm",
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
                ("charge_code", models.CharField(help_text="As bills print it.", max_length=60)),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="Such as Property tax allotment.", max_length=120
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("capped", "At most this per cent"),
                            ("frozen", "Stays at this per cent"),
                            ("excluded", "Not billed at all"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Per cent: 4.05 for 4.05%.",
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="allowed",
                    ),
                ),
                (
                    "base",
                    models.CharField(
                        choices=[
                            ("recurring", "The monthly charges of the bill"),
                            ("charges", "All charges of the bill but taxes, fees and surcharges"),
                        ],
                        default="charges",
                        max_length=9,
                        verbose_name="per cent of",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clients.contract",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.contractdocument",
                    ),
                ),
            ],
            options={
                "ordering": ["contract__number", "charge_code", "valid"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("contract", "="), ("charge_code", "="), ("valid", "&&")],
                        name="one_surcharge_term_a_day",
                        violation_error_message="Another term of this surcharge already covers some of these days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rule", "excluded"), ("percent__isnull", False), _connector="OR"
                        ),
                        name="an_allowed_surcharge_has_a_percentage",
                        violation_error_message="Say how many per cent are allowed.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaxCertificate",
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
                ("number", models.CharField(max_length=80, verbose_name="certificate number")),
                (
                    "tax",
                    models.CharField(
                        help_text="The code or words by which bills charge it.",
                        max_length=60,
                        verbose_name="tax or fee",
                    ),
                ),
                (
                    "jurisdiction",
                    models.CharField(
                        blank=True,
                        help_text="As bills print it; empty for everywhere.",
                        max_length=60,
                    ),
                ),
                ("legal_entity", models.CharField(max_length=160)),
                (
                    "given_on",
                    models.DateField(blank=True, null=True, verbose_name="given to the carrier on"),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="First and last day."
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who was given it; empty for every carrier.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="clients.carrier",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="clients.client",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["tax", "-valid"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("client", "="),
                            ("tax", "="),
                            ("jurisdiction", "="),
                            ("legal_entity", "="),
                            (django.db.models.functions.comparison.Coalesce("carrier_id", 0), "="),
                            ("valid", "&&"),
                        ],
                        name="one_certificate_per_tax_and_day",
                        violation_error_message="Another certificate for the same tax and legal entity already covers some of these days.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamSeat",
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
                    "role",
                    models.CharField(
                        help_text="Such as Lead consultant; rates go by it.", max_length=80
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True, help_text="Where the client reaches them.", max_length=40
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="team",
                        to="clients.retaineragreement",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "photo",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["place", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "person"),
                        name="one_seat_per_person_in_a_team",
                        violation_error_message="This person is in the team already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Timer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(null=True)),
                (
                    "text",
                    models.CharField(blank=True, max_length=500, verbose_name="what you are doing"),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("do", "Do"),
                            ("train", "Train"),
                            ("advise", "Advise"),
                            ("oversee", "Oversee"),
                        ],
                        default="advise",
                        max_length=8,
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=40)),
                ("origin", models.CharField(blank=True, max_length=200)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "consultant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="timer",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.project",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UsageTerm",
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
                    "charge_code",
                    models.CharField(
                        help_text="Under which bills charge the usage.", max_length=60
                    ),
                ),
                (
                    "included",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="included a month",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        help_text="Of the quantities on bills, such as minutes or GB.",
                        max_length=20,
                    ),
                ),
                (
                    "holder",
                    models.CharField(
                        choices=[
                            ("service", "Each service, for itself"),
                            ("pool", "Each service, shared by those of its account"),
                            ("account", "The account as a whole"),
                        ],
                        default="account",
                        max_length=8,
                        verbose_name="who has it",
                    ),
                ),
                (
                    "minimum_charge",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Due when the usage of an account comes to less.",
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="minimum a month",
                    ),
                ),
                (
                    "minimum_code",
                    models.CharField(
                        blank=True,
                        help_text="As bills print it.",
                        max_length=60,
                        verbose_name="charge code of the minimum",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.billingaccount",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clients.contract",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.contractdocument",
                    ),
                ),
            ],
            options={
                "ordering": ["contract__number", "charge_code", "valid"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("contract", "="),
                            ("charge_code", "="),
                            (django.db.models.functions.comparison.Coalesce("account_id", 0), "="),
                            ("valid", "&&"),
                        ],
                        name="one_usage_term_a_day_of_a_charge",
                        violation_error_message="Another term of this usage already covers some of these days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("included__isnull", False),
                            ("minimum_charge__isnull", False),
                            _connector="OR",
                        ),
                        name="a_usage_term_says_something",
                        violation_error_message="Give what is included, the minimum charge, or both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minimum_charge__isnull", True),
                            models.Q(("minimum_code", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_minimum_charge_has_a_code",
                        violation_error_message="Say by which charge code bills show the minimum.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiver",
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
                        choices=[
                            ("activation", "Activation of a mobile line"),
                            ("upgrade", "Upgrade of a mobile line"),
                            ("termination", "Early termination of a mobile line"),
                            ("other", "Installation and other one-time charges"),
                        ],
                        max_length=12,
                        verbose_name="what is waived",
                    ),
                ),
                (
                    "charge_codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        help_text="Under which bills charge it; separated by commas.",
                        size=None,
                        verbose_name="charge codes",
                    ),
                ),
                (
                    "yearly_count",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Empty: all of them.",
                        null=True,
                        verbose_name="how many a year",
                    ),
                ),
                (
                    "yearly_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Of the lines in service, rounded down: 10 for 10%.",
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="per cent of lines a year",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clients.contract",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.contractdocument",
                    ),
                ),
            ],
            options={
                "ordering": ["contract__number", "kind", "valid"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("contract", "="), ("kind", "="), ("valid", "&&")],
                        name="one_waiver_a_day_of_a_kind",
                        violation_error_message="Another waiver of this kind already covers some of these days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("charge_codes", []), _negated=True),
                        name="a_waiver_names_its_charges",
                        violation_error_message="Name the charge codes that are waived.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("yearly_count__isnull", True),
                            ("yearly_percent__isnull", True),
                            _connector="OR",
                        ),
                        name="a_waiver_counts_one_way",
                        violation_error_message="Give either a number a year or a share of the lines.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WirelessPlan",
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
                    "charge_code",
                    models.CharField(help_text="By which bills charge the plan.", max_length=60),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                (
                    "included_gb",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="GB included",
                    ),
                ),
                (
                    "included_minutes",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="minutes included"
                    ),
                ),
                (
                    "pool",
                    models.CharField(
                        blank=True,
                        help_text="Plans of one pool share; empty: not pooled.",
                        max_length=60,
                    ),
                ),
                (
                    "device",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("phone", "Phone"),
                            ("tablet", "Tablet or laptop"),
                            ("router", "Router or hotspot"),
                            ("sensor", "Sensor or other machine"),
                        ],
                        help_text="Empty: for any device.",
                        max_length=6,
                        verbose_name="made for",
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wireless_plans",
                        to="clients.carrier",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wireless_plans",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "ordering": ["carrier__name", "charge_code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "carrier", "charge_code"), name="one_plan_per_charge_code"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkEntry",
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
                ("worked_on", models.DateField()),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=7,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01")),
                            django.core.validators.MaxValueValidator(24),
                        ],
                        verbose_name="hours worked",
                    ),
                ),
                (
                    "unbilled",
                    models.DecimalField(
                        db_default=Decimal("0"),
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=7,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="of these not billable",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="what was done")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("do", "Do"),
                            ("train", "Train"),
                            ("advise", "Advise"),
                            ("oversee", "Oversee"),
                        ],
                        db_default="advise",
                        default="advise",
                        max_length=8,
                    ),
                ),
                ("reference", models.CharField(blank=True, db_default="", max_length=40)),
                (
                    "origin",
                    models.CharField(blank=True, db_default="", editable=False, max_length=200),
                ),
                (
                    "source_key",
                    models.CharField(blank=True, db_default="", editable=False, max_length=200),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("approved", "Approved"),
                            ("agreed", "Agreed by the client"),
                            ("questioned", "Questioned by the client"),
                            ("closed", "Closed"),
                        ],
                        db_default="draft",
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("logged_at", models.DateTimeField(auto_now_add=True)),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("approved_at", models.DateTimeField(editable=False, null=True)),
                (
                    "charged",
                    models.DecimalField(
                        decimal_places=2,
                        editable=False,
                        max_digits=7,
                        null=True,
                        verbose_name="hours charged",
                    ),
                ),
                (
                    "rate",
                    models.DecimalField(decimal_places=2, editable=False, max_digits=18, null=True),
                ),
                (
                    "rate_source",
                    models.CharField(blank=True, db_default="", editable=False, max_length=200),
                ),
                ("agreed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_entries",
                        to="clients.client",
                    ),
                ),
                (
                    "consultant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_entries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="clients.project",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "work entries",
                "ordering": ["-worked_on", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["client", "-worked_on", "-id"], name="work_of_a_client_by_day"
                    ),
                    models.Index(fields=["-worked_on", "-id"], name="work_by_day"),
                    models.Index(
                        condition=models.Q(("state__in", ["draft", "submitted"])),
                        fields=["consultant", "worked_on"],
                        name="work_to_approve",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hours__gt", 0), ("hours__lte", 24)),
                        name="a_day_has_24_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unbilled__gte", 0), ("unbilled__lte", models.F("hours"))
                        ),
                        name="no_more_is_unbilled_than_was_worked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "submitted"]),
                            models.Q(("approved_at__isnull", False), ("charged__isnull", False)),
                            _connector="OR",
                        ),
                        name="what_is_approved_says_what_it_charges",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source_key", ""), _negated=True),
                        fields=("client", "source_key"),
                        name="nothing_is_taken_over_twice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RetainerEntry",
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
                ("month", models.DateField(help_text="First day of the month it counts in.")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("grant", "Included"),
                            ("roll_in", "Rolled over"),
                            ("expire", "Lapsed"),
                            ("consume", "Used"),
                            ("overage", "Overage"),
                            ("adjust", "Adjusted"),
                            ("transfer", "Transferred"),
                            ("refund", "Given back"),
                        ],
                        max_length=8,
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=18)),
                ("lasts_until", models.DateField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger",
                        to="clients.retaineragreement",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.retainerentry",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="clients.retainerentry",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ledger",
                        to="clients.workentry",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "retainer entries",
                "ordering": ["month", "pk"],
                "indexes": [models.Index(fields=["agreement", "month"], name="ledger_by_month")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="a_posting_counts_in_a_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True),
                        name="a_posting_moves_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lot__isnull", False), ("amount__gt", 0), _connector="OR"
                        ),
                        name="a_lot_begins_with_something_to_use",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lot__isnull", False),
                            models.Q(("kind__in", ["consume", "expire"]), _negated=True),
                            _connector="OR",
                        ),
                        name="what_is_used_or_lapses_names_its_lot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["adjust", "transfer", "refund"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_posting_by_hand_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "grant"), ("lot__isnull", True)),
                        fields=("agreement", "month"),
                        name="a_month_grants_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryRemark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=1000)),
                ("is_internal", models.BooleanField(db_default=False, default=False)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="clients.workentry",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BulkChange",
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
                ("act", models.UUIDField(db_index=True)),
                ("done_at", models.DateTimeField(auto_now_add=True)),
                ("sentence", models.CharField(max_length=300)),
                ("before", models.JSONField(default=list)),
                ("after", models.JSONField(default=list)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "ordering": ["-done_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("act", "client"), name="one_row_per_act_and_client"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verb",
                    models.CharField(help_text="object.deed, such as bill.imported", max_length=60),
                ),
                ("sentence", models.TextField()),
                ("subject_type", models.CharField(blank=True, max_length=60)),
                ("subject_id", models.UUIDField(null=True)),
                ("data", models.JSONField(default=dict)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "activity",
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["client", "-at"], name="activity_of_a_client"),
                    models.Index(fields=["subject_id", "-at"], name="activity_on_a_thing"),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deputy",
            trigger=pgtrigger.compiler.Trigger(
                name="a_deputy_is_only_revoked",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."holder_id" IS DISTINCT FROM (NEW."holder_id") OR OLD."deputy_id" IS DISTINCT FROM (NEW."deputy_id") OR OLD."first_day" IS DISTINCT FROM (NEW."first_day") OR OLD."last_day" IS DISTINCT FROM (NEW."last_day") OR OLD."limit" IS DISTINCT FROM (NEW."limit") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."named_at" IS DISTINCT FROM (NEW."named_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="061d5251634ad37d31469aa6fea80a542f0e2b6e",
                    operation="UPDATE",
                    pgid="pgtrigger_a_deputy_is_only_revoked_2b50a",
                    table="clients_deputy",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deputy",
            trigger=pgtrigger.compiler.Trigger(
                name="a_revoked_deputy_stays_revoked",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."revoked_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="313dc01568ce75415ad913c28c457775b00d9848",
                    operation="UPDATE",
                    pgid="pgtrigger_a_revoked_deputy_stays_revoked_c266b",
                    table="clients_deputy",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recommendation",
            trigger=pgtrigger.compiler.Trigger(
                name="a_recommendation_moves_by_decisions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE latest record;",
                    func="\n    SELECT d.id, d.outcome INTO latest FROM clients_decision d\n    WHERE d.recommendation_id = NEW.id ORDER BY d.id DESC LIMIT 1;\n    IF NEW.state <> OLD.state AND NOT (CASE OLD.state\n        WHEN 'draft' THEN NEW.state IN ('open', 'withdrawn')\n        WHEN 'open' THEN NEW.state <> 'draft'\n        WHEN 'deferred' THEN NEW.state <> 'draft'\n        WHEN 'accepted' THEN NEW.state IN ('open', 'withdrawn', 'superseded')\n        WHEN 'declined' THEN NEW.state IN ('open', 'withdrawn', 'superseded')\n        ELSE false END)\n    THEN\n        RAISE EXCEPTION 'a recommendation does not go from % to %', OLD.state, NEW.state\n            USING ERRCODE = 'check_violation';\n    END IF;\n    IF OLD.submitted_at IS NOT NULL AND (NEW.state, NEW.submitted_at)\n        IS DISTINCT FROM (OLD.state, OLD.submitted_at)\n    THEN\n        RAISE EXCEPTION 'what was submitted to the carrier stays decided'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    IF NEW.state IN ('accepted', 'declined', 'deferred')\n        AND (latest.id, latest.outcome) IS DISTINCT FROM (NEW.standing_id, NEW.state)\n    THEN\n        RAISE EXCEPTION 'only the client''s decision makes a recommendation %', NEW.state\n            USING ERRCODE = 'check_violation';\n    END IF;\n    IF NEW.state = 'open' AND OLD.state IN ('accepted', 'declined')\n        AND latest.outcome IS DISTINCT FROM 'reversed'\n    THEN\n        RAISE EXCEPTION 'only the client opens again what the client decided'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    IF OLD.published_at IS NOT NULL AND\n        to_jsonb(NEW) - ARRAY['state', 'standing_id', 'deferred_until', 'submitted_at', 'because']\n        IS DISTINCT FROM\n        to_jsonb(OLD) - ARRAY['state', 'standing_id', 'deferred_until', 'submitted_at', 'because']\n    THEN\n        RAISE EXCEPTION 'what the client was shown does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                    hash="241afd6e3fc22da051efafb6033572593724a057",
                    operation="UPDATE",
                    pgid="pgtrigger_a_recommendation_moves_by_decisions_7fb05",
                    table="clients_recommendation",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["recommendation", "-id"], name="decisions_latest_first"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("option__isnull", False),
                    models.Q(("outcome", "accepted"), _negated=True),
                    _connector="OR",
                ),
                name="who_accepts_chooses_an_option",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", False),
                    models.Q(("outcome", "deferred"), _negated=True),
                    _connector="OR",
                ),
                name="who_puts_off_says_until_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deputyship__isnull", False),
                    ("right_of", models.F("decided_by")),
                    _connector="OR",
                ),
                name="who_uses_anothers_right_is_their_deputy",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="what_a_client_decided_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8a5357759ff0bf68dd44f0856c5fade23e7b4984",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_what_a_client_decided_stays_5f98d",
                    table="clients_decision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="advicepart",
            trigger=pgtrigger.compiler.Trigger(
                name="parts_stay_as_they_were_read",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM clients_recommendation r\n        WHERE r.id = (CASE TG_OP WHEN 'INSERT' THEN NEW.recommendation_id\n            ELSE OLD.recommendation_id END) AND r.published_at IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION 'what the client was shown does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n",
                    hash="779fa45694d944beb63bf90a66312ab486f275bd",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_parts_stay_as_they_were_read_bc037",
                    table="clients_advicepart",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="adviceoption",
            constraint=models.UniqueConstraint(
                fields=("recommendation", "position"), name="options_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="adviceoption",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_advised", True)),
                fields=("recommendation",),
                name="one_option_is_advised",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adviceoption",
            trigger=pgtrigger.compiler.Trigger(
                name="options_stay_as_they_were_read",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM clients_recommendation r\n        WHERE r.id = (CASE TG_OP WHEN 'INSERT' THEN NEW.recommendation_id\n            ELSE OLD.recommendation_id END) AND r.published_at IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION 'what the client was shown does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n",
                    hash="1deacd43e8132a60e0e29ce1b15b2c4c70c6516f",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_options_stay_as_they_were_read_7173b",
                    table="clients_adviceoption",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.UniqueConstraint(
                fields=("client", "name"), name="one_project_per_name_at_a_client"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="overagerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="what_was_decided_stays_decided",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" IN ('accepted', 'declined', 'withdrawn'))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="067c409423aa489fa17d299fa24aa618477f9703",
                    operation="UPDATE",
                    pgid="pgtrigger_what_was_decided_stays_decided_c8af8",
                    table="clients_overagerequest",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["client", "state"], name="service_by_state"),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(
                fields=("client", "number"), name="one_service_per_number_at_a_client"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("disconnect_date__isnull", True),
                    ("install_date__isnull", True),
                    ("disconnect_date__gte", models.F("install_date")),
                    _connector="OR",
                ),
                name="a_service_is_not_disconnected_before_it_is_installed",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("pk")), _negated=True),
                name="a_service_is_not_a_part_of_itself",
                violation_error_message="A service is not a part of itself.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statement",
            trigger=pgtrigger.compiler.Trigger(
                name="a_statement_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="84eee44cc4d2bc02f18653607fe8894e96e177e7",
                    operation="DELETE",
                    pgid="pgtrigger_a_statement_is_never_deleted_d3359",
                    table="clients_statement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statement",
            trigger=pgtrigger.compiler.Trigger(
                name="a_statement_stays_as_it_was",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."agreement_id" IS DISTINCT FROM (NEW."agreement_id") OR OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."terms_id" IS DISTINCT FROM (NEW."terms_id") OR OLD."figures" IS DISTINCT FROM (NEW."figures") OR OLD."figures_sha256" IS DISTINCT FROM (NEW."figures_sha256") OR OLD."closed_by_id" IS DISTINCT FROM (NEW."closed_by_id") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="d402281067319bd9c8da01332119363160475de4",
                    operation="UPDATE",
                    pgid="pgtrigger_a_statement_stays_as_it_was_841c2",
                    table="clients_statement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workentry",
            trigger=pgtrigger.compiler.Trigger(
                name="a_work_entry_goes_from_hand_to_hand",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{draft:submitted,draft:approved,submitted:draft,submitted:approved,approved:draft,approved:agreed,approved:questioned,approved:closed,agreed:questioned,agreed:closed,questioned:approved,questioned:agreed,questioned:draft}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="4aa75ee907e3f48fd62329e59815b0e133730f7f",
                    operation="UPDATE",
                    pgid="pgtrigger_a_work_entry_goes_from_hand_to_hand_43285",
                    table="clients_workentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workentry",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_work_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" = 'closed')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2c76d147fa31194ee51ab293c95cabcf2873da47",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_closed_work_never_changes_a8d35",
                    table="clients_workentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retainerentry",
            trigger=pgtrigger.compiler.Trigger(
                name="a_posting_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="9cbc24dd74ac3aac59f76537b5eb795f76515a7d",
                    operation="DELETE",
                    pgid="pgtrigger_a_posting_is_never_deleted_11927",
                    table="clients_retainerentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retainerentry",
            trigger=pgtrigger.compiler.Trigger(
                name="the_ledger_is_only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.work_id IS NOT NULL OR to_jsonb(OLD) - 'work_id' IS DISTINCT FROM to_jsonb(NEW) - 'work_id')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="de5a54b9b84e2a877ba7d6041a3dbd05c4264694",
                    operation="UPDATE",
                    pgid="pgtrigger_the_ledger_is_only_added_to_3f79b",
                    table="clients_retainerentry",
                    when="BEFORE",
                ),
            ),
        ),
    ]
