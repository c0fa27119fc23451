"""The business case for buying from one supplier without competition, with its living model."""

from decimal import Decimal

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from clients.people.models import CURRENCY, Client, User
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel
from rfp.sourcing.models import SourcingDecision
from rfp.sourcing.querysets import CaseQuerySet
from rfp.sourcing.supplier_models import Supplier

#: A finished case keeps its words; results, what came of it and the hand of the board go on.
WORDS_STAY = """
    IF OLD.finished_at IS NOT NULL AND NEW.finished_at IS NOT NULL AND
        to_jsonb(NEW) - ARRAY['state', 'reopened_as_id'] IS DISTINCT FROM
        to_jsonb(OLD) - ARRAY['state', 'reopened_as_id']
    THEN
        RAISE EXCEPTION 'a finished business case does not change'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class BusinessCase(TenantModel):
    """Why one supplier is asked alone, in seven parts that are all needed.

    draft -> finished -> reopened (a target was missed: bidding is open again)
      ^---------'
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        FINISHED = "finished", "Finished"
        REOPENED = "bidding_reopened", "Bidding reopened"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    decision = models.ForeignKey(
        SourcingDecision, models.PROTECT, null=True, blank=True, related_name="cases",
        verbose_name="sourcing decision it supports",
    )  # fmt: skip
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    #: As clients read it: the directory itself is the practice's own.
    supplier_name = models.CharField(max_length=120, editable=False)
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    years = models.PositiveSmallIntegerField(
        "term in years", default=3, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    rate = models.DecimalField(
        "discount rate in per cent a year", max_digits=5, decimal_places=2, default=Decimal(8),
        validators=[MinValueValidator(0), MaxValueValidator(50)],
        help_text="Each year's money is discounted from the end of that year.",
    )  # fmt: skip
    summary = models.TextField(
        "plain summary", blank=True, help_text="One page, without a word of the trade."
    )
    baseline = models.TextField(
        "what it costs today, in full", blank=True,
        help_text="Bills, own people, outages, what runs beside; and where each figure is from.",
    )  # fmt: skip
    projection = models.TextField("what changes over the term", blank=True)
    business_benefits = models.TextField("benefits for the business", blank=True)
    strategic_benefits = models.TextField("strategic benefits", blank=True)
    competition = models.TextField(
        "what a competition would bring and cost", blank=True,
        help_text="Prices to expect, months lost, the cost of asking and of changing over.",
    )  # fmt: skip
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT, editable=False)
    author = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    drafted_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, editable=False)
    #: The decision for a competition that a missed target led to.
    reopened_as = models.ForeignKey(
        SourcingDecision, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = CaseQuerySet.as_manager()

    wall = Wall(
        practice="SELECT, INSERT, UPDATE",
        portal="SELECT",
        portal_rows="finished_at IS NOT NULL",
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", finished_at__isnull=True)
                | ~Q(state="draft") & Q(finished_at__isnull=False),
                name="only_a_draft_of_a_case_is_not_finished",
            ),
            models.CheckConstraint(
                condition=Q(years__range=(1, 10)), name="a_case_spans_one_to_ten_years"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_finished_case_keeps_its_words",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=WORDS_STAY,
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT
