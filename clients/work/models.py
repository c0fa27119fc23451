"""What the client bought and what was done: retainer agreements, projects, time."""

from datetime import date
from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from clients.people.models import CURRENCY, Client, User
from clients.work.querysets import AgreementQuerySet, EntryQuerySet
from retainer.lib.months import month_of
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel

#: Hours are kept to a hundredth; a day has no more than 24 of them.
HOURS = {"max_digits": 7, "decimal_places": 2}


class RetainerAgreement(TenantModel):
    """The standing agreement: a monthly fee for a number of hours; one at a time per client."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=160, default="Retainer agreement")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day, if one is agreed.")
    notice_days = models.PositiveSmallIntegerField(default=30)
    monthly_fee = models.DecimalField(
        max_digits=18, decimal_places=2, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    monthly_hours = models.DecimalField(validators=[MinValueValidator(0)], **HOURS)

    objects = AgreementQuerySet.as_manager()

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="an_agreement_does_not_end_before_it_starts",
                violation_error_message="The last day lies before the first.",
            ),
            ExclusionConstraint(
                name="one_agreement_at_a_time_per_client",
                expressions=[
                    ("client", RangeOperators.EQUAL),
                    (
                        models.Func(
                            "starts_on",
                            "ends_on",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Another agreement with this client already covers some "
                "of these days. End that one first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} with {self.client}"

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def touches(self, month: date) -> bool:
        """Whether it holds on at least one day of the month."""
        starts, ends = month_of(self.starts_on), self.ends_on
        return starts <= month_of(month) and (ends is None or month_of(month) <= ends)

    def state_on(self, day: date) -> str:
        """Whether on that day it is ``active``, ``upcoming`` or ``ended``."""
        if self.holds_on(day):
            return "active"
        return "upcoming" if day < self.starts_on else "ended"


class Project(TenantModel):
    """A piece of work under a retainer; several run at once."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="projects")
    agreement = models.ForeignKey(
        RetainerAgreement, on_delete=models.PROTECT, related_name="projects"
    )
    name = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "name"], name="one_project_per_name_at_a_client"
            )
        ]

    def __str__(self) -> str:
        return self.name


class WorkEntry(TenantModel):
    """Time somebody of the practice spent on a project on one day, in words a client can read."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="work_entries")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="entries")
    consultant = models.ForeignKey(User, on_delete=models.PROTECT, related_name="work_entries")
    worked_on = models.DateField()
    hours = models.DecimalField(
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(24)], **HOURS
    )
    text = models.CharField("what was done", max_length=500)
    logged_at = models.DateTimeField(auto_now_add=True)

    objects = EntryQuerySet.as_manager()

    wall = Wall(portal="SELECT")

    class Meta:
        verbose_name_plural = "work entries"
        ordering = ["-worked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hours__gt=0, hours__lte=24), name="a_day_has_24_hours"
            )
        ]
        indexes = [
            models.Index(fields=["client", "-worked_on", "-id"], name="work_of_a_client_by_day"),
            models.Index(fields=["-worked_on", "-id"], name="work_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.hours} h on {self.project}, {self.worked_on:%Y-%m-%d}"
