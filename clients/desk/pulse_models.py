"""What people are asked about the work together, what they answered, and what became of it."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from clients.desk.models import ME, Question
from clients.issues.models import Issue
from clients.people.models import Client, User
from retainer.lib.quarters import quarter_name
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class PulseChoice(TenantModel):
    """Whether people of a client, and those who work for it, are asked; nobody is until wanted."""

    client = models.OneToOneField(Client, on_delete=models.PROTECT, related_name="pulse_choice")
    is_wanted = models.BooleanField(default=False)

    wall = Wall(practice="SELECT, INSERT, UPDATE (is_wanted)", portal="SELECT")

    def __str__(self) -> str:
        return "wanted" if self.is_wanted else "not wanted"


class Pulse(TenantModel):
    """Two figures from 1 to 5, asked of one person once: of a question, an issue or a quarter.

    open -> answered
      '---> declined, lapsed

    Nobody has two open ones, whichever clients they are of, and none is asked for twice.
    """

    class State(models.TextChoices):
        OPEN = "open", "Asked"
        ANSWERED = "answered", "Answered"
        DECLINED = "declined", "Declined"
        LAPSED = "lapsed", "Not answered"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, related_name="pulses"
    )
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, related_name="pulses")
    quarter = models.DateField(null=True)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    good = models.PositiveSmallIntegerField(null=True)
    easy = models.PositiveSmallIntegerField(null=True)
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    # Nobody answers for another, and colleagues of a client do not read each other's.
    wall = Wall(
        practice="SELECT, INSERT, UPDATE (state, good, easy, words, answered_at)",
        staff_writes="person_id = (SELECT app.user_id('staff'))",
        portal="SELECT, INSERT, UPDATE (state, good, easy, words, answered_at)",
        portal_rows=f"person_id = {ME}",
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state="answered",
                    good__isnull=False,
                    easy__isnull=False,
                    answered_at__isnull=False,
                )
                | Q(~Q(state="answered"), good=None, easy=None, words="", answered_at=None),
                name="an_answered_pulse_has_two_figures",
            ),
            models.CheckConstraint(
                condition=Q(good__range=(1, 5), easy__range=(1, 5)),
                name="a_pulse_is_one_to_five",
            ),
            models.CheckConstraint(
                condition=Q(question__isnull=False, issue=None, quarter=None)
                | Q(question=None, issue__isnull=False, quarter=None)
                | Q(question=None, issue=None, quarter__isnull=False),
                name="a_pulse_is_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="open"), name="one_open_pulse_per_person"
            ),
            models.UniqueConstraint(
                fields=["question", "person"], name="one_pulse_per_question_and_person"
            ),
            models.UniqueConstraint(
                fields=["issue", "person"], name="one_pulse_per_issue_and_person"
            ),
            models.UniqueConstraint(
                fields=["client", "quarter", "person"],
                name="one_pulse_per_quarter_and_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.good} and {self.easy} of 5" if self.good else self.get_state_display()

    @property
    def about(self) -> str:
        """What it asks about, in words that follow 'how was'."""
        if self.quarter:
            return f"the quarter {quarter_name(self.quarter)}"
        return str(self.question or self.issue or "an issue that was settled")


class PrivateWord(TenantModel):
    """What a client user tells the principals alone, with a pulse."""

    pulse = models.OneToOneField(Pulse, on_delete=models.PROTECT, related_name="private")
    text = models.TextField()

    wall = Wall(
        practice="SELECT",
        portal="SELECT, INSERT",
        portal_rows="EXISTS (SELECT FROM clients_pulse p WHERE p.id = pulse_id)",
        principals_only=True,
    )

    def __str__(self) -> str:
        return self.text


class PulseSummary(TenantModel):
    """A quarter's pulse on one page, frozen, with what is done about it: for the executives."""

    quarter = models.DateField()
    #: What ``trends.Row`` says of each, as it stood.
    rows = models.JSONField()
    actions = models.TextField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(db_default=Now())

    wall = Wall(
        practice="SELECT, INSERT",
        portal="SELECT",
        portal_rows=f"""EXISTS (
            SELECT FROM clients_membership m
            WHERE m.client_id = clients_pulsesummary.client_id AND m.user_id = {ME}
                AND m.role = 'executive')""",
    )

    class Meta:
        ordering = ["-quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "quarter"], name="one_pulse_summary_per_quarter"
            )
        ]

    def __str__(self) -> str:
        return f"Pulse of {quarter_name(self.quarter)}"
