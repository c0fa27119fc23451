"""Bills on paper: how each carrier's look, and those that wait for somebody's word."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from billing_audit.bills.bill_files import BillFile
from billing_audit.bills.importers.paper.draft import Draft
from billing_audit.bills.importers.paper.template import Template
from billing_audit.bills.models import AMOUNT, Invoice
from clients.people.models import User
from clients.telecom.models import Carrier
from retainer.lib.tenancy import OpenTable
from retainer.lib.tenancy.models import TenantModel


class PaperTemplateQuerySet(models.QuerySet):
    """Templates somebody drew."""

    def in_use(self) -> "PaperTemplateQuerySet":
        """The newest version of each that was not given up."""
        newest = self.order_by("carrier_id", "name", "-version").distinct("carrier_id", "name")
        return self.filter(pk__in=newest.values("pk"), is_retired=False)

    def handed_out(self) -> list[dict]:
        """Those in use as a reading child takes them."""
        return [
            {"key": each.pk, "title": str(each), "layout": each.layout}
            for each in self.in_use().select_related("carrier")
        ]


class PaperTemplate(models.Model):
    """One version of how to read one layout of one carrier's PDFs; a change is a new version."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    layout = models.JSONField()
    is_retired = models.BooleanField(default=False)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = PaperTemplateQuerySet.as_manager()

    wall = OpenTable(
        "how carriers' bills look is the same for all clients",
        staff="SELECT, INSERT, UPDATE",
        worker="SELECT, INSERT, UPDATE",
    )

    class Meta:
        verbose_name = "PDF layout"
        ordering = ["carrier__name", "name", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "name", "version"], name="one_template_per_name_and_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.carrier}, {self.name}, version {self.version}"

    @property
    def template(self) -> Template:
        return Template.from_json(self.layout)


class DraftBill(TenantModel):
    """A bill as a template read it, until a person has looked at it; audits never meet one.

    Once confirmed it stays beside the invoice it became: who looked, what was corrected, and why
    it was taken if its lines do not come to the printed total.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    bill_file = models.OneToOneField(BillFile, on_delete=models.CASCADE, related_name="draft")
    #: None for a bill that was typed in.
    template = models.ForeignKey(
        PaperTemplate, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: As it stands now, and as it was read; both are ``Draft`` as JSON.
    content = models.JSONField()
    as_read = models.JSONField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    #: By how much the lines were more than the printed total, and why that was taken.
    difference = models.DecimalField(default=0, **AMOUNT)
    reason = models.CharField(max_length=500, blank=True)
    invoice = models.OneToOneField(
        Invoice, on_delete=models.CASCADE, null=True, related_name="draft"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(difference=0) | ~models.Q(reason=""),
                name="a_bill_that_does_not_foot_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"draft of {self.bill_file}"

    @property
    def draft(self) -> Draft:
        return Draft.from_json(self.content)
