"""Questions of clients with every step, and what we promise about answers."""

from datetime import datetime
from decimal import Decimal

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now

from clients.desk.querysets import QuestionQuerySet
from clients.people.models import User
from retainer.lib.tenancy import OpenTable, Wall
from retainer.lib.tenancy.models import TenantModel

ME = "(SELECT app.user_id('portal'))"
#: A promise of no time at all would be broken by asking.
HOURS = {
    "max_digits": 5,
    "decimal_places": 2,
    "validators": [MinValueValidator(Decimal("0.25")), MaxValueValidator(Decimal(400))],
}


class AnswerPromise(models.Model):
    """How soon we say something, in service hours: a single row, published in the portal."""

    first_word = models.DecimalField(
        "first answer within", default=Decimal(4), help_text="Service hours since asked.", **HOURS
    )
    next_word = models.DecimalField(
        "next word within",
        default=Decimal(16),
        help_text="Service hours since we said that we are still working on it.",
        **HOURS,
    )

    wall = OpenTable(
        "published: what we promise everybody",
        portal="SELECT",
        staff="SELECT, INSERT, UPDATE",
        worker="SELECT, INSERT, UPDATE",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_answer_promise")
        ]

    def __str__(self) -> str:
        return f"{self.first_word} hours"

    @classmethod
    def current(cls) -> "AnswerPromise":
        """The promise, or an unsaved usual one while nobody has made another."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class Question(TenantModel):
    """What a client user asks, and by when we promised to say something.

    asked -> working -> answered -> closed
      |         ^  |        |          |
      '---------|--'------> '-reopened-'
                '----------------'

    Only client users ask, close and reopen; nobody of the practice can in their name.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        WORKING = "working", "Being worked on"
        ANSWERED = "answered", "Answered"
        CLOSED = "closed", "Closed"
        REOPENED = "reopened", "Reopened"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    subject = models.CharField(max_length=160)
    #: What it is about, where it was asked from such a page: finding, bill, dispute.
    about_kind = models.CharField(max_length=12, blank=True, editable=False)
    about_id = models.UUIDField(null=True, editable=False)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED, editable=False)
    #: When our first word was promised for; stays, whatever is promised to others later.
    due_at = models.DateTimeField(editable=False)
    #: When our next word is due; none while the next word is the client's.
    next_due_at = models.DateTimeField(null=True, editable=False)
    first_word_at = models.DateTimeField(null=True, editable=False)
    #: Service hours that passed until then, reckoned on that day.
    took = models.DurationField(null=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    wall = Wall(
        practice="SELECT, UPDATE (state, next_due_at, first_word_at, took)",
        portal="SELECT, INSERT, UPDATE (state, next_due_at)",
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(about_kind="", about_id=None)
                | ~models.Q(about_kind="") & models.Q(about_id__isnull=False),
                name="a_question_is_about_a_thing_or_none",
            ),
            models.CheckConstraint(
                condition=models.Q(next_due_at=None, state__in=("answered", "closed"))
                | models.Q(next_due_at__isnull=False, state__in=("asked", "working", "reopened")),
                name="our_next_word_is_due_until_answered",
            ),
            models.CheckConstraint(
                condition=models.Q(first_word_at=None, took=None)
                | models.Q(first_word_at__isnull=False, took__isnull=False),
                name="a_first_word_took_so_long",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_due_at", "id"],
                condition=models.Q(next_due_at__isnull=False),
                name="questions_we_owe_a_word",
            ),
            models.Index(fields=["client", "asked_at"], name="questions_of_a_client"),
        ]

    def __str__(self) -> str:
        return self.subject

    def is_late(self, now: datetime) -> bool:
        """Whether our first word came later than promised, or should have come and did not."""
        return (self.first_word_at or now) > self.due_at


class QuestionStep(TenantModel):
    """What somebody said or did about a question; never changed."""

    class Deed(models.TextChoices):
        ASKED = "asked", "Asked"
        WORKING = "working", "Still working on it"
        ANSWERED = "answered", "Answered"
        CLOSED = "closed", "Closed"
        REOPENED = "reopened", "Reopened"

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="steps")
    deed = models.CharField(max_length=8, choices=Deed)
    words = models.TextField(blank=True)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    #: When this word of ours was due.
    due_at = models.DateTimeField(null=True)

    wall = Wall(
        practice="SELECT, INSERT",
        portal="SELECT, INSERT",
        portal_writes=f"""actor_id = {ME} AND deed IN ('asked', 'closed', 'reopened') AND EXISTS (
            SELECT FROM clients_question q
            WHERE q.id = question_id AND q.client_id = clients_questionstep.client_id)""",
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["question", "id"], name="steps_of_a_question")]

    def __str__(self) -> str:
        return self.get_deed_display()

    @property
    def is_late(self) -> bool:
        """Whether it came later than promised."""
        return self.due_at is not None and self.at > self.due_at
