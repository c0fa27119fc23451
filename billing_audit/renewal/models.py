"""The pack of an agreement: its plan, its frozen figures, its PDF."""

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse

from billing_audit.renewal.querysets import RenewalPackQuerySet
from clients.agreements.models import RetainerAgreement
from clients.files.models import StoredFile
from clients.people.models import Client, User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class RenewalPack(TenantModel):
    """What the practice hands the client's executives before an agreement ends.

    draft -> issued
    A draft is made again whenever something changed, in its own place; what was issued never
    changes, and the next version stands beside it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        ISSUED = "issued", "Issued"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="renewal_packs")
    agreement = models.ForeignKey(
        RetainerAgreement, on_delete=models.PROTECT, related_name="renewal_packs"
    )
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    #: Everything the PDF prints, the plan included.
    figures = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    figures_sha256 = models.CharField(max_length=64)
    pdf = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    #: Why it could not be drawn; a draft with neither is being drawn.
    error = models.TextField(blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)

    objects = RenewalPackQuerySet.as_manager()

    wall = Wall(portal="SELECT", portal_rows="state <> 'draft'")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "version"], name="one_pack_per_agreement_and_version"
            ),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(state="draft"), name="one_draft_pack_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(pdf__isnull=False, issued_at__isnull=False),
                name="an_issued_pack_has_its_pdf",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="an_issued_pack_never_changes",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="issued"),
            )
        ]

    def __str__(self) -> str:
        return f"Renewal pack of {self.agreement}, version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("renewal:pack_detail", args=[self.agreement.public_id])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_being_drawn(self) -> bool:
        return self.pdf_id is None and not self.error
