"""Issues, the steps taken in them, and the hours each level of a client has to answer."""

from datetime import timedelta

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clients.issues.levels import Level
from clients.issues.querysets import IssueQuerySet
from clients.people.models import Client, User
from clients.telecom.models import Carrier
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel

ME = "(SELECT app.user_id('portal'))"
#: A client user meets the issues of their own level, and those they raised.
AT_MY_LEVEL = f"""
    raised_by_id = {ME} OR EXISTS (
        SELECT FROM clients_membership m
        WHERE m.client_id = clients_issue.client_id AND m.user_id = {ME}
            AND clients_issue.level = CASE m.role
                WHEN 'executive' THEN 'executive' WHEN 'manager' THEN 'management'
                ELSE 'operating' END)
"""


def hours_field(name: str, default: int) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        name,
        default=default,
        validators=[MinValueValidator(1), MaxValueValidator(400)],
        help_text="Open hours; eight are a usual day.",
    )


class Ladder(TenantModel):
    """How many open hours each level of a client has before an issue moves on."""

    client = models.OneToOneField(Client, on_delete=models.PROTECT, related_name="ladder")
    operating = hours_field("operating level answers within", 16)
    management = hours_field("management answers within", 16)
    executive = hours_field("executives answer within", 24)

    wall = Wall(portal="SELECT")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(operating__gte=1, management__gte=1, executive__gte=1),
                name="every_level_has_an_hour",
            )
        ]

    def __str__(self) -> str:
        return f"{self.operating}, {self.management} and {self.executive} hours"

    @classmethod
    def of(cls, client: Client) -> "Ladder":
        """The client's own, or an unsaved one with the usual hours."""
        return cls.objects.filter(client=client).first() or cls(client=client)

    def hours(self, level: str) -> timedelta:
        return timedelta(hours=getattr(self, level))


class Issue(TenantModel):
    """Something that must be answered by the people of its level within that level's hours.

    open -> answered -> settled
      ^--------'-----------'       asked again

    While it is open a clock runs until ``due_at``; unanswered then, it moves up one level, where
    the clock begins anew. The executives' clock runs out without anybody above them.
    """

    class State(models.TextChoices):
        OPEN = "open", "Waiting for an answer"
        ANSWERED = "answered", "Answered"
        SETTLED = "settled", "Settled"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="issues")
    carrier = models.ForeignKey(
        Carrier, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField("issue", max_length=160)
    text = models.TextField("what happened", help_text="And what you need to hear.")
    level = models.CharField(max_length=10, choices=Level, default=Level.OPERATING, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN, editable=False)
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    raised_at = models.DateTimeField(editable=False)
    #: Since when the people of its level have been asked.
    asked_at = models.DateTimeField(editable=False)
    #: When the level's hours are over, as promised when it was asked; none while no clock runs.
    due_at = models.DateTimeField(null=True, editable=False)

    objects = IssueQuerySet.as_manager()

    wall = Wall(
        portal="SELECT, INSERT, UPDATE (level, state, asked_at, due_at)", portal_rows=AT_MY_LEVEL
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", due_at__isnull=False)
                | Q(due_at__isnull=True) & ~Q(state="open"),
                name="a_clock_runs_while_an_issue_is_open",
            )
        ]
        indexes = [
            models.Index(fields=["client", "state", "due_at"], name="issues_by_state"),
            models.Index(fields=["due_at"], condition=Q(state="open"), name="issues_running"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_overdue(self) -> bool:
        return self.due_at is not None and self.due_at <= timezone.now()

    @property
    def shown(self) -> str:
        """Its state on a page, where an open one that is overdue says so."""
        return "overdue" if self.is_overdue else self.state


class IssueStep(TenantModel):
    """One thing that was done about an issue, by whom, when, and in which words; never changed."""

    class Deed(models.TextChoices):
        RAISED = "raised", "Raised"
        ANSWERED = "answered", "Answered"
        ASKED = "asked", "Asked again"
        MOVED = "moved", "Moved by hand"
        ESCALATED = "escalated", "Moved up, unanswered"
        SETTLED = "settled", "Settled"

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="steps")
    deed = models.CharField(max_length=10, choices=Deed)
    words = models.TextField(blank=True)
    #: The level it was at afterwards.
    level = models.CharField(max_length=10, choices=Level)
    #: When that level's clock ended; none when it stopped.
    due_at = models.DateTimeField(null=True)
    #: The moment that passed without an answer, for which it moves up only once.
    missed_at = models.DateTimeField(null=True)
    #: Nobody: the clock did it.
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    wall = Wall(
        practice="SELECT, INSERT",
        portal="SELECT, INSERT",
        portal_rows="EXISTS (SELECT FROM clients_issue i WHERE i.id = issue_id)",
        portal_writes=f"actor_id = {ME}",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deed="escalated", actor__isnull=True, missed_at__isnull=False)
                | Q(actor__isnull=False, missed_at__isnull=True) & ~Q(deed="escalated"),
                name="the_clock_alone_escalates",
            ),
            models.UniqueConstraint(
                fields=["issue", "missed_at"], name="an_issue_moves_once_for_a_missed_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.get_deed_display()
