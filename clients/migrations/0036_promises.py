"""What somebody promised, where it is written, and what became of it."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0035_outage_clocks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Promise",
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
                    "promised_by",
                    models.CharField(
                        help_text="Name and office, such as Ann Lee, account team.",
                        max_length=160,
                        verbose_name="who promised",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        help_text="In their own words.", verbose_name="what was promised"
                    ),
                ),
                (
                    "written_in",
                    models.CharField(
                        help_text="The document and page, or the mail and its date.",
                        max_length=200,
                        verbose_name="where it is written",
                    ),
                ),
                ("promised_on", models.DateField(verbose_name="promised on")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="to be kept by")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "To be kept"), ("kept", "Kept"), ("broken", "Broken")],
                        default="open",
                        editable=False,
                        max_length=6,
                    ),
                ),
                (
                    "evidence",
                    models.TextField(blank=True, editable=False, verbose_name="what proves it"),
                ),
                ("judged_at", models.DateTimeField(editable=False, null=True)),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "carrier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.carrier",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="clients.client",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.issue",
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
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["client", "state", "due_on"], name="promises_by_state")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("evidence", ""), ("judged_at__isnull", True), ("state", "open")
                            ),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                models.Q(("evidence", ""), _negated=True),
                                ("judged_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_promise_is_judged_by_evidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__isnull", True),
                            ("due_on__gte", models.F("promised_on")),
                            _connector="OR",
                        ),
                        name="a_promise_is_kept_after_it_is_made",
                        violation_error_message="A promise is not due before it is made.",
                    ),
                ],
            },
        ),
    ]
