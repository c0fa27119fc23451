"""What the demo's clients want to reach, with readings, advice and work that serve it."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from clients.models import Client, Membership, Metric, Objective, Project, Recommendation, User
from clients.objectives.services import add_reading, keep_objective, link
from retainer.demo.hospital import ST_BRANNOCK
from retainer.demo.logistics import KESTREL_RIDGE

Lens = Objective.Lens


@dataclass(frozen=True)
class Aim:
    sentence: str
    lens: Lens
    baseline: str
    target: str
    unit: str
    #: What was measured since: the value, how many days ago, and where it stands.
    readings: tuple[tuple[str, int, str], ...] = ()
    #: Whether the client's metrics serve it.
    is_measured: bool = False


#: By client; what it asks carriers back and the work on it serve the first of its aims.
AIMS = {
    ST_BRANNOCK.slug: (
        Aim(
            "Pay carriers nothing above the contract", Lens.COST, "6800", "500", "USD a month",
            (("6100", 75, "Audit before, page 1"), ("3900", 12, "Monthly report, page 2")),
        ),
        Aim(
            "Know the owner of every circuit we pay for", Lens.CONTROL,
            "61", "100", "% of services", (("74", 40, "Inventory as of that day"),),
        ),
        Aim("Decide on advice within ten days", Lens.STRATEGY, "34", "10", "days"),
        Aim(
            "Reach every clinic while it is open", Lens.TECHNOLOGY,
            "99.4", "99.9", "% of the month", (("99.63", 20, "Availability of circuits"),),
            is_measured=True,
        ),
    ),
    KESTREL_RIDGE.slug: (
        Aim(
            "Pay no more than 40 dollars a month for a driver’s phone", Lens.COST,
            "52.40", "40", "USD a phone",
            (("49.10", 110, "Report of that month, page 4"), ("44.75", 21, "Bill, page 1")),
        ),
        Aim(
            "No depot waits more than four hours for its line", Lens.TECHNOLOGY,
            "9.5", "4", "hours a repair", (("6.5", 33, "Tickets of the quarter"),),
            is_measured=True,
        ),
        Aim(
            "Two carriers or more bid whenever a contract ends", Lens.COMPETITION,
            "1", "2", "bids a contract",
        ),
    ),
}  # fmt: skip


def aim_like_a_client(client: Client, consultant: User) -> None:
    """Set the objectives, note the readings, and link what serves them."""
    if Objective.objects.filter(client=client).exists():
        return
    today = timezone.localdate()
    owners = Membership.objects.filter(client=client).exclude(role=Membership.Role.CONSULTANT)
    owner = owners.order_by("pk").select_related("user").first()
    for number, aim in enumerate(AIMS[client.slug]):
        objective = keep_objective(
            objective=Objective(
                client=client, sentence=aim.sentence, lens=aim.lens, unit=aim.unit,
                baseline=Decimal(aim.baseline), target=Decimal(aim.target),
                due_on=today + timedelta(days=90 * (number + 1)),
                owner=owner.user if owner else None,
            ),
            kept_by=consultant,
        )  # fmt: skip
        for value, days, source in aim.readings:
            add_reading(
                objective=objective,
                day=today - timedelta(days=days),
                value=Decimal(value),
                source=source,
                noted_by=consultant,
            )
        if aim.is_measured:
            Metric.objects.filter(client=client, objective=None).update(objective=objective)
        if number == 0:
            link(
                objective=objective,
                recommendations=Recommendation.objects.filter(client=client).live(),
                projects=Project.objects.filter(client=client)[:2],
                linked_by=consultant,
            )
