"""Stakeholders, every change of where they stand, and notes on a client.

None of it is for the client: the wall gives the portal's role nothing, the querysets give a client
user nothing, and no page, paper or export that a client may hold imports this subject.
"""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clients.people.models import Client, User
from clients.stakeholders.querysets import BetweenUs, StakeholderQuerySet
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class Stance(models.TextChoices):
    """How somebody meets what we are there for."""

    OPPOSED = "opposed", "Opposed"
    DOUBTFUL = "doubtful", "Doubtful"
    NEUTRAL = "neutral", "Neutral"
    SUPPORTIVE = "supportive", "Supportive"


class Influence(models.TextChoices):
    """How much depends on them."""

    HIGH = "high", "High"
    SOME = "some", "Some"
    LITTLE = "little", "Little"


class Stakeholder(TenantModel):
    """Somebody at the client whose support or resistance matters, whether they sign in or not."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="stakeholders")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120, help_text="What they do there, such as Finance lead.")
    stance = models.CharField(max_length=10, choices=Stance, default=Stance.NEUTRAL)
    influence = models.CharField(max_length=6, choices=Influence, default=Influence.SOME)
    reason = models.TextField(
        "why they stand there", blank=True, help_text="What they gain, lose or fear."
    )
    action = models.TextField("what we do about it", blank=True)
    next_step = models.CharField(max_length=200, blank=True)
    next_on = models.DateField("on", null=True, blank=True)
    left_on = models.DateField(
        "left on", null=True, blank=True, help_text="Once they are no longer there."
    )

    objects = StakeholderQuerySet.as_manager()

    wall = Wall(practice="SELECT, INSERT, UPDATE")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "name"],
                name="one_stakeholder_of_a_name",
                violation_error_message="Somebody of this name is on the map of this client.",
            ),
            models.CheckConstraint(
                condition=Q(next_on=None) | ~Q(next_step=""),
                name="a_day_is_of_a_next_step",
                violation_error_message="Say what happens on that day.",
            ),
        ]
        indexes = [models.Index(fields=["client", "next_on", "id"], name="stakeholders_by_step")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_late(self) -> bool:
        return bool(self.next_on and not self.left_on and self.next_on < timezone.localdate())

    @property
    def needs_action(self) -> bool:
        """Somebody of high influence is not with us, and nothing is planned about it."""
        resists = self.stance in (Stance.OPPOSED, Stance.DOUBTFUL)
        return resists and self.influence == Influence.HIGH and not (self.action or self.left_on)


class StakeholderChange(TenantModel):
    """What changed about somebody, in words, and who wrote it down; never changed itself."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="changes")
    words = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = BetweenUs.as_manager()

    wall = Wall(practice="SELECT, INSERT")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.words


class ClientNote(TenantModel):
    """How things get done at a client, or what to know of somebody there."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="notes")
    about = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, null=True, blank=True, related_name="notes"
    )
    text = models.TextField("note")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    objects = BetweenUs.as_manager()

    wall = Wall(practice="SELECT, INSERT, DELETE")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["client", "-id"], name="notes_on_a_client")]

    def __str__(self) -> str:
        return self.text
