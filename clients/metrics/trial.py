"""Other incentives and targets, tried on the months that were noted; nothing is stored."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from decimal import Decimal

from clients.metrics.charged import charges_of
from clients.metrics.incentives import NOTHING, Paid, Terms, course
from clients.metrics.models import Metric
from clients.metrics.value_models import MetricValue
from clients.metrics.values import judged_of, terms_of
from clients.people.models import User
from clients.telecom.models import Contract


@dataclass(frozen=True)
class Change:
    """Another target and credit of one metric."""

    target: Decimal
    credit: Decimal | None


@dataclass(frozen=True)
class Compared:
    """A month by the terms agreed and by those tried."""

    agreed: Paid
    tried: Paid


@dataclass(frozen=True)
class Trial:
    """What the noted months come to, both ways."""

    months: list[Compared]

    @property
    def agreed(self) -> Decimal:
        return sum((each.agreed.net for each in self.months), NOTHING)

    @property
    def tried(self) -> Decimal:
        return sum((each.tried.net for each in self.months), NOTHING)

    @property
    def lacks_charges(self) -> bool:
        """Whether a month has no bills on file, so that its percentages come to nothing."""
        return any(each.agreed.charges is None for each in self.months)


def metrics_under(contract: Contract) -> list[Metric]:
    """The contract's metrics that have a definition, each as ``latest`` its newest one."""
    metrics = Metric.objects.activated().filter(contract=contract)
    found = list(metrics.order_by("name").prefetch_related("definitions"))
    for each in found:
        activated = [one for one in each.definitions.all() if not one.is_draft]
        each.newest = max(activated, key=lambda one: one.version)
    return found


def tried(contract: Contract, user: User, terms: Terms, changes: Mapping[int, Change]) -> Trial:
    """What would have been paid, next to what was agreed."""
    noted = MetricValue.objects.filter(metric__contract=contract).order_by("month", "metric")
    values = list(noted.select_related("definition"))
    asked = {(each.month, tuple(each.definition.charge_codes)) for each in values}
    charges = charges_of(user, contract, asked | {(each.month, ()) for each in values})
    agreed = course([judged_of(each) for each in values], charges, terms_of(contract))
    others = course([judged_of(_changed(each, changes)) for each in values], charges, terms)
    pairs = zip(agreed, others, strict=True)
    return Trial([Compared(one, other) for one, other in reversed(list(pairs))])


def _changed(value: MetricValue, changes: Mapping[int, Change]) -> MetricValue:
    """The value as it would have been judged; a copy that nobody saves."""
    change = changes.get(value.metric_id)
    if change is None:
        return value
    value, definition = copy(value), copy(value.definition)
    definition.target, definition.credit = change.target, change.credit
    value.definition, value.outcome = definition, definition.measure.outcome(value.value)
    return value
