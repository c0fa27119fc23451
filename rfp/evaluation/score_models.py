"""What each evaluator gave, what the meeting agreed on, and who said that a gate is met."""

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import Q

from clients.people.models import User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.evaluation import guards
from rfp.evaluation.guards import ME, US
from rfp.evaluation.models import Contender, Criterion, Evaluation

POINTS = {"max_digits": 5, "decimal_places": 2}


class Score(TenantModel):
    """What one evaluator gave one answer; nobody else reads it before the meeting."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    contender = models.ForeignKey(Contender, models.PROTECT, related_name="scores")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    points = models.DecimalField(**POINTS)
    remark = models.TextField(blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    wall = Wall(
        practice="SELECT, INSERT, UPDATE, DELETE",
        staff_rows=f"person_id = {US} OR {guards.OPENED}",
        staff_writes=f"person_id = {US}",
        portal="SELECT, INSERT, UPDATE, DELETE",
        portal_rows=f"(person_id = {ME} OR {guards.OPENED}) AND {guards.of_named('rfp_score')}",
        portal_writes=f"person_id = {ME}",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "contender", "person"], name="an_evaluator_scores_once"
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0, points__lte=100), name="a_score_is_on_a_scale"
            ),
        ]
        triggers = [guards.scored_while_it_is_open()]

    def __str__(self) -> str:
        return f"{self.points:f} for {self.contender}, {self.criterion}"


class AgreedScore(TenantModel):
    """What the meeting agreed on, with its reason where people were far apart."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="agreed")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="agreed")
    contender = models.ForeignKey(Contender, models.PROTECT, related_name="agreed")
    points = models.DecimalField(**POINTS)
    reason = models.TextField(blank=True)
    #: Whether nobody set it: the mean of all scores, as the meeting closed.
    is_mean = models.BooleanField(default=False)
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now=True)

    wall = Wall(
        practice="SELECT, INSERT, UPDATE",
        portal="SELECT",
        portal_rows=guards.of_named("rfp_agreedscore"),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "contender"], name="a_meeting_agrees_once_on_an_answer"
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0, points__lte=100), name="an_agreed_score_is_on_a_scale"
            ),
        ]
        triggers = [guards.only_while("a_consensus_stays", "meeting")]

    def __str__(self) -> str:
        return f"{self.points:f} for {self.contender}, {self.criterion}"

    @property
    def share(self) -> Decimal:
        return self.points / self.criterion.most


class GateVerdict(TenantModel):
    """Somebody's word on whether a proposal meets a mandatory requirement; the latest counts."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="verdicts")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="verdicts")
    contender = models.ForeignKey(Contender, models.PROTECT, related_name="verdicts")
    passes = models.BooleanField()
    reason = models.TextField()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    wall = Wall(
        practice="SELECT, INSERT",
        staff_writes=f"decided_by_id = {US}",
        portal="SELECT, INSERT",
        portal_rows=guards.of_named("rfp_gateverdict"),
        portal_writes=f"decided_by_id = {ME}",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_gate_is_decided_with_a_reason")
        ]
        triggers = [
            guards.only_while("gates_stay_as_consensus_closed", "scoring", "meeting"),
            pgtrigger.Protect(
                name="a_word_on_a_gate_stays", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contender}, {self.criterion}: {'met' if self.passes else 'not met'}"
