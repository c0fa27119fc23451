"""Issues, the steps taken in them, and the hours of each level."""

import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0032_renegotiations"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="topic",
            field=models.CharField(
                choices=[
                    ("use", "How much of a retainer is used"),
                    ("beyond", "Work beyond the allowance"),
                    ("decision", "Decisions we ask for"),
                    ("question", "Questions about logged work"),
                    ("finding", "Questions about findings on bills"),
                    ("report", "Monthly reports on bills"),
                    ("statement", "Monthly statements"),
                    ("ending", "Agreements that end"),
                    ("money", "Disputes and credits"),
                    ("budget", "Spend above a budget"),
                    ("contract", "Contracts that take notice soon"),
                    ("issue", "Issues at your level"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="noticechoice",
            name="topic",
            field=models.CharField(
                choices=[
                    ("use", "How much of a retainer is used"),
                    ("beyond", "Work beyond the allowance"),
                    ("decision", "Decisions we ask for"),
                    ("question", "Questions about logged work"),
                    ("finding", "Questions about findings on bills"),
                    ("report", "Monthly reports on bills"),
                    ("statement", "Monthly statements"),
                    ("ending", "Agreements that end"),
                    ("money", "Disputes and credits"),
                    ("budget", "Spend above a budget"),
                    ("contract", "Contracts that take notice soon"),
                    ("issue", "Issues at your level"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Issue",
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
                ("title", models.CharField(max_length=160, verbose_name="issue")),
                (
                    "text",
                    models.TextField(
                        help_text="And what you need to hear.", verbose_name="what happened"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("operating", "Operating"),
                            ("management", "Management"),
                            ("executive", "Executive"),
                        ],
                        default="operating",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting for an answer"),
                            ("answered", "Answered"),
                            ("settled", "Settled"),
                        ],
                        default="open",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("raised_at", models.DateTimeField(editable=False)),
                ("asked_at", models.DateTimeField(editable=False)),
                ("due_at", models.DateTimeField(editable=False, null=True)),
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
                        related_name="issues",
                        to="clients.client",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        editable=False,
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
        migrations.CreateModel(
            name="IssueStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("raised", "Raised"),
                            ("answered", "Answered"),
                            ("asked", "Asked again"),
                            ("moved", "Moved by hand"),
                            ("escalated", "Moved up, unanswered"),
                            ("settled", "Settled"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("operating", "Operating"),
                            ("management", "Management"),
                            ("executive", "Executive"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_at", models.DateTimeField(null=True)),
                ("missed_at", models.DateTimeField(null=True)),
                ("at", models.DateTimeField()),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="clients.issue",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Ladder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "operating",
                    models.PositiveSmallIntegerField(
                        default=16,
                        help_text="Open hours; eight are a usual day.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(400),
                        ],
                        verbose_name="operating level answers within",
                    ),
                ),
                (
                    "management",
                    models.PositiveSmallIntegerField(
                        default=16,
                        help_text="Open hours; eight are a usual day.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(400),
                        ],
                        verbose_name="management answers within",
                    ),
                ),
                (
                    "executive",
                    models.PositiveSmallIntegerField(
                        default=24,
                        help_text="Open hours; eight are a usual day.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(400),
                        ],
                        verbose_name="executives answer within",
                    ),
                ),
                (
                    "client",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ladder",
                        to="clients.client",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(fields=["client", "state", "due_at"], name="issues_by_state"),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["due_at"], name="issues_running"
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_at__isnull", False), ("state", "open")),
                    models.Q(("due_at__isnull", True), models.Q(("state", "open"), _negated=True)),
                    _connector="OR",
                ),
                name="a_clock_runs_while_an_issue_is_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuestep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("actor__isnull", True), ("deed", "escalated"), ("missed_at__isnull", False)
                    ),
                    models.Q(
                        ("actor__isnull", False),
                        ("missed_at__isnull", True),
                        models.Q(("deed", "escalated"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="the_clock_alone_escalates",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuestep",
            constraint=models.UniqueConstraint(
                fields=("issue", "missed_at"), name="an_issue_moves_once_for_a_missed_moment"
            ),
        ),
        migrations.AddConstraint(
            model_name="ladder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("executive__gte", 1), ("management__gte", 1), ("operating__gte", 1)
                ),
                name="every_level_has_an_hour",
            ),
        ),
    ]
