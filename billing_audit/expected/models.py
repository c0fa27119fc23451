"""A bill that has not come: what it should charge, why, and how sure that is."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F

from billing_audit.bills.charge_types import ChargeType
from billing_audit.bills.models import AMOUNT, UNIT_PRICE, BilledService, ChargeCode, Invoice
from clients.people.models import Client, User
from clients.telecom.models import BillingAccount
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel, TenantQuerySet

#: What is learned when the bill comes; everything else was written before.
LEARNED = "ARRAY['billed', 'differing', 'matching', 'bills', 'compared_at']"


class Sureness(models.TextChoices):
    """What an expected amount rests on."""

    AGREED = "agreed", "By contract"
    CARRIED = "carried", "As on the last bill"
    ESTIMATE = "estimate", "Estimate"


class ExpectedBillQuerySet(TenantQuerySet):
    """Expected bills."""

    def waiting(self) -> "ExpectedBillQuerySet":
        """Those whose bill has not come, as far as anybody has looked."""
        return self.filter(bills=[])

    def with_change(self) -> "ExpectedBillQuerySet":
        """With ``change``, what is expected beyond the last bill, and ``off``, what came beyond."""
        return self.annotate(change=F("total") - F("last_total"), off=F("billed") - F("total"))


class ExpectedBill(TenantModel):
    """What an account's next bill should come to, written down before it comes.

    While the bill has not come it may be made again from newer facts.  Once it is there,
    only what is learned from it is added: what was expected never changes.
    """

    class Because(models.TextChoices):
        BILL = "bill", "the last bill came"
        AUDIT = "audit", "an audit ended"
        ASKED = "asked", "somebody asked"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(
        BillingAccount, on_delete=models.PROTECT, related_name="expected_bills"
    )
    #: First day of the month the bill will belong to.
    month = models.DateField()
    due_on = models.DateField(help_text="The day the bill should be dated.")
    #: Months from one bill to the next.
    cycle = models.PositiveSmallIntegerField()
    currency = models.CharField(max_length=3)
    #: The bill it continues; without that bill nothing would be expected.
    last_bill = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="+")
    last_total = models.DecimalField(**AMOUNT)
    made_at = models.DateTimeField()
    made_because = models.CharField(max_length=5, choices=Because)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    #: Null only while its lines are being written.
    total = models.DecimalField(null=True, **AMOUNT)
    low = models.DecimalField(null=True, **AMOUNT)
    high = models.DecimalField(null=True, **AMOUNT)
    line_count = models.PositiveIntegerField(default=0)

    #: The bills that came for the month, and what they come to.
    bills = ArrayField(models.BigIntegerField(), default=list)
    billed = models.DecimalField(null=True, **AMOUNT)
    #: How many charges came otherwise, and how many exactly as expected.
    differing = models.PositiveIntegerField(default=0)
    matching = models.PositiveIntegerField(default=0)
    compared_at = models.DateTimeField(null=True)

    objects = ExpectedBillQuerySet.as_manager()

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["-month", "account"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "month"], name="one_expected_bill_of_an_account_and_month"
            ),
            models.CheckConstraint(
                condition=models.Q(month__day=1), name="an_expected_month_is_its_first_day"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="what_was_expected_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    f"OLD.total IS NOT NULL"
                    f" AND to_jsonb(OLD) - {LEARNED} <> to_jsonb(NEW) - {LEARNED}"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} in {self.month:%Y-%m}"

    @property
    def has_come(self) -> bool:
        return bool(self.bills)

    @property
    def is_exact(self) -> bool:
        """Whether nothing in it is an estimate with a range."""
        return self.low == self.high

    @property
    def difference(self) -> object:
        """What came beyond what was expected; ``None`` before it came."""
        return None if self.billed is None else self.billed - self.total

    @property
    def distance(self) -> object:
        """How far it came off, above or below."""
        return None if self.difference is None else abs(self.difference)


class Charged(TenantModel):
    """A charge as bills name it."""

    billed_service = models.ForeignKey(
        BilledService, on_delete=models.PROTECT, null=True, related_name="+"
    )
    charge_code = models.ForeignKey(
        ChargeCode, on_delete=models.PROTECT, null=True, related_name="+"
    )
    charge_type = models.SmallIntegerField(choices=ChargeType)
    description = models.TextField()

    class Meta:
        abstract = True

    @property
    def charge_in_words(self) -> str:
        return ChargeType(self.charge_type).in_words


class ExpectedLine(Charged):
    """A charge that the bill should hold, with why it should and how sure that is.

    One that should be there no more has an amount of 0 and says why it ended.
    """

    expected_bill = models.ForeignKey(ExpectedBill, on_delete=models.CASCADE, related_name="lines")
    #: Of a service that no bill has charged yet.
    service_number = models.CharField(max_length=80, blank=True)
    quantity = models.DecimalField(null=True, **AMOUNT)
    unit_rate = models.DecimalField(null=True, **UNIT_PRICE)
    amount = models.DecimalField(**AMOUNT)
    #: Between what an estimate may lie; null where there is nothing to estimate.
    low = models.DecimalField(null=True, **AMOUNT)
    high = models.DecimalField(null=True, **AMOUNT)
    #: What the last bill charged for the same.
    before = models.DecimalField(default=0, **AMOUNT)
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    jurisdiction = models.CharField(max_length=40, blank=True)
    sure = models.CharField(max_length=8, choices=Sureness)
    #: Why: a name of ``words.RULES``, with what it was reckoned from as it was then.
    rule = models.CharField(max_length=24)
    inputs = models.JSONField(default=dict)
    #: The line of the last bill that it continues.
    line_id = models.BigIntegerField(null=True)

    wall = Wall(portal="SELECT")

    class Meta:
        indexes = [
            models.Index(fields=["expected_bill", "billed_service"], name="expected_of_a_service")
        ]
        triggers = [
            pgtrigger.Protect(name="an_expected_line_never_changes", operation=pgtrigger.Update)
        ]

    def __str__(self) -> str:
        return f"{self.description} {self.amount}"


class Difference(Charged):
    """A charge that came otherwise than expected: all its lines on both sides together."""

    class What(models.TextChoices):
        ONLY_BILLED = "only_billed", "Only billed"
        ONLY_EXPECTED = "only_expected", "Only expected"
        CHANGED = "changed", "Another amount"

    expected_bill = models.ForeignKey(
        ExpectedBill, on_delete=models.CASCADE, related_name="differences"
    )
    what = models.CharField(max_length=13, choices=What)
    service_number = models.CharField(max_length=80, blank=True)
    expected = models.DecimalField(**AMOUNT)
    billed = models.DecimalField(**AMOUNT)
    #: How far apart the two are; what the list is sorted by.
    distance = models.GeneratedField(
        expression=models.Func(F("billed") - F("expected"), function="abs"),
        output_field=models.DecimalField(**AMOUNT),
        db_persist=True,
    )
    #: Why, as far as it is known: a name of ``words.REASONS``.
    reason = models.CharField(max_length=16, blank=True)
    #: The expected lines and the bill's, the first of them where they are many.
    expected_lines = ArrayField(models.BigIntegerField(), default=list)
    billed_lines = ArrayField(models.BigIntegerField(), default=list)

    wall = Wall(portal="SELECT")

    class Meta:
        indexes = [
            models.Index(fields=["expected_bill", "-distance", "-id"], name="largest_differences")
        ]

    def __str__(self) -> str:
        return f"{self.description} {self.billed - self.expected}"

    @property
    def amount(self) -> object:
        """What was billed beyond what was expected."""
        return self.billed - self.expected
