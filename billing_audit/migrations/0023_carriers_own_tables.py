"""How carriers' own tables are read, version by version, and which version read a file."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("billing_audit", "0022_paper_bills"),
        ("clients", "0018_notices_about_bills"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="billfile",
            name="profile_title",
            field=models.CharField(blank=True, db_default="", max_length=120),
        ),
        migrations.CreateModel(
            name="BillProfile",
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
                ("name", models.CharField(max_length=80)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("layout", models.JSONField()),
                ("is_retired", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.carrier",
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
            ],
            options={
                "ordering": ["carrier__name", "name", "-version"],
            },
        ),
        migrations.AddField(
            model_name="billfile",
            name="profile",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="billing_audit.billprofile",
            ),
        ),
        migrations.AddConstraint(
            model_name="billprofile",
            constraint=models.UniqueConstraint(
                fields=("carrier", "name", "version"), name="one_profile_per_name_and_version"
            ),
        ),
    ]
