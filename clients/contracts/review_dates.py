"""When each provider is to be reviewed next."""

from dataclasses import dataclass
from datetime import date

from clients.contracts.review_models import ReviewPlan
from clients.people.models import Client, User


@dataclass(frozen=True)
class Coming:
    """The next review of a provider; it is due from its day on, until it was held."""

    plan: ReviewPlan
    today: date

    @property
    def day(self) -> date:
        return self.plan.next_after(self.plan.last_on)

    @property
    def is_due(self) -> bool:
        return self.day <= self.today

    @property
    def state(self) -> str:
        return "review_due" if self.is_due else "review_planned"


def coming(user: User, today: date, client: Client | None = None) -> list[Coming]:
    """The next review of each provider of clients that are not archived, the earliest first."""
    plans = ReviewPlan.objects.visible_to(user).filter(client__in=Client.objects.active())
    if client is not None:
        plans = plans.filter(client=client)
    found = [Coming(plan, today) for plan in plans.for_list()]
    return sorted(found, key=lambda next_: (next_.day, next_.plan.carrier_name, next_.plan.pk))
