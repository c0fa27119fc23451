"""Bills, what audits found on them, and what became of it."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.functions
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import billing_audit.changes.models
import billing_audit.rating.rounding


class Migration(migrations.Migration):
    initial = True

    # What databases of before have applied one by one.
    replaces = [
        ("billing_audit", "0001_initial"),
        ("billing_audit", "0002_bill_lines"),
        ("billing_audit", "0003_database_owned_runs"),
        ("billing_audit", "0004_line_shelves"),
        ("billing_audit", "0005_findings_by_cause"),
        ("billing_audit", "0006_money_of_runs"),
        ("billing_audit", "0007_index_finding_lists"),
        ("billing_audit", "0008_unclaimed_bill_files"),
        ("billing_audit", "0009_one_draft_per_month"),
        ("billing_audit", "0010_statistics_for_audits"),
        ("billing_audit", "0011_index_findings_gone_by_age"),
        ("billing_audit", "0012_blocks_of_keys"),
        ("billing_audit", "0013_add_up_findings_by_state"),
        ("billing_audit", "0014_shelves_in_a_backup"),
        ("billing_audit", "0015_published_reports_stay"),
        ("billing_audit", "0016_what_is_always_known"),
        ("billing_audit", "0017_statistics_of_findings"),
        ("billing_audit", "0018_grown_since_decided"),
        ("billing_audit", "0019_undone_imports_and_months"),
        ("billing_audit", "0020_arrivals"),
        ("billing_audit", "0021_usage_records"),
        ("billing_audit", "0022_paper_bills"),
        ("billing_audit", "0023_carriers_own_tables"),
        ("billing_audit", "0024_tables_nobody_mapped"),
        ("billing_audit", "0025_shared_runs"),
        ("billing_audit", "0026_invoice_balances"),
        ("billing_audit", "0027_rate_decks"),
        ("billing_audit", "0028_rows_of_usage"),
        ("billing_audit", "0029_layouts_by_one_word"),
        ("billing_audit", "0030_what_charges_mean"),
        ("billing_audit", "0031_advice_about_bills"),
        ("billing_audit", "0032_own_settings"),
    ]
    dependencies = [("clients", "0002_closed_months_stay_closed")]

    operations = [
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line_no", models.CharField(max_length=40)),
                (
                    "charge_type",
                    models.SmallIntegerField(
                        choices=[
                            (1, "recurring"),
                            (2, "usage"),
                            (3, "one_time"),
                            (4, "tax"),
                            (5, "surcharge"),
                            (6, "fee"),
                            (7, "credit"),
                            (8, "adjustment"),
                            (9, "late_fee"),
                            (10, "memo"),
                        ]
                    ),
                ),
                ("description", models.TextField()),
                ("quantity", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("unit", models.CharField(max_length=20)),
                ("unit_rate", models.DecimalField(decimal_places=8, max_digits=18, null=True)),
                ("rate_decimals", models.SmallIntegerField(null=True)),
                ("amount", models.DecimalField(decimal_places=6, max_digits=18)),
                ("period_from", models.DateField(null=True)),
                ("period_to", models.DateField(null=True)),
                ("parent_line", models.CharField(max_length=40)),
                ("jurisdiction", models.CharField(max_length=40)),
                ("provider", models.CharField(max_length=80)),
                ("source_row", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "billing_audit_line",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Collection",
            fields=[
                (
                    "way",
                    models.CharField(
                        choices=[("mail", "Mail"), ("folder", "Drop folder")],
                        max_length=6,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("busy_until", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("succeeded_at", models.DateTimeField(null=True)),
                ("error", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="Arrival",
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
                ("why", models.CharField(blank=True, max_length=300)),
                (
                    "way",
                    models.CharField(
                        choices=[("mail", "Mail"), ("folder", "Drop folder")], max_length=6
                    ),
                ),
                ("fingerprint", models.CharField(editable=False, max_length=64)),
                ("part", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("sender", models.CharField(blank=True, max_length=254)),
                ("sender_name", models.CharField(blank=True, max_length=120)),
                ("author", models.CharField(blank=True, max_length=254)),
                ("subject", models.CharField(blank=True, max_length=300)),
                ("excerpt", models.TextField(blank=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("arrived_at", models.DateTimeField(auto_now_add=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("no_bill", "No bill"),
                            ("taken", "Taken"),
                            ("set_aside", "Set aside"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField(null=True)),
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
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_in_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-arrived_at", "-pk"],
                "indexes": [
                    models.Index(fields=["state", "-arrived_at", "-id"], name="arrivals_by_state"),
                    models.Index(fields=["author", "-arrived_at"], name="arrivals_by_author"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fingerprint", "part"), name="a_mail_arrives_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditRun",
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
                ("month_from", models.DateField(null=True)),
                ("month_to", models.DateField(null=True)),
                (
                    "months",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(), db_default=[], default=list, size=None
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting for a worker"),
                            ("running", "Running"),
                            ("complete", "Complete"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                (
                    "queued_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                ("cancel_asked", models.BooleanField(default=False)),
                ("error", models.TextField(blank=True)),
                ("data_versions", models.JSONField(default=dict)),
                ("tuned", models.JSONField(default=dict)),
                ("lines", models.BigIntegerField(default=0)),
                ("findings", models.PositiveIntegerField(default=0)),
                ("recoverable", models.DecimalField(decimal_places=3, default=0, max_digits=18)),
                ("annualised", models.DecimalField(decimal_places=3, default=0, max_digits=18)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="clients.client",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-queued_at", "-pk"],
                "indexes": [models.Index(fields=["client", "-queued_at"], name="runs_by_start")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["queued", "running"])),
                        fields=("client",),
                        name="one_audit_in_flight_per_client",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BilledService",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=80)),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="billed_as",
                        to="clients.service",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "number"), name="one_key_per_billed_service_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BillProfile",
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
                ("name", models.CharField(max_length=80)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("layout", models.JSONField()),
                ("is_retired", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.carrier",
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
            ],
            options={
                "verbose_name": "bill layout",
                "ordering": ["carrier__name", "name", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("carrier", "name", "version"),
                        name="one_profile_per_name_and_version",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BillFile",
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
                ("name", models.CharField(max_length=255, verbose_name="name as uploaded")),
                ("sha256", models.CharField(max_length=64)),
                ("format", models.CharField(blank=True, max_length=20)),
                ("profile_title", models.CharField(blank=True, db_default="", max_length=120)),
                ("carriers", models.CharField(blank=True, db_default="", max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("waiting", "Waiting for its client"),
                            ("importing", "Importing"),
                            ("draft", "Waiting for confirmation"),
                            ("imported", "Imported"),
                            ("partial", "Partly imported"),
                            ("rejected", "Rejected"),
                            ("undone", "Undone"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("error", models.TextField(blank=True)),
                ("is_unmapped", models.BooleanField(db_default=False, default=False)),
                ("warnings", models.JSONField(default=list)),
                ("accounts", models.JSONField(default=list)),
                ("rows_total", models.BigIntegerField(null=True)),
                ("rows_read", models.BigIntegerField(default=0)),
                ("invoice_count", models.PositiveIntegerField(default=0)),
                ("line_count", models.BigIntegerField(default=0)),
                ("rejected_lines", models.BigIntegerField(default=0)),
                ("refused_invoices", models.PositiveIntegerField(db_default=0, default=0)),
                (
                    "opened_accounts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), db_default=[], default=list, size=None
                    ),
                ),
                ("brought_at", models.DateTimeField(auto_now_add=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "brought_by",
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
                (
                    "stored",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.storedfile",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.billprofile",
                    ),
                ),
            ],
            options={
                "ordering": ["-brought_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("row_id", models.BigIntegerField()),
                ("before", models.JSONField(decoder=billing_audit.changes.models.Exact, null=True)),
                ("after", models.JSONField(decoder=billing_audit.changes.models.Exact, null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "seen_in",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.auditrun",
                    ),
                ),
                (
                    "settled_in",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.auditrun",
                    ),
                ),
                (
                    "shared",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.change",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_in__isnull", True)),
                        fields=["client"],
                        name="changes_to_be_audited",
                    ),
                    models.Index(fields=["client", "kind", "row_id"], name="changes_of_a_row"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "shared"), name="a_client_has_one_copy_of_a_change"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChargeCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=60)),
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
                        related_name="+",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "carrier", "code"), name="one_key_per_charge_code"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChargeMeaning",
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
                ("code", models.CharField(blank=True, max_length=60)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("meaning", models.CharField(max_length=40)),
                ("said_at", models.DateTimeField(auto_now_add=True)),
                (
                    "carrier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.carrier",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-said_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("carrier", "code", "words"),
                        name="one_meaning_per_charge",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("carrier__isnull", False),
                                ("words", ""),
                                models.Q(("code", ""), _negated=True),
                            ),
                            models.Q(
                                ("carrier__isnull", True),
                                ("code", ""),
                                models.Q(("words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_meaning_is_of_a_code_or_of_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("check_code", models.CharField(max_length=8)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("done", "Done"),
                            ("cannot-check", "Cannot check"),
                            ("failed", "Failed"),
                        ],
                        max_length=14,
                    ),
                ),
                ("examined", models.BigIntegerField(default=0)),
                ("occurrences", models.PositiveIntegerField(default=0)),
                ("claimed", models.DecimalField(decimal_places=3, default=0, max_digits=18)),
                ("seconds", models.DecimalField(decimal_places=3, default=0, max_digits=10)),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, size=None
                    ),
                ),
                ("error", models.TextField(blank=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="billing_audit.auditrun",
                    ),
                ),
            ],
            options={
                "ordering": ["run", "check_code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "check_code"), name="one_result_per_check_in_a_run"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Coverage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("checks", models.JSONField(default=dict)),
                ("charges", models.JSONField(default=dict)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coverage",
                        to="billing_audit.auditrun",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DeckVersion",
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
                        help_text="First and last day."
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        help_text="Name of the file it was read from.", max_length=255
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("row_count", models.BigIntegerField(default=0)),
                ("longest_prefix", models.PositiveSmallIntegerField(default=0)),
                ("loaded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "client",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "loaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["deck", "-valid"],
            },
        ),
        migrations.CreateModel(
            name="DeckRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("prefix", models.CharField(max_length=15)),
                ("destination", models.CharField(max_length=120)),
                ("band", models.CharField(max_length=20)),
                ("from_minutes", models.DecimalField(decimal_places=3, default=0, max_digits=12)),
                ("rate", models.DecimalField(decimal_places=8, max_digits=18)),
                ("connect_fee", models.DecimalField(decimal_places=8, default=0, max_digits=18)),
                ("minimum", models.DecimalField(decimal_places=3, default=60, max_digits=12)),
                ("increment", models.DecimalField(decimal_places=3, default=60, max_digits=12)),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rates",
                        to="billing_audit.deckversion",
                    ),
                ),
            ],
            options={
                "ordering": ["prefix", "band", "from_minutes"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "prefix", "band", "from_minutes"),
                        name="one_price_per_prefix_band_and_tier",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Dispute",
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
                ("currency", models.CharField(max_length=3)),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[("pay", "Pay, then dispute"), ("withhold", "Withhold the sum")],
                        max_length=8,
                    ),
                ),
                ("method_reason", models.CharField(blank=True, max_length=300)),
                (
                    "ticket",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="carrier's ticket number"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("acknowledged", "Acknowledged"),
                            ("in_review", "In review"),
                            ("more_info", "More information asked"),
                            ("approved", "Approved"),
                            ("part_approved", "Partly approved"),
                            ("denied", "Denied"),
                            ("appealed", "Appealed"),
                            ("promised", "Credit promised"),
                            ("posted", "Credit posted"),
                            ("verified", "Verified"),
                            ("won", "Won"),
                            ("part_won", "Won in part"),
                            ("lost", "Lost"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Expired"),
                        ],
                        default="draft",
                        max_length=16,
                    ),
                ),
                ("disputed", models.DecimalField(decimal_places=3, default=0, max_digits=18)),
                ("approved", models.DecimalField(decimal_places=3, default=0, max_digits=18)),
                ("promised", models.DecimalField(decimal_places=3, default=0, max_digits=18)),
                ("posted", models.DecimalField(decimal_places=3, default=0, max_digits=18)),
                ("verified", models.DecimalField(decimal_places=3, default=0, max_digits=18)),
                ("charges", models.PositiveIntegerField(default=0)),
                ("cycle", models.DateField(null=True)),
                ("dispute_by", models.DateField(null=True)),
                (
                    "bound_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("contract", "Contract"),
                            ("carrier", "Carrier’s rule"),
                            ("law", "Law"),
                        ],
                        max_length=8,
                    ),
                ),
                ("withhold_by", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                ("submitted_on", models.DateField(null=True)),
                ("closed_on", models.DateField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="clients.billingaccount",
                    ),
                ),
                (
                    "approver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        related_name="disputes",
                        to="clients.client",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "packet",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["client", "state"], name="disputes_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved__gte", 0),
                            ("approved__lte", models.F("disputed")),
                            ("promised__gte", 0),
                            ("promised__lte", models.F("disputed")),
                        ),
                        name="no_more_is_promised_than_disputed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verified__gte", 0),
                            ("verified__lte", models.F("posted")),
                            ("posted__lte", models.F("disputed")),
                        ),
                        name="no_more_is_recovered_than_disputed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_on__isnull", True),
                            models.Q(("ticket", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="what_was_submitted_has_a_ticket",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_on__isnull", True),
                            ("packet__isnull", False),
                            _connector="OR",
                        ),
                        name="what_was_submitted_is_kept",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisputeDesk",
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
                ("name", models.CharField(blank=True, max_length=120, verbose_name="desk")),
                ("address", models.TextField(blank=True, verbose_name="postal address")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("website", models.URLField(blank=True, verbose_name="page or form on the web")),
                (
                    "dispute_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days from the bill date, where the contract says nothing.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="time to dispute",
                    ),
                ),
                (
                    "withhold_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days from the bill date within which a disputed sum may stay unpaid.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="time to withhold",
                    ),
                ),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days the carrier takes to answer; empty: 30.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="time to answer",
                    ),
                ),
                (
                    "appeal_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days after a refusal; empty: 30.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="time to appeal",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        help_text="Such as: service guide of May 2026, 4.2",
                        max_length=300,
                        verbose_name="where this is written",
                    ),
                ),
                (
                    "form",
                    models.TextField(
                        blank=True,
                        default="Customer name = {client}\nBilling account number = {account}\nCustomer dispute reference = {reference}\nInvoice number(s) = {bills}\nCircuit or telephone number(s) = {services}\nAmount in dispute = {amount}\nAmount withheld? = {withheld}\nReason for dispute = {reasons}\nContact = {contact}",
                        help_text="One a line: their label = {what}.",
                        verbose_name="fields of the carrier's form",
                    ),
                ),
                (
                    "carrier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispute_desk",
                        to="clients.carrier",
                    ),
                ),
            ],
            options={
                "ordering": ["carrier__name"],
            },
        ),
        migrations.CreateModel(
            name="Enclosure",
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
                ("name", models.CharField(max_length=255)),
                ("size", models.BigIntegerField(help_text="bytes")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("bill", "Bill"),
                            ("perhaps", "Perhaps a bill"),
                            ("unread", "Not recognised"),
                            ("known", "Already loaded"),
                            ("no_bill", "No bill"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("format", models.CharField(blank=True, max_length=20)),
                ("carrier", models.CharField(blank=True, max_length=200)),
                ("is_certain", models.BooleanField(default=False)),
                (
                    "arrival",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enclosures",
                        to="billing_audit.arrival",
                    ),
                ),
                (
                    "bill_file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="billing_audit.billfile",
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
                (
                    "sent_in_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stored",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["client", "sha256"], name="enclosures_by_content")
                ],
            },
        ),
        migrations.CreateModel(
            name="ExpectedBill",
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
                ("due_on", models.DateField(help_text="The day the bill should be dated.")),
                ("cycle", models.PositiveSmallIntegerField()),
                ("currency", models.CharField(max_length=3)),
                ("last_total", models.DecimalField(decimal_places=6, max_digits=18)),
                ("made_at", models.DateTimeField()),
                (
                    "made_because",
                    models.CharField(
                        choices=[
                            ("bill", "the last bill came"),
                            ("audit", "an audit ended"),
                            ("asked", "somebody asked"),
                        ],
                        max_length=5,
                    ),
                ),
                ("total", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("low", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("high", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("line_count", models.PositiveIntegerField(default=0)),
                (
                    "bills",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("billed", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("differing", models.PositiveIntegerField(default=0)),
                ("matching", models.PositiveIntegerField(default=0)),
                ("compared_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expected_bills",
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
                "ordering": ["-month", "account"],
            },
        ),
        migrations.CreateModel(
            name="Difference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "charge_type",
                    models.SmallIntegerField(
                        choices=[
                            (1, "recurring"),
                            (2, "usage"),
                            (3, "one_time"),
                            (4, "tax"),
                            (5, "surcharge"),
                            (6, "fee"),
                            (7, "credit"),
                            (8, "adjustment"),
                            (9, "late_fee"),
                            (10, "memo"),
                        ]
                    ),
                ),
                ("description", models.TextField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("only_billed", "Only billed"),
                            ("only_expected", "Only expected"),
                            ("changed", "Another amount"),
                        ],
                        max_length=13,
                    ),
                ),
                ("service_number", models.CharField(blank=True, max_length=80)),
                ("expected", models.DecimalField(decimal_places=6, max_digits=18)),
                ("billed", models.DecimalField(decimal_places=6, max_digits=18)),
                (
                    "distance",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.expressions.CombinedExpression(
                                models.F("billed"), "-", models.F("expected")
                            ),
                            function="abs",
                        ),
                        output_field=models.DecimalField(decimal_places=6, max_digits=18),
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=16)),
                (
                    "expected_lines",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "billed_lines",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "billed_service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.billedservice",
                    ),
                ),
                (
                    "charge_code",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.chargecode",
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
                    "expected_bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="differences",
                        to="billing_audit.expectedbill",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["expected_bill", "-distance", "-id"], name="largest_differences"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExpectedLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "charge_type",
                    models.SmallIntegerField(
                        choices=[
                            (1, "recurring"),
                            (2, "usage"),
                            (3, "one_time"),
                            (4, "tax"),
                            (5, "surcharge"),
                            (6, "fee"),
                            (7, "credit"),
                            (8, "adjustment"),
                            (9, "late_fee"),
                            (10, "memo"),
                        ]
                    ),
                ),
                ("description", models.TextField()),
                ("service_number", models.CharField(blank=True, max_length=80)),
                ("quantity", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("unit_rate", models.DecimalField(decimal_places=8, max_digits=18, null=True)),
                ("amount", models.DecimalField(decimal_places=6, max_digits=18)),
                ("low", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("high", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("before", models.DecimalField(decimal_places=6, default=0, max_digits=18)),
                ("period_from", models.DateField(null=True)),
                ("period_to", models.DateField(null=True)),
                ("jurisdiction", models.CharField(blank=True, max_length=40)),
                (
                    "sure",
                    models.CharField(
                        choices=[
                            ("agreed", "By contract"),
                            ("carried", "As on the last bill"),
                            ("estimate", "Estimate"),
                        ],
                        max_length=8,
                    ),
                ),
                ("rule", models.CharField(max_length=24)),
                ("inputs", models.JSONField(default=dict)),
                ("line_id", models.BigIntegerField(null=True)),
                (
                    "billed_service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.billedservice",
                    ),
                ),
                (
                    "charge_code",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.chargecode",
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
                    "expected_bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="billing_audit.expectedbill",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["expected_bill", "billed_service"], name="expected_of_a_service"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
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
                ("check_code", models.CharField(max_length=8)),
                ("cause", models.CharField(max_length=120)),
                ("subject", models.CharField(default="", max_length=200)),
                ("currency", models.CharField(max_length=3)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("valid", "Valid"),
                            ("false_positive", "False positive"),
                            ("asked", "Client asked"),
                        ],
                        default="new",
                        max_length=16,
                    ),
                ),
                (
                    "with_carrier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not disputed"),
                            ("drafted", "Dispute drafted"),
                            ("disputed", "In dispute"),
                            ("promised", "Credit promised"),
                            ("credited", "Credited"),
                            ("refused", "Not credited"),
                        ],
                        db_default="",
                        default="",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("resolved_at", models.DateTimeField(null=True)),
                ("claimed", models.DecimalField(decimal_places=3, default=0, max_digits=18)),
                ("exposure", models.DecimalField(decimal_places=3, default=0, max_digits=18)),
                (
                    "monthly",
                    models.DecimalField(
                        decimal_places=3,
                        default=0,
                        help_text="Claim in the latest month when it recurs.",
                        max_digits=18,
                    ),
                ),
                ("occurrence_count", models.PositiveIntegerField(default=0)),
                (
                    "grown",
                    models.DecimalField(
                        db_default=0, decimal_places=3, default=0, editable=False, max_digits=18
                    ),
                ),
                (
                    "grown_count",
                    models.PositiveIntegerField(db_default=0, default=0, editable=False),
                ),
                ("only_supports", models.BooleanField(default=False)),
                ("first_month", models.DateField(null=True)),
                ("last_month", models.DateField(null=True)),
                ("found_at", models.DateTimeField(auto_now_add=True)),
                ("shared_with_client", models.BooleanField(default=False, editable=False)),
                ("question", models.TextField(blank=True, db_default="")),
                (
                    "mills",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("claimed"),
                            output_field=models.BigIntegerField(),
                            template="(%(expressions)s * 1000)::bigint",
                        ),
                        output_field=models.BigIntegerField(),
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="clients.billingaccount",
                    ),
                ),
                (
                    "billed_service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="billing_audit.billedservice",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="clients.client",
                    ),
                ),
                (
                    "first_run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.auditrun",
                    ),
                ),
                (
                    "last_run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.auditrun",
                    ),
                ),
            ],
            options={
                "ordering": ["-mills", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", True)),
                        fields=["client", "-mills", "-id"],
                        name="findings_by_money",
                    ),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", True)),
                        fields=["client", "check_code", "-mills", "-id"],
                        name="findings_by_check",
                    ),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", True)),
                        fields=["account", "-mills", "-id"],
                        name="findings_of_an_account",
                    ),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", True)),
                        fields=["client", "-found_at", "-id"],
                        name="findings_by_age",
                    ),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", True)),
                        fields=["client", "state", "-found_at", "-id"],
                        name="findings_by_state_and_age",
                    ),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", True)),
                        fields=["-mills", "-id"],
                        name="all_findings_by_money",
                    ),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", True)),
                        fields=["state", "-mills", "-id"],
                        name="all_findings_by_state",
                    ),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", True)),
                        fields=["check_code", "-mills", "-id"],
                        name="all_findings_by_check",
                    ),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", True)),
                        fields=["-found_at", "-id"],
                        name="all_findings_by_age",
                    ),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", True)),
                        fields=["state", "-found_at", "-id"],
                        name="all_findings_by_state_and_age",
                    ),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", True), _negated=True),
                        fields=["-mills", "-id"],
                        name="findings_gone",
                    ),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", True), _negated=True),
                        fields=["-found_at", "-id"],
                        name="findings_gone_by_age",
                    ),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", True), ("grown_count__gt", 0)),
                        fields=["client", "-mills", "-id"],
                        name="findings_grown",
                    ),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", True)),
                        fields=["client", "state", "-mills", "-id"],
                        include=("currency", "exposure"),
                        name="findings_by_state",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "check_code", "cause"), name="one_finding_per_cause"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdvisedFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "part",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="advised",
                        to="clients.advicepart",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advised",
                        to="billing_audit.finding",
                    ),
                ),
            ],
            options={
                "ordering": ["part__position"],
            },
        ),
        migrations.CreateModel(
            name="FindingChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("larger", "Larger"),
                            ("smaller", "Smaller"),
                            ("gone", "Gone"),
                            ("other", "Otherwise changed"),
                        ],
                        max_length=8,
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("valid", "Valid"),
                            ("false_positive", "False positive"),
                            ("asked", "Client asked"),
                        ],
                        max_length=16,
                    ),
                ),
                ("claimed_before", models.DecimalField(decimal_places=3, default=0, max_digits=18)),
                ("claimed_after", models.DecimalField(decimal_places=3, default=0, max_digits=18)),
                (
                    "exposure_before",
                    models.DecimalField(decimal_places=3, default=0, max_digits=18),
                ),
                ("exposure_after", models.DecimalField(decimal_places=3, default=0, max_digits=18)),
                ("charges_before", models.PositiveIntegerField(default=0)),
                ("charges_after", models.PositiveIntegerField(default=0)),
                (
                    "cause",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.change",
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
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="billing_audit.finding",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="billing_audit.auditrun",
                    ),
                ),
            ],
            options={
                "ordering": ["run", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "finding"), name="an_audit_changes_a_finding_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("valid", "Valid"),
                            ("false_positive", "False positive"),
                            ("asked", "Client asked"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("confirmed", "Confirmed by the documents"),
                            ("carrier_agreed", "The carrier agreed"),
                            ("contract_allows", "The contract allows the charge"),
                            ("data_wrong", "Our inventory or rates were wrong"),
                            ("already_credited", "Already credited"),
                            ("intended", "The client wants the service"),
                            ("needs_client", "Only the client can tell"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(auto_now_add=True)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="billing_audit.finding",
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Hit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("check_code", models.CharField(max_length=8)),
                ("cause", models.CharField(max_length=120)),
                ("subject", models.CharField(max_length=200)),
                ("currency", models.CharField(max_length=3)),
                ("account_id", models.BigIntegerField()),
                ("billed_service_id", models.BigIntegerField(null=True)),
                ("invoice_id", models.BigIntegerField()),
                ("line_id", models.BigIntegerField(null=True)),
                ("rule", models.CharField(max_length=40)),
                ("month", models.DateField()),
                ("billed", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("expected", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("inputs", models.JSONField()),
                ("formula", models.TextField()),
                ("result", models.DecimalField(decimal_places=6, max_digits=18)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="billing_audit.auditrun",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "check_code", "invoice_id", "line_id", "rule"),
                        name="a_check_hits_a_line_once_by_each_rule",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportIssue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.BigIntegerField(null=True)),
                ("column", models.CharField(max_length=80)),
                ("value", models.TextField()),
                ("reason", models.CharField(max_length=300)),
                ("invoice_no", models.CharField(blank=True, max_length=80)),
                (
                    "bill_file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="issues",
                        to="billing_audit.billfile",
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
                "ordering": ["bill_file", "row", "pk"],
                "indexes": [
                    models.Index(fields=["bill_file", "row", "id"], name="issues_of_a_file")
                ],
            },
        ),
        migrations.CreateModel(
            name="Invoice",
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
                ("number", models.CharField(max_length=80, verbose_name="invoice number")),
                ("bill_date", models.DateField()),
                (
                    "month",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("bill_date"),
                            output_field=models.DateField(),
                            template="(%(expressions)s - (EXTRACT(DAY FROM %(expressions)s)::integer - 1))",
                        ),
                        output_field=models.DateField(),
                    ),
                ),
                ("due_date", models.DateField(null=True)),
                ("period_from", models.DateField(null=True)),
                ("period_to", models.DateField(null=True)),
                ("currency", models.CharField(max_length=3)),
                ("document_type", models.CharField(default="invoice", max_length=12)),
                ("stated_total", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("amount_due", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                (
                    "previous_balance",
                    models.DecimalField(decimal_places=6, max_digits=18, null=True),
                ),
                ("payments", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("adjustments", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("lines_total", models.DecimalField(decimal_places=6, default=0, max_digits=18)),
                ("line_count", models.BigIntegerField(default=0)),
                ("buyer", models.CharField(blank=True, max_length=200)),
                ("source_ref", models.CharField(blank=True, max_length=200)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="clients.billingaccount",
                    ),
                ),
                (
                    "bill_file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="billing_audit.billfile",
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
                        related_name="invoices",
                        to="clients.client",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="billing_audit.invoice",
                    ),
                ),
            ],
            options={
                "ordering": ["-bill_date", "-pk"],
                "indexes": [
                    models.Index(fields=["client", "-bill_date", "-id"], name="invoices_by_date"),
                    models.Index(fields=["client", "account", "number"], name="invoices_by_number"),
                ],
            },
        ),
        migrations.AddField(
            model_name="expectedbill",
            name="last_bill",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="billing_audit.invoice",
            ),
        ),
        migrations.CreateModel(
            name="DisputeItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("check_code", models.CharField(max_length=8)),
                ("line_id", models.BigIntegerField(null=True)),
                ("rule", models.CharField(blank=True, max_length=40)),
                ("month", models.DateField()),
                ("billed", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("expected", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("disputed", models.DecimalField(decimal_places=3, max_digits=18)),
                ("reason", models.TextField()),
                ("line_no", models.CharField(blank=True, max_length=40)),
                ("service", models.CharField(blank=True, max_length=80)),
                ("charge_code", models.CharField(blank=True, max_length=60)),
                ("description", models.TextField(blank=True)),
                ("holds", models.BooleanField(default=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="billing_audit.dispute",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispute_items",
                        to="billing_audit.finding",
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.invoice",
                    ),
                ),
            ],
            options={
                "ordering": ["finding", "month", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("holds", True)),
                        fields=("client", "check_code", "invoice", "line_id", "rule"),
                        name="a_charge_is_in_one_open_dispute",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("disputed__gt", 0)),
                        name="a_disputed_charge_asks_for_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisputeEvent",
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
                ("kind", models.CharField(max_length=12)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("acknowledged", "Acknowledged"),
                            ("in_review", "In review"),
                            ("more_info", "More information asked"),
                            ("approved", "Approved"),
                            ("part_approved", "Partly approved"),
                            ("denied", "Denied"),
                            ("appealed", "Appealed"),
                            ("promised", "Credit promised"),
                            ("posted", "Credit posted"),
                            ("verified", "Verified"),
                            ("won", "Won"),
                            ("part_won", "Won in part"),
                            ("lost", "Lost"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Expired"),
                        ],
                        max_length=16,
                    ),
                ),
                ("on", models.DateField()),
                ("note", models.TextField(blank=True)),
                ("amount", models.DecimalField(decimal_places=3, max_digits=18, null=True)),
                ("cycle", models.DateField(null=True)),
                ("line_id", models.BigIntegerField(null=True)),
                (
                    "rung",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("account_team", "Account team"),
                            ("billing_manager", "Billing manager"),
                            ("executive", "Executive or legal department"),
                            ("regulator", "Informal complaint to the regulator"),
                        ],
                        max_length=16,
                    ),
                ),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "actor",
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
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="billing_audit.dispute",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.storedfile",
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="billing_audit.disputeevent",
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.invoice",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["dispute", "-id"], name="events_of_a_dispute")],
            },
        ),
        migrations.CreateModel(
            name="ArithmeticFault",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=40)),
                ("detail", models.TextField()),
                ("excess", models.DecimalField(decimal_places=6, default=0, max_digits=18)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="faults",
                        to="billing_audit.invoice",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LineShelf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_shared", models.BooleanField(default=True)),
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_shared", True)),
                        fields=("client",),
                        name="one_shared_shelf_per_client",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="billfile",
            name="shelf",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="billing_audit.lineshelf",
            ),
        ),
        migrations.CreateModel(
            name="MonthlyReport",
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
                ("month", models.DateField(help_text="First day of the month.")),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "figures",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("figures_sha256", models.CharField(blank=True, max_length=64)),
                ("pages", models.PositiveSmallIntegerField(null=True)),
                ("error", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("superseded_at", models.DateTimeField(null=True)),
                ("superseded_because", models.CharField(blank=True, db_default="", max_length=300)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
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
                    "pdf",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.storedfile",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.auditrun",
                    ),
                ),
            ],
            options={
                "ordering": ["-month", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "month", "version"),
                        name="one_report_per_month_and_version",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("client", "month"),
                        name="one_published_report_per_month",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("client", "month"),
                        name="one_draft_per_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(("pdf__isnull", False), ("published_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_published_report_has_its_pdf",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoBillExpected",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(help_text="First day of the month.")),
                ("reason", models.CharField(max_length=200)),
                ("said_at", models.DateTimeField(auto_now_add=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
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
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "month"), name="one_word_about_a_month_without_bill"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="a_month_without_bill_is_its_first_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
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
                ("check_code", models.CharField(max_length=8)),
                ("line_id", models.BigIntegerField(null=True)),
                ("rule", models.CharField(blank=True, max_length=40)),
                ("month", models.DateField()),
                ("billed", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("expected", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("claimed", models.DecimalField(decimal_places=3, default=0, max_digits=18)),
                ("exposure", models.DecimalField(decimal_places=3, default=0, max_digits=18)),
                (
                    "confirmed",
                    models.DecimalField(
                        db_default=0, decimal_places=3, default=0, editable=False, max_digits=18
                    ),
                ),
                ("supporting", models.BooleanField(default=False)),
                ("inputs", models.JSONField(default=dict)),
                ("formula", models.TextField()),
                ("result", models.DecimalField(decimal_places=6, max_digits=18)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occurrences",
                        to="billing_audit.finding",
                    ),
                ),
                (
                    "first_run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.auditrun",
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occurrences",
                        to="billing_audit.invoice",
                    ),
                ),
                (
                    "last_run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.auditrun",
                    ),
                ),
            ],
            options={
                "ordering": ["-month", "pk"],
                "indexes": [
                    models.Index(fields=["client", "line_id"], name="occurrences_on_a_line"),
                    models.Index(
                        fields=["finding", "-month", "id"], name="occurrences_of_a_finding"
                    ),
                    models.Index(
                        fields=["client", "month", "finding"], name="occurrences_of_a_month"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("line_id__isnull", False)),
                        fields=("client", "check_code", "line_id", "rule"),
                        name="one_occurrence_per_check_and_line",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("line_id__isnull", True)),
                        fields=("client", "check_code", "invoice", "rule"),
                        name="one_occurrence_per_check_and_invoice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("supporting", False), ("claimed", 0), _connector="OR"),
                        name="a_supporting_occurrence_claims_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("claimed__gte", 0)), name="a_claim_is_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnLayout",
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
                ("name", models.CharField(max_length=80)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "layout",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
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
                "verbose_name": "usage layout",
                "ordering": ["name", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "version"), name="one_usage_layout_per_name_and_version"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnSetting",
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
                ("check_code", models.CharField(max_length=8)),
                ("name", models.CharField(max_length=40)),
                ("value", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("reason", models.CharField(max_length=300)),
                ("set_at", models.DateTimeField(auto_now_add=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_settings",
                        to="clients.client",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        fields=["client", "check_code", "name", "-id"], name="own_settings_by_age"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperTemplate",
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
                ("name", models.CharField(max_length=80)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("layout", models.JSONField()),
                ("is_retired", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.carrier",
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
            ],
            options={
                "verbose_name": "PDF layout",
                "ordering": ["carrier__name", "name", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("carrier", "name", "version"),
                        name="one_template_per_name_and_version",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftBill",
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
                ("content", models.JSONField()),
                ("as_read", models.JSONField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("difference", models.DecimalField(decimal_places=6, default=0, max_digits=18)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "bill_file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft",
                        to="billing_audit.billfile",
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
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invoice",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft",
                        to="billing_audit.invoice",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.papertemplate",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("difference", 0),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_bill_that_does_not_foot_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentAdvice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "advice",
                    models.CharField(
                        choices=[("pay", "Pay"), ("withhold", "Withhold"), ("hold", "Hold")],
                        max_length=8,
                    ),
                ),
                ("withheld", models.DecimalField(decimal_places=3, default=0, max_digits=18)),
                ("reason", models.TextField(verbose_name="why, which the client reads")),
                ("advised_at", models.DateTimeField(auto_now_add=True)),
                (
                    "advised_by",
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
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payment_advices",
                        to="billing_audit.invoice",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("advice", "pay"), ("withheld", 0)),
                            models.Q(("advice__in", ["withhold", "hold"]), ("withheld__gt", 0)),
                            _connector="OR",
                        ),
                        name="only_what_is_not_paid_is_withheld",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RateDeck",
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
                ("name", models.CharField(max_length=80)),
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
                    "zone",
                    models.CharField(
                        default="UTC",
                        help_text="UTC, or such as America/New_York. Days, months and time bands follow it.",
                        max_length=60,
                        verbose_name="time zone of the carrier’s clock",
                    ),
                ),
                (
                    "home_code",
                    models.CharField(
                        blank=True,
                        max_length=4,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[1-9]\\d{0,3}$", "Write digits only, such as 1 or 44."
                            )
                        ],
                        verbose_name="country code of numbers written without one",
                    ),
                ),
                (
                    "rounding_method",
                    models.CharField(
                        choices=[("up", "up"), ("middle", "middle"), ("down", "down")],
                        default=billing_audit.rating.rounding.Method["MIDDLE"],
                        max_length=6,
                        verbose_name="amounts are rounded",
                    ),
                ),
                (
                    "rounding_decimals",
                    models.PositiveSmallIntegerField(
                        default=4,
                        validators=[django.core.validators.MaxValueValidator(8)],
                        verbose_name="to so many decimals",
                    ),
                ),
                (
                    "rounds_each_call",
                    models.BooleanField(
                        default=True,
                        help_text="Otherwise the exact costs of a month are summed first.",
                        verbose_name="each call is rounded",
                    ),
                ),
                (
                    "included_minutes",
                    models.DecimalField(
                        decimal_places=3,
                        default=0,
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="included minutes a month",
                    ),
                ),
                (
                    "pool",
                    models.CharField(
                        choices=[
                            ("service", "each service"),
                            ("account", "all services of a billing account"),
                            ("deck", "all services of the client"),
                        ],
                        default="account",
                        max_length=7,
                        verbose_name="included minutes are shared by",
                    ),
                ),
                ("bands", models.JSONField(blank=True, default=list)),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decks",
                        to="clients.carrier",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decks",
                        to="clients.contract",
                    ),
                ),
            ],
            options={
                "ordering": ["carrier__name", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Coalesce("client_id", 0),
                        models.F("carrier_id"),
                        models.F("name"),
                        name="one_deck_per_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contract", None), ("client__isnull", False), _connector="OR"
                        ),
                        name="a_deck_by_contract_is_of_a_client",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="deckversion",
            name="deck",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="versions",
                to="billing_audit.ratedeck",
            ),
        ),
        migrations.CreateModel(
            name="Reach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_from", models.DateField()),
                ("last_from", models.DateField()),
                ("last_day", models.DateField()),
                (
                    "charge_code",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.chargecode",
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
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="billing_audit.invoice",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("invoice", "charge_code"),
                        name="a_bill_reaches_once_by_each_code",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RunStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("phase", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("words", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("doing", "Being done"), ("done", "Done")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("fence", models.PositiveIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(null=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("error", models.TextField(blank=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="billing_audit.auditrun",
                    ),
                ),
            ],
            options={
                "ordering": ["run", "place"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "place"), name="one_step_per_place_in_a_run"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnverifiedCharge",
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
                ("code", models.CharField(blank=True, max_length=60)),
                ("description", models.CharField(blank=True, max_length=300)),
                (
                    "charge_type",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "recurring"),
                            (2, "usage"),
                            (3, "one_time"),
                            (4, "tax"),
                            (5, "surcharge"),
                            (6, "fee"),
                            (7, "credit"),
                            (8, "adjustment"),
                            (9, "late_fee"),
                            (10, "memo"),
                        ]
                    ),
                ),
                ("traits", models.PositiveIntegerField()),
                ("currency", models.CharField(max_length=3)),
                ("charges", models.PositiveIntegerField()),
                ("spend", models.DecimalField(decimal_places=6, max_digits=18)),
                ("first_month", models.DateField()),
                ("last_month", models.DateField()),
                ("compared_by", models.PositiveSmallIntegerField(default=0)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
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
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unverified",
                        to="billing_audit.auditrun",
                    ),
                ),
            ],
            options={
                "ordering": ["run", "-spend", "-pk"],
                "indexes": [
                    models.Index(fields=["run", "-spend", "-id"], name="unverified_by_spend")
                ],
            },
        ),
        migrations.CreateModel(
            name="UsageFile",
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
                ("name", models.CharField(max_length=255, verbose_name="name as uploaded")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("importing", "Importing"),
                            ("imported", "Imported"),
                            ("partial", "Partly imported"),
                            ("rejected", "Rejected"),
                            ("undone", "Undone"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("layout", models.CharField(blank=True, max_length=80)),
                ("layout_title", models.CharField(blank=True, max_length=120)),
                ("error", models.TextField(blank=True)),
                ("warnings", models.JSONField(default=list)),
                ("rows_total", models.BigIntegerField(null=True)),
                ("rows_read", models.BigIntegerField(db_default=0, default=0)),
                ("row_count", models.BigIntegerField(default=0)),
                ("record_count", models.BigIntegerField(default=0)),
                ("known_count", models.BigIntegerField(default=0)),
                ("rejected_rows", models.BigIntegerField(default=0)),
                ("first_at", models.DateTimeField(null=True)),
                ("last_at", models.DateTimeField(null=True)),
                ("brought_at", models.DateTimeField(auto_now_add=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "brought_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="usage_files",
                        to="clients.client",
                    ),
                ),
                (
                    "stored",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["-brought_at", "-pk"],
                "indexes": [
                    models.Index(fields=["client", "-brought_at"], name="usage_files_by_arrival")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("rejected", "undone")), _negated=True),
                        fields=("client", "sha256"),
                        name="the_same_usage_is_loaded_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UsageIssue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.BigIntegerField(null=True)),
                ("column", models.CharField(max_length=80)),
                ("value", models.TextField()),
                ("reason", models.CharField(max_length=300)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "usage_file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="issues",
                        to="billing_audit.usagefile",
                    ),
                ),
            ],
            options={
                "ordering": ["usage_file", "row", "pk"],
                "indexes": [
                    models.Index(fields=["usage_file", "row", "id"], name="issues_of_usage")
                ],
            },
        ),
        migrations.CreateModel(
            name="UsageRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("voice", "Call"),
                            ("sms", "Message"),
                            ("data", "Data"),
                            ("other", "Other"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not told"), ("in", "Incoming"), ("out", "Outgoing")],
                        max_length=3,
                    ),
                ),
                ("other_party", models.CharField(blank=True, max_length=80)),
                ("destination", models.CharField(blank=True, max_length=120)),
                ("duration", models.DecimalField(decimal_places=3, max_digits=14, null=True)),
                ("quantity", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("unit", models.CharField(blank=True, max_length=20)),
                ("amount", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("record_id", models.CharField(blank=True, max_length=80)),
                ("status", models.CharField(blank=True, max_length=80)),
                ("source_row", models.BigIntegerField()),
                (
                    "billed_service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="usage",
                        to="billing_audit.billedservice",
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
                    "usage_file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="records",
                        to="billing_audit.usagefile",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["usage_file", "started_at", "id"], name="usage_of_a_file"),
                    models.Index(
                        fields=["client", "billed_service", "started_at"], name="usage_of_a_service"
                    ),
                    models.Index(
                        condition=models.Q(("record_id", ""), _negated=True),
                        fields=["client", "record_id"],
                        name="usage_by_its_number",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dispute",
            trigger=pgtrigger.compiler.Trigger(
                name="a_dispute_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="c27dab7989b927576af721d4f054095cee019397",
                    operation="DELETE",
                    pgid="pgtrigger_a_dispute_is_never_deleted_33b22",
                    table="billing_audit_dispute",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dispute",
            trigger=pgtrigger.compiler.Trigger(
                name="what_was_sent_stays_as_it_was_sent",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."submitted_on" IS NOT NULL AND (NEW."packet_id" IS DISTINCT FROM (OLD."packet_id") OR NEW."disputed" IS DISTINCT FROM (OLD."disputed") OR NEW."submitted_on" IS DISTINCT FROM (OLD."submitted_on")))',
                    func="RAISE EXCEPTION 'what was sent to the carrier is changed no more' USING ERRCODE = 'check_violation';",
                    hash="0986dc37d10f75f765dfeee5e9a17460f58a37b3",
                    operation="UPDATE",
                    pgid="pgtrigger_what_was_sent_stays_as_it_was_sent_10bf2",
                    table="billing_audit_dispute",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expectedline",
            trigger=pgtrigger.compiler.Trigger(
                name="an_expected_line_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="38bb382a3f804352a178ffd16be84c75cdd0f386",
                    operation="UPDATE",
                    pgid="pgtrigger_an_expected_line_never_changes_abcdf",
                    table="billing_audit_expectedline",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="a_decision_is_never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d2a9112c3e984fadbbd80065d4b17ffac572eba8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_a_decision_is_never_changed_997a2",
                    table="billing_audit_findingdecision",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="expectedbill",
            constraint=models.UniqueConstraint(
                fields=("account", "month"), name="one_expected_bill_of_an_account_and_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="expectedbill",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="an_expected_month_is_its_first_day"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expectedbill",
            trigger=pgtrigger.compiler.Trigger(
                name="what_was_expected_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.total IS NOT NULL AND to_jsonb(OLD) - ARRAY['billed', 'differing', 'matching', 'bills', 'compared_at'] <> to_jsonb(NEW) - ARRAY['billed', 'differing', 'matching', 'bills', 'compared_at'])",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="7d06ed48d12cec8030f6514de4a6ef6187f8c51b",
                    operation="UPDATE",
                    pgid="pgtrigger_what_was_expected_never_changes_a3095",
                    table="billing_audit_expectedbill",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disputeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="a_disputed_charge_stays_as_it_was",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."dispute_id" IS DISTINCT FROM (NEW."dispute_id") OR OLD."finding_id" IS DISTINCT FROM (NEW."finding_id") OR OLD."check_code" IS DISTINCT FROM (NEW."check_code") OR OLD."invoice_id" IS DISTINCT FROM (NEW."invoice_id") OR OLD."line_id" IS DISTINCT FROM (NEW."line_id") OR OLD."rule" IS DISTINCT FROM (NEW."rule") OR OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."billed" IS DISTINCT FROM (NEW."billed") OR OLD."expected" IS DISTINCT FROM (NEW."expected") OR OLD."disputed" IS DISTINCT FROM (NEW."disputed") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."line_no" IS DISTINCT FROM (NEW."line_no") OR OLD."service" IS DISTINCT FROM (NEW."service") OR OLD."charge_code" IS DISTINCT FROM (NEW."charge_code") OR OLD."description" IS DISTINCT FROM (NEW."description"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="59a6e10c16cba044e01dbb34be82e5edf9089eb9",
                    operation="UPDATE",
                    pgid="pgtrigger_a_disputed_charge_stays_as_it_was_0dd58",
                    table="billing_audit_disputeitem",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disputeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="charges_change_only_in_drafts",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM billing_audit_dispute d\n        WHERE d.id = coalesce(NEW.dispute_id, OLD.dispute_id) AND d.state <> 'draft'\n    ) THEN\n        RAISE EXCEPTION 'the charges of a dispute that was sent are changed no more'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n",
                    hash="7dbe49332a8f6e499caea2a428eaec786487093f",
                    operation="INSERT OR DELETE",
                    pgid="pgtrigger_charges_change_only_in_drafts_8dfde",
                    table="billing_audit_disputeitem",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disputeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="no_line_is_disputed_twice_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM billing_audit_disputeitem i\n        WHERE i.holds AND i.line_id IS NOT NULL\n            AND (i.client_id, i.line_id) IN (\n                SELECT client_id, line_id FROM written WHERE holds AND line_id IS NOT NULL)\n        GROUP BY i.client_id, i.line_id\n        HAVING sum(i.disputed) > max(i.billed)\n    ) THEN\n        RAISE EXCEPTION 'more would be disputed of a bill line than it charges'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NULL;\n",
                    hash="46e1e5849d7c91f8df179bd91d562b36b07c4c43",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_no_line_is_disputed_twice_on_insert_03fed",
                    referencing="REFERENCING NEW TABLE AS written ",
                    table="billing_audit_disputeitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disputeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="no_line_is_disputed_twice_on_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM billing_audit_disputeitem i\n        WHERE i.holds AND i.line_id IS NOT NULL\n            AND (i.client_id, i.line_id) IN (\n                SELECT client_id, line_id FROM written WHERE holds AND line_id IS NOT NULL)\n        GROUP BY i.client_id, i.line_id\n        HAVING sum(i.disputed) > max(i.billed)\n    ) THEN\n        RAISE EXCEPTION 'more would be disputed of a bill line than it charges'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NULL;\n",
                    hash="465bb41786663d158012e5c536b6ff0cd0aefc76",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_no_line_is_disputed_twice_on_update_dddd2",
                    referencing="REFERENCING NEW TABLE AS written ",
                    table="billing_audit_disputeitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disputeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="what_happened_to_a_dispute_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7882355bea557185570a23dd240166db4a21e732",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_what_happened_to_a_dispute_stays_f9403",
                    table="billing_audit_disputeevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="billfile",
            index=models.Index(fields=["client", "-brought_at"], name="bill_files_by_arrival"),
        ),
        migrations.AddConstraint(
            model_name="billfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["rejected", "undone"]), _negated=True),
                fields=("client", "sha256"),
                name="the_same_bytes_are_loaded_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monthlyreport",
            trigger=pgtrigger.compiler.Trigger(
                name="a_published_report_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" IN ('published', 'superseded'))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="4901c2beebbb37daf51fb385674ed00ec87d296c",
                    operation="DELETE",
                    pgid="pgtrigger_a_published_report_is_never_deleted_0e417",
                    table="billing_audit_monthlyreport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monthlyreport",
            trigger=pgtrigger.compiler.Trigger(
                name="a_published_report_only_steps_aside",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state = 'published' AND (NEW.state <> 'superseded' OR\n        to_jsonb(OLD) - ARRAY['state', 'superseded_at', 'superseded_because'] <> to_jsonb(NEW) - ARRAY['state', 'superseded_at', 'superseded_because']))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="fcd54ffab280f73b1777f19b6972bb8aaaf41af4",
                    operation="UPDATE",
                    pgid="pgtrigger_a_published_report_only_steps_aside_3dedb",
                    table="billing_audit_monthlyreport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monthlyreport",
            trigger=pgtrigger.compiler.Trigger(
                name="a_superseded_report_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" = 'superseded')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="368b738bf34cfe6973cd074fdbf7bb4fc86ae2b8",
                    operation="UPDATE",
                    pgid="pgtrigger_a_superseded_report_never_changes_46b23",
                    table="billing_audit_monthlyreport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occurrence",
            trigger=pgtrigger.compiler.Trigger(
                name="no_line_is_claimed_twice_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM (\n            SELECT o.line_id, o.invoice_id, sum(o.claimed) AS claimed\n            FROM billing_audit_occurrence o\n            WHERE (o.client_id, o.line_id) IN (\n                SELECT client_id, line_id FROM written WHERE claimed > 0)\n            GROUP BY o.line_id, o.invoice_id\n        ) o\n        JOIN billing_audit_invoice i ON i.id = o.invoice_id\n        JOIN billing_audit_billfile f ON f.id = i.bill_file_id\n        LEFT JOIN billing_audit_line l ON l.id = o.line_id AND l.invoice_id = o.invoice_id\n            AND l.shelf_id = f.shelf_id\n        WHERE o.claimed > 0 AND o.claimed > coalesce(l.amount, 0)\n    ) THEN\n        RAISE EXCEPTION 'more would be claimed on a bill line than it charges'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    IF EXISTS (\n        SELECT FROM (\n            SELECT o.invoice_id, sum(o.claimed) AS claimed FROM billing_audit_occurrence o\n            WHERE o.line_id IS NULL AND o.invoice_id IN (\n                SELECT invoice_id FROM written WHERE claimed > 0 AND line_id IS NULL)\n            GROUP BY o.invoice_id\n        ) o\n        JOIN billing_audit_invoice i ON i.id = o.invoice_id\n        WHERE o.claimed > greatest(i.lines_total, i.stated_total, i.amount_due, 0)\n    ) THEN\n        RAISE EXCEPTION 'more would be claimed on a bill than it asks for'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NULL;\n",
                    hash="50a139887f02d4414c9f92030550394a32a076e2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_no_line_is_claimed_twice_on_insert_96672",
                    referencing="REFERENCING NEW TABLE AS written ",
                    table="billing_audit_occurrence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occurrence",
            trigger=pgtrigger.compiler.Trigger(
                name="no_line_is_claimed_twice_on_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM (\n            SELECT o.line_id, o.invoice_id, sum(o.claimed) AS claimed\n            FROM billing_audit_occurrence o\n            WHERE (o.client_id, o.line_id) IN (\n                SELECT client_id, line_id FROM written WHERE claimed > 0)\n            GROUP BY o.line_id, o.invoice_id\n        ) o\n        JOIN billing_audit_invoice i ON i.id = o.invoice_id\n        JOIN billing_audit_billfile f ON f.id = i.bill_file_id\n        LEFT JOIN billing_audit_line l ON l.id = o.line_id AND l.invoice_id = o.invoice_id\n            AND l.shelf_id = f.shelf_id\n        WHERE o.claimed > 0 AND o.claimed > coalesce(l.amount, 0)\n    ) THEN\n        RAISE EXCEPTION 'more would be claimed on a bill line than it charges'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    IF EXISTS (\n        SELECT FROM (\n            SELECT o.invoice_id, sum(o.claimed) AS claimed FROM billing_audit_occurrence o\n            WHERE o.line_id IS NULL AND o.invoice_id IN (\n                SELECT invoice_id FROM written WHERE claimed > 0 AND line_id IS NULL)\n            GROUP BY o.invoice_id\n        ) o\n        JOIN billing_audit_invoice i ON i.id = o.invoice_id\n        WHERE o.claimed > greatest(i.lines_total, i.stated_total, i.amount_due, 0)\n    ) THEN\n        RAISE EXCEPTION 'more would be claimed on a bill than it asks for'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NULL;\n",
                    hash="e835d4cdcf713c18224c87e05fb7e1de6e8e8929",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_no_line_is_claimed_twice_on_update_f5d6d",
                    referencing="REFERENCING NEW TABLE AS written ",
                    table="billing_audit_occurrence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ownsetting",
            trigger=pgtrigger.compiler.Trigger(
                name="an_own_setting_is_never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f2ebf76d4191a707b865aaabad2c58c89ed09c46",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_an_own_setting_is_never_changed_3093f",
                    table="billing_audit_ownsetting",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paymentadvice",
            trigger=pgtrigger.compiler.Trigger(
                name="an_advice_on_payment_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c2abd95eedd801abac863ae1c9947f90265c577a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_an_advice_on_payment_stays_97222",
                    table="billing_audit_paymentadvice",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="deckversion",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("deck", "="), ("valid", "&&")], name="one_deck_version_per_day"
            ),
        ),
    ]
