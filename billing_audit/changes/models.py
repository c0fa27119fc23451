"""Changes of what bills are held against, where bills reach, and what an audit made of both."""

import json
from decimal import Decimal
from typing import Any

from django.db import models

from billing_audit.bills.models import ChargeCode, Invoice
from billing_audit.findings.models import MONEY, Finding
from clients.people.models import Client, User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class Exact(json.JSONDecoder):
    """Reads numbers as they were written."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how | {"parse_float": Decimal})


class Change(TenantModel):
    """A row that was added, changed or removed, as it was before and after.

    Triggers write it (see ``watching``), so that no import and no bulk update goes
    past it.  A change of what all clients share has no client; the first audit of
    each client that sees it keeps a copy.

    unseen -> seen by an audit -> settled: an audit has covered every month it touches
    """

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    #: The table, and the key of the row in it.
    kind = models.CharField(max_length=60)
    row_id = models.BigIntegerField()
    before = models.JSONField(null=True, decoder=Exact)
    after = models.JSONField(null=True, decoder=Exact)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    #: Of a copy: the change that has no client.
    shared = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    #: The first audit that could read it.  Audits of a client follow each other, so this and no
    #: clock says which did: a change written before an audit may be committed after it.
    seen_in = models.ForeignKey(
        "AuditRun", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    settled_in = models.ForeignKey(
        "AuditRun", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    # What happened stays; only audits note that they have seen it.
    wall = Wall(practice="SELECT, INSERT, UPDATE (seen_in_id, settled_in_id)", shared=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "shared"], name="a_client_has_one_copy_of_a_change"
            )
        ]
        indexes = [
            models.Index(
                fields=["client"],
                condition=models.Q(settled_in__isnull=True),
                name="changes_to_be_audited",
            ),
            models.Index(fields=["client", "kind", "row_id"], name="changes_of_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id}"


class Reach(TenantModel):
    """The days that a bill charges a code for, so that nobody need ask its lines again."""

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="+")
    charge_code = models.ForeignKey(
        ChargeCode, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    #: First days of the first and of the last period, and the last day of any.
    first_from = models.DateField()
    last_from = models.DateField()
    last_day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["invoice", "charge_code"],
                nulls_distinct=False,
                name="a_bill_reaches_once_by_each_code",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_from} to {self.last_day}"


class FindingChange(TenantModel):
    """What an audit of changed months made of a finding: its figures before and after."""

    class Kind(models.TextChoices):
        NEW = "new", "New"
        LARGER = "larger", "Larger"
        SMALLER = "smaller", "Smaller"
        GONE = "gone", "Gone"
        OTHER = "other", "Otherwise changed"

    run = models.ForeignKey("AuditRun", on_delete=models.CASCADE, related_name="outcomes")
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=8, choices=Kind)
    currency = models.CharField(max_length=3)
    #: The decision that stood, and stands.
    state = models.CharField(max_length=16, choices=Finding.State)
    claimed_before = models.DecimalField(default=0, **MONEY)
    claimed_after = models.DecimalField(default=0, **MONEY)
    exposure_before = models.DecimalField(default=0, **MONEY)
    exposure_after = models.DecimalField(default=0, **MONEY)
    charges_before = models.PositiveIntegerField(default=0)
    charges_after = models.PositiveIntegerField(default=0)
    #: The change that its proof names; empty where it follows from others.
    cause = models.ForeignKey(Change, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["run", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "finding"], name="an_audit_changes_a_finding_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding}: {self.get_kind_display().lower()}"

    @property
    def difference(self) -> Decimal:
        return self.claimed_after - self.claimed_before
