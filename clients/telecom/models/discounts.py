"""What the carrier takes off: discounts, and one-time charges it waives."""

from django.db import models
from django.db.models import Q

from clients.telecom.models.inventory import BillingAccount, Service, Site
from clients.telecom.models.terms import Term, one_a_day
from clients.telecom.models.units import codes_field, percent_field
from retainer.lib import format as written


class Discount(Term):
    """Per cent off a charge, or off all monthly charges, of the whole contract or a part of it."""

    class Shown(models.TextChoices):
        LINE = "line", "As a credit of its own"
        RATE = "rate", "Within the rate; agreed rates are before it"

    percent = percent_field("discount", "Per cent: 12.5 for 12.5%.", optional=False)
    charge_code = models.CharField(
        max_length=60, blank=True, help_text="Empty: all monthly charges."
    )
    excluded_codes = codes_field(
        "charge codes left out", "Not discounted, such as access or equipment; with commas."
    )
    shown = models.CharField("how bills show it", max_length=4, choices=Shown, default=Shown.LINE)
    credit_code = models.CharField(
        "charge code of the credit", max_length=60, blank=True, help_text="As bills print it."
    )
    account = models.ForeignKey(
        BillingAccount, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["contract__number", "charge_code", "valid"]
        constraints = [
            one_a_day(
                "one_discount_a_day_of_a_charge",
                "charge_code",
                "credit_code",
                optional=["account", "site", "service"],
                message="Another discount of the same charge already covers some of these days.",
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100),
                name="a_discount_is_at_most_all",
                violation_error_message="More than all cannot be taken off.",
            ),
            models.CheckConstraint(
                condition=~Q(shown="line") | ~Q(credit_code=""),
                name="a_discount_line_has_a_code",
                violation_error_message="Say by which charge code bills show the credit.",
            ),
        ]

    def in_words(self) -> str:
        return f"{written.number(self.percent)}% off {self.charge_code or 'all monthly charges'}"


class Waiver(Term):
    """One-time charges that the carrier does not bill: all of them, or so many a year."""

    class Kind(models.TextChoices):
        ACTIVATION = "activation", "Activation of a mobile line"
        UPGRADE = "upgrade", "Upgrade of a mobile line"
        TERMINATION = "termination", "Early termination of a mobile line"
        OTHER = "other", "Installation and other one-time charges"

    kind = models.CharField("what is waived", max_length=12, choices=Kind)
    charge_codes = codes_field("charge codes", "Under which bills charge it; separated by commas.")
    yearly_count = models.PositiveIntegerField(
        "how many a year", null=True, blank=True, help_text="Empty: all of them."
    )
    yearly_percent = percent_field(
        "per cent of lines a year", "Of the lines in service, rounded down: 10 for 10%."
    )

    class Meta:
        ordering = ["contract__number", "kind", "valid"]
        constraints = [
            one_a_day(
                "one_waiver_a_day_of_a_kind",
                "kind",
                message="Another waiver of this kind already covers some of these days.",
            ),
            models.CheckConstraint(
                condition=~Q(charge_codes=[]),
                name="a_waiver_names_its_charges",
                violation_error_message="Name the charge codes that are waived.",
            ),
            models.CheckConstraint(
                condition=Q(yearly_count__isnull=True) | Q(yearly_percent__isnull=True),
                name="a_waiver_counts_one_way",
                violation_error_message="Give either a number a year or a share of the lines.",
            ),
        ]

    @property
    def extent(self) -> str:
        """How many are waived, in words."""
        if self.yearly_count is not None:
            return f"{written.number(self.yearly_count)} a year"
        if self.yearly_percent is not None:
            return f"{written.number(self.yearly_percent)}% of lines a year"
        return "all"

    def in_words(self) -> str:
        return f"{self.get_kind_display()} waived: {self.extent}"
