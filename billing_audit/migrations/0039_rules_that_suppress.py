"""Rules that suppress findings, decisions taken in one go, and views that people save."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("billing_audit", "0038_money_that_came_back"),
        ("clients", "0026_papers_of_disputes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="findingdecision",
            name="batch",
            field=models.UUIDField(db_index=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="finding",
            name="state",
            field=models.CharField(
                choices=[
                    ("new", "New"),
                    ("valid", "Valid"),
                    ("false_positive", "False positive"),
                    ("asked", "Client asked"),
                    ("suppressed", "Suppressed"),
                ],
                default="new",
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="findingchange",
            name="state",
            field=models.CharField(
                choices=[
                    ("new", "New"),
                    ("valid", "Valid"),
                    ("false_positive", "False positive"),
                    ("asked", "Client asked"),
                    ("suppressed", "Suppressed"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="findingdecision",
            name="reason",
            field=models.CharField(
                choices=[
                    ("confirmed", "Confirmed by the documents"),
                    ("carrier_agreed", "The carrier agreed"),
                    ("contract_allows", "The contract allows the charge"),
                    ("data_wrong", "Our inventory or rates were wrong"),
                    ("already_credited", "Already credited"),
                    ("intended", "The client wants the service"),
                    ("needs_client", "Only the client can tell"),
                    ("other", "Other"),
                    ("taken_back", "The decision before it was taken back"),
                    ("lifted", "The rule that suppressed it was lifted"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="findingdecision",
            name="state",
            field=models.CharField(
                choices=[
                    ("new", "New"),
                    ("valid", "Valid"),
                    ("false_positive", "False positive"),
                    ("asked", "Client asked"),
                    ("suppressed", "Suppressed"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="SavedView",
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
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(blank=True, max_length=600)),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Suppression",
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
                ("cause", models.CharField(blank=True, max_length=120)),
                ("covering", models.CharField(max_length=300)),
                ("until", models.DateField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("contract_allows", "The contract allows the charge"),
                            ("intended", "The client wants the service"),
                            ("data_wrong", "Our inventory or rates were wrong"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.TextField()),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("batch", models.UUIDField(db_index=True, editable=False)),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_why", models.CharField(blank=True, default="", max_length=300)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.billingaccount",
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
                        related_name="suppressions",
                        to="clients.client",
                    ),
                ),
                (
                    "learned_from",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing_audit.finding",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "ordering": ["-pk"],
            },
        ),
        migrations.AddField(
            model_name="finding",
            name="suppressed_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="billing_audit.suppression",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(("suppressed_by__isnull", False)),
                fields=["suppressed_by", "-id"],
                name="findings_suppressed",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                fields=("user", "name"), name="one_view_per_person_and_name"
            ),
        ),
        migrations.AddIndex(
            model_name="suppression",
            index=models.Index(
                models.F("client"),
                models.OrderBy(models.F("id"), descending=True),
                name="suppressions_by_age",
            ),
        ),
        migrations.AddConstraint(
            model_name="suppression",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at__isnull", True)),
                fields=(
                    "client",
                    "check_code",
                    "cause",
                    "billed_service",
                    "account",
                    "charge_code",
                ),
                name="one_rule_in_force_for_the_same",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="suppression",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cause", ""), _negated=True),
                    ("billed_service__isnull", False),
                    ("account__isnull", False),
                    _connector="OR",
                ),
                name="a_rule_covers_a_cause_a_service_or_an_account",
            ),
        ),
        migrations.AddConstraint(
            model_name="suppression",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__day", 1)), name="a_rule_covers_whole_months"
            ),
        ),
        migrations.AddConstraint(
            model_name="suppression",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lifted_at__isnull", True), ("lifted_by__isnull", False), _connector="OR"
                ),
                name="somebody_lifted_a_lifted_rule",
            ),
        ),
    ]
