"""What came back of carriers, or was taken again, and for which dispute it stands."""

from decimal import Decimal

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from billing_audit.bills.models import Invoice
from billing_audit.findings.models import MONEY
from billing_audit.money.credit_querysets import CreditQuerySet, MatchQuerySet
from billing_audit.money.guards import count_what_is_taken
from billing_audit.money.models import Dispute, DisputeEvent
from clients.files.models import StoredFile
from clients.people.models import Client, User
from clients.telecom.models import BillingAccount, Carrier
from retainer.lib.tenancy.models import TenantModel


class Credit(TenantModel):
    """Money that a carrier gave back, or took again, with what shows it.

    One row for each credit line of a bill, and for each charge that takes a
    credit back; a cheque, a bank refund and a write-off are entered by a person.
    ``taken`` is what matches hold of it, which the database counts.
    """

    class Kind(models.TextChoices):
        LINE = "line", "Credit on a bill"
        CHARGED_AGAIN = "charged_again", "Charged again on a bill"
        CHEQUE = "cheque", "Cheque"
        BANK = "bank", "Bank refund"
        WRITTEN_OFF = "written_off", "Withheld sum written off"

    ON_A_BILL = (Kind.LINE, Kind.CHARGED_AGAIN)

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="credits")
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(BillingAccount, on_delete=models.PROTECT, related_name="credits")
    kind = models.CharField(max_length=13, choices=Kind)
    currency = models.CharField(max_length=3)
    #: Above nothing, whatever sign the bill gives it.
    amount = models.DecimalField(**MONEY)
    taken = models.DecimalField(default=Decimal(0), editable=False, **MONEY)
    #: The bill's date, or the day of the cheque, the refund, the letter.
    on = models.DateField()
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, null=True, related_name="+")
    line_id = models.BigIntegerField(null=True)
    #: The bill line in words, for lists.
    line_no = models.CharField(max_length=40, blank=True)
    service = models.CharField(max_length=80, blank=True)
    charge_code = models.CharField(max_length=60, blank=True)
    description = models.TextField(blank=True)
    is_tax = models.BooleanField(default=False)
    #: What shows it beside a bill: the cheque's number, the bank's reference, the letter itself.
    reference = models.CharField(max_length=120, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    found_at = models.DateTimeField(auto_now_add=True)

    objects = CreditQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken__gte=0, taken__lte=F("amount")),
                name="no_credit_is_matched_beyond_itself",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_credit_is_above_nothing"),
            models.CheckConstraint(
                condition=Q(kind__in=["line", "charged_again"], invoice__isnull=False)
                & Q(line_id__isnull=False)
                | Q(kind__in=["cheque", "bank", "written_off"], invoice__isnull=True)
                & (~Q(reference="") | Q(file__isnull=False)),
                name="what_came_back_has_evidence",
            ),
            models.UniqueConstraint(
                fields=["client", "line_id"],
                condition=Q(line_id__isnull=False),
                name="a_bill_line_is_one_credit",
            ),
        ]
        indexes = [models.Index(fields=["client", "-on", "-id"], name="credits_by_date")]
        triggers = [pgtrigger.ReadOnly(name="a_credit_stays_as_it_came", exclude=["taken"])]

    def __str__(self) -> str:
        if self.invoice:
            return f"line {self.line_no} of bill {self.invoice.number}"
        return f"{self.get_kind_display().lower()} {self.reference}".strip()

    @property
    def left(self) -> Decimal:
        """What no match holds."""
        return self.amount - self.taken


class CreditMatch(TenantModel):
    """That a credit, or a part of it, stands for a dispute.

    proposed -> confirmed | declined, and back: a person decides, and may take it back.
    Confirming makes a step of the dispute (``event``); tax that came with a
    credit stands ``beside`` it and makes none, because nobody disputed it.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        CONFIRMED = "confirmed", "Confirmed"
        DECLINED = "declined", "Declined"

    class Role(models.TextChoices):
        RECOVERS = "recovers", "Credit"
        TAX = "tax", "Tax credited with it"
        REVERSES = "reverses", "Credit reversed"

    class Why(models.TextChoices):
        REFERENCE = "reference", "The line names the dispute or its ticket"
        EXACT = "exact", "Exactly what is disputed"
        PROMISED = "promised", "Exactly what was promised"
        CHARGES = "charges", "Credits on the disputed services add up to it"
        CHARGE = "charge", "Exactly one disputed charge"
        SPLIT = "split", "Several credits on later bills add up to it"
        PART = "part", "A credit on a disputed service, less than what is open"
        TAX = "tax", "Tax on the same bill, as its rate gives it"
        REVERSED = "reversed", "A later bill charges the same amount again"
        BY_HAND = "by_hand", "Chosen by a person"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    credit = models.ForeignKey(Credit, on_delete=models.PROTECT, related_name="matches")
    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="matches")
    role = models.CharField(max_length=8, choices=Role)
    amount = models.DecimalField(**MONEY)
    why = models.CharField(max_length=9, choices=Why)
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    beside = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="tax_beside"
    )
    #: The step of the dispute that counts it.
    event = models.OneToOneField(
        DisputeEvent, on_delete=models.PROTECT, null=True, related_name="match"
    )
    #: What of it projects are paid from (``billing_audit.funding``), which the database counts.
    committed = models.DecimalField(default=Decimal(0), editable=False, **MONEY)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    found_at = models.DateTimeField(auto_now_add=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["credit", "dispute"], name="a_credit_is_matched_to_a_dispute_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_match_is_above_nothing"),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_by__isnull=False),
                name="what_was_decided_names_who_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(role="tax") | Q(event__isnull=False),
                name="what_is_confirmed_is_in_the_history",
            ),
            models.CheckConstraint(
                condition=Q(committed=0)
                | Q(committed__gt=0, committed__lte=F("amount"))
                & Q(state="confirmed", role="recovers"),
                name="no_credit_is_committed_beyond_itself",
            ),
        ]
        indexes = [models.Index(fields=["client", "state", "-id"], name="matches_by_state")]
        triggers = [
            pgtrigger.ReadOnly(
                name="a_match_keeps_what_it_matches", fields=["credit", "dispute", "role"]
            ),
            count_what_is_taken(),
        ]

    def __str__(self) -> str:
        return f"{self.credit} for {self.dispute}"

    @property
    def currency(self) -> str:
        return self.dispute.currency


class CreditLook(TenantModel):
    """How far a client's bills were looked at for credits, so that nothing is looked at in vain."""

    client = models.OneToOneField(Client, on_delete=models.CASCADE, related_name="+")
    #: The latest bill and the latest entry of any dispute's history then.
    bill_seen = models.BigIntegerField(default=0)
    step_seen = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"up to bill {self.bill_seen}"
