"""A metric month by month: what was noted, what is missing, which credit is due."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Prefetch
from django.utils import timezone

from clients.metrics.charged import charges_of
from clients.metrics.language import Outcome
from clients.metrics.models import Metric, MetricDefinition
from clients.metrics.value_models import MetricCorrection, MetricCredit, MetricValue
from clients.people.models import User
from retainer.lib.charts import Point, lines_by_month
from retainer.lib.money import half_up
from retainer.lib.months import backwards, month_of, shifted

#: A page shows so many months; the file has all.
SHOWN = 24


@dataclass(frozen=True)
class Month:
    """One month of a metric."""

    month: date
    definition: MetricDefinition
    value: MetricValue | None
    credit: MetricCredit | None
    #: The credit in money, where it is known.
    due: Decimal | None

    @property
    def inputs(self) -> list[tuple[str, str]]:
        return self.definition.ordered(self.value.inputs) if self.value else []

    @property
    def state(self) -> str:
        """Its state as pages name it."""
        return self.value.outcome if self.value else "not_noted"


def months_of(metric: Metric, user: User) -> list[Month]:
    """Every month since it is measured that is over, the last one first."""
    definitions = list(metric.definitions.activated().order_by("-from_month"))
    if not definitions:
        return []
    corrections = MetricCorrection.objects.annotate(who=F("corrected_by__name"))
    values = {
        each.month: each
        for each in metric.values.annotate(who=F("noted_by__name")).prefetch_related(
            Prefetch("corrections", corrections)
        )
    }
    credits = {each.month: each for each in metric.credits.all()}
    due = _in_money(metric, list(credits.values()), user)
    last = shifted(metric.retired_from or month_of(timezone.localdate()), -1)
    found = []
    for month in backwards(definitions[-1].from_month, last):
        holds = next(each for each in definitions if each.from_month <= month)
        credit = credits.get(month)
        found.append(Month(month, holds, values.get(month), credit, due.get(month)))
    return found


def _in_money(metric: Metric, credits: list[MetricCredit], user: User) -> dict[date, Decimal]:
    if metric.contract is None:
        return {}
    asked = {(each.month, tuple(each.charge_codes)) for each in credits if each.amount is None}
    charged = charges_of(user, metric.contract, asked)
    found = {}
    for each in credits:
        charges = charged.get((each.month, tuple(each.charge_codes)))
        if each.amount is not None:
            found[each.month] = each.amount
        elif charges is not None:
            found[each.month] = half_up(charges * each.percent / 100)
    return found


def missing_in(months: list[Month]) -> list[Month]:
    return [each for each in months if each.value is None]


def drawn(metric: Metric, months: list[Month]) -> str:
    """The values of the last months with the target, and the floor where one went beyond it."""
    shown = [each for each in reversed(months[:SHOWN]) if each.value]
    points = [Point(each.month, each.value.value, "Value") for each in shown if each.value]
    points += [Point(each.month, each.definition.target, "Target") for each in shown]
    # A floor that no month came near would press the other lines together.
    if any(each.state == Outcome.FLOOR for each in shown):
        points += [
            Point(each.month, each.definition.floor, "Floor")
            for each in shown
            if each.definition.floor is not None
        ]
    if len(shown) < 2:
        return ""
    return lines_by_month(points, title=f"{metric} by month", from_zero=False)
