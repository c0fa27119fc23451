"""When the practice is there: its hours, public holidays and other days closed."""

import datetime

import django.contrib.postgres.fields
from django.db import migrations, models

import clients.service_hours.models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0028_mails_at_a_pace_and_calendars"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosedDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True)),
                ("name", models.CharField(max_length=80)),
            ],
            options={
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="ServiceHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opens", models.TimeField(default=datetime.time(9, 0))),
                ("closes", models.TimeField(default=datetime.time(17, 0))),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(),
                        default=clients.service_hours.models.working_week,
                        size=None,
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True, default="US", max_length=2, verbose_name="public holidays of"
                    ),
                ),
                (
                    "part",
                    models.CharField(blank=True, max_length=6, verbose_name="state or province"),
                ),
            ],
            options={
                "verbose_name_plural": "service hours",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="there_is_one_set_of_service_hours"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("opens__lt", models.F("closes"))),
                        name="opens_before_it_closes",
                    ),
                ],
            },
        ),
    ]
