"""Pulses are asked of one person each, once and one at a time; what was answered stays."""

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0038_question_desk"),
    ]

    operations = [
        migrations.RemoveConstraint("pulse", "a_pulse_is_of_a_question_or_a_quarter"),
        migrations.RemoveConstraint("pulse", "one_pulse_per_question_and_person"),
        migrations.RemoveConstraint("pulse", "one_pulse_per_quarter_and_person"),
        migrations.RenameField("pulse", "answered_by", "person"),
        migrations.AddField(
            "pulse",
            "public_id",
            models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(),
                editable=False,
                unique=True,
            ),
        ),
        migrations.AddField(
            "pulse",
            "issue",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pulses",
                to="clients.issue",
            ),
        ),
        migrations.AddField(
            "pulse",
            "asked_at",
            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        # those that are there were all answered
        migrations.AddField("pulse", "state", models.CharField(max_length=8, default="answered")),
        migrations.AlterField(
            "pulse",
            "state",
            models.CharField(
                choices=[
                    ("open", "Asked"),
                    ("answered", "Answered"),
                    ("declined", "Declined"),
                    ("lapsed", "Not answered"),
                ],
                default="open",
                max_length=8,
            ),
        ),
        migrations.AlterField("pulse", "good", models.PositiveSmallIntegerField(null=True)),
        migrations.AlterField("pulse", "easy", models.PositiveSmallIntegerField(null=True)),
        migrations.AlterField("pulse", "answered_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "pulse",
            models.CheckConstraint(
                condition=Q(
                    state="answered",
                    good__isnull=False,
                    easy__isnull=False,
                    answered_at__isnull=False,
                )
                | Q(~Q(state="answered"), good=None, easy=None, words="", answered_at=None),
                name="an_answered_pulse_has_two_figures",
            ),
        ),
        migrations.AddConstraint(
            "pulse",
            models.CheckConstraint(
                condition=Q(question__isnull=False, issue=None, quarter=None)
                | Q(question=None, issue__isnull=False, quarter=None)
                | Q(question=None, issue=None, quarter__isnull=False),
                name="a_pulse_is_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            "pulse",
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="open"), name="one_open_pulse_per_person"
            ),
        ),
        migrations.AddConstraint(
            "pulse",
            models.UniqueConstraint(
                fields=["question", "person"], name="one_pulse_per_question_and_person"
            ),
        ),
        migrations.AddConstraint(
            "pulse",
            models.UniqueConstraint(
                fields=["issue", "person"], name="one_pulse_per_issue_and_person"
            ),
        ),
        migrations.AddConstraint(
            "pulse",
            models.UniqueConstraint(
                fields=["client", "quarter", "person"], name="one_pulse_per_quarter_and_person"
            ),
        ),
        migrations.CreateModel(
            name="PulseChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_wanted", models.BooleanField(default=False)),
                (
                    "client",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pulse_choice",
                        to="clients.client",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="PulseSummary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quarter", models.DateField()),
                ("rows", models.JSONField()),
                ("actions", models.TextField()),
                (
                    "published_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
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
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["-quarter"]},
        ),
        migrations.AddConstraint(
            "pulsesummary",
            models.UniqueConstraint(
                fields=["client", "quarter"], name="one_pulse_summary_per_quarter"
            ),
        ),
    ]
