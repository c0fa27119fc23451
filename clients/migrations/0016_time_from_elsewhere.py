"""Remember what names of another system stand for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0015_exports_of_clients"),
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
                    ("export", "Everything a client owns"),
                    ("import", "Export of another system"),
                    ("statement", "Monthly statement"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="PersonAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("system", models.CharField(max_length=12)),
                ("their_name", models.CharField(max_length=200)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "person aliases",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("system", "their_name"),
                        name="a_person_of_another_system_is_one_of_ours",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("system", models.CharField(max_length=12)),
                ("their_client", models.CharField(max_length=200)),
                ("their_project", models.CharField(max_length=200)),
                (
                    "client",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
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
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="clients.project",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "project aliases",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("system", "their_client", "their_project", "made_by"),
                        name="a_project_of_another_system_means_one_thing",
                    )
                ],
            },
        ),
    ]
