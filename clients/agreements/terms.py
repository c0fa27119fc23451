"""The terms of an agreement: what each month includes and costs, by versions that never change."""

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models

from clients.agreements.models import RetainerAgreement
from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel

#: Hours or money, to a hundredth.
AMOUNT = {"max_digits": 18, "decimal_places": 2}
SIXTY = Decimal(60)
HUNDREDTH = Decimal("0.01")


class RetainerTerms(TenantModel):
    """One version of an agreement's terms; it holds from a month on, until the next version.

    A month that was closed keeps the version it was closed with: the database
    refuses a version that would begin before the end of the last closed month.
    """

    class Rollover(models.TextChoices):
        LAPSE = "lapse", "Lapses at the end of the month"
        CARRY = "carry", "Is carried into the next month"

    class Overage(models.TextChoices):
        BILL = "bill", "Is billed at the overage rate"
        ASK = "ask", "Is billed once the client has accepted it"
        AHEAD = "ahead", "Is taken from the next month"

    class Rounding(models.TextChoices):
        UP = "up", "Up"
        NEAREST = "nearest", "To the nearest"

    STEPS = ((0, "as worked"), (5, "5 minutes"), (6, "6 minutes"), (10, "10 minutes"),
             (15, "15 minutes"), (30, "30 minutes"), (60, "1 hour"))  # fmt: skip

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    agreement = models.ForeignKey(RetainerAgreement, on_delete=models.CASCADE, related_name="terms")
    valid_from = models.DateField("holds from", help_text="The first day of a month.")
    allowance = models.DecimalField(
        "included each month", validators=[MinValueValidator(0)], **AMOUNT
    )
    monthly_fee = models.DecimalField(validators=[MinValueValidator(0)], **AMOUNT)
    rollover = models.CharField(
        "what is left over", max_length=5, choices=Rollover, default=Rollover.LAPSE
    )
    rollover_cap = models.DecimalField(
        "carried at most",
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Leave empty for no limit.",
        **AMOUNT,
    )
    rollover_months = models.PositiveSmallIntegerField(
        "months until it lapses",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Leave empty when it never lapses.",
    )
    overage = models.CharField(
        "what goes beyond", max_length=5, choices=Overage, default=Overage.BILL
    )
    overage_rate = models.DecimalField(
        "overage rate per hour",
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Leave empty to bill at each person's own rate.",
        **AMOUNT,
    )
    rounding_minutes = models.PositiveSmallIntegerField(
        "time is charged in steps of", choices=STEPS, default=0
    )
    rounding = models.CharField("rounded", max_length=7, choices=Rounding, default=Rounding.UP)
    notice_days = models.PositiveSmallIntegerField(default=30)
    reason = models.CharField("why they changed", max_length=300, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(portal="SELECT")

    class Meta:
        verbose_name_plural = "retainer terms"
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "valid_from"],
                name="one_version_of_terms_per_month",
                violation_error_message="Terms that hold from this month exist already.",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from__day=1),
                name="terms_hold_from_the_first_of_a_month",
                violation_error_message="Terms hold from the first day of a month.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}, terms from {self.valid_from:%Y-%m-%d}"

    def charged(self, billable: Decimal) -> Decimal:
        """Billable hours as they are charged: rounded to the agreed step, to a hundredth.

        Hours are kept to a hundredth, so the step is applied to the whole minutes
        they stand for: 0.17 h are ten minutes, and ten minutes are one step of ten.
        """
        if not self.rounding_minutes:
            return billable
        minutes = (billable * SIXTY).to_integral_value(ROUND_HALF_UP)
        how = ROUND_CEILING if self.rounding == self.Rounding.UP else ROUND_HALF_UP
        steps = (minutes / self.rounding_minutes).to_integral_value(how)
        return (steps * self.rounding_minutes / SIXTY).quantize(HUNDREDTH, ROUND_HALF_UP)
