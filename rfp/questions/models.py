"""What bidders ask, and what all of them are answered."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.authoring.models import Rfp
from rfp.bidders.models import OWN, Bidder, BidderPerson


class AnswerRound(TenantModel):
    """Answers that all bidders got at one moment."""

    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="answer_rounds")
    number = models.PositiveSmallIntegerField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT",
        bidder="SELECT (id, rfp_id, number, published_at)",
        bidder_rows="rfp_id = (SELECT app.rfp())",
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["rfp", "number"], name="rounds_are_counted")]

    def __str__(self) -> str:
        return f"Round {self.number}"


class Answer(TenantModel):
    """A question in words that do not tell who asked, and what is answered; frozen once out."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="answers")
    #: Q-3 to everybody; given when it goes out.
    number = models.PositiveSmallIntegerField(null=True, editable=False)
    about = models.CharField(
        max_length=60, blank=True, help_text="Such as R-014 or a section. May be empty."
    )
    question = models.TextField(help_text="As all bidders read it: nothing tells who asked.")
    answer = models.TextField(blank=True)
    round = models.ForeignKey(
        AnswerRound, on_delete=models.PROTECT, null=True, related_name="answers", editable=False
    )
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    written_at = models.DateTimeField(auto_now=True)

    wall = Wall(
        bidder="SELECT (id, public_id, rfp_id, number, about, question, answer, round_id)",
        bidder_rows="rfp_id = (SELECT app.rfp()) AND round_id IS NOT NULL",
    )

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rfp", "number"], name="answers_are_counted"),
            models.CheckConstraint(
                condition=models.Q(round=None) | (~models.Q(answer="") & ~models.Q(number=None)),
                name="what_goes_out_is_answered_and_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"Q-{self.number}" if self.number else "Draft"


class BidderQuestion(TenantModel):
    """What somebody of a bidder asked; several may have one answer."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    rfp = models.ForeignKey(Rfp, on_delete=models.PROTECT, related_name="bidder_questions")
    bidder = models.ForeignKey(Bidder, on_delete=models.PROTECT, related_name="questions")
    person = models.ForeignKey(BidderPerson, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(
        max_length=60, blank=True, help_text="Such as R-014 or a section. May be empty."
    )
    words = models.TextField(
        "question", help_text="Do not say who you are: all bidders read question and answer."
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    answer = models.ForeignKey(
        Answer, on_delete=models.SET_NULL, null=True, related_name="asked", editable=False
    )
    #: Why it gets no answer, which its bidder alone reads.
    refused_because = models.TextField(blank=True, editable=False)

    wall = Wall(
        practice="SELECT, UPDATE (answer_id, refused_because)",
        bidder="SELECT, INSERT, UPDATE (withdrawn_at)",
        bidder_rows=OWN,
        bidder_writes="rfp_id = (SELECT app.rfp()) "
        "AND (withdrawn_at IS NOT NULL OR person_id = (SELECT app.user_id('bidder')))",
    )

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return self.words[:60]
