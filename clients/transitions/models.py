"""Transitions, their milestones in two colours, and what must be true before they go live."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from clients.people.models import Client, User
from clients.transitions.querysets import MilestoneQuerySet, TransitionQuerySet
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class Colour(models.TextChoices):
    """How a step stands, in the words of whoever says it."""

    GREEN = "green", "On track"
    AMBER = "amber", "At risk"
    RED = "red", "Off track"


class Side(models.TextChoices):
    """Whose word it is, or whose task."""

    PROVIDER = "provider", "Provider"
    CLIENT = "client", "Client"
    PRACTICE = "practice", "Practice"


def colour_field(name: str) -> models.CharField:
    return models.CharField(name, max_length=5, choices=Colour, blank=True, editable=False)


class Transition(TenantModel):
    """A change that goes live on a day, if what has to be true by then is.

    The verdict is empty until the client decides to go or not to go; nobody decides it for them.
    """

    class Verdict(models.TextChoices):
        GO = "go", "Go"
        NO_GO = "no_go", "No go"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="transitions")
    name = models.CharField("transition", max_length=160, help_text="Such as Move to SIP trunks.")
    provider = models.CharField("who carries it out", max_length=120)
    ready_on = models.DateField("goes live on")
    verdict = models.CharField(max_length=5, choices=Verdict, blank=True, editable=False)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = TransitionQuerySet.as_manager()

    wall = Wall(
        practice="SELECT, INSERT, UPDATE (name, provider, ready_on)",
        portal="SELECT, UPDATE (verdict)",
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["client", "ready_on"], name="transitions_by_day")]

    def __str__(self) -> str:
        return self.name


class Milestone(TenantModel):
    """A step of a transition, with the provider's colour and, independent of it, the client's."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    transition = models.ForeignKey(Transition, on_delete=models.PROTECT, related_name="milestones")
    name = models.CharField("milestone", max_length=160)
    whose = models.CharField("whose task", max_length=8, choices=Side, default=Side.PROVIDER)
    due_on = models.DateField("due on")
    done_on = models.DateField(null=True, editable=False)
    provider_colour = colour_field("the provider's colour")
    client_colour = colour_field("the client's colour")

    objects = MilestoneQuerySet.as_manager()

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT, UPDATE (client_colour)")

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_disagreed(self) -> bool:
        colours = (self.provider_colour, self.client_colour)
        return self.done_on is None and all(colours) and len(set(colours)) == 2


class ColourWord(TenantModel):
    """What one side said of a milestone, when, and where it says so or why; never changed."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="words")
    side = models.CharField(max_length=8, choices=Side)
    colour = models.CharField(max_length=5, choices=Colour)
    #: Of the provider: the report, call or mail; of the client: why.
    source = models.TextField()
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    wall = Wall(
        practice="SELECT, INSERT",
        portal="SELECT, INSERT",
        portal_writes="side = 'client' AND actor_id = (SELECT app.user_id('portal'))",
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="a_colour_has_a_source"),
            models.CheckConstraint(
                condition=Q(side__in=("provider", "client")), name="two_sides_have_a_colour"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.get_colour_display()}"


class Criterion(TenantModel):
    """Something that must be true before a transition goes live, and what proves it."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        MET = "met", "Met"
        NOT_MET = "not_met", "Not met"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    transition = models.ForeignKey(Transition, on_delete=models.PROTECT, related_name="criteria")
    words = models.CharField("what must be true", max_length=200)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN, editable=False)
    evidence = models.TextField("what proves it", blank=True, editable=False)
    judged_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    judged_at = models.DateTimeField(null=True, editable=False)

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT")

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", judged_at__isnull=True, evidence="")
                | ~Q(state="open") & ~Q(evidence="") & Q(judged_at__isnull=False),
                name="a_criterion_is_judged_by_evidence",
            )
        ]

    def __str__(self) -> str:
        return self.words
