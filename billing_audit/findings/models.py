"""What the audit found, by cause, with an occurrence for every charge it touches."""

from decimal import Decimal

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.db import models

from billing_audit.bills.models import AMOUNT, BilledService, Invoice
from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import check_of
from billing_audit.findings.caps import refuse_excess
from billing_audit.findings.indexes import OF_THE_LIST
from billing_audit.findings.querysets import FindingQuerySet
from billing_audit.findings.wording import explanation, sentence
from clients.people.models import Client
from clients.telecom.models import BillingAccount
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel

#: Claims are rounded once, half up, to the currency's smallest coin, of which dinars have 1,000.
MONEY = {"max_digits": 18, "decimal_places": 3}


class Finding(TenantModel):
    """One cause: this check, on this service, account or invoice.

    new -> valid | false_positive | asked; a person decides, and may decide again.
    new <-> suppressed: a rule that a person made covers every charge of it.
    ``resolved`` is set by a later complete run that no longer sees the fault and
    is taken back when it is seen again; a person's decision is kept beside it.
    """

    class State(models.TextChoices):
        NEW = "new", "New"
        VALID = "valid", "Valid"
        FALSE_POSITIVE = "false_positive", "False positive"
        ASKED = "asked", "Client asked"
        SUPPRESSED = "suppressed", "Suppressed"

    #: States of findings that claim nothing: nobody takes them for errors any more.
    DISMISSED = (State.FALSE_POSITIVE, State.SUPPRESSED)

    class WithCarrier(models.TextChoices):
        """How far its dispute is; kept by ``billing_audit.money``, beside what a person judged."""

        NOWHERE = "", "Not disputed"
        DRAFTED = "drafted", "Dispute drafted"
        DISPUTED = "disputed", "In dispute"
        PROMISED = "promised", "Credit promised"
        CREDITED = "credited", "Credited"
        REFUSED = "refused", "Not credited"
        RETURNED = "returned", "Came back"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="findings", db_index=False
    )
    check_code = models.CharField(max_length=8)
    #: What the cause is about, such as ``service:17`` or ``invoice:4``; one finding each.
    cause = models.CharField(max_length=120)
    #: The same in words: ``PORT100 on 315-200-0007``.
    subject = models.CharField(max_length=200, default="")
    account = models.ForeignKey(
        BillingAccount,
        on_delete=models.PROTECT,
        null=True,
        related_name="findings",
        db_index=False,
    )
    billed_service = models.ForeignKey(
        BilledService, on_delete=models.PROTECT, null=True, related_name="findings"
    )
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=16, choices=State, default=State.NEW)
    with_carrier = models.CharField(
        max_length=10, choices=WithCarrier, blank=True, default="", db_default="", editable=False
    )
    #: The rule in force that says so of its charges up to a month, all of them or some.
    suppressed_by = models.ForeignKey(
        "Suppression", on_delete=models.PROTECT, null=True, related_name="findings", db_index=False
    )
    resolved_at = models.DateTimeField(null=True)
    #: Sums over the occurrences, kept by the engine so that lists need not add up.
    claimed = models.DecimalField(default=0, **MONEY)
    exposure = models.DecimalField(default=0, **MONEY)
    monthly = models.DecimalField(
        default=0, help_text="Claim in the latest month when it recurs.", **MONEY
    )
    occurrence_count = models.PositiveIntegerField(default=0)
    #: What of the claim of a valid finding nobody has looked at: it came after the decision.
    grown = models.DecimalField(default=0, db_default=0, editable=False, **MONEY)
    grown_count = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    #: Every charge it touches is claimed by other findings already; it only confirms them.
    only_supports = models.BooleanField(default=False)
    first_month = models.DateField(null=True)
    last_month = models.DateField(null=True)
    # Not indexed, so that a run which sees the same again rewrites no index.
    first_run = models.ForeignKey(
        "AuditRun", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    last_run = models.ForeignKey(
        "AuditRun", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    found_at = models.DateTimeField(auto_now_add=True)
    shared_with_client = models.BooleanField(default=False, editable=False)
    #: What we ask the client, who reads it; empty unless the finding waits for their answer.
    question = models.TextField(blank=True, db_default="")
    #: ``claimed`` in thousandths, which the list is sorted by; ``indexes.py`` says why.
    mills = models.GeneratedField(
        expression=models.Func(
            models.F("claimed"),
            template="(%(expressions)s * 1000)::bigint",
            output_field=models.BigIntegerField(),
        ),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )

    objects = FindingQuerySet.as_manager()

    # Both, so that neither a mark without a decision nor a decision without the mark shows it.
    wall = Wall(portal="SELECT", portal_rows="shared_with_client AND state IN ('valid', 'asked')")

    class Meta:
        ordering = ["-mills", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "check_code", "cause"], name="one_finding_per_cause"
            )
        ]
        indexes = OF_THE_LIST

    def __str__(self) -> str:
        return f"{self.check_code} {self.subject or self.cause}"

    @property
    def found_by(self) -> type[Check]:
        """The check that found it."""
        return check_of(self.check_code)

    @property
    def worth_yearly(self) -> Decimal | None:
        """Of a savings idea read ``with_monthly_worth``: twelve months of it."""
        return 12 * self.worth_monthly if self.worth_monthly is not None else None

    @property
    def confirmed(self) -> Decimal:
        """What of the claim a person stands by."""
        return self.claimed - self.grown if self.state == self.State.VALID else Decimal(0)

    @property
    def sentence(self) -> str:
        """What was found, in one sentence for the client."""
        return sentence(self.found_by, self)


class Occurrence(TenantModel):
    """One charge a finding touches, with its proof: inputs, formula, result.

    ``claimed`` is what we ask back; the sum claimed on a line never exceeds the
    line, which a trigger enforces.  A check of lower precedence on a line that
    is claimed already is kept as ``supporting`` with nothing claimed.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="occurrences")
    check_code = models.CharField(max_length=8)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="occurrences")
    #: The bill line; null when the fault is the invoice's.
    line_id = models.BigIntegerField(null=True)
    #: Tells apart several faults of one check on one invoice, such as the rules of A20.
    rule = models.CharField(max_length=40, blank=True)
    month = models.DateField()
    billed = models.DecimalField(null=True, **AMOUNT)
    expected = models.DecimalField(null=True, **AMOUNT)
    claimed = models.DecimalField(default=0, **MONEY)
    #: What could be claimed once a person confirms the facts; never added to ``claimed``.
    exposure = models.DecimalField(default=0, **MONEY)
    #: What was claimed when a person judged the finding valid; what is beyond it is in review.
    confirmed = models.DecimalField(default=0, db_default=0, editable=False, **MONEY)
    supporting = models.BooleanField(default=False)
    inputs = models.JSONField(default=dict)
    formula = models.TextField()
    #: What the check alone would ask back, rounded; ``claimed`` is what is left of it for us.
    result = models.DecimalField(**AMOUNT)
    # Not indexed, so that a run which sees the same again rewrites no index.
    first_run = models.ForeignKey(
        "AuditRun", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    last_run = models.ForeignKey(
        "AuditRun", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    wall = Wall(
        portal="SELECT",
        portal_rows="EXISTS (SELECT FROM billing_audit_finding f WHERE f.id = finding_id)",
    )

    class Meta:
        ordering = ["-month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "check_code", "line_id", "rule"],
                condition=models.Q(line_id__isnull=False),
                name="one_occurrence_per_check_and_line",
            ),
            models.UniqueConstraint(
                fields=["client", "check_code", "invoice", "rule"],
                condition=models.Q(line_id__isnull=True),
                name="one_occurrence_per_check_and_invoice",
            ),
            models.CheckConstraint(
                condition=models.Q(supporting=False) | models.Q(claimed=0),
                name="a_supporting_occurrence_claims_nothing",
            ),
            models.CheckConstraint(
                condition=models.Q(claimed__gte=0), name="a_claim_is_not_negative"
            ),
        ]
        indexes = [
            models.Index(fields=["client", "line_id"], name="occurrences_on_a_line"),
            models.Index(fields=["finding", "-month", "id"], name="occurrences_of_a_finding"),
            models.Index(fields=["client", "month", "finding"], name="occurrences_of_a_month"),
        ]
        triggers = [
            refuse_excess("no_line_is_claimed_twice_on_insert", pgtrigger.Insert),
            refuse_excess("no_line_is_claimed_twice_on_update", pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"{self.check_code} in {self.month:%Y-%m}"

    @property
    def explanation(self) -> str:
        """What is wrong with this charge, in one sentence."""
        return explanation(check_of(self.check_code), self)


class Hit(TenantModel):
    """What a check hit in a run that is not finished: nobody sees it before it becomes a finding.

    The rows of a run are written check by check and turned into findings and
    occurrences all at once, by its last step, which leaves none behind.
    """

    run = models.ForeignKey("AuditRun", on_delete=models.CASCADE, related_name="+")
    check_code = models.CharField(max_length=8)
    cause = models.CharField(max_length=120)
    subject = models.CharField(max_length=200)
    currency = models.CharField(max_length=3)
    account_id = models.BigIntegerField()
    billed_service_id = models.BigIntegerField(null=True)
    invoice_id = models.BigIntegerField()
    line_id = models.BigIntegerField(null=True)
    rule = models.CharField(max_length=40)
    month = models.DateField()
    billed = models.DecimalField(null=True, **AMOUNT)
    expected = models.DecimalField(null=True, **AMOUNT)
    inputs = models.JSONField()
    formula = models.TextField()
    result = models.DecimalField(**AMOUNT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "check_code", "invoice_id", "line_id", "rule"],
                nulls_distinct=False,
                name="a_check_hits_a_line_once_by_each_rule",
            )
        ]

    def __str__(self) -> str:
        return f"{self.check_code} hit {self.subject}"
