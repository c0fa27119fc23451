"""Money promised: by the client to spend, by the carrier to credit."""

from django.core.validators import MinValueValidator
from django.db import models

from clients.telecom.models.inventory import BillingAccount
from clients.telecom.models.terms import Term, one_a_day
from clients.telecom.models.units import MONEY, codes_field, percent_field
from retainer.lib import format as written


class Commitment(Term):
    """What the client promised to spend in a contract year.

    It counts what is billed on bills dated in the year, taxes and the shortfall itself never.
    """

    amount = models.DecimalField(
        help_text="For the whole year.", validators=[MinValueValidator(0)], **MONEY
    )
    shortfall_percent = percent_field(
        "due of a shortfall", "Per cent of what is missing: 100 for all of it.", optional=False
    )
    shortfall_code = models.CharField(
        "charge code of a shortfall", max_length=60, blank=True, help_text="As bills print it."
    )
    counts_recurring = models.BooleanField("monthly charges count", default=True)
    counts_usage = models.BooleanField("usage counts", default=True)
    counts_one_time = models.BooleanField("one-time charges count", default=False)
    counts_surcharges = models.BooleanField("the carrier's surcharges count", default=False)
    is_gross = models.BooleanField(
        "before discounts",
        default=False,
        help_text="Whether charges count before their discounts and credits are taken off.",
    )

    class Meta:
        ordering = ["contract__number", "valid"]
        constraints = [
            one_a_day(
                "one_commitment_a_day_of_a_contract",
                message="Another commitment of this contract already covers some of these days.",
            )
        ]

    def in_words(self) -> str:
        return f"Spend {written.money(self.amount)} in the year"


class ScheduledCredit(Term):
    """A credit the carrier promised for certain months, such as a sign-on or promotion credit.

    ``valid`` holds the months in which it is due, each of them once.
    """

    name = models.CharField(max_length=120, help_text="Such as Sign-on credit.")
    amount = models.DecimalField(
        help_text="For each month, as a positive amount.",
        validators=[MinValueValidator(0)],
        **MONEY,
    )
    account = models.ForeignKey(
        BillingAccount, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    credit_codes = codes_field(
        "charge codes of the credit", "The codes bills print with it, separated by commas."
    )
    condition = models.TextField(
        blank=True, help_text="What has to be so first, in the contract's words; empty: nothing."
    )
    condition_met = models.BooleanField(
        default=False, help_text="Somebody has seen that it is met."
    )

    class Meta:
        ordering = ["contract__number", "valid", "name"]
        constraints = [
            one_a_day(
                "one_scheduled_credit_a_day_by_name",
                "name",
                optional=["account"],
                message="This credit is already scheduled for some of these months.",
            )
        ]

    @property
    def is_due(self) -> bool:
        return not self.condition or self.condition_met

    def in_words(self) -> str:
        return f"{self.name}: {written.money(self.amount)} a month"
