"""The retainer's ledger, its closed months, and what goes beyond the allowance."""

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MinValueValidator
from django.db import models

from clients.agreements.models import RetainerAgreement
from clients.agreements.terms import AMOUNT, RetainerTerms
from clients.files.models import StoredFile
from clients.people.models import Client, User
from clients.retainers.querysets import EntryQuerySet, StatementQuerySet
from clients.work.models import WorkEntry
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel

APPEND_ONLY = "SELECT, INSERT"


class RetainerEntry(TenantModel):
    """One posting in a retainer's ledger; nothing is ever changed, only posted against.

    A *lot* is an amount the client may use up: what a month grants, what was
    rolled in, an adjustment upwards, hours given back, overage. Everything that
    takes away names its lot. So the sum of all postings of an agreement is what
    is left, the sum of a lot is what is left of it, and a closed month sums to nothing.

    Amounts are hours or money, as the agreement counts; positive gives, negative takes.
    """

    class Kind(models.TextChoices):
        GRANT = "grant", "Included"
        ROLL_IN = "roll_in", "Rolled over"
        EXPIRE = "expire", "Lapsed"
        CONSUME = "consume", "Used"
        OVERAGE = "overage", "Overage"
        ADJUST = "adjust", "Adjusted"
        TRANSFER = "transfer", "Transferred"
        REFUND = "refund", "Given back"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(
        RetainerAgreement, on_delete=models.PROTECT, related_name="ledger"
    )
    month = models.DateField(help_text="First day of the month it counts in.")
    kind = models.CharField(max_length=8, choices=Kind)
    amount = models.DecimalField(**AMOUNT)
    #: The lot it takes from or gives back to; a posting without one is a lot itself.
    lot = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="postings")
    #: Of a lot: the last month it can be used in; without one it never lapses.
    lasts_until = models.DateField(null=True)
    work = models.ForeignKey(WorkEntry, on_delete=models.SET_NULL, null=True, related_name="ledger")
    #: What this posting undoes, carries on or answers.
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = EntryQuerySet.as_manager()

    wall = Wall(practice="SELECT, INSERT, UPDATE (work_id)", portal="SELECT")

    class Meta:
        verbose_name_plural = "retainer entries"
        ordering = ["month", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(month__day=1), name="a_posting_counts_in_a_month"
            ),
            models.CheckConstraint(condition=~models.Q(amount=0), name="a_posting_moves_something"),
            models.CheckConstraint(
                condition=models.Q(lot__isnull=False) | models.Q(amount__gt=0),
                name="a_lot_begins_with_something_to_use",
            ),
            models.CheckConstraint(
                condition=models.Q(lot__isnull=False) | ~models.Q(kind__in=["consume", "expire"]),
                name="what_is_used_or_lapses_names_its_lot",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["adjust", "transfer", "refund"])
                | ~models.Q(reason=""),
                name="a_posting_by_hand_says_why",
            ),
            models.UniqueConstraint(
                fields=["agreement", "month"],
                condition=models.Q(kind="grant", lot__isnull=True),
                name="a_month_grants_once",
            ),
        ]
        indexes = [
            models.Index(fields=["agreement", "month"], name="ledger_by_month"),
        ]
        triggers = [
            pgtrigger.Protect(name="a_posting_is_never_deleted", operation=pgtrigger.Delete),
            # Work that was sent back and deleted is forgotten by postings that undo each other.
            pgtrigger.Protect(
                name="the_ledger_is_only_added_to",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.work_id IS NOT NULL OR "
                    "to_jsonb(OLD) - 'work_id' IS DISTINCT FROM to_jsonb(NEW) - 'work_id'"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount} in {self.month:%Y-%m}"


class Statement(TenantModel):
    """A closed month of a retainer, as it was: figures frozen, ledger and work locked with it.

    From the moment it exists the database takes no posting, work or terms for its month.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="statements")
    agreement = models.ForeignKey(
        RetainerAgreement, on_delete=models.PROTECT, related_name="statements"
    )
    month = models.DateField()
    terms = models.ForeignKey(RetainerTerms, on_delete=models.PROTECT, related_name="+")
    #: Everything the page and the PDF print.
    figures = models.JSONField(encoder=DjangoJSONEncoder)
    figures_sha256 = models.CharField(max_length=64)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(auto_now_add=True)
    pdf = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    objects = StatementQuerySet.as_manager()

    # The paper is drawn after the month was closed; nothing else of the row may change.
    wall = Wall(practice="SELECT, INSERT, UPDATE (pdf_id)", portal="SELECT")

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "month"], name="a_month_is_closed_once")
        ]
        triggers = [
            pgtrigger.Protect(name="a_statement_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="a_statement_stays_as_it_was", exclude=["pdf"]),
        ]

    def __str__(self) -> str:
        return f"{self.client}, statement of {self.month:%B %Y}"

    @property
    def number(self) -> str:
        """What the statement is called in the books, such as ``202603-00017``."""
        return f"{self.month:%Y%m}-{self.pk:05d}"


class OverageRequest(TenantModel):
    """We ask the client to accept work beyond the allowance before it is billed.

    open -> accepted | declined | withdrawn
    """

    class State(models.TextChoices):
        OPEN = "open", "Waiting for the client"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(
        RetainerAgreement, on_delete=models.PROTECT, related_name="overage_requests"
    )
    month = models.DateField()
    amount = models.DecimalField(
        "beyond the allowance", validators=[MinValueValidator(0)], **AMOUNT
    )
    #: What accepting it may cost at most, in the agreement's currency.
    cost = models.DecimalField(validators=[MinValueValidator(0)], **AMOUNT)
    #: What an hour of it costs if it is accepted; none where each person's own rate counts.
    rate = models.DecimalField(validators=[MinValueValidator(0)], null=True, **AMOUNT)
    reason = models.CharField("what it is for", max_length=500)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    remark = models.CharField(max_length=500, blank=True)

    wall = Wall(portal="SELECT, UPDATE (state, decided_by_id, decided_at, remark)")

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="something_is_asked_for"),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "withdrawn"])
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="who_decided_is_known",
            ),
            models.UniqueConstraint(
                fields=["agreement", "month"],
                condition=models.Q(state="open"),
                name="one_overage_request_waits_at_a_time",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="what_was_decided_stays_decided",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=["accepted", "declined", "withdrawn"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} beyond {self.month:%B %Y}"


class RetainerAlert(TenantModel):
    """A threshold a retainer crossed in a month; told once."""

    class Kind(models.TextChoices):
        HALF = "half", "Half of the allowance is used"
        MOST = "most", "Four fifths of the allowance are used"
        ALL = "all", "The allowance is used up"
        UNDER = "under", "Little of the allowance is used"
        ENDING = "ending", "The agreement ends within three months"
        SOON = "soon", "The agreement ends within a month"
        NOTICE = "notice", "The day for giving notice has come"

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(
        RetainerAgreement, on_delete=models.PROTECT, related_name="alerts"
    )
    month = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind)
    used = models.DecimalField(**AMOUNT)
    available = models.DecimalField(**AMOUNT)
    raised_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice=APPEND_ONLY, portal="SELECT")

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "month", "kind"], name="an_alert_is_raised_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.agreement}, {self.month:%B %Y}"
