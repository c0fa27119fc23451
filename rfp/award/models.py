"""An award as it is put to the client, the client's word, and what each bidder is told."""

from django.contrib.postgres.functions import RandomUUID
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from clients.advice.deputy_models import Deputy
from clients.people.models import CURRENCY, DecisionRight, User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.award import guards
from rfp.bidders.models import OWN, Bidder
from rfp.evaluation.models import Contender, Evaluation
from rfp.issuing.models import MONEY, stays


class Award(TenantModel):
    """Whom the practice proposes, with the result frozen as the client reads it.

    put -> approved -> announced; put -> declined; taken back at any time before it is announced.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="awards")
    contender = models.ForeignKey(Contender, models.PROTECT, related_name="awards")
    number = models.PositiveSmallIntegerField()
    reasons = models.TextField()
    #: Everything the paper says, reckoned when it was put.
    paper = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    kind = models.CharField(
        "right it takes to approve",
        max_length=12,
        choices=DecisionRight.Subject,
        default=DecisionRight.Subject.CONTRACT,
    )
    money = models.DecimalField("price over the term", **MONEY)
    currency = models.CharField(max_length=3, validators=[CURRENCY])
    put_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    put_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    because = models.TextField(blank=True)
    announced_at = models.DateTimeField(null=True)
    announced_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    wall = Wall(
        practice="SELECT, INSERT, "
        "UPDATE (withdrawn_at, withdrawn_by_id, because, announced_at, announced_by_id)",
        portal="SELECT",
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "number"], name="an_evaluation_counts_its_awards"
            ),
            models.UniqueConstraint(
                fields=["evaluation"],
                condition=Q(withdrawn_at=None),
                name="one_award_of_a_request_stands",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_by__isnull=False) & ~Q(because=""),
                name="who_takes_an_award_back_says_why",
            ),
            models.CheckConstraint(
                condition=Q(announced_at=None) | Q(withdrawn_at=None),
                name="an_announced_award_stands",
            ),
        ]
        triggers = [
            *stays(
                "an_award",
                *("withdrawn_at", "withdrawn_by", "because", "announced_at", "announced_by"),
            ),
            guards.is_announced_once_approved(),
        ]

    def __str__(self) -> str:
        return f"Award of {self.evaluation.rfp.reference} to {self.paper['winner']['bidder']}"


class AwardApproval(TenantModel):
    """The client's word on an award; nobody of the practice can write one."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Declined"

    award = models.OneToOneField(Award, models.PROTECT, related_name="approval")
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    #: Whose right it rests on, and its limit then; none is without limit.
    right_of = models.ForeignKey(User, models.PROTECT, related_name="+")
    limit = models.DecimalField(null=True, **MONEY)
    deputyship = models.ForeignKey(Deputy, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(practice="SELECT", portal="SELECT, INSERT", portal_writes=guards.MAY_APPROVE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(deputyship__isnull=False) | Q(right_of=F("decided_by")),
                name="who_approves_an_award_for_another_is_their_deputy",
            ),
            models.CheckConstraint(
                condition=Q(outcome="approved") | ~Q(reason=""),
                name="who_declines_an_award_says_why",
            ),
        ]
        triggers = stays("a_word_on_an_award")

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} by {self.decided_by}"


class AwardLetter(TenantModel):
    """What one bidder is told: the outcome and its own scores, nobody else's."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="letters")
    bidder = models.OneToOneField(Bidder, models.PROTECT, related_name="letter")
    is_winner = models.BooleanField()
    told = models.JSONField(encoder=DjangoJSONEncoder)
    written_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT",
        portal="SELECT",
        bidder="SELECT",
        bidder_rows=OWN,
    )

    class Meta:
        ordering = ["bidder__number"]
        triggers = stays("a_letter_on_an_award")

    def __str__(self) -> str:
        return f"Letter to {self.bidder}"
