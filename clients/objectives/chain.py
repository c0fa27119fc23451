"""The chain of an objective: recommendations, decisions, work, and what came of it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Sum

from clients.advice.models import Recommendation
from clients.objectives.models import Objective, Reading
from clients.objectives.results import Result, results_of
from clients.people.models import User
from clients.work.models import Mode, WorkEntry
from retainer.lib import format as written

NOTHING = Decimal(0)


@dataclass
class Worked:
    """The work of a linked project that was approved: hours charged, in all and by mode."""

    name: str
    public_id: str
    state: str
    hours: Decimal = NOTHING
    modes: str = ""


@dataclass(frozen=True)
class Measured:
    """A reading with how much of the way it stands for."""

    reading: Reading
    way: Decimal | None


@dataclass(frozen=True)
class Chain:
    """Everything an objective's page shows, as one person may see it."""

    advised: list[Recommendation]
    worked: list[Worked]
    results: list[Result]
    measured: list[Measured]

    @property
    def hours(self) -> Decimal:
        return sum((each.hours for each in self.worked), NOTHING)

    @property
    def verified(self) -> str:
        """The money verified, by currency: nothing is converted."""
        return _sums([(each.verified, each.currency) for each in self.results])

    @property
    def decided(self) -> int:
        return sum(1 for each in self.advised if each.standing_id)


def chain_of(objective: Objective, user: User) -> Chain:
    """Follow it from the recommendations to the result; each query once, whatever is linked."""
    linked = Recommendation.objects.visible_to(user).filter(objectives=objective)
    advised = list(linked.for_portal().annotate(decided_money=F("standing__money")).order_by("pk"))
    readings = objective.readings.annotate(who=F("noted_by__name"))
    return Chain(
        advised,
        worked_for(objective, user),
        results_of(user, [each.pk for each in advised]),
        [Measured(each, objective.way_of(each.value)) for each in readings],
    )


def worked_for(objective: Objective, user: User) -> list[Worked]:
    """Hours per linked project; what nobody approved yet counts nowhere."""
    projects = objective.projects.order_by("name")
    found = {each.pk: Worked(each.name, str(each.public_id), each.state) for each in projects}
    entries = WorkEntry.objects.visible_to(user).filter(
        project__in=found, state__in=WorkEntry.COUNTED
    )
    modes: dict[int, list[str]] = {}
    sums = entries.order_by().values_list("project_id", "mode").annotate(hours=Sum("charged"))
    for key, mode, hours in sorted(sums, key=lambda row: Mode.values.index(row[1])):
        found[key].hours += hours
        modes.setdefault(key, []).append(f"{Mode(mode).label.lower()} {written.hours(hours)}")
    for key, said in modes.items():
        found[key].modes = ", ".join(said)
    return list(found.values())


def _sums(amounts: list[tuple[Decimal, str]]) -> str:
    sums: dict[str, Decimal] = {}
    for amount, currency in amounts:
        sums[currency] = sums.get(currency, NOTHING) + amount
    return " and ".join(written.money(amount, code) for code, amount in sorted(sums.items()))
