"""Decisions to buy, the suppliers looked at, and cases for asking one alone."""

from decimal import Decimal

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0047_files_that_bidders_read"),
        ("rfp", "0004_questions_of_bidders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BusinessCase",
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
                ("supplier_name", models.CharField(editable=False, max_length=120)),
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
                    "years",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="term in years",
                    ),
                ),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("8"),
                        help_text="Each year's money is discounted from the end of that year.",
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(50),
                        ],
                        verbose_name="discount rate in per cent a year",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="One page, without a word of the trade.",
                        verbose_name="plain summary",
                    ),
                ),
                (
                    "baseline",
                    models.TextField(
                        blank=True,
                        help_text="Bills, own people, outages, what runs beside; and where each figure is from.",
                        verbose_name="what it costs today, in full",
                    ),
                ),
                (
                    "projection",
                    models.TextField(blank=True, verbose_name="what changes over the term"),
                ),
                (
                    "business_benefits",
                    models.TextField(blank=True, verbose_name="benefits for the business"),
                ),
                (
                    "strategic_benefits",
                    models.TextField(blank=True, verbose_name="strategic benefits"),
                ),
                (
                    "competition",
                    models.TextField(
                        blank=True,
                        help_text="Prices to expect, months lost, the cost of asking and of changing over.",
                        verbose_name="what a competition would bring and cost",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("finished", "Finished"),
                            ("bidding_reopened", "Bidding reopened"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("drafted_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(editable=False, null=True)),
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
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="CaseLine",
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
                    "scenario",
                    models.CharField(
                        choices=[
                            ("baseline", "As it is today"),
                            ("proposal", "The proposal"),
                            ("competition", "After a competition"),
                        ],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="cost")),
                (
                    "formula",
                    models.CharField(
                        help_text="Such as lines * price * 12 * grown(growth, year), or first(setup, year).",
                        max_length=400,
                        verbose_name="cost in a year",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="rfp.businesscase",
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
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseRisk",
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
                ("title", models.CharField(max_length=200, verbose_name="risk")),
                (
                    "dimension",
                    models.CharField(
                        choices=[
                            ("money", "Money"),
                            ("service", "Service and technology"),
                            ("law", "Contract and law"),
                            ("people", "People and change"),
                            ("market", "Market and supplier"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        help_text="1 rare, 5 all but sure.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        help_text="1 slight, 5 grave.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                ("treatment", models.TextField(blank=True, verbose_name="what is done about it")),
                (
                    "owner",
                    models.CharField(blank=True, max_length=120, verbose_name="who watches it"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="rfp.businesscase",
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
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseStep",
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
                ("position", models.PositiveSmallIntegerField(editable=False)),
                (
                    "body",
                    models.CharField(
                        choices=[
                            ("board", "Board"),
                            ("executive", "Executives"),
                            ("finance", "Finance"),
                            ("legal", "Legal"),
                            ("purchasing", "Purchasing"),
                            ("users", "Those who use the service"),
                        ],
                        max_length=12,
                        verbose_name="who",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="step")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="by")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done")),
                ("outcome", models.TextField(blank=True, verbose_name="what came of it")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="rfp.businesscase",
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
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseTarget",
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
                ("measure", models.CharField(max_length=160, verbose_name="what is measured")),
                (
                    "direction",
                    models.CharField(
                        choices=[("at_least", "at least"), ("at_most", "at most")],
                        default="at_least",
                        max_length=8,
                    ),
                ),
                ("target", models.DecimalField(decimal_places=4, max_digits=18)),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("due_on", models.DateField(verbose_name="by")),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=18,
                        null=True,
                        verbose_name="measured",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, max_length=200, verbose_name="where it was read"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="rfp.businesscase",
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
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseTerm",
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
                ("position", models.PositiveSmallIntegerField(editable=False)),
                ("term", models.CharField(max_length=120)),
                (
                    "priority",
                    models.CharField(
                        choices=[
                            ("a", "A: no contract without it"),
                            ("b", "B: give it up only for something"),
                            ("c", "C: good to have"),
                        ],
                        default="b",
                        max_length=1,
                    ),
                ),
                ("wanted", models.TextField(blank=True)),
                ("fallback", models.TextField(blank=True)),
                ("agreed", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="rfp.businesscase",
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
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ListedSupplier",
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
                    "stage",
                    models.CharField(
                        choices=[
                            ("long_list", "Long list"),
                            ("short_list", "Short list"),
                            ("dropped_out", "Dropped"),
                        ],
                        default="long_list",
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
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
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="ListMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("long_list", "Long list"),
                            ("short_list", "Short list"),
                            ("dropped_out", "Dropped"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("moved_at", models.DateTimeField(auto_now_add=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "listed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="rfp.listedsupplier",
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SourcingDecision",
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
                    "title",
                    models.CharField(
                        help_text="Such as Voice and internet for all sites.", max_length=160
                    ),
                ),
                (
                    "why",
                    models.TextField(
                        blank=True, help_text="What is wrong today, or will be.", verbose_name="why"
                    ),
                ),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("quality", "Better service"),
                                ("resilience", "Fewer and shorter outages"),
                                ("capability", "Skills we do not have"),
                                ("growth", "Growth, moves and new sites"),
                                ("technology", "Technology that ends or is new"),
                                ("term", "A contract that ends"),
                                ("rules", "Law or regulation"),
                                ("cost", "Lower cost"),
                                ("riddance", "To be rid of a problem"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "outcomes",
                    models.TextField(
                        blank=True,
                        help_text="What shall be different afterwards.",
                        verbose_name="outcomes",
                    ),
                ),
                (
                    "answers_for_all",
                    models.TextField(
                        blank=True,
                        help_text="End to end, whoever delivers the parts: a role or a name.",
                        verbose_name="who answers for the whole service",
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("competition", "Open competition by invitation"),
                            ("renegotiate", "Renegotiate with today's supplier"),
                            ("sole_source", "One supplier without competition"),
                            ("no_change", "Leave it as it is"),
                        ],
                        default="competition",
                        max_length=12,
                        verbose_name="how",
                    ),
                ),
                ("route_because", models.TextField(blank=True, verbose_name="why this way")),
                (
                    "where",
                    models.TextField(
                        blank=True,
                        help_text="Places in words, where the sites below do not say it all.",
                        verbose_name="where",
                    ),
                ),
                (
                    "retained",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=160),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "outsourced",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=160),
                        blank=True,
                        default=list,
                        size=None,
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
                        default="contract",
                        max_length=12,
                        verbose_name="right it takes to decide",
                    ),
                ),
                (
                    "money",
                    models.DecimalField(
                        decimal_places=3,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="money at stake over the term",
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
                            ("put", "Put to the client"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("because", models.TextField(blank=True, editable=False)),
                ("drafted_at", models.DateTimeField(auto_now_add=True)),
                ("put_at", models.DateTimeField(editable=False, null=True)),
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
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who owns it at the client",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="rfp.sourcingdecision",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.AddField(
            model_name="listedsupplier",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="listed",
                to="rfp.sourcingdecision",
            ),
        ),
        migrations.CreateModel(
            name="Declaration",
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
                ("has_interest", models.BooleanField()),
                ("what", models.TextField(blank=True)),
                ("declared_at", models.DateTimeField(auto_now_add=True)),
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
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="rfp.sourcingdecision",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="businesscase",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="rfp.sourcingdecision",
                verbose_name="sourcing decision it supports",
            ),
        ),
        migrations.AddField(
            model_name="businesscase",
            name="reopened_as",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="rfp.sourcingdecision",
            ),
        ),
        migrations.CreateModel(
            name="SourcingOption",
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
                ("title", models.CharField(max_length=160, verbose_name="option")),
                ("in_favour", models.TextField(blank=True, verbose_name="what speaks for it")),
                ("against", models.TextField(blank=True, verbose_name="what speaks against it")),
                (
                    "is_chosen",
                    models.BooleanField(default=False, verbose_name="this is the one proposed"),
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
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="options",
                        to="rfp.sourcingdecision",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SourcingPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("named_at", models.DateTimeField(auto_now_add=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="rfp.sourcingdecision",
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SourcingSite",
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
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="rfp.sourcingdecision",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.site",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="sourcingdecision",
            name="sites",
            field=models.ManyToManyField(
                related_name="+", through="rfp.SourcingSite", to="clients.site"
            ),
        ),
        migrations.CreateModel(
            name="SourcingTarget",
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
                ("measure", models.CharField(max_length=160, verbose_name="what is measured")),
                (
                    "today",
                    models.CharField(blank=True, max_length=80, verbose_name="where it stands"),
                ),
                ("target", models.CharField(help_text="Such as 99.95 % a month.", max_length=80)),
                ("by", models.DateField(blank=True, null=True, verbose_name="reach it by")),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="rfp.sourcingdecision",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.objective",
                        verbose_name="objective it serves",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SourcingVerdict",
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
                        choices=[("approved", "Approved"), ("declined", "Declined")], max_length=8
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("limit", models.DecimalField(decimal_places=3, max_digits=18, null=True)),
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
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdict",
                        to="rfp.sourcingdecision",
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
                (
                    "right_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Supplier",
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
                ("legal_name", models.CharField(blank=True, max_length=160)),
                (
                    "services",
                    models.CharField(
                        blank=True,
                        help_text="Such as voice trunks; internet; mobile.",
                        max_length=300,
                    ),
                ),
                (
                    "regions",
                    models.CharField(blank=True, help_text="Where it delivers.", max_length=300),
                ),
                ("contact", models.CharField(blank=True, max_length=120, verbose_name="contact")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="contact's mail"),
                ),
                (
                    "phone",
                    models.CharField(blank=True, max_length=40, verbose_name="contact's telephone"),
                ),
                ("website", models.URLField(blank=True)),
                (
                    "notes",
                    models.TextField(blank=True, help_text="For us alone: no client reads them."),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it sends bills to our clients already.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.carrier",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="listedsupplier",
            name="supplier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rfp.supplier"
            ),
        ),
        migrations.AddField(
            model_name="businesscase",
            name="supplier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rfp.supplier"
            ),
        ),
        migrations.CreateModel(
            name="CaseConcern",
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
                ("concern", models.TextField()),
                ("raised_by", models.CharField(max_length=120)),
                ("raised_on", models.DateField()),
                ("answer", models.TextField(blank=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="rfp.businesscase",
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
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on__isnull", True)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="an_answer_to_the_board_has_its_day",
                        violation_error_message="Write the answer and its day, or neither.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseDriver",
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
                    "name",
                    models.CharField(
                        max_length=30,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z][a-z0-9_]*\\Z", "Write it like lines or price_a_line."
                            )
                        ],
                        verbose_name="name in formulas",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="what it is")),
                ("unit", models.CharField(blank=True, max_length=40)),
                (
                    "value",
                    models.DecimalField(decimal_places=4, max_digits=18, verbose_name="expected"),
                ),
                ("low", models.DecimalField(decimal_places=4, max_digits=18)),
                ("high", models.DecimalField(decimal_places=4, max_digits=18)),
                (
                    "source",
                    models.CharField(blank=True, max_length=200, verbose_name="where it is from"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="rfp.businesscase",
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
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "name"),
                        name="a_driver_has_a_name_of_its_own",
                        violation_error_message="Another driver of this case has this name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("low__lte", models.F("value")), ("value__lte", models.F("high"))
                        ),
                        name="a_driver_lies_between_low_and_high",
                        violation_error_message="The expected value lies between low and high.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("name__in", ["year", "years", "min", "max", "grown", "first"]),
                            _negated=True,
                        ),
                        name="a_driver_takes_no_word_of_the_formulas",
                        violation_error_message="The formulas use this name for something else.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casedriver",
            trigger=pgtrigger.compiler.Trigger(
                name="drivers_of_a_finished_case_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM rfp_businesscase c\n        WHERE c.id = (CASE TG_OP WHEN 'INSERT' THEN NEW.case_id ELSE OLD.case_id END)\n            AND c.finished_at IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION 'a finished business case does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n",
                    hash="b3baf32c64a15c0c5e96f2a40fdfac0c33cd03e3",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_drivers_of_a_finished_case_stay_17ceb",
                    table="rfp_casedriver",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseline",
            trigger=pgtrigger.compiler.Trigger(
                name="lines_of_a_finished_case_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM rfp_businesscase c\n        WHERE c.id = (CASE TG_OP WHEN 'INSERT' THEN NEW.case_id ELSE OLD.case_id END)\n            AND c.finished_at IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION 'a finished business case does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n",
                    hash="d8624e2720743e4d295eeaf18427ab2fcdce752a",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_lines_of_a_finished_case_stay_5c50f",
                    table="rfp_caseline",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="caserisk",
            constraint=models.CheckConstraint(
                condition=models.Q(("impact__range", (1, 5)), ("likelihood__range", (1, 5))),
                name="a_risk_is_rated_one_to_five",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caserisk",
            trigger=pgtrigger.compiler.Trigger(
                name="risks_of_a_finished_case_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM rfp_businesscase c\n        WHERE c.id = (CASE TG_OP WHEN 'INSERT' THEN NEW.case_id ELSE OLD.case_id END)\n            AND c.finished_at IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION 'a finished business case does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n",
                    hash="511da76ff0a0c5d740d2d48c56c3c0a0cc976152",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_risks_of_a_finished_case_stay_e5a49",
                    table="rfp_caserisk",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="casestep",
            constraint=models.UniqueConstraint(
                fields=("case", "position"), name="steps_of_a_case_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="casestep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("position", 1), _negated=True), ("body", "board"), _connector="OR"
                ),
                name="the_board_is_asked_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseterm",
            constraint=models.UniqueConstraint(
                fields=("case", "position"), name="terms_of_a_case_are_numbered"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="listmove",
            trigger=pgtrigger.compiler.Trigger(
                name="a_step_on_the_lists_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="89da63ff68fba3208280bf7465ee2becb416f28c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_a_step_on_the_lists_stays_65f44",
                    table="rfp_listmove",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("has_interest", False), ("what", "")),
                    models.Q(("has_interest", True), models.Q(("what", ""), _negated=True)),
                    _connector="OR",
                ),
                name="who_has_an_interest_says_which",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="declaration",
            trigger=pgtrigger.compiler.Trigger(
                name="a_declaration_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="908caf4471db3ac53ec9d72005a0661e59264f29",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_a_declaration_stays_8ec54",
                    table="rfp_declaration",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcingoption",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_chosen", True)),
                fields=("decision",),
                name="one_option_is_proposed",
                violation_error_message="Another option is the one proposed. Change that first.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sourcingoption",
            trigger=pgtrigger.compiler.Trigger(
                name="options_of_a_sourcing_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM rfp_sourcingdecision r\n        WHERE r.id = (CASE TG_OP WHEN 'INSERT' THEN NEW.decision_id ELSE OLD.decision_id END)\n            AND r.put_at IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION 'what was put to the client does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n",
                    hash="19a470e26d18e4e1c2ef964d1407589442c53676",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_options_of_a_sourcing_stay_af7a2",
                    table="rfp_sourcingoption",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcingperson",
            constraint=models.UniqueConstraint(
                fields=("decision", "person"), name="somebody_is_named_once_for_a_sourcing"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcingsite",
            constraint=models.UniqueConstraint(
                fields=("decision", "site"), name="a_site_is_in_scope_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sourcingsite",
            trigger=pgtrigger.compiler.Trigger(
                name="sites_of_a_sourcing_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM rfp_sourcingdecision r\n        WHERE r.id = (CASE TG_OP WHEN 'INSERT' THEN NEW.decision_id ELSE OLD.decision_id END)\n            AND r.put_at IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION 'what was put to the client does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n",
                    hash="654e6fdb82d0346dce0d6cf22d85b8de2452698c",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_sites_of_a_sourcing_stay_2a8be",
                    table="rfp_sourcingsite",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="sourcingdecision",
            index=models.Index(fields=["client", "state", "-id"], name="sourcings_by_state"),
        ),
        migrations.AddConstraint(
            model_name="sourcingdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("money__gte", 0)), name="money_of_a_sourcing_is_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcingdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("put_at__isnull", True), ("state", "draft")),
                    ("state", "withdrawn"),
                    models.Q(
                        ("put_at__isnull", False), models.Q(("state", "draft"), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="only_a_draft_was_not_put_to_the_client",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcingdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("because", ""), _negated=True),
                    _connector="OR",
                ),
                name="who_withdraws_a_sourcing_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcingdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("retained__overlap", models.F("outsourced")), _negated=True),
                name="what_is_kept_is_not_outsourced",
                violation_error_message="A function is either kept or outsourced, not both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcingdecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["withdrawn", "declined"]), _negated=True),
                fields=("supersedes",),
                name="one_sourcing_follows_another",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sourcingdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="a_sourcing_moves_by_the_clients_word",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF NEW.state <> OLD.state AND NOT (CASE OLD.state\n        WHEN 'draft' THEN NEW.state IN ('put', 'withdrawn')\n        WHEN 'put' THEN NEW.state IN ('draft', 'approved', 'declined', 'withdrawn')\n        WHEN 'approved' THEN NEW.state = 'superseded'\n        WHEN 'declined' THEN NEW.state = 'superseded'\n        ELSE false END)\n    THEN\n        RAISE EXCEPTION 'a sourcing decision does not go from % to %', OLD.state, NEW.state\n            USING ERRCODE = 'check_violation';\n    END IF;\n    IF NEW.state <> OLD.state AND NEW.state IN ('approved', 'declined') AND NOT EXISTS (\n        SELECT FROM rfp_sourcingverdict v\n        WHERE v.decision_id = NEW.id AND v.outcome = NEW.state\n    ) THEN\n        RAISE EXCEPTION 'only the client''s word makes a sourcing decision %', NEW.state\n            USING ERRCODE = 'check_violation';\n    END IF;\n    IF NEW.state <> OLD.state AND NEW.state = 'superseded' AND NOT EXISTS (\n        SELECT FROM rfp_sourcingdecision n\n        WHERE n.supersedes_id = NEW.id AND n.state = 'approved'\n    ) THEN\n        RAISE EXCEPTION 'only a decision that was approved supersedes another'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    IF OLD.put_at IS NOT NULL AND NEW.state <> 'draft' AND\n        to_jsonb(NEW) - ARRAY['state', 'because'] IS DISTINCT FROM\n        to_jsonb(OLD) - ARRAY['state', 'because']\n    THEN\n        RAISE EXCEPTION 'what was put to the client does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                    hash="714e566bb885c8a9fd489b2546b989a9f7f3a2ca",
                    operation="UPDATE",
                    pgid="pgtrigger_a_sourcing_moves_by_the_clients_word_e425c",
                    table="rfp_sourcingdecision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sourcingtarget",
            trigger=pgtrigger.compiler.Trigger(
                name="targets_of_a_sourcing_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM rfp_sourcingdecision r\n        WHERE r.id = (CASE TG_OP WHEN 'INSERT' THEN NEW.decision_id ELSE OLD.decision_id END)\n            AND r.put_at IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION 'what was put to the client does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n",
                    hash="dc36a896a3cb74922d6d27e6132a01fb5f8f9576",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_targets_of_a_sourcing_stay_99065",
                    table="rfp_sourcingtarget",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcingverdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deputyship__isnull", False),
                    ("right_of", models.F("decided_by")),
                    _connector="OR",
                ),
                name="who_decides_a_sourcing_for_another_is_their_deputy",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcingverdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", "approved"),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="who_declines_a_sourcing_says_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sourcingverdict",
            trigger=pgtrigger.compiler.Trigger(
                name="a_word_on_a_sourcing_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5d092759521eb0ff228e1c6846f4cc324c770753",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_a_word_on_a_sourcing_stays_c1272",
                    table="rfp_sourcingverdict",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="supplier",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Upper("name"),
                name="one_supplier_per_name",
                violation_error_message="There is a supplier of this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="listedsupplier",
            constraint=models.UniqueConstraint(
                fields=("decision", "supplier"), name="a_supplier_is_listed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="listedsupplier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "dropped_out"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="who_drops_a_supplier_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="businesscase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at__isnull", True), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True), ("finished_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="only_a_draft_of_a_case_is_not_finished",
            ),
        ),
        migrations.AddConstraint(
            model_name="businesscase",
            constraint=models.CheckConstraint(
                condition=models.Q(("years__range", (1, 10))), name="a_case_spans_one_to_ten_years"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="businesscase",
            trigger=pgtrigger.compiler.Trigger(
                name="a_finished_case_keeps_its_words",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF OLD.finished_at IS NOT NULL AND NEW.finished_at IS NOT NULL AND\n        to_jsonb(NEW) - ARRAY['state', 'reopened_as_id'] IS DISTINCT FROM\n        to_jsonb(OLD) - ARRAY['state', 'reopened_as_id']\n    THEN\n        RAISE EXCEPTION 'a finished business case does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                    hash="fc5ba0522ea434c38f27b390bc30634a608f1eef",
                    operation="UPDATE",
                    pgid="pgtrigger_a_finished_case_keeps_its_words_9bb6b",
                    table="rfp_businesscase",
                    when="BEFORE",
                ),
            ),
        ),
    ]
