"""What the carrier promised beyond prices: levels of service, and how far surcharges may go."""

from django.db import models
from django.db.models import Q

from clients.telecom.models.terms import Term, one_a_day
from clients.telecom.models.units import percent_field, small_field
from retainer.lib import format as written


class ServiceLevel(Term):
    """The credit for a service that was out of order for longer than agreed in a month."""

    charge_code = models.CharField(
        max_length=60, blank=True, help_text="Empty: all services of the contract."
    )
    threshold_minutes = models.PositiveIntegerField(
        "outage in a month", help_text="Minutes; the credit is due for longer ones."
    )
    credit_percent = percent_field(
        "credit", "Per cent of the service's monthly charge.", optional=False
    )
    claim_days = small_field("to be claimed within", "Days from the end of the outage.")

    class Meta:
        ordering = ["contract__number", "charge_code", "threshold_minutes"]
        constraints = [
            one_a_day(
                "one_service_level_a_day_of_a_step",
                "charge_code",
                "threshold_minutes",
                message="This level already has a credit for some of these days.",
            ),
            models.CheckConstraint(
                condition=Q(credit_percent__lte=100),
                name="a_level_credits_at_most_all",
                violation_error_message="More than the whole charge is not credited.",
            ),
        ]

    def in_words(self) -> str:
        what = f" of {self.charge_code}" if self.charge_code else ""
        return (
            f"{written.number(self.credit_percent)}%{what} back above "
            f"{written.count(self.threshold_minutes, 'minute')} a month"
        )


class SurchargeTerm(Term):
    """How far the carrier may go with a surcharge of its own."""

    class Rule(models.TextChoices):
        CAPPED = "capped", "At most this per cent"
        FROZEN = "frozen", "Stays at this per cent"
        EXCLUDED = "excluded", "Not billed at all"

    class Base(models.TextChoices):
        RECURRING = "recurring", "The monthly charges of the bill"
        CHARGES = "charges", "All charges of the bill but taxes, fees and surcharges"

    charge_code = models.CharField(max_length=60, help_text="As bills print it.")
    name = models.CharField(max_length=120, blank=True, help_text="Such as Property tax allotment.")
    rule = models.CharField(max_length=8, choices=Rule)
    percent = percent_field("allowed", "Per cent: 4.05 for 4.05%.")
    base = models.CharField("per cent of", max_length=9, choices=Base, default=Base.CHARGES)

    class Meta:
        ordering = ["contract__number", "charge_code", "valid"]
        constraints = [
            one_a_day(
                "one_surcharge_term_a_day",
                "charge_code",
                message="Another term of this surcharge already covers some of these days.",
            ),
            models.CheckConstraint(
                condition=Q(rule="excluded") | Q(percent__isnull=False),
                name="an_allowed_surcharge_has_a_percentage",
                violation_error_message="Say how many per cent are allowed.",
            ),
        ]

    def in_words(self) -> str:
        what = self.name or self.charge_code
        if self.rule == self.Rule.EXCLUDED:
            return f"{what} is not billed"
        limit = "at most" if self.rule == self.Rule.CAPPED else "stays at"
        return f"{what} {limit} {written.number(self.percent)}%"
