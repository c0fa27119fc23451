"""What a business case is made of: drivers, costs, risks, targets, steps, concerns and terms."""

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from retainer.lib.formula import LONGEST
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.sourcing.case_models import BusinessCase

VALUE = {"max_digits": 18, "decimal_places": 4}
#: The policy of cases hides those that are not finished.
OF_A_FINISHED = "EXISTS (SELECT FROM rfp_businesscase c WHERE c.id = case_id)"

MODEL_STAYS = """
    IF EXISTS (
        SELECT FROM rfp_businesscase c
        WHERE c.id = (CASE TG_OP WHEN 'INSERT' THEN NEW.case_id ELSE OLD.case_id END)
            AND c.finished_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'a finished business case does not change'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
"""


def stays_finished(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=MODEL_STAYS,
    )


class CasePart(TenantModel):
    """What hangs on a case."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    case = models.ForeignKey(BusinessCase, models.PROTECT, related_name="%(class)ss")

    wall = Wall(portal="SELECT", portal_rows=OF_A_FINISHED)

    class Meta:
        abstract = True
        ordering = ["pk"]


class CaseDriver(CasePart):
    """A number the model turns on, with how low and how high it may come out."""

    name = models.CharField(
        "name in formulas", max_length=30,
        validators=[RegexValidator(r"\A[a-z][a-z0-9_]*\Z", "Write it like lines or price_a_line.")],
    )  # fmt: skip
    title = models.CharField("what it is", max_length=120)
    unit = models.CharField(max_length=40, blank=True)
    value = models.DecimalField("expected", **VALUE)
    low = models.DecimalField(**VALUE)
    high = models.DecimalField(**VALUE)
    source = models.CharField("where it is from", max_length=200, blank=True)

    class Meta(CasePart.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case", "name"], name="a_driver_has_a_name_of_its_own",
                violation_error_message="Another driver of this case has this name.",
            ),
            models.CheckConstraint(
                condition=Q(low__lte=F("value"), value__lte=F("high")),
                name="a_driver_lies_between_low_and_high",
                violation_error_message="The expected value lies between low and high.",
            ),
            models.CheckConstraint(
                condition=~Q(name__in=["year", "years", "min", "max", "grown", "first"]),
                name="a_driver_takes_no_word_of_the_formulas",
                violation_error_message="The formulas use this name for something else.",
            ),
        ]  # fmt: skip
        triggers = [stays_finished("drivers_of_a_finished_case_stay")]

    def __str__(self) -> str:
        return self.title


class Scenario(models.TextChoices):
    BASELINE = "baseline", "As it is today"
    PROPOSAL = "proposal", "The proposal"
    COMPETITION = "competition", "After a competition"


class CaseLine(CasePart):
    """A cost of one scenario in each year, by a formula over the drivers."""

    scenario = models.CharField(max_length=12, choices=Scenario)
    title = models.CharField("cost", max_length=120)
    formula = models.CharField(
        "cost in a year", max_length=LONGEST,
        help_text="Such as lines * price * 12 * grown(growth, year), or first(setup, year).",
    )  # fmt: skip

    class Meta(CasePart.Meta):
        triggers = [stays_finished("lines_of_a_finished_case_stay")]

    def __str__(self) -> str:
        return self.title


class Dimension(models.TextChoices):
    MONEY = "money", "Money"
    SERVICE = "service", "Service and technology"
    LAW = "law", "Contract and law"
    PEOPLE = "people", "People and change"
    MARKET = "market", "Market and supplier"


class CaseRisk(CasePart):
    """What may go wrong in one dimension, how likely, how bad, and what is done about it."""

    title = models.CharField("risk", max_length=200)
    dimension = models.CharField(max_length=8, choices=Dimension)
    likelihood = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)], help_text="1 rare, 5 all but sure."
    )
    impact = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)], help_text="1 slight, 5 grave."
    )
    treatment = models.TextField("what is done about it", blank=True)
    owner = models.CharField("who watches it", max_length=120, blank=True)

    class Meta(CasePart.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5)),
                name="a_risk_is_rated_one_to_five",
            )
        ]
        triggers = [stays_finished("risks_of_a_finished_case_stay")]

    def __str__(self) -> str:
        return self.title

    @property
    def weight(self) -> int:
        return self.likelihood * self.impact


class CaseTarget(CasePart):
    """What the supplier has to reach by a day; once it is missed, bidding opens again."""

    class Direction(models.TextChoices):
        HIGHER = "at_least", "at least"
        LOWER = "at_most", "at most"

    measure = models.CharField("what is measured", max_length=160)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.HIGHER)
    target = models.DecimalField(**VALUE)
    unit = models.CharField(max_length=40, blank=True)
    due_on = models.DateField("by")
    value = models.DecimalField("measured", null=True, blank=True, **VALUE)
    source = models.CharField("where it was read", max_length=200, blank=True)

    def __str__(self) -> str:
        return self.measure

    @property
    def is_missed(self) -> bool:
        return self.value is not None and not self._is_reached

    @property
    def state(self) -> str:
        if self.value is None:
            return "overdue" if self.due_on < timezone.localdate() else "open"
        return "met" if self._is_reached else "missed"

    @property
    def _is_reached(self) -> bool:
        if self.direction == self.Direction.HIGHER:
            return self.value >= self.target
        return self.value <= self.target


class CaseStep(CasePart):
    """A step on the way to approval; the board's stands first."""

    class Body(models.TextChoices):
        BOARD = "board", "Board"
        EXECUTIVE = "executive", "Executives"
        FINANCE = "finance", "Finance"
        LEGAL = "legal", "Legal"
        PURCHASING = "purchasing", "Purchasing"
        USERS = "users", "Those who use the service"

    position = models.PositiveSmallIntegerField(editable=False)
    body = models.CharField("who", max_length=12, choices=Body)
    title = models.CharField("step", max_length=160)
    due_on = models.DateField("by", null=True, blank=True)
    done_on = models.DateField("done", null=True, blank=True)
    outcome = models.TextField("what came of it", blank=True)

    class Meta(CasePart.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "position"], name="steps_of_a_case_are_numbered"
            ),
            models.CheckConstraint(
                condition=~Q(position=1) | Q(body="board"), name="the_board_is_asked_first"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CaseConcern(CasePart):
    """What worried the board, and what it was answered."""

    concern = models.TextField()
    raised_by = models.CharField(max_length=120)
    raised_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta(CasePart.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | ~Q(answer="") & Q(answered_on__isnull=False),
                name="an_answer_to_the_board_has_its_day",
                violation_error_message="Write the answer and its day, or neither.",
            )
        ]

    def __str__(self) -> str:
        return self.concern


class CaseTerm(CasePart):
    """A term of contract that matters: what is wanted, what would do, what was agreed."""

    class Priority(models.TextChoices):
        A = "a", "A: no contract without it"
        B = "b", "B: give it up only for something"
        C = "c", "C: good to have"

    position = models.PositiveSmallIntegerField(editable=False)
    term = models.CharField(max_length=120)
    priority = models.CharField(max_length=1, choices=Priority, default=Priority.B)
    wanted = models.TextField(blank=True)
    fallback = models.TextField(blank=True)
    agreed = models.TextField(blank=True)

    class Meta(CasePart.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "position"], name="terms_of_a_case_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return self.term
