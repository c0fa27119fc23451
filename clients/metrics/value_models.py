"""What metrics came to month by month, what was corrected, and the credits that are due."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from clients.metrics.language import Outcome
from clients.metrics.models import PERCENT, VALUE, Metric, MetricDefinition, numbers_of
from clients.people.models import User
from clients.telecom.models import Contract
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class MetricValue(TenantModel):
    """A month's inputs and what the definition of that month makes of them."""

    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, related_name="values")
    definition = models.ForeignKey(
        MetricDefinition, on_delete=models.PROTECT, related_name="values"
    )
    month = models.DateField()
    inputs = models.JSONField()
    value = models.DecimalField(**VALUE)
    outcome = models.CharField(max_length=6, choices=Outcome)
    source = models.CharField(max_length=200, help_text="Where anybody can read the inputs again.")
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT")

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["metric", "month"], name="one_value_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="a_value_is_of_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.metric}, {self.month:%Y-%m}"

    @property
    def numbers(self) -> dict[str, Decimal]:
        return numbers_of(self.inputs)


class MetricCorrection(TenantModel):
    """What a value was before it was corrected, and why; nobody takes this back."""

    value = models.ForeignKey(MetricValue, on_delete=models.PROTECT, related_name="corrections")
    was = models.DecimalField(**VALUE)
    was_inputs = models.JSONField()
    was_outcome = models.CharField(max_length=6, choices=Outcome)
    reason = models.CharField(max_length=400)
    corrected_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT, INSERT", portal="SELECT")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_correction_says_why")
        ]

    def __str__(self) -> str:
        return f"{self.was}: {self.reason}"


class MetricCredit(TenantModel):
    """The credit a missed month gives: what the next bills of the contract have to carry.

    Reckoned anew whenever a value of its contract's metrics is noted or corrected.
    """

    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, related_name="credits")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    #: As bills and findings call it.
    name = models.CharField(max_length=160)
    #: Either per cent of the month's charges or a sum of money.
    percent = models.DecimalField(null=True, max_digits=11, decimal_places=6)
    amount = models.DecimalField(null=True, max_digits=18, decimal_places=2)
    charge_codes = ArrayField(models.CharField(max_length=60), default=list)
    credit_codes = ArrayField(models.CharField(max_length=60), default=list)
    within = models.PositiveSmallIntegerField()
    #: The month that earned it back; from then on it is not due.
    earned_back_in = models.DateField(null=True)

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["-month", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["metric", "month"], name="one_credit_a_month"),
            models.CheckConstraint(
                condition=Q(percent__isnull=False, amount=None)
                | Q(percent=None, amount__isnull=False),
                name="a_credit_is_a_percentage_or_a_sum",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class IncentivePlan(TenantModel):
    """What the metrics of a contract put at risk together, and how it is earned."""

    contract = models.OneToOneField(
        Contract, on_delete=models.PROTECT, related_name="incentives", editable=False
    )
    at_risk_percent = models.DecimalField(
        "at risk, per cent",
        default=Decimal(10),
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="Of the month's charges: shares of the pool never come to more.",
        **PERCENT,
    )
    pool_percent = models.DecimalField(
        "credit pool, per cent",
        default=Decimal(100),
        validators=[MinValueValidator(0)],
        help_text="What the shares of all metrics may add up to.",
        **PERCENT,
    )
    earn_back_months = models.PositiveSmallIntegerField(
        "earned back after",
        default=0,
        validators=[MaxValueValidator(24)],
        help_text="So many months met one after the other; 0: never.",
    )
    bonus_percent = models.DecimalField(
        "bonus, per cent",
        default=Decimal(0),
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="Of the month's charges, in a month in which every metric is met.",
        **PERCENT,
    )

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT")

    def __str__(self) -> str:
        return f"Incentives of {self.contract}"
