"""Transitions, milestones in two colours, and what must be true before they go live."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0036_promises"),
    ]

    operations = [
        migrations.CreateModel(
            name="Transition",
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
                    "name",
                    models.CharField(
                        help_text="Such as Move to SIP trunks.",
                        max_length=160,
                        verbose_name="transition",
                    ),
                ),
                ("provider", models.CharField(max_length=120, verbose_name="who carries it out")),
                ("ready_on", models.DateField(verbose_name="goes live on")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("go", "Go"), ("no_go", "No go")],
                        editable=False,
                        max_length=5,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transitions",
                        to="clients.client",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
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
                ("name", models.CharField(max_length=160, verbose_name="milestone")),
                (
                    "whose",
                    models.CharField(
                        choices=[
                            ("provider", "Provider"),
                            ("client", "Client"),
                            ("practice", "Practice"),
                        ],
                        default="provider",
                        max_length=8,
                        verbose_name="whose task",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due on")),
                ("done_on", models.DateField(editable=False, null=True)),
                (
                    "provider_colour",
                    models.CharField(
                        blank=True,
                        choices=[("green", "On track"), ("amber", "At risk"), ("red", "Off track")],
                        editable=False,
                        max_length=5,
                        verbose_name="the provider's colour",
                    ),
                ),
                (
                    "client_colour",
                    models.CharField(
                        blank=True,
                        choices=[("green", "On track"), ("amber", "At risk"), ("red", "Off track")],
                        editable=False,
                        max_length=5,
                        verbose_name="the client's colour",
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
                    "transition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="clients.transition",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
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
                ("words", models.CharField(max_length=200, verbose_name="what must be true")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("met", "Met"), ("not_met", "Not met")],
                        default="open",
                        editable=False,
                        max_length=7,
                    ),
                ),
                (
                    "evidence",
                    models.TextField(blank=True, editable=False, verbose_name="what proves it"),
                ),
                ("judged_at", models.DateTimeField(editable=False, null=True)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "transition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="clients.transition",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "criteria",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ColourWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("provider", "Provider"),
                            ("client", "Client"),
                            ("practice", "Practice"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "colour",
                    models.CharField(
                        choices=[("green", "On track"), ("amber", "At risk"), ("red", "Off track")],
                        max_length=5,
                    ),
                ),
                ("source", models.TextField()),
                ("at", models.DateTimeField()),
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
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="words",
                        to="clients.milestone",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="a_colour_has_a_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ("provider", "client"))),
                        name="two_sides_have_a_colour",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="transition",
            index=models.Index(fields=["client", "ready_on"], name="transitions_by_day"),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("evidence", ""), ("judged_at__isnull", True), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True),
                        models.Q(("evidence", ""), _negated=True),
                        ("judged_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_criterion_is_judged_by_evidence",
            ),
        ),
    ]
