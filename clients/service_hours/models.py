"""The hours promises are measured in."""

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.db import models

from retainer.lib.tenancy import OpenTable

WEEKDAYS = (
    (0, "Monday"), (1, "Tuesday"), (2, "Wednesday"), (3, "Thursday"), (4, "Friday"),
    (5, "Saturday"), (6, "Sunday"),
)  # fmt: skip


def working_week() -> list[int]:
    """Monday to Friday."""
    return [0, 1, 2, 3, 4]


class ServiceHours(models.Model):
    """When somebody of the practice is there, in its own time zone: a single row."""

    opens = models.TimeField(default=time(9))
    closes = models.TimeField(default=time(17))
    weekdays = ArrayField(models.SmallIntegerField(), default=working_week)
    #: ISO 3166 codes of the country whose public holidays are kept, and of a part of it.
    country = models.CharField("public holidays of", max_length=2, blank=True, default="US")
    part = models.CharField("state or province", max_length=6, blank=True)

    wall = OpenTable(
        "published: promises are measured in these hours",
        portal="SELECT",
        staff="SELECT, INSERT, UPDATE",
        worker="SELECT, INSERT, UPDATE",
    )

    class Meta:
        verbose_name_plural = "service hours"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1), name="there_is_one_set_of_service_hours"
            ),
            models.CheckConstraint(
                condition=models.Q(opens__lt=models.F("closes")), name="opens_before_it_closes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opens:%H:%M} to {self.closes:%H:%M}"

    @classmethod
    def current(cls) -> "ServiceHours":
        """The hours, or unsaved usual ones while nobody has said any."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @property
    def days(self) -> str:
        """``Monday to Friday``, or the days one by one."""
        names = dict(WEEKDAYS)
        days = sorted(self.weekdays)
        if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
            return f"{names[days[0]]} to {names[days[-1]]}"
        return ", ".join(names[day] for day in days)


class ClosedDay(models.Model):
    """A day on which nobody is there, besides public holidays."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=80)

    wall = OpenTable(
        "published: promises are measured without these days",
        portal="SELECT",
        staff="SELECT, INSERT, UPDATE, DELETE",
        worker="SELECT, INSERT, UPDATE, DELETE",
    )

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}"
