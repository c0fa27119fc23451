"""Remember the meetings that work was logged from, and how long each person's week is."""

import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0018_notices_about_bills"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="week_hours",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                help_text="Leave empty for the practice's usual week.",
                max_digits=4,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(80),
                ],
                verbose_name="hours in a week",
            ),
        ),
        migrations.CreateModel(
            name="Meeting",
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
                ("series", models.CharField(max_length=32)),
                ("starts_at", models.CharField(max_length=40)),
                ("day", models.DateField()),
                ("clock", models.CharField(blank=True, max_length=20)),
                ("title", models.CharField(blank=True, max_length=300)),
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
                "ordering": ["-day", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "series", "starts_at"), name="a_meeting_is_kept_once"
                    )
                ],
            },
        ),
    ]
