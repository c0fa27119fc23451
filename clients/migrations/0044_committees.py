"""Committees of both parties: seats, meetings, minutes, actions and packs."""

import datetime

import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0043_stakeholders_and_handover"),
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
                    ("obligation", "Obligations that are overdue"),
                    ("playbook", "Playbooks to acknowledge"),
                    ("committee", "Committees you sit in"),
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
                    ("obligation", "Obligations that are overdue"),
                    ("playbook", "Playbooks to acknowledge"),
                    ("committee", "Committees you sit in"),
                ],
                max_length=10,
            ),
        ),
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
                    ("pack", "Pack of a meeting"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Committee",
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
                ("name", models.CharField(max_length=120)),
                (
                    "duties",
                    models.TextField(help_text="One duty a line. The preset is yours to change."),
                ),
                ("rule", models.CharField(blank=True, editable=False, max_length=120)),
                ("first_on", models.DateField(verbose_name="first meeting on")),
                ("starts", models.TimeField(default=datetime.time(10, 0), verbose_name="from")),
                (
                    "lasts",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[
                            django.core.validators.MinValueValidator(15),
                            django.core.validators.MaxValueValidator(480),
                        ],
                        verbose_name="minutes",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="A room, or where to dial in.", max_length=200
                    ),
                ),
                ("dissolved_on", models.DateField(editable=False, null=True)),
                ("set_up_at", models.DateTimeField(auto_now_add=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committees",
                        to="clients.client",
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leave empty for all we do for the client.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committees",
                        to="clients.relationship",
                    ),
                ),
            ],
            options={
                "ordering": ["client", "name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CommitteeMeeting",
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
                ("due_on", models.DateField(editable=False, null=True)),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                (
                    "lasts",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(15),
                            django.core.validators.MaxValueValidator(480),
                        ],
                        verbose_name="minutes",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("held", "Held"),
                            ("called_off", "Called off"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("because", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="clients.committee",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("decision", "Decision needed"),
                            ("information", "Information"),
                            ("action", "Work to share out"),
                            ("issue", "Issue"),
                            ("training", "Training"),
                        ],
                        default="information",
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="what about")),
                ("outcome", models.TextField(blank=True, verbose_name="what came of it")),
                (
                    "brought_by",
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="clients.committeemeeting",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="CommitteeSeat",
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
                    "party",
                    models.CharField(
                        choices=[("client", "Client"), ("partner", "Partner")],
                        max_length=7,
                        verbose_name="side",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "title",
                    models.CharField(
                        help_text="The role here, such as Head of finance.", max_length=120
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="Of somebody who does not sign in. Leave both empty while the seat is vacant.",
                        max_length=120,
                        verbose_name="or a name",
                    ),
                ),
                (
                    "is_sponsor",
                    models.BooleanField(
                        default=False,
                        help_text="Stands for the relationship on this side, and gives it time and people.",
                        verbose_name="sponsor",
                    ),
                ),
                ("left_on", models.DateField(editable=False, null=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="clients.committee",
                    ),
                ),
                (
                    "faces",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="faced_by",
                        to="clients.committeeseat",
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
                        verbose_name="who can sign in",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CommitteeAction",
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
                ("raised_on", models.DateField(editable=False)),
                ("what", models.CharField(max_length=240, verbose_name="what to do")),
                ("due_on", models.DateField(verbose_name="due")),
                ("done_on", models.DateField(editable=False, null=True)),
                ("words", models.CharField(blank=True, editable=False, max_length=240)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="clients.committee",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_in",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="clients.committeemeeting",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="clients.committeeseat",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("came", models.BooleanField()),
                ("stand_in", models.CharField(blank=True, max_length=120)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="clients.committeemeeting",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="clients.committeeseat",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MeetingPack",
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
                ("figures", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="clients.committeemeeting",
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
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="what was said")),
                ("record", models.JSONField(editable=False, null=True)),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "approved_for_partner",
                    models.CharField(blank=True, editable=False, max_length=120),
                ),
                ("offered_at", models.DateTimeField(editable=False, null=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="clients.committeemeeting",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "minutes",
            },
        ),
        migrations.CreateModel(
            name="MinutesApproval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("approved_at", models.DateTimeField(auto_now_add=True)),
                (
                    "approved_by",
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
                    "minutes",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval",
                        to="clients.minutes",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MinutesObjection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("words", models.TextField()),
                ("said_at", models.DateTimeField(auto_now_add=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="clients.minutes",
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
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="committee",
            index=models.Index(fields=["client", "name", "id"], name="committees_of_a_client"),
        ),
        migrations.AddConstraint(
            model_name="committee",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dissolved_on", None)),
                fields=("client", "relationship", "level"),
                name="one_committee_of_a_level",
                nulls_distinct=False,
                violation_error_message="There is a committee of this level already.",
            ),
        ),
        migrations.AddIndex(
            model_name="committeemeeting",
            index=models.Index(
                fields=["committee", "-starts_at", "-id"], name="meetings_latest_first"
            ),
        ),
        migrations.AddIndex(
            model_name="committeemeeting",
            index=models.Index(fields=["client", "starts_at"], name="meetings_of_a_client"),
        ),
        migrations.AddConstraint(
            model_name="committeemeeting",
            constraint=models.UniqueConstraint(
                fields=("committee", "due_on"), name="a_day_of_the_cadence_is_planned_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="committeemeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "called_off"), ("because", ""), _connector="OR"),
                name="only_what_was_called_off_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                fields=("meeting", "position"), name="agenda_items_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="committeeseat",
            constraint=models.CheckConstraint(
                condition=models.Q(("party", "partner"), ("faces", None), _connector="OR"),
                name="pairs_are_kept_at_the_partner",
            ),
        ),
        migrations.AddConstraint(
            model_name="committeeseat",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", None), ("name", ""), _connector="OR"),
                name="a_seat_has_one_holder",
                violation_error_message="Choose somebody who can sign in, or write a name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="committeeseat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_sponsor", True), ("left_on", None)),
                fields=("committee", "party"),
                name="one_sponsor_of_each_side",
                violation_error_message="This side has a sponsor here already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="committeeseat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on", None), ("person__isnull", False)),
                fields=("committee", "person"),
                name="a_person_sits_once_in_a_committee",
                violation_error_message="This person sits in the committee already.",
            ),
        ),
        migrations.AddIndex(
            model_name="committeeaction",
            index=models.Index(fields=["client", "done_on", "due_on"], name="actions_open"),
        ),
        migrations.AddConstraint(
            model_name="committeeaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_by", None), ("done_on", None)),
                    models.Q(("done_by__isnull", False), ("done_on__isnull", False)),
                    _connector="OR",
                ),
                name="what_is_done_was_done_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="committeeaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("raised_on"))),
                name="an_action_is_due_after_its_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("meeting", "seat"), name="a_seat_attends_a_meeting_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(("came", False), ("stand_in", ""), _connector="OR"),
                name="who_came_sent_nobody",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingpack",
            constraint=models.UniqueConstraint(
                fields=("meeting", "number"), name="packs_are_numbered"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingpack",
            trigger=pgtrigger.compiler.Trigger(
                name="the_figures_of_a_pack_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF (NEW.figures, NEW.sha256, NEW.meeting_id, NEW.number)\n                        IS DISTINCT FROM (OLD.figures, OLD.sha256, OLD.meeting_id, OLD.number)\n                    THEN\n                        RAISE EXCEPTION 'a pack stays as it was frozen'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="368969a8c72806b26edd70fc39eb592b0ef7a870",
                    operation="UPDATE",
                    pgid="pgtrigger_the_figures_of_a_pack_stay_70905",
                    table="clients_meetingpack",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_for_partner", ""),
                        ("offered_at", None),
                        ("offered_by", None),
                        ("record", None),
                        ("sha256", ""),
                    ),
                    models.Q(
                        ("offered_at__isnull", False),
                        ("offered_by__isnull", False),
                        ("record__isnull", False),
                        models.Q(("sha256", ""), _negated=True),
                        models.Q(("approved_for_partner", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="offered_minutes_are_frozen",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutes",
            trigger=pgtrigger.compiler.Trigger(
                name="approved_minutes_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT FROM clients_minutesapproval a WHERE a.minutes_id = OLD.id) THEN\n        RAISE EXCEPTION 'minutes that both sides approved do not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    IF TG_OP = 'UPDATE' AND OLD.offered_at IS NOT NULL AND NEW.offered_at IS NOT NULL THEN\n        RAISE EXCEPTION 'minutes that lie before the client do not change'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN coalesce(NEW, OLD);\n",
                    hash="1c977957d1d9e872033c92cf9ce026ee7cc2e7a6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_approved_minutes_stay_74de5",
                    table="clients_minutes",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutesapproval",
            trigger=pgtrigger.compiler.Trigger(
                name="an_approval_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e080b3558249de79a0b048735cf3175d7ed91056",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_an_approval_stays_050f8",
                    table="clients_minutesapproval",
                    when="BEFORE",
                ),
            ),
        ),
    ]
