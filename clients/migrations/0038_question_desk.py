"""The question desk: questions with their steps, what we promise, pulses."""

from decimal import Decimal

import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0037_transitions"),
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
                    ("desk", "Questions to the desk, and how they were answered"),
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
                    ("desk", "Questions to the desk, and how they were answered"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="AnswerPromise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "first_word",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("4"),
                        help_text="Service hours since asked.",
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.25")),
                            django.core.validators.MaxValueValidator(Decimal("400")),
                        ],
                        verbose_name="first answer within",
                    ),
                ),
                (
                    "next_word",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("16"),
                        help_text="Service hours since we said that we are still working on it.",
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.25")),
                            django.core.validators.MaxValueValidator(Decimal("400")),
                        ],
                        verbose_name="next word within",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="there_is_one_answer_promise"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pulse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quarter", models.DateField(null=True)),
                ("good", models.PositiveSmallIntegerField()),
                ("easy", models.PositiveSmallIntegerField()),
                ("words", models.TextField(blank=True)),
                (
                    "answered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "answered_by",
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
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="PrivateWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "pulse",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="private",
                        to="clients.pulse",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Question",
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
                ("subject", models.CharField(max_length=160)),
                ("about_kind", models.CharField(blank=True, editable=False, max_length=12)),
                ("about_id", models.UUIDField(editable=False, null=True)),
                (
                    "asked_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("working", "Being worked on"),
                            ("answered", "Answered"),
                            ("closed", "Closed"),
                            ("reopened", "Reopened"),
                        ],
                        default="asked",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("due_at", models.DateTimeField(editable=False)),
                ("next_due_at", models.DateTimeField(editable=False, null=True)),
                ("first_word_at", models.DateTimeField(editable=False, null=True)),
                ("took", models.DurationField(editable=False, null=True)),
                (
                    "asked_by",
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
        migrations.AddField(
            model_name="pulse",
            name="question",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pulses",
                to="clients.question",
            ),
        ),
        migrations.CreateModel(
            name="QuestionStep",
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
                            ("asked", "Asked"),
                            ("working", "Still working on it"),
                            ("answered", "Answered"),
                            ("closed", "Closed"),
                            ("reopened", "Reopened"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("due_at", models.DateTimeField(null=True)),
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
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="clients.question",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(("next_due_at__isnull", False)),
                fields=["next_due_at", "id"],
                name="questions_we_owe_a_word",
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(fields=["client", "asked_at"], name="questions_of_a_client"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about_id", None), ("about_kind", "")),
                    models.Q(
                        models.Q(("about_kind", ""), _negated=True), ("about_id__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="a_question_is_about_a_thing_or_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("next_due_at", None), ("state__in", ("answered", "closed"))),
                    models.Q(
                        ("next_due_at__isnull", False),
                        ("state__in", ("asked", "working", "reopened")),
                    ),
                    _connector="OR",
                ),
                name="our_next_word_is_due_until_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_word_at", None), ("took", None)),
                    models.Q(("first_word_at__isnull", False), ("took__isnull", False)),
                    _connector="OR",
                ),
                name="a_first_word_took_so_long",
            ),
        ),
        migrations.AddConstraint(
            model_name="pulse",
            constraint=models.CheckConstraint(
                condition=models.Q(("easy__range", (1, 5)), ("good__range", (1, 5))),
                name="a_pulse_is_one_to_five",
            ),
        ),
        migrations.AddConstraint(
            model_name="pulse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quarter", None), ("question__isnull", False)),
                    models.Q(("quarter__isnull", False), ("question", None)),
                    _connector="OR",
                ),
                name="a_pulse_is_of_a_question_or_a_quarter",
            ),
        ),
        migrations.AddConstraint(
            model_name="pulse",
            constraint=models.UniqueConstraint(
                fields=("question", "answered_by"), name="one_pulse_per_question_and_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="pulse",
            constraint=models.UniqueConstraint(
                fields=("client", "quarter", "answered_by"), name="one_pulse_per_quarter_and_person"
            ),
        ),
        migrations.AddIndex(
            model_name="questionstep",
            index=models.Index(fields=["question", "id"], name="steps_of_a_question"),
        ),
    ]
