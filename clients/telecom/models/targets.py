"""How soon the carrier agreed to answer a trouble and to have the service back."""

from collections.abc import Container
from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from clients.telecom.models.terms import Term, one_a_day
from clients.telecom.models.units import percent_field, small_field
from retainer.lib import format as written

MINUTE = timedelta(minutes=1)


def minutes_field(name: str) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(
        name,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Minutes of the contract's clock, from the report on.",
    )


class RepairTarget(Term):
    """Within how many minutes the carrier answers and restores, and what a missed target gives.

    The contract's clock runs around the clock, or in service hours only: between two hours of
    the practice's time zone, on some days of the week, and on none of the days it names.
    """

    class Clock(models.TextChoices):
        ALWAYS = "always", "Around the clock, every day"
        HOURS = "hours", "In service hours only"

    class Days(models.IntegerChoices):
        """By the last day of a week that begins on Monday."""

        WEEKDAYS = 5, "Monday to Friday"
        SATURDAYS = 6, "Monday to Saturday"
        EVERY = 7, "Every day"

    kind = models.CharField(
        "kind of service",
        max_length=60,
        blank=True,
        help_text="As the inventory names it; empty: all others of the contract.",
    )
    respond_minutes = minutes_field("answers within")
    restore_minutes = minutes_field("restores within")
    clock = models.CharField("its clock runs", max_length=6, choices=Clock, default=Clock.ALWAYS)
    opens = models.TimeField("service hours begin", null=True, blank=True)
    closes = models.TimeField("service hours end", null=True, blank=True)
    days = models.PositiveSmallIntegerField("on", choices=Days, default=Days.WEEKDAYS)
    closed_days = ArrayField(
        models.DateField(),
        verbose_name="but not on",
        default=list,
        blank=True,
        help_text="Public holidays the contract leaves out, such as 2026-12-25, 2027-01-01.",
    )
    credit_percent = percent_field(
        "credit",
        "Per cent of the service's monthly charge for each outage that missed a target; "
        "empty: none.",
    )
    claim_days = small_field("to be claimed within", "Days from the end of the outage.")

    class Meta:
        ordering = ["contract__number", "kind", "valid"]
        constraints = [
            one_a_day(
                "one_repair_target_a_day_of_a_kind",
                "kind",
                message="Another target of this kind of service already covers some of these days.",
            ),
            models.CheckConstraint(
                condition=Q(respond_minutes__gte=1) | Q(restore_minutes__gte=1),
                name="a_repair_target_has_a_target",
                violation_error_message="Say within how many minutes they answer or restore.",
            ),
            models.CheckConstraint(
                condition=Q(clock="always", opens__isnull=True, closes__isnull=True)
                | Q(clock="hours", opens__lt=F("closes")),
                name="service_hours_open_before_they_close",
                violation_error_message="Service hours have a beginning and a later end on the "
                "day; a clock that always runs has neither.",
            ),
            models.CheckConstraint(
                condition=Q(credit_percent__isnull=True) | Q(credit_percent__lte=100),
                name="a_missed_target_credits_at_most_all",
                violation_error_message="More than the whole charge is not credited.",
            ),
        ]

    def in_words(self) -> str:
        said = (("answered", self.respond_minutes), ("restored", self.restore_minutes))
        targets = [f"{deed} within {written.duration(n * MINUTE)}" for deed, n in said if n]
        what = f"{self.kind}: " if self.kind else ""
        credit = (
            f", else {written.number(self.credit_percent)}% back" if self.credit_percent else ""
        )
        words = f"{what}{' and '.join(targets)}{self._when}{credit}"
        return words[0].upper() + words[1:]

    @property
    def _when(self) -> str:
        if self.clock == self.Clock.ALWAYS:
            return " around the clock"
        return f" of {self.get_days_display()}, {self.opens:%H:%M} to {self.closes:%H:%M}"

    @property
    def weekdays(self) -> frozenset[int]:
        """The days its clock runs on; Monday is 0."""
        return frozenset(range(self.days))

    @property
    def closed(self) -> Container[date]:
        return frozenset(self.closed_days)
