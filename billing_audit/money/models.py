"""Disputes: what is asked back of a carrier for one account, and everything that happened to it."""

from decimal import Decimal

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from billing_audit.bills.models import AMOUNT, Invoice
from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import check_of
from billing_audit.findings.models import MONEY, Finding
from billing_audit.money.guards import charges_change_only_in_drafts, no_charge_is_disputed_beyond
from billing_audit.money.querysets import DisputeQuerySet
from billing_audit.money.states import CLOSED, MOVES, Rung, State
from clients.files.models import StoredFile
from clients.people.models import Client, User
from clients.telecom.models import BillingAccount, Carrier
from retainer.lib.states import state_of
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel

#: What the client sees of a dispute: once it was sent, and what became of it.
SENT = "submitted_on IS NOT NULL"
OF_A_SENT_DISPUTE = "EXISTS (SELECT FROM billing_audit_dispute d WHERE d.id = dispute_id)"


class Dispute(TenantModel):
    """What is asked back of one carrier for one account, in one currency.

    ``states.py`` says what may follow what.  State and sums repeat what the
    history comes to (``standing.replay``), and are written with every step.
    """

    class Method(models.TextChoices):
        PAY = "pay", "Pay, then dispute"
        WITHHOLD = "withhold", "Withhold the sum"

    class Bound(models.TextChoices):
        """Which rule sets the last day to dispute."""

        CONTRACT = "contract", "Contract"
        CARRIER = "carrier", "Carrier’s rule"
        LAW = "law", "Law"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="disputes")
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(BillingAccount, on_delete=models.PROTECT, related_name="disputes")
    currency = models.CharField(max_length=3)
    method = models.CharField(max_length=8, choices=Method, blank=True)
    method_reason = models.CharField(max_length=300, blank=True)
    approver = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ticket = models.CharField("carrier's ticket number", max_length=60, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    disputed = models.DecimalField(default=0, **MONEY)
    approved = models.DecimalField(default=0, **MONEY)
    promised = models.DecimalField(default=0, **MONEY)
    posted = models.DecimalField(default=0, **MONEY)
    verified = models.DecimalField(default=0, **MONEY)
    charges = models.PositiveIntegerField(default=0)
    #: First day of the month on whose bill the credit is promised.
    cycle = models.DateField(null=True)
    #: Last day to dispute its oldest charge, what sets it, and last day to withhold.
    dispute_by = models.DateField(null=True)
    bound_by = models.CharField(max_length=8, choices=Bound, blank=True)
    withhold_by = models.DateField(null=True)
    #: When something is due in its present state; ``clocks`` says what.
    due_on = models.DateField(null=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    submitted_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    #: The packet as it would go out; from the submission on, as it went out.
    packet = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    #: Since when a worker is to draw it, who asked for it, and why it could not be drawn.
    packing_since = models.DateTimeField(null=True, editable=False)
    packing_for = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    packing_error = models.TextField(blank=True, db_default="", editable=False)

    objects = DisputeQuerySet.as_manager()

    wall = Wall(
        portal="SELECT (id, public_id, client_id, carrier_id, account_id, currency, method, state, "
        "disputed, approved, promised, posted, verified, charges, cycle, submitted_on, closed_on)",
        portal_rows=SENT,
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved__gte=0, approved__lte=F("disputed"))
                & Q(promised__gte=0, promised__lte=F("disputed")),
                name="no_more_is_promised_than_disputed",
            ),
            models.CheckConstraint(
                condition=Q(verified__gte=0, verified__lte=F("posted"))
                & Q(posted__lte=F("disputed")),
                name="no_more_is_recovered_than_disputed",
            ),
            models.CheckConstraint(
                condition=Q(submitted_on__isnull=True) | ~Q(ticket=""),
                name="what_was_submitted_has_a_ticket",
            ),
            models.CheckConstraint(
                condition=Q(submitted_on__isnull=True) | Q(packet__isnull=False),
                name="what_was_submitted_is_kept",
            ),
        ]
        indexes = [models.Index(fields=["client", "state"], name="disputes_by_state")]
        triggers = [
            pgtrigger.Protect(name="a_dispute_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="what_was_sent_stays_as_it_was_sent",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__submitted_on__isnull=False)
                & (
                    pgtrigger.Q(new__packet__df=pgtrigger.F("old__packet"))
                    | pgtrigger.Q(new__disputed__df=pgtrigger.F("old__disputed"))
                    | pgtrigger.Q(new__submitted_on__df=pgtrigger.F("old__submitted_on"))
                ),
                func="RAISE EXCEPTION 'what was sent to the carrier is changed no more' "
                "USING ERRCODE = 'check_violation';",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What the dispute is called in letters."""
        return f"D-{self.pk:05d}"

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_being_packed(self) -> bool:
        return self.packing_since is not None

    @property
    def is_open(self) -> bool:
        return self.state not in CLOSED

    @property
    def is_withheld(self) -> bool:
        return self.method == self.Method.WITHHOLD


class DisputeItem(TenantModel):
    """One charge in dispute, as it was when the dispute was opened.

    It names the occurrence by what makes it one (check, bill, line, rule) and not
    by its key, because an audit that no longer sees a fault removes its row.
    """

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="items")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="dispute_items")
    check_code = models.CharField(max_length=8)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="+")
    line_id = models.BigIntegerField(null=True)
    rule = models.CharField(max_length=40, blank=True)
    month = models.DateField()
    billed = models.DecimalField(null=True, **AMOUNT)
    expected = models.DecimalField(null=True, **AMOUNT)
    disputed = models.DecimalField(**MONEY)
    #: What is wrong with the charge, in one sentence.
    reason = models.TextField()
    #: The bill line in words, for letters and tables.
    line_no = models.CharField(max_length=40, blank=True)
    service = models.CharField(max_length=80, blank=True)
    charge_code = models.CharField(max_length=60, blank=True)
    description = models.TextField(blank=True)
    #: No other dispute may hold the charge as long as this one does.
    holds = models.BooleanField(default=True)

    wall = Wall(portal="SELECT", portal_rows=OF_A_SENT_DISPUTE)

    class Meta:
        ordering = ["finding", "month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "check_code", "invoice", "line_id", "rule"],
                condition=Q(holds=True),
                nulls_distinct=False,
                name="a_charge_is_in_one_open_dispute",
            ),
            models.CheckConstraint(
                condition=Q(disputed__gt=0), name="a_disputed_charge_asks_for_something"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="a_disputed_charge_stays_as_it_was", exclude=["holds"]),
            charges_change_only_in_drafts(),
            no_charge_is_disputed_beyond("no_line_is_disputed_twice_on_insert", pgtrigger.Insert),
            no_charge_is_disputed_beyond("no_line_is_disputed_twice_on_update", pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"{self.check_code} in {self.month:%Y-%m}"

    @property
    def found_by(self) -> type[Check]:
        return check_of(self.check_code)


class DisputeEvent(TenantModel):
    """One step of a dispute: who, when, what was said, and the money it moved; never changed.

    ``kind`` is a move of ``states.py`` or one of ``Other``.  A step that was
    taken back stays, and the step that took it back names it.
    """

    class Other(models.TextChoices):
        OPENED = "opened", "Opened"
        CHARGES = "charges", "Charges changed"
        METHOD = "method", "Method decided"
        REPLY = "reply", "Reply filed"
        NOTE = "note", "Note"
        UNDONE = "undone", "Taken back"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12)
    #: The state it led to.
    state = models.CharField(max_length=16, choices=State)
    #: The day it happened, which may be before the day it was written down.
    on = models.DateField()
    note = models.TextField(blank=True)
    amount = models.DecimalField(null=True, **MONEY)
    #: Of a promise: the month on whose bill the credit is to come.
    cycle = models.DateField(null=True)
    #: Of a posted credit: the bill it stands on, and the line where that is known.
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, null=True, related_name="+")
    line_id = models.BigIntegerField(null=True)
    rung = models.CharField(max_length=16, choices=Rung, blank=True)
    #: What was sent or received with it, and its fingerprint.
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    # Without the note, which is the practice's own.
    wall = Wall(
        practice="SELECT, INSERT",
        portal='SELECT (id, client_id, dispute_id, kind, state, "on", amount, cycle, '
        "invoice_id, undoes_id, at)",
        portal_rows=OF_A_SENT_DISPUTE,
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["dispute", "-id"], name="events_of_a_dispute")]
        triggers = [
            pgtrigger.Protect(
                name="what_happened_to_a_dispute_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return self.told

    @property
    def is_move(self) -> bool:
        return self.kind in MOVES

    @property
    def told(self) -> str:
        """What happened, in a few words."""
        return MOVES[self.kind].told if self.is_move else self.Other(self.kind).label

    @property
    def look(self) -> tuple[str, str]:
        """Icon and tone of its entry in the history."""
        if not self.is_move:
            return {"reply": "mail", "undone": "undo"}.get(self.kind, "edit"), ""
        state = state_of(self.state)
        return state.icon, state.tone


def total(items: list[DisputeItem]) -> Decimal:
    return sum((item.disputed for item in items), Decimal(0))
