"""What the demo's clients want to reach, with readings, advice and work that serve it."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from clients.models import Client, Membership, Objective, Project, Recommendation, User
from clients.objectives.services import add_reading, keep_objective, link

#: The objective, its lens, where it started, its target and unit, and what was measured since,
#: with how many days ago.
AIMS = (
    (
        "Pay carriers nothing above the contract", Objective.Lens.COST,
        "6800", "500", "USD a month",
        (("6100", 75, "Audit before, page 1"), ("3900", 12, "Monthly report, page 2")),
    ),
    (
        "Know the owner of every circuit we pay for", Objective.Lens.CONTROL,
        "61", "100", "% of services",
        (("74", 40, "Inventory as of that day"),),
    ),
    (
        "Decide on advice within ten days", Objective.Lens.STRATEGY,
        "34", "10", "days",
        (),
    ),
)  # fmt: skip


def aim_like_a_client(client: Client, consultant: User) -> None:
    """Set the objectives, note the readings, and link what serves the first of them."""
    if Objective.objects.filter(client=client).exists():
        return
    today = timezone.localdate()
    owners = Membership.objects.filter(client=client).exclude(role=Membership.Role.CONSULTANT)
    owner = owners.order_by("pk").select_related("user").first()
    for number, (sentence, lens, baseline, target, unit, readings) in enumerate(AIMS):
        objective = keep_objective(
            objective=Objective(
                client=client, sentence=sentence, lens=lens, baseline=Decimal(baseline),
                target=Decimal(target), unit=unit, due_on=today + timedelta(days=90 * (number + 1)),
                owner=owner.user if owner else None,
            ),
            kept_by=consultant,
        )  # fmt: skip
        for value, days, source in readings:
            add_reading(
                objective=objective,
                day=today - timedelta(days=days),
                value=Decimal(value),
                source=source,
                noted_by=consultant,
            )
        if number == 0:
            link(
                objective=objective,
                recommendations=Recommendation.objects.filter(client=client).live(),
                projects=Project.objects.filter(client=client)[:2],
                linked_by=consultant,
            )
