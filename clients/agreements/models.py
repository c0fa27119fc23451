"""What the client bought: a retainer agreement with its terms, the people, the projects."""

from datetime import date
from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.db import models

from clients.agreements.querysets import AgreementQuerySet
from clients.files.models import StoredFile
from clients.people.models import CURRENCY, Client, User
from retainer.lib import format as written
from retainer.lib.months import month_of
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel

#: ``[starts_on, ends_on]`` as a range of days, an unknown end being open.
HELD = models.Func(
    "starts_on",
    "ends_on",
    RangeBoundary(inclusive_lower=True, inclusive_upper=True),
    function="daterange",
    output_field=DateRangeField(),
)


class RetainerAgreement(TenantModel):
    """The standing agreement with a client; one at a time. What it costs stands in its terms."""

    class Basis(models.TextChoices):
        """What the client buys each month and the ledger counts."""

        HOURS = "hours", "Hours"
        MONEY = "money", "Money"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=160, default="Retainer agreement")
    basis = models.CharField(
        "counted in", max_length=6, choices=Basis, default=Basis.HOURS, db_default=Basis.HOURS
    )
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day, if one is agreed.")

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
                expressions=[("client", RangeOperators.EQUAL), (HELD, RangeOperators.OVERLAPS)],
                violation_error_message="Another agreement with this client already covers some "
                "of these days. End that one first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} with {self.client}"

    @property
    def counts_money(self) -> bool:
        return self.basis == self.Basis.MONEY

    def written(self, amount: Decimal | None) -> str:
        """An amount of what this agreement counts: hours, or money in its currency."""
        if self.counts_money:
            return written.money(amount, self.currency)
        return written.hours(amount)

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


class TeamSeat(TenantModel):
    """Somebody of the practice whom the client may call, and as what they work there."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    agreement = models.ForeignKey(RetainerAgreement, on_delete=models.CASCADE, related_name="team")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=80, help_text="Such as Lead consultant; rates go by it.")
    phone = models.CharField(max_length=40, blank=True, help_text="Where the client reaches them.")
    photo = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    place = models.PositiveSmallIntegerField("order", default=1)

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "person"],
                name="one_seat_per_person_in_a_team",
                violation_error_message="This person is in the team already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"


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
