"""The month's report: figures frozen, PDF and workbook stored, published once."""

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from billing_audit.reports.querysets import MonthlyReportQuerySet
from clients.files.models import StoredFile
from clients.people.models import Client, User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel

SAYS_WHAT_TOOK_ITS_PLACE = "ARRAY['state', 'superseded_at', 'superseded_because']"
#: A published report may be superseded, and nothing else of it changes.
MORE_THAN_STEPPING_ASIDE = f"""
    OLD.state = 'published' AND (NEW.state <> 'superseded' OR
        to_jsonb(OLD) - {SAYS_WHAT_TOOK_ITS_PLACE} <> to_jsonb(NEW) - {SAYS_WHAT_TOOK_ITS_PLACE})
"""


class MonthlyReport(TenantModel):
    """A client's month as it was known when the report was made.

    draft -> published -> superseded
    A draft can be made again, and there is one of a month at a time; a published
    report never changes, it is superseded by the next version.

    A draft whose PDF and workbook are still to be drawn has neither ``pdf`` nor ``error``;
    whoever finds it so may draw it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        SUPERSEDED = "superseded", "Superseded"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="reports")
    month = models.DateField(help_text="First day of the month.")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    #: Everything the page and the PDF print, and the versions of the data it came from.
    figures = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    figures_sha256 = models.CharField(max_length=64, blank=True)
    run = models.ForeignKey("AuditRun", on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pages = models.PositiveSmallIntegerField(null=True)
    #: Every charge, frozen with the figures, and the workbook that lists them.
    charge_rows = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    workbook = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    error = models.TextField(blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)
    superseded_because = models.CharField(max_length=300, blank=True, db_default="")

    objects = MonthlyReportQuerySet.as_manager()

    wall = Wall(portal="SELECT", portal_rows="state <> 'draft'")

    class Meta:
        ordering = ["-month", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "month", "version"], name="one_report_per_month_and_version"
            ),
            models.UniqueConstraint(
                fields=["client", "month"],
                condition=models.Q(state="published"),
                name="one_published_report_per_month",
            ),
            models.UniqueConstraint(
                fields=["client", "month"],
                condition=models.Q(state="draft"),
                name="one_draft_per_month",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft")
                | models.Q(pdf__isnull=False, published_at__isnull=False),
                name="a_published_report_has_its_pdf",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="a_published_report_is_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=["published", "superseded"]),
            ),
            pgtrigger.Protect(
                name="a_published_report_only_steps_aside",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(MORE_THAN_STEPPING_ASIDE),
            ),
            pgtrigger.Protect(
                name="a_superseded_report_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="superseded"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client}, {self.month:%B %Y}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_being_drawn(self) -> bool:
        return self.pdf_id is None and not self.error
