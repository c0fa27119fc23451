"""Proposals of several providers: parties, scope, interfaces, earnings, the client's word."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0050_files_of_proposals"),
        ("rfp", "0010_bids_and_the_opening_of_prices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
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
                        help_text="Such as One network for all clinics.", max_length=160
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="A page's worth at most.",
                        verbose_name="what it is, in plain words",
                    ),
                ),
                (
                    "if_nothing",
                    models.TextField(
                        blank=True, verbose_name="what happens if the client does nothing"
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        default=36,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(120),
                        ],
                        verbose_name="term in months",
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
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day on which it can be accepted.",
                        null=True,
                        verbose_name="good until",
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
                        default="spend",
                        max_length=12,
                        verbose_name="right it takes to accept",
                    ),
                ),
                (
                    "offers_found",
                    models.BooleanField(
                        default=True,
                        help_text="They say so when they accept; only what a bill credited is there to be spent.",
                        verbose_name="the client may pay from money that came back",
                    ),
                ),
                ("drafted_at", models.DateTimeField(auto_now_add=True)),
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
                    "project",
                    models.ForeignKey(
                        help_text="The project of the retainer that it belongs to.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.project",
                        verbose_name="engagement",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ProposalParty",
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
                            ("provider", "A provider"),
                            ("us", "We"),
                            ("client", "The client"),
                        ],
                        default="provider",
                        max_length=8,
                        verbose_name="who it is",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("equipment", "Equipment"),
                                ("installation", "Installation"),
                                ("managed", "Managed service"),
                                ("carrier", "Carrier"),
                                ("audit", "Expense audit"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "contact",
                    models.CharField(blank=True, max_length=120, verbose_name="whom to call"),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="their mail")),
                (
                    "phone",
                    models.CharField(blank=True, max_length=40, verbose_name="their telephone"),
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="rfp.proposal",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where the directory has it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rfp.supplier",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="InterfaceStep",
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
                    "place",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="place among the steps"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Such as Access line of a clinic.",
                        max_length=160,
                        verbose_name="step",
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="rfp.proposal",
                    ),
                ),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rfp.proposalparty",
                        verbose_name="who answers the ticket",
                    ),
                ),
                (
                    "bills",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rfp.proposalparty",
                        verbose_name="who bills",
                    ),
                ),
                (
                    "installs",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rfp.proposalparty",
                        verbose_name="who installs",
                    ),
                ),
                (
                    "orders",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rfp.proposalparty",
                        verbose_name="who orders",
                    ),
                ),
                (
                    "tests",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rfp.proposalparty",
                        verbose_name="who tests",
                    ),
                ),
            ],
            options={
                "ordering": ["place", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Earning",
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
                    "other_payer",
                    models.CharField(
                        blank=True,
                        help_text="Whoever is no party of the proposal, such as a manufacturer.",
                        max_length=120,
                        verbose_name="somebody else who pays",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("price", "Price of its own work"),
                            ("fee", "Fee for advice"),
                            ("commission", "Commission"),
                            ("referral", "Referral"),
                            ("markup", "Mark-up on another's price"),
                            ("rebate", "Rebate or bonus"),
                            ("none", "Nothing"),
                        ],
                        default="price",
                        max_length=12,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "what_for",
                    models.CharField(blank=True, max_length=200, verbose_name="for doing what"),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=7,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="per cent",
                    ),
                ),
                (
                    "percent_of",
                    models.CharField(blank=True, max_length=120, verbose_name="per cent of what"),
                ),
                (
                    "pace",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("once", "Once"),
                            ("monthly", "Every month"),
                            ("yearly", "Every year"),
                        ],
                        max_length=8,
                        verbose_name="how often",
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Of what is paid more than once.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="for how many months",
                    ),
                ),
                ("said_at", models.DateTimeField(auto_now=True)),
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
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earnings",
                        to="rfp.proposal",
                    ),
                ),
                (
                    "payee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earnings",
                        to="rfp.proposalparty",
                        verbose_name="who is paid",
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rfp.proposalparty",
                        verbose_name="who pays",
                    ),
                ),
            ],
            options={
                "ordering": ["payee", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ProposalSite",
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="rfp.proposal",
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
            model_name="proposal",
            name="sites",
            field=models.ManyToManyField(
                related_name="+", through="rfp.ProposalSite", to="clients.site"
            ),
        ),
        migrations.CreateModel(
            name="ProposalVerdict",
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
                        choices=[("accepted", "Accepted"), ("declined", "Declined")], max_length=8
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("read_earnings", models.BooleanField(default=False)),
                ("from_found", models.DecimalField(decimal_places=3, max_digits=18, null=True)),
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
            name="ProposalFunding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case", models.UUIDField()),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "verdict",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funding",
                        to="rfp.proposalverdict",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProposalVersion",
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
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160)),
                (
                    "document",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("digest", models.CharField(max_length=64)),
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
                        verbose_name="right it takes to accept",
                    ),
                ),
                ("money", models.DecimalField(decimal_places=3, max_digits=18)),
                ("currency", models.CharField(max_length=3)),
                ("valid_until", models.DateField()),
                ("found_free", models.DecimalField(decimal_places=3, max_digits=18, null=True)),
                ("issued_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("because", models.TextField(blank=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="rfp.proposal",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
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
            model_name="proposalverdict",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="verdict",
                to="rfp.proposalversion",
            ),
        ),
        migrations.CreateModel(
            name="ScopeLine",
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
                    "place",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="place among the lines"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="what has to be done")),
                (
                    "detail",
                    models.CharField(
                        blank=True,
                        help_text="How many, how fast, where: what a price is for.",
                        max_length=300,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("equipment", "Equipment"),
                            ("installation", "Installation"),
                            ("managed", "Managed service"),
                            ("carrier", "Carrier"),
                            ("audit", "Expense audit"),
                        ],
                        max_length=12,
                        verbose_name="kind of work",
                    ),
                ),
                (
                    "left_open",
                    models.CharField(
                        blank=True,
                        help_text="Only where it is left out on purpose; the client reads the reason.",
                        max_length=300,
                        verbose_name="why nobody does it",
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="rfp.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ["place", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Holding",
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
                    "once",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="price, once",
                    ),
                ),
                (
                    "monthly",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="price a month",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Such as as a subcontractor of Corvane.",
                        max_length=200,
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rfp.proposal",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="rfp.proposalparty",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holdings",
                        to="rfp.scopeline",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("because", models.CharField(max_length=300, verbose_name="why")),
                ("settled_at", models.DateTimeField(auto_now_add=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "keeper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="rfp.holding",
                        verbose_name="who keeps it",
                    ),
                ),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="settlement",
                        to="rfp.scopeline",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rfp.proposal",
                    ),
                ),
                (
                    "settled_by",
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
        migrations.AddConstraint(
            model_name="proposalparty",
            constraint=models.UniqueConstraint(
                models.F("proposal"),
                django.db.models.functions.text.Upper("name"),
                name="a_party_is_in_a_proposal_once",
                violation_error_message="This party is in the proposal already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalparty",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "provider"), _negated=True),
                fields=("proposal", "kind"),
                name="we_and_the_client_are_in_a_proposal_once",
                violation_error_message="This side is in the proposal already.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposalparty",
            trigger=pgtrigger.compiler.Trigger(
                name="parties_of_an_accepted_proposal_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM rfp_proposalversion v\n        JOIN rfp_proposalverdict w ON w.version_id = v.id AND w.outcome = 'accepted'\n        WHERE v.proposal_id = (CASE TG_OP WHEN 'INSERT' THEN NEW.proposal_id ELSE OLD.proposal_id END)\n) THEN\n        RAISE EXCEPTION 'what the client accepted does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n        ",
                    hash="dc84b3e0803da0e670c5a6b5b6cbd9152dd4a89e",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_parties_of_an_accepted_proposal_stay_0052d",
                    table="rfp_proposalparty",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interfacestep",
            trigger=pgtrigger.compiler.Trigger(
                name="interfaces_of_an_accepted_proposal_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM rfp_proposalversion v\n        JOIN rfp_proposalverdict w ON w.version_id = v.id AND w.outcome = 'accepted'\n        WHERE v.proposal_id = (CASE TG_OP WHEN 'INSERT' THEN NEW.proposal_id ELSE OLD.proposal_id END)\n) THEN\n        RAISE EXCEPTION 'what the client accepted does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n        ",
                    hash="da2b228cebd4c271c135cea45ca34f98659f5b65",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_interfaces_of_an_accepted_proposal_stay_43706",
                    table="rfp_interfacestep",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="earning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("amount", None),
                        ("kind", "none"),
                        ("months", None),
                        ("other_payer", ""),
                        ("pace", ""),
                        ("payer", None),
                        ("percent", None),
                        ("what_for", ""),
                    ),
                    models.Q(
                        models.Q(("kind", "none"), _negated=True),
                        models.Q(("what_for", ""), _negated=True),
                        models.Q(("pace", ""), _negated=True),
                        models.Q(
                            models.Q(("other_payer", ""), ("payer__isnull", False)),
                            models.Q(("payer", None), models.Q(("other_payer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        models.Q(
                            models.Q(
                                ("amount__isnull", False), ("percent", None), ("percent_of", "")
                            ),
                            models.Q(
                                ("amount", None),
                                ("percent__isnull", False),
                                models.Q(("percent_of", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        models.Q(
                            models.Q(("months", None), ("pace", "once")),
                            models.Q(
                                models.Q(("pace", "once"), _negated=True), ("months__isnull", False)
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="an_earning_is_said_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="earning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("payer", None),
                    models.Q(("payer", models.F("payee")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_pays_themselves",
                violation_error_message="Nobody pays themselves. Choose who really pays.",
            ),
        ),
        migrations.AddConstraint(
            model_name="earning",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "none")),
                fields=("payee",),
                name="a_party_says_nothing_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="earning",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("payee", "="),
                    (
                        models.Case(
                            models.When(kind="none", then=models.Value(1)),
                            default=models.Value(0),
                            output_field=models.IntegerField(),
                        ),
                        "<>",
                    ),
                ],
                name="who_earns_nothing_earns_nothing",
                violation_error_message="This party said that it is paid nothing. Remove that first.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="earning",
            trigger=pgtrigger.compiler.Trigger(
                name="earnings_of_an_accepted_proposal_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM rfp_proposalversion v\n        JOIN rfp_proposalverdict w ON w.version_id = v.id AND w.outcome = 'accepted'\n        WHERE v.proposal_id = (CASE TG_OP WHEN 'INSERT' THEN NEW.proposal_id ELSE OLD.proposal_id END)\n) THEN\n        RAISE EXCEPTION 'what the client accepted does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n        ",
                    hash="fb38ba820d45ea79770e6e2e6fffd18f5e0d5b08",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_earnings_of_an_accepted_proposal_stay_7e1b8",
                    table="rfp_earning",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalsite",
            constraint=models.UniqueConstraint(
                fields=("proposal", "site"), name="a_site_is_in_a_proposal_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposalsite",
            trigger=pgtrigger.compiler.Trigger(
                name="sites_of_an_accepted_proposal_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM rfp_proposalversion v\n        JOIN rfp_proposalverdict w ON w.version_id = v.id AND w.outcome = 'accepted'\n        WHERE v.proposal_id = (CASE TG_OP WHEN 'INSERT' THEN NEW.proposal_id ELSE OLD.proposal_id END)\n) THEN\n        RAISE EXCEPTION 'what the client accepted does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n        ",
                    hash="de7e6c4acaa6bf0deaa1e4086c5675b42505962e",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_sites_of_an_accepted_proposal_stay_2eaf1",
                    table="rfp_proposalsite",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__range", (1, 120))),
                name="a_proposal_spans_one_to_120_months",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposal",
            trigger=pgtrigger.compiler.Trigger(
                name="an_accepted_proposal_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM rfp_proposalversion v\n        JOIN rfp_proposalverdict w ON w.version_id = v.id AND w.outcome = 'accepted'\n        WHERE v.proposal_id = OLD.id\n) THEN\n        RAISE EXCEPTION 'what the client accepted does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n                ",
                    hash="4cc47be22817f6bf406c432d345e876a4eb9034c",
                    operation="UPDATE",
                    pgid="pgtrigger_an_accepted_proposal_stays_78492",
                    table="rfp_proposal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposalfunding",
            trigger=pgtrigger.compiler.Trigger(
                name="found_money_is_asked_of_the_client",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NOT EXISTS (\n                        SELECT FROM rfp_proposalverdict w\n                        WHERE w.id = NEW.verdict_id AND w.from_found IS NOT NULL\n                    ) THEN\n                        RAISE EXCEPTION 'the client did not choose to pay from found money'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="9902390afa5b51958aac5c41f8b7f31419a99bcf",
                    operation="INSERT",
                    pgid="pgtrigger_found_money_is_asked_of_the_client_7850d",
                    table="rfp_proposalfunding",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposalfunding",
            trigger=pgtrigger.compiler.Trigger(
                name="where_it_is_paid_from_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="d3451682dd7ad7120937b584c4300dd9f51592e7",
                    operation="UPDATE",
                    pgid="pgtrigger_where_it_is_paid_from_stays_12059",
                    table="rfp_proposalfunding",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalversion",
            constraint=models.UniqueConstraint(
                fields=("proposal", "number"), name="a_proposal_counts_its_versions"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None),
                    models.Q(
                        ("withdrawn_by__isnull", False), models.Q(("because", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="who_withdraws_a_proposal_says_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposalversion",
            trigger=pgtrigger.compiler.Trigger(
                name="a_version_of_a_proposal_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."proposal_id" IS DISTINCT FROM (NEW."proposal_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."money" IS DISTINCT FROM (NEW."money") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."valid_until" IS DISTINCT FROM (NEW."valid_until") OR OLD."found_free" IS DISTINCT FROM (NEW."found_free") OR OLD."issued_by_id" IS DISTINCT FROM (NEW."issued_by_id") OR OLD."issued_at" IS DISTINCT FROM (NEW."issued_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="acec779a2344233e31c3b7dd22e5a62f0ded94c6",
                    operation="UPDATE",
                    pgid="pgtrigger_a_version_of_a_proposal_stays_4f5b5",
                    table="rfp_proposalversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposalversion",
            trigger=pgtrigger.compiler.Trigger(
                name="a_version_of_a_proposal_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="b41902801eddc622c3e15edb08e7469c07585572",
                    operation="DELETE",
                    pgid="pgtrigger_a_version_of_a_proposal_is_never_deleted_93ac0",
                    table="rfp_proposalversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposalversion",
            trigger=pgtrigger.compiler.Trigger(
                name="a_proposal_is_issued_complete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n            SELECT FROM rfp_proposalparty p\n            WHERE p.proposal_id = NEW.proposal_id AND p.kind <> 'client'\n                AND NOT EXISTS (SELECT FROM rfp_earning e WHERE e.payee_id = p.id)) THEN\n        RAISE EXCEPTION 'a proposal is not issued: a party has not said what it earns' USING ERRCODE = 'check_violation';\n    END IF;\n    IF NOT EXISTS (\n            SELECT FROM rfp_proposalparty p\n            WHERE p.proposal_id = NEW.proposal_id AND p.kind = 'us') THEN\n        RAISE EXCEPTION 'a proposal is not issued: what we earn ourselves is not said' USING ERRCODE = 'check_violation';\n    END IF;\n    IF EXISTS (\n            SELECT FROM rfp_scopeline l WHERE l.proposal_id = NEW.proposal_id\n                AND (SELECT count(*) FROM rfp_holding h WHERE h.line_id = l.id\n                    AND (h.once IS NOT NULL OR h.monthly IS NOT NULL)) > 1\n                AND NOT EXISTS (SELECT FROM rfp_settlement s WHERE s.line_id = l.id)) THEN\n        RAISE EXCEPTION 'a proposal is not issued: two parties priced the same line' USING ERRCODE = 'check_violation';\n    END IF;\n    IF EXISTS (\n            SELECT FROM rfp_scopeline l\n            WHERE l.proposal_id = NEW.proposal_id AND l.left_open = ''\n                AND NOT EXISTS (SELECT FROM rfp_holding h WHERE h.line_id = l.id)) THEN\n        RAISE EXCEPTION 'a proposal is not issued: nobody does a line of the scope' USING ERRCODE = 'check_violation';\n    END IF;\n    IF NOT EXISTS (SELECT FROM rfp_scopeline l WHERE l.proposal_id = NEW.proposal_id) THEN\n        RAISE EXCEPTION 'a proposal is not issued: the scope is empty' USING ERRCODE = 'check_violation';\n    END IF;\n    IF NOT EXISTS (SELECT FROM rfp_proposalsite s WHERE s.proposal_id = NEW.proposal_id) THEN\n        RAISE EXCEPTION 'a proposal is not issued: no site is named' USING ERRCODE = 'check_violation';\n    END IF;\n    IF EXISTS (\n        SELECT FROM rfp_proposalversion v\n        JOIN rfp_proposalverdict w ON w.version_id = v.id AND w.outcome = 'accepted'\n        WHERE v.proposal_id = NEW.proposal_id\n) THEN\n        RAISE EXCEPTION 'a proposal is not issued: the client accepted a version of it' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                    hash="a9dc051a9f46b27decf8e378595b819c364cfa9a",
                    operation="INSERT",
                    pgid="pgtrigger_a_proposal_is_issued_complete_b6192",
                    table="rfp_proposalversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposalversion",
            trigger=pgtrigger.compiler.Trigger(
                name="an_answered_proposal_is_not_withdrawn",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NEW.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NULL AND EXISTS (\n                SELECT FROM rfp_proposalverdict w WHERE w.version_id = NEW.id\n            ) THEN\n                RAISE EXCEPTION 'what the client answered is not withdrawn'\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="d8e30248a5ae0a2a55208b37f7b8d3e8bc272cf8",
                    operation="UPDATE",
                    pgid="pgtrigger_an_answered_proposal_is_not_withdrawn_59998",
                    table="rfp_proposalversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalverdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deputyship__isnull", False),
                    ("right_of", models.F("decided_by")),
                    _connector="OR",
                ),
                name="who_decides_a_proposal_for_another_is_their_deputy",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalverdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "accepted"), ("read_earnings", True)),
                    models.Q(("outcome", "declined"), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="who_accepts_read_the_earnings_who_declines_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalverdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_found", None),
                    models.Q(("from_found__gt", 0), ("outcome", "accepted")),
                    _connector="OR",
                ),
                name="only_what_is_accepted_is_paid_from_found_money",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposalverdict",
            trigger=pgtrigger.compiler.Trigger(
                name="a_word_on_a_proposal_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="5d01478f727d155516be342ae13b74c4d02ece28",
                    operation="UPDATE",
                    pgid="pgtrigger_a_word_on_a_proposal_stays_331ec",
                    table="rfp_proposalverdict",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposalverdict",
            trigger=pgtrigger.compiler.Trigger(
                name="a_word_on_a_proposal_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="5d8351fb62a2db88eb769623c0a94bdeb9e74614",
                    operation="DELETE",
                    pgid="pgtrigger_a_word_on_a_proposal_is_never_deleted_8eda6",
                    table="rfp_proposalverdict",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeline",
            constraint=models.UniqueConstraint(
                models.F("proposal"),
                django.db.models.functions.text.Upper("title"),
                name="a_scope_line_is_in_a_proposal_once",
                violation_error_message="There is a line of these words.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scopeline",
            trigger=pgtrigger.compiler.Trigger(
                name="scope_of_an_accepted_proposal_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM rfp_proposalversion v\n        JOIN rfp_proposalverdict w ON w.version_id = v.id AND w.outcome = 'accepted'\n        WHERE v.proposal_id = (CASE TG_OP WHEN 'INSERT' THEN NEW.proposal_id ELSE OLD.proposal_id END)\n) THEN\n        RAISE EXCEPTION 'what the client accepted does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n        ",
                    hash="2d1ad19d367fb3c01a57b28496dc900d005c3c69",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_scope_of_an_accepted_proposal_stays_7f0d1",
                    table="rfp_scopeline",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.UniqueConstraint(
                fields=("line", "party"), name="a_party_does_a_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("once", None), ("once__gte", 0), _connector="OR"),
                    models.Q(("monthly", None), ("monthly__gte", 0), _connector="OR"),
                ),
                name="no_price_of_a_line_is_negative",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holding",
            trigger=pgtrigger.compiler.Trigger(
                name="holdings_of_an_accepted_proposal_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM rfp_proposalversion v\n        JOIN rfp_proposalverdict w ON w.version_id = v.id AND w.outcome = 'accepted'\n        WHERE v.proposal_id = (CASE TG_OP WHEN 'INSERT' THEN NEW.proposal_id ELSE OLD.proposal_id END)\n) THEN\n        RAISE EXCEPTION 'what the client accepted does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n        ",
                    hash="4ff5e61b1b776f799d0b36776768c71787dfb4dc",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_holdings_of_an_accepted_proposal_stay_e9177",
                    table="rfp_holding",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(("because", ""), _negated=True),
                name="who_settles_a_line_says_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="settlement",
            trigger=pgtrigger.compiler.Trigger(
                name="what_was_settled_of_an_accepted_proposal_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM rfp_proposalversion v\n        JOIN rfp_proposalverdict w ON w.version_id = v.id AND w.outcome = 'accepted'\n        WHERE v.proposal_id = (CASE TG_OP WHEN 'INSERT' THEN NEW.proposal_id ELSE OLD.proposal_id END)\n) THEN\n        RAISE EXCEPTION 'what the client accepted does not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n        ",
                    hash="5e9e73c6249837adc76010dc3c96043bb8b3b663",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_what_was_settled_of_an_accepted_proposal_stays_46f25",
                    table="rfp_settlement",
                    when="BEFORE",
                ),
            ),
        ),
    ]
