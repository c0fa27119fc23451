"""Stakeholders with notes between us; tasks that go over to clients, and training."""

import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0042_metrics"),
    ]

    operations = [
        migrations.AlterField(
            model_name="storedfile",
            name="kind",
            field=models.CharField(
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
                    ("playbook", "Playbook of a relationship"),
                    ("renewal", "Renewal pack"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="HandoverTask",
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
                    "task",
                    models.CharField(help_text="Such as: check each carrier bill.", max_length=160),
                ),
                (
                    "their_owner",
                    models.CharField(
                        help_text="Whether or not they sign in.",
                        max_length=120,
                        verbose_name="owner at the client",
                    ),
                ),
                ("together_by", models.DateField(verbose_name="together by")),
                ("theirs_by", models.DateField(verbose_name="client does it by")),
                (
                    "proof_wanted",
                    models.CharField(
                        help_text="Such as: two bills checked alone, with no finding missed.",
                        max_length=300,
                        verbose_name="what proves they can do it alone",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("ours", "We do it"),
                            ("together", "Together"),
                            ("theirs", "Client does, we review"),
                        ],
                        default="ours",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("proof", models.CharField(blank=True, editable=False, max_length=300)),
                ("proved_on", models.DateField(editable=False, null=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_over",
                        to="clients.client",
                    ),
                ),
                (
                    "our_owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_over",
                        to="clients.relationship",
                    ),
                ),
            ],
            options={
                "ordering": ["theirs_by", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HandoverStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("ours", "We do it"),
                            ("together", "Together"),
                            ("theirs", "Client does, we review"),
                        ],
                        max_length=8,
                    ),
                ),
                ("moved_on", models.DateField()),
                ("words", models.CharField(blank=True, max_length=300)),
                (
                    "by",
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
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="clients.handovertask",
                    ),
                ),
            ],
            options={
                "ordering": ["-moved_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Stakeholder",
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
                    "role",
                    models.CharField(
                        help_text="What they do there, such as Finance lead.", max_length=120
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("opposed", "Opposed"),
                            ("doubtful", "Doubtful"),
                            ("neutral", "Neutral"),
                            ("supportive", "Supportive"),
                        ],
                        default="neutral",
                        max_length=10,
                    ),
                ),
                (
                    "influence",
                    models.CharField(
                        choices=[("high", "High"), ("some", "Some"), ("little", "Little")],
                        default="some",
                        max_length=6,
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True,
                        help_text="What they gain, lose or fear.",
                        verbose_name="why they stand there",
                    ),
                ),
                ("action", models.TextField(blank=True, verbose_name="what we do about it")),
                ("next_step", models.CharField(blank=True, max_length=200)),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="on")),
                (
                    "left_on",
                    models.DateField(
                        blank=True,
                        help_text="Once they are no longer there.",
                        null=True,
                        verbose_name="left on",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stakeholders",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ClientNote",
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
                ("text", models.TextField(verbose_name="note")),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
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
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="clients.stakeholder",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="StakeholderChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
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
                    "stakeholder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="clients.stakeholder",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="TrainingItem",
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
                    models.PositiveSmallIntegerField(default=1, verbose_name="place in the guide"),
                ),
                ("title", models.CharField(max_length=160)),
                ("teaches", models.TextField(blank=True, verbose_name="what it teaches")),
                (
                    "refresh_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Months; leave empty when once is enough.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="taught again after",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="training",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "ordering": ["place", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TrainingSession",
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
                ("held_on", models.DateField()),
                (
                    "audience",
                    models.CharField(
                        choices=[("leaders", "Leadership"), ("staff", "Staff")],
                        max_length=8,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "ours",
                    models.CharField(
                        help_text="Names, with commas between.",
                        max_length=300,
                        verbose_name="from us",
                    ),
                ),
                (
                    "theirs",
                    models.CharField(
                        help_text="Names, with commas between.",
                        max_length=300,
                        verbose_name="from the client",
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="clients.trainingitem",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HandoverPath",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_month", models.DateField(verbose_name="from the month of")),
                ("last_month", models.DateField(verbose_name="to the month of")),
                (
                    "doing_first",
                    models.PositiveSmallIntegerField(
                        help_text="Percent.",
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="doing in the first month",
                    ),
                ),
                (
                    "doing_last",
                    models.PositiveSmallIntegerField(
                        help_text="Percent.",
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="doing in the last month",
                    ),
                ),
                (
                    "client",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handover_path",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first_month__lt", models.F("last_month"))),
                        name="a_path_takes_more_than_a_month",
                        violation_error_message="The last month lies after the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("doing_first__lte", 100), ("doing_last__lte", models.F("doing_first"))
                        ),
                        name="a_path_leads_to_less_doing",
                        violation_error_message="The share of doing falls on the way; it does not grow.",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="handovertask",
            index=models.Index(fields=["client", "theirs_by", "id"], name="tasks_by_target"),
        ),
        migrations.AddConstraint(
            model_name="handovertask",
            constraint=models.UniqueConstraint(
                fields=("client", "task"),
                name="a_task_is_handed_over_once",
                violation_error_message="This task of the client is being handed over already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="handovertask",
            constraint=models.CheckConstraint(
                condition=models.Q(("together_by__lte", models.F("theirs_by"))),
                name="together_comes_before_alone",
                violation_error_message="First together, then alone: correct the dates.",
            ),
        ),
        migrations.AddConstraint(
            model_name="handovertask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("proof", ""), ("proved_on", None)),
                    models.Q(models.Q(("proof", ""), _negated=True), ("proved_on__isnull", False)),
                    _connector="OR",
                ),
                name="a_proof_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="handovertask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("phase", "theirs"), _negated=True),
                    models.Q(("proof", ""), _negated=True),
                    _connector="OR",
                ),
                name="nobody_works_alone_without_proof",
            ),
        ),
        migrations.AddIndex(
            model_name="stakeholder",
            index=models.Index(fields=["client", "next_on", "id"], name="stakeholders_by_step"),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=models.UniqueConstraint(
                fields=("client", "name"),
                name="one_stakeholder_of_a_name",
                violation_error_message="Somebody of this name is on the map of this client.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("next_on", None), models.Q(("next_step", ""), _negated=True), _connector="OR"
                ),
                name="a_day_is_of_a_next_step",
                violation_error_message="Say what happens on that day.",
            ),
        ),
        migrations.AddIndex(
            model_name="clientnote",
            index=models.Index(fields=["client", "-id"], name="notes_on_a_client"),
        ),
        migrations.AddConstraint(
            model_name="trainingitem",
            constraint=models.UniqueConstraint(
                fields=("client", "title"),
                name="a_chapter_stands_once_in_the_guide",
                violation_error_message="The guide of this client has this chapter already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="trainingsession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ours", ""), _negated=True), models.Q(("theirs", ""), _negated=True)
                ),
                name="both_parties_attend_a_session",
            ),
        ),
        migrations.AddConstraint(
            model_name="trainingsession",
            constraint=models.UniqueConstraint(
                fields=("item", "held_on", "audience"),
                name="a_session_is_noted_once",
                violation_error_message="This session stands in the register already.",
            ),
        ),
    ]
