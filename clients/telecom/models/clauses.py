"""What a contract says once, whatever is billed under it: how bills, disputes and ends work."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models

from clients.people.models import CURRENCY
from clients.telecom.models.units import MONEY, codes_field, percent_field, small_field


class Clauses(models.Model):
    """The terms of a contract; what nobody has read out of it yet is empty, never assumed."""

    class Proration(models.TextChoices):
        THIRTY_DAYS = "30", "A month has thirty days"
        ACTUAL_DAYS = "actual", "The days the month really has"
        YEARLY_DAYS = "365", "Twelve months' rate over 365 days"

    class Holdover(models.TextChoices):
        AGREED_RATES = "agreed", "The agreed rates continue"
        CARRIER_RATES = "carrier", "The carrier's list rates apply"

    currency = models.CharField(
        max_length=3, default="USD", validators=[CURRENCY], help_text="Of all its amounts."
    )
    proration = models.CharField(
        "part of a month",
        max_length=8,
        choices=Proration,
        blank=True,
        help_text="How many days a month has when only some of them are billed.",
    )
    payment_days = small_field("payment is due after", "Days from the bill date.")
    late_fee_percent = percent_field(
        "late fee", "Per cent a month of what is past due: 1.5 for 1.5%."
    )
    dispute_days = small_field("time to dispute", "Days from the bill date.")
    withhold_days = small_field(
        "time to withhold", "Days from the bill date within which a disputed sum may stay unpaid."
    )
    back_bill_months = small_field(
        "limit of back-billing", "Months after the service within which it has to be billed."
    )
    acceptance_days = small_field(
        "deemed accepted after", "Days after delivery; billing may begin without a signature then."
    )
    overlap_days = small_field(
        "parallel billing in a migration",
        "Days the old service may be billed beside the new one.",
    )
    disconnect_notice_days = small_field(
        "notice to disconnect a service", "Days still billed after the notice."
    )
    minimum_seats = models.PositiveIntegerField(
        "minimum of licences or seats",
        null=True,
        blank=True,
        help_text="Billed even when fewer are used.",
    )
    escalator_cap_percent = percent_field(
        "cap on increases", "Per cent by which a rate may rise in twelve months; 0 for not at all."
    )
    liability_cap = models.DecimalField(
        "liability of the carrier up to",
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text="An amount in the contract's currency; 0 for none.",
        **MONEY,
    )
    liability_months = small_field(
        "liability up to months of charges", "Such as 12 for what was charged in twelve months."
    )
    holdover = models.CharField(
        "after the term",
        max_length=8,
        choices=Holdover,
        blank=True,
        help_text="What is billed when the term is over and nothing new was signed.",
    )
    renewal_months = small_field(
        "renews itself for", "Months by which the term is longer when nobody gives notice."
    )
    notice_opens_days = small_field(
        "notice at the earliest", "Days before the end of the term; empty: at any time in the term."
    )
    minimum_term_months = small_field(
        "minimum term of a service", "Months from its installation; empty: the contract's term."
    )
    termination_percent = percent_field(
        "termination charge in the minimum term",
        "Per cent of the monthly charges of the months left of the minimum term.",
    )
    later_termination_percent = percent_field(
        "termination charge after the minimum term",
        "Per cent of the monthly charges of the months left of the contract's term; 0 for none.",
    )
    termination_codes = codes_field(
        "termination charge codes", "Under which bills charge it; separated by commas."
    )
    late_fee_codes = codes_field(
        "late fee codes", "Under which bills charge it; separated by commas."
    )

    class Meta:
        abstract = True
