"""What depends on how much is used: prices by volume, allowances, minimum charges."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from clients.telecom.models.inventory import BillingAccount
from clients.telecom.models.terms import Term, one_a_day
from clients.telecom.models.units import MONEY, UNIT_PRICE
from retainer.lib import format as written

#: A quantity billed: minutes, megabytes, seats.
QUANTITY = {"max_digits": 18, "decimal_places": 6}


class PriceTier(Term):
    """One step of a price that depends on the quantity; the steps of a charge make its ladder."""

    class Reach(models.TextChoices):
        INCREMENTAL = "steps", "Each unit at the rate of its own step"
        ALL_UNITS = "all", "All units at the rate of the step reached"

    class Counted(models.TextChoices):
        LINE = "line", "The quantity of each charge"
        ACCOUNT = "account", "All charges of the account in a month"
        CONTRACT = "contract", "All accounts of the contract in a month"

    charge_code = models.CharField(max_length=60)
    from_quantity = models.DecimalField(
        "above",
        default=0,
        help_text="The step holds for units above this quantity; 0 for the first step.",
        validators=[MinValueValidator(0)],
        **QUANTITY,
    )
    rate = models.DecimalField(validators=[MinValueValidator(0)], **UNIT_PRICE)
    reach = models.CharField("applies to", max_length=8, choices=Reach)
    counted = models.CharField(
        "what is counted", max_length=8, choices=Counted, default=Counted.LINE
    )

    class Meta:
        ordering = ["contract__number", "charge_code", "valid", "from_quantity"]
        constraints = [
            one_a_day(
                "one_price_tier_a_day_of_a_step",
                "charge_code",
                "from_quantity",
                message="This step of the charge already has a rate for some of these days.",
            ),
            *(
                ExclusionConstraint(
                    name=f"a_ladder_has_one_{field}",
                    expressions=[
                        ("contract", RangeOperators.EQUAL),
                        ("charge_code", RangeOperators.EQUAL),
                        ("valid", RangeOperators.OVERLAPS),
                        (field, RangeOperators.NOT_EQUAL),
                    ],
                    violation_error_message="The other steps of this charge say otherwise: all "
                    "steps of a charge apply and count in the same way.",
                )
                for field in ("reach", "counted")
            ),
        ]

    def in_words(self) -> str:
        above = f" above {written.number(self.from_quantity)}" if self.from_quantity else ""
        return f"{self.charge_code} at {written.rate(self.rate)}{above}"


class UsageTerm(Term):
    """What usage is included before any is charged, and the least that is charged for it."""

    class Holder(models.TextChoices):
        SERVICE = "service", "Each service, for itself"
        POOL = "pool", "Each service, shared by those of its account"
        ACCOUNT = "account", "The account as a whole"

    charge_code = models.CharField(max_length=60, help_text="Under which bills charge the usage.")
    included = models.DecimalField(
        "included a month", null=True, blank=True, validators=[MinValueValidator(0)], **QUANTITY
    )
    unit = models.CharField(
        max_length=20, blank=True, help_text="Of the quantities on bills, such as minutes or GB."
    )
    holder = models.CharField("who has it", max_length=8, choices=Holder, default=Holder.ACCOUNT)
    account = models.ForeignKey(
        BillingAccount, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    minimum_charge = models.DecimalField(
        "minimum a month",
        null=True,
        blank=True,
        help_text="Due when the usage of an account comes to less.",
        validators=[MinValueValidator(0)],
        **MONEY,
    )
    minimum_code = models.CharField(
        "charge code of the minimum", max_length=60, blank=True, help_text="As bills print it."
    )

    class Meta:
        ordering = ["contract__number", "charge_code", "valid"]
        constraints = [
            one_a_day(
                "one_usage_term_a_day_of_a_charge",
                "charge_code",
                optional=["account"],
                message="Another term of this usage already covers some of these days.",
            ),
            models.CheckConstraint(
                condition=Q(included__isnull=False) | Q(minimum_charge__isnull=False),
                name="a_usage_term_says_something",
                violation_error_message="Give what is included, the minimum charge, or both.",
            ),
            models.CheckConstraint(
                condition=Q(minimum_charge__isnull=True) | ~Q(minimum_code=""),
                name="a_minimum_charge_has_a_code",
                violation_error_message="Say by which charge code bills show the minimum.",
            ),
        ]

    def in_words(self) -> str:
        parts = []
        if self.included is not None:
            parts.append(f"{written.number(self.included)} {self.unit} included".replace("  ", " "))
        if self.minimum_charge is not None:
            parts.append(f"at least {written.money(self.minimum_charge)} a month")
        return f"{self.charge_code}: {', '.join(parts)}"
