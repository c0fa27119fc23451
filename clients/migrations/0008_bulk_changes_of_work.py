"""Keep acts on several entries, so that each can be undone whole."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0007_ledger_explains_itself"),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkChange",
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
                ("act", models.UUIDField(db_index=True)),
                ("done_at", models.DateTimeField(auto_now_add=True)),
                ("sentence", models.CharField(max_length=300)),
                ("before", models.JSONField(default=list)),
                ("after", models.JSONField(default=list)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-done_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("act", "client"), name="one_row_per_act_and_client"
                    )
                ],
            },
        ),
    ]
