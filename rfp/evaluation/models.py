"""Who judges proposals, by which rules, and what of bidders they read."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.authoring.models import Rfp
from rfp.bidders.models import Bidder
from rfp.bids.opening_models import PriceOpening
from rfp.evaluation import guards
from rfp.evaluation.guards import ME
from rfp.evaluation.querysets import EvaluationQuerySet
from rfp.issuing.models import IssuedVersion

#: Of the sheet of requirements, what a bidder writes.
HEADINGS = ("Answer", "Explanation", "Evidence and page")


@dataclass(frozen=True)
class Given:
    """What a bidder wrote to one requirement."""

    words: str
    explanation: str
    evidence: str


class Evaluation(TenantModel):
    """How the proposals to one request are judged.

    prepared -> scoring (each alone and blind) -> meeting (scores are open and stay) -> consensus
    (quality is settled for good, and prices may be opened).
    """

    class State(models.TextChoices):
        PREPARED = "prepared", "Prepared"
        SCORING = "scoring", "Being scored"
        MEETING = "meeting", "In the meeting"
        CONSENSUS = "consensus", "Consensus closed"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    rfp = models.OneToOneField(Rfp, on_delete=models.PROTECT, related_name="evaluation")
    #: What proposals answer: the last version that was issued when scoring began.
    version = models.ForeignKey(
        IssuedVersion, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    state = models.CharField(max_length=9, choices=State, default=State.PREPARED, editable=False)
    scale = models.PositiveSmallIntegerField(
        "points for the best answer",
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="0 is the worst. A requirement whose help for scorers says “0 to 5” has its own.",
    )
    spread = models.PositiveSmallIntegerField(
        "percent of the scale",
        default=40,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="Scores further apart than this need a reason for what is agreed.",
    )
    is_anonymous = models.BooleanField(
        "evaluators read “Bidder 1” instead of names",
        default=False,
        help_text="Until consensus is closed. What bidders wrote is shown as they wrote it.",
    )
    discount = models.DecimalField(
        "percent a year for present values",
        max_digits=5,
        decimal_places=2,
        default=Decimal(8),
        validators=[MinValueValidator(0), MaxValueValidator(50)],
        help_text="What money is worth less for each year that it falls due later.",
    )
    prepared_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False
    )
    prepared_at = models.DateTimeField(auto_now_add=True)
    scoring_at = models.DateTimeField(null=True, editable=False)
    meeting_at = models.DateTimeField(null=True, editable=False)
    #: Why it began although scores were missing.
    meeting_because = models.TextField(blank=True, editable=False)
    consensus_at = models.DateTimeField(null=True, editable=False)
    consensus_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = EvaluationQuerySet.as_manager()

    wall = Wall(practice="SELECT, INSERT, UPDATE", portal="SELECT")

    class Meta:
        ordering = ["-pk"]
        triggers = [
            pgtrigger.Trigger(
                name="an_evaluation_goes_one_way",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=guards.MOVES,
            )
        ]

    def __str__(self) -> str:
        return f"Evaluation of {self.rfp}"

    @property
    def is_blind(self) -> bool:
        """Whether nobody reads what others gave."""
        return self.state in (self.State.PREPARED, self.State.SCORING)

    @property
    def is_over(self) -> bool:
        return self.state == self.State.CONSENSUS

    @cached_property
    def shows_prices(self) -> bool:
        """Whether consensus is closed and two have opened the prices."""
        opened = PriceOpening.objects.filter(rfp=self.rfp_id, opened_at__isnull=False)
        return self.is_over and opened.exists()


class Evaluator(TenantModel):
    """Somebody who scores: all requirements, or those of some groups."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="evaluators")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    #: As others read it, whatever they may read of people.
    name = models.CharField(max_length=160)
    #: Such as network or legal; none means all requirements.
    groups = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    #: How many scores there are: who leads sees how far everybody is, and no score.
    scored = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True)
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT, UPDATE, DELETE",
        portal="SELECT, UPDATE (scored, submitted_at)",
        portal_writes=f"person_id = {ME}",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "person"], name="somebody_evaluates_a_request_once"
            )
        ]
        triggers = [
            guards.only_while("evaluators_stay_once_scores_are_open", "prepared", "scoring")
        ]

    def __str__(self) -> str:
        return self.name

    def judges(self, group: str) -> bool:
        """Whether a requirement of this group is theirs to score."""
        return not self.groups or group in self.groups


class Criterion(TenantModel):
    """A requirement as it is judged: a gate, or a weight with its own scale."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="criteria")
    code = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=160)
    title = models.CharField(max_length=160)
    text = models.TextField()
    level = models.CharField(max_length=12)
    weight = models.PositiveSmallIntegerField()
    #: Points for the best answer.
    most = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=40, blank=True)
    help = models.TextField(blank=True)
    evidence = models.TextField(blank=True)

    wall = Wall(
        practice="SELECT, INSERT",
        portal="SELECT",
        portal_rows=guards.of_named("rfp_criterion"),
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "code"], name="a_requirement_is_judged_once"
            )
        ]
        triggers = [guards.only_while("criteria_stay_as_scoring_began", "prepared")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def is_gate(self) -> bool:
        return self.level == "mandatory"

    @property
    def is_scored(self) -> bool:
        return self.weight > 0


class Contender(TenantModel):
    """A bidder whose proposal is judged, with its answers as they were when scoring began."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="contenders")
    bidder = models.OneToOneField(Bidder, models.PROTECT, related_name="contender")
    number = models.PositiveSmallIntegerField()
    #: What evaluators call it: an alias until consensus is closed, where names are kept from them.
    name = models.CharField(max_length=160)
    #: By requirement: the cells of its row in the workbook by heading.
    answers = models.JSONField(encoder=DjangoJSONEncoder)

    wall = Wall(
        practice="SELECT, INSERT, UPDATE (name)",
        portal="SELECT",
        portal_rows=guards.of_named("rfp_contender"),
    )

    class Meta:
        ordering = ["number"]
        triggers = [
            pgtrigger.ReadOnly(name="what_is_judged_stays", exclude=["name"]),
        ]

    def __str__(self) -> str:
        return self.name

    def answer(self, code: str) -> Given:
        """What it wrote to a requirement."""
        cells = self.answers.get(code, {})
        return Given(
            cells.get("Answer", ""),
            cells.get("Explanation", ""),
            cells.get("Evidence and page", ""),
        )
