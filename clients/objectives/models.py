"""Objectives, the values measured on the way, and what is linked to them."""

from decimal import Decimal

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.utils import timezone

from clients.advice.guards import OF_A_PUBLISHED
from clients.advice.models import Recommendation
from clients.agreements.models import Project
from clients.objectives.querysets import ObjectiveQuerySet
from clients.people.models import Client, User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel

#: What is measured has three decimals at most, as money has.
MEASURED = {"max_digits": 18, "decimal_places": 3}


class Objective(TenantModel):
    """What a client wants to reach: from a baseline to a target, by a day, owned by one of theirs.

    open -> met | missed | dropped, and back to open while it turns out otherwise.
    """

    class Lens(models.TextChoices):
        STRATEGY = "strategy", "Strategy"
        COST = "cost", "Cost"
        CONTROL = "control", "Control"
        TECHNOLOGY = "technology", "Technology"
        COMPETITION = "competition", "Competition"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        MET = "met", "Met"
        MISSED = "missed", "Missed"
        DROPPED = "dropped", "Dropped"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="objectives")
    lens = models.CharField(max_length=12, choices=Lens)
    sentence = models.CharField(
        "objective", max_length=200, help_text="In the client's own words, as one sentence."
    )
    baseline = models.DecimalField("where it started", **MEASURED)
    target = models.DecimalField(help_text="A different value: an objective moves it.", **MEASURED)
    unit = models.CharField(max_length=40, help_text="Such as USD a month, %, or days.")
    due_on = models.DateField("reach it by")
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="owner at the client",
    )
    state = models.CharField(max_length=8, choices=State, default=State.OPEN, editable=False)
    closed_on = models.DateField(null=True, editable=False)
    #: Why it was closed as it was, which the client reads.
    because = models.TextField(blank=True, editable=False)
    set_at = models.DateTimeField(auto_now_add=True)

    recommendations = models.ManyToManyField(
        Recommendation, through="ObjectiveAdvice", related_name="objectives"
    )
    projects = models.ManyToManyField(
        Project, through="ObjectiveProject", related_name="objectives"
    )

    objects = ObjectiveQuerySet.as_manager()

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "sentence"],
                name="an_objective_is_set_once",
                violation_error_message="This client has an objective of these words already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(baseline=models.F("target")),
                name="an_objective_moves_something",
                violation_error_message="The target is where it started. Set another one.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_on__isnull=True)
                | ~models.Q(state="open") & models.Q(closed_on__isnull=False),
                name="what_is_closed_has_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "met"]) | ~models.Q(because=""),
                name="who_gives_an_objective_up_says_why",
            ),
        ]
        indexes = [models.Index(fields=["client", "due_on", "id"], name="objectives_by_day")]

    def __str__(self) -> str:
        return self.sentence

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()

    def is_reached_by(self, value: Decimal) -> bool:
        """Whether a value is the target or beyond it, seen from the baseline."""
        return value >= self.target if self.target > self.baseline else value <= self.target

    def way_of(self, value: Decimal | None) -> Decimal | None:
        """How much of the way a value has gone; below zero it went the other way."""
        if value is None:
            return None
        return (value - self.baseline) / (self.target - self.baseline)

    @property
    def way(self) -> Decimal | None:
        """The same of the latest reading, which ``for_list`` brings along."""
        return self.way_of(self.latest)


class Reading(TenantModel):
    """A value measured on a day, and where it was read; mended by taking it off and noting anew."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="readings")
    day = models.DateField("measured on")
    value = models.DecimalField(**MEASURED)
    source = models.CharField(
        max_length=200, help_text="Where anybody can read it again, such as a report and its page."
    )
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    noted_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT, INSERT, DELETE", portal="SELECT")

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(
                fields=["objective", "day"],
                name="one_reading_a_day",
                violation_error_message="There is a reading of this day. Remove that one first.",
            ),
            models.CheckConstraint(
                condition=~models.Q(source=""), name="a_reading_says_where_it_was_read"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} on {self.day:%Y-%m-%d}"


class ObjectiveAdvice(TenantModel):
    """A recommendation serves an objective."""

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="advised")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="+")

    wall = Wall(practice="SELECT, INSERT, DELETE", portal="SELECT", portal_rows=OF_A_PUBLISHED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["objective", "recommendation"], name="a_recommendation_is_linked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation} for {self.objective}"


class ObjectiveProject(TenantModel):
    """The work of a project serves an objective."""

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="worked")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")

    wall = Wall(practice="SELECT, INSERT, DELETE", portal="SELECT")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["objective", "project"], name="a_project_is_linked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project} for {self.objective}"
