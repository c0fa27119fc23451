"""Regular reviews of what a provider is worth: keep, amend or rebid."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from clients.contracts.querysets import ReviewPlanQuerySet
from clients.contracts.running import months_after
from clients.people.models import Client, User
from clients.telecom.models import Carrier
from retainer.lib import format as written
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


def usual_questions() -> list[str]:
    """What a review of a provider asks when nobody has said otherwise."""
    return [
        "Are the prices still those of the market?",
        "Were the service levels kept, and missed ones credited?",
        "Are its bills right, and are errors corrected at the first asking?",
        "Does it still deliver what is needed, and no more?",
        "Do term, notice and liability still suit us?",
    ]


class ReviewPlan(TenantModel):
    """How often a provider is looked at, and by which questions."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="review_plans")
    carrier = models.ForeignKey(
        Carrier, on_delete=models.PROTECT, verbose_name="provider", related_name="review_plans"
    )
    every_months = models.PositiveSmallIntegerField(
        "every so many months",
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    first_on = models.DateField("first review on")
    questions = ArrayField(models.CharField(max_length=200), default=usual_questions)

    objects = ReviewPlanQuerySet.as_manager()

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "carrier"],
                name="one_review_plan_per_provider",
                violation_error_message="This provider is reviewed already. Change that plan.",
            )
        ]

    def __str__(self) -> str:
        return f"Review of {self.carrier}"

    def next_after(self, last: date | None) -> date:
        """When the next review is due, given the day of the last one."""
        return months_after(last, self.every_months) if last else self.first_on


class Review(TenantModel):
    """A review that was held; it stays as it was written."""

    class Result(models.TextChoices):
        KEEP = "keep", "Keep"
        AMEND = "amend", "Amend"
        REBID = "rebid", "Rebid"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(ReviewPlan, on_delete=models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    result = models.CharField(max_length=5, choices=Result)
    #: Each question of that day, with what was found.
    answers = models.JSONField()
    summary = models.TextField(help_text="Why, in a few sentences. The client can read it.")
    held_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    wall = Wall(practice="SELECT, INSERT", portal="SELECT")

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "held_on"], name="one_review_a_day_of_a_plan")
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {self.held_on:%Y-%m-%d}"

    def begun(self, provider: str) -> dict[str, str]:
        """What a recommendation begins with when the services are to be tendered after it."""
        return {
            "title": f"Shall the services of {provider} be tendered?",
            "found": f"Review of {provider} on {written.day(self.held_on)}: {self.summary}",
            "option_1": "Tender them",
            "option_2": f"Stay with {provider}",
        }
