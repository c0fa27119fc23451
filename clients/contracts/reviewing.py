"""Planning reviews of providers, and keeping what they came to."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from clients.contracts.review_models import Review, ReviewPlan
from clients.people.activity import record
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib.refusal import Refused


class NotReviewed(Refused):
    """A review that cannot be kept as it is."""


@transaction.atomic
def plan_reviews(*, plan: ReviewPlan, planned_by: User) -> ReviewPlan:
    """Keep how often a provider is reviewed, and by which questions."""
    is_new = plan.pk is None
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError as clash:
        raise NotReviewed("This provider is reviewed already. Change that plan.") from clash
    rhythm = written.count(plan.every_months, "month")
    deed = "planned" if is_new else "changed"
    record(
        f"review.{deed}",
        f"Reviews of {plan.carrier} are every {rhythm}",
        actor=planned_by,
        client=plan.client,
        subject=plan,
    )
    return plan


@transaction.atomic
def keep_review(
    *,
    plan: ReviewPlan,
    held_on: date,
    result: Review.Result,
    answers: Mapping[str, str],
    summary: str,
    held_by: User,
) -> Review:
    """Keep what a review came to; the next is due so many months after its day."""
    try:
        with transaction.atomic():
            review = Review.objects.create(
                client=plan.client,
                plan=plan,
                held_on=held_on,
                result=result,
                answers=dict(answers),
                summary=summary,
                held_by=held_by,
            )
    except IntegrityError as clash:
        day = written.day(held_on)
        raise NotReviewed(f"A review held on {day} is on file. Choose its own day.") from clash
    word = Review.Result(result).label.lower()
    record(
        "review.held",
        f"The review of {plan.carrier} on {written.day(held_on)} came to: {word}",
        actor=held_by,
        client=plan.client,
        subject=plan,
    )
    return review
