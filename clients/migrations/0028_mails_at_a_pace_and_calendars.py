"""When people are mailed instead of whether, mails with HTML, what is told once, calendars."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PACES = [
    ("now", "At once"),
    ("daily", "Once a day"),
    ("weekly", "Once a week"),
    ("none", "No mail"),
]
TOPICS = [
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
]
# Changing the type rewrites every row, whoever may read it.
FORTH = """
ALTER TABLE clients_noticechoice
    ALTER COLUMN by_mail TYPE varchar(6) USING CASE WHEN by_mail THEN 'now' ELSE 'none' END;
ALTER TABLE clients_noticechoice RENAME COLUMN by_mail TO pace;
"""
BACK = """
ALTER TABLE clients_noticechoice RENAME COLUMN pace TO by_mail;
ALTER TABLE clients_noticechoice ALTER COLUMN by_mail TYPE boolean USING by_mail <> 'none';
"""


class Migration(migrations.Migration):
    dependencies = [("clients", "0027_budgets_cost_centres_quotes")]

    operations = [
        migrations.RunSQL(
            FORTH,
            BACK,
            state_operations=[
                migrations.RenameField("noticechoice", "by_mail", "pace"),
                migrations.AlterField(
                    "noticechoice", "pace", models.CharField(choices=PACES, max_length=6)
                ),
            ],
        ),
        migrations.AlterField(
            "noticechoice", "topic", models.CharField(choices=TOPICS, max_length=10)
        ),
        migrations.AlterField("notice", "topic", models.CharField(choices=TOPICS, max_length=10)),
        migrations.AddField("mail", "html", models.TextField(blank=True, db_default="")),
        migrations.AddField(
            "notice", "key", models.CharField(blank=True, db_default="", max_length=80)
        ),
        migrations.AddConstraint(
            "notice",
            models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("recipient", "key"),
                name="nobody_is_told_the_same_twice",
            ),
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "nonce",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        editable=False,
                        unique=True,
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
