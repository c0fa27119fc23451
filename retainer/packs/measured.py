"""What the metrics of a committee's relationship came to in the last month, the missed first."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from clients.metrics.course import Month, months_of
from clients.metrics.language import Direction
from clients.metrics.models import MetricDefinition
from clients.models import Committee, Metric, User
from retainer.lib import format as written
from retainer.lib.months import month_of, shifted
from retainer.packs.shape import Due, Measured

#: Months of which credits are told and misses counted.
YEAR = 12
ORDER = ("floor", "missed", "not_noted", "met")


def measured(committee: Committee, user: User) -> tuple[list[Measured], list[Due]]:
    """Each metric's last month, and the credits due: of its relationship, or of all of them."""
    metrics = Metric.objects.filter(client=committee.client_id).active().for_list()
    if committee.relationship_id:
        metrics = metrics.filter(relationship=committee.relationship_id)
    since = shifted(month_of(timezone.localdate()), -YEAR)
    rows, dues = [], []
    for metric in metrics:
        months = [each for each in months_of(metric, user) if each.month >= since]
        if months:
            rows.append(_last(metric, months))
            dues += _due(metric, months)
    rows.sort(key=lambda row: ORDER.index(row.outcome))
    dues.sort(key=lambda due: due.month, reverse=True)
    return rows, dues


def _last(metric: Metric, months: list[Month]) -> Measured:
    last, *earlier = months
    noted = [each for each in months if each.value]
    return Measured(
        name=metric.name,
        serves=metric.objective_said or "",
        target=_target(last.definition),
        month=last.month,
        value=_value(last),
        outcome=str(last.state),
        before=_value(earlier[0]) if earlier else "",
        missed=sum(1 for each in noted if each.state != "met"),
        noted=len(noted),
    )


def _due(metric: Metric, months: Iterable[Month]) -> list[Due]:
    """What was earned back since is not due."""
    return [
        Due(metric.name, each.month, _credit(metric, each), _deadline(each))
        for each in months
        if each.credit and each.credit.earned_back_in is None
    ]


def _credit(metric: Metric, month: Month) -> str:
    """In money where the month's bills are on file."""
    if month.due is not None:
        return written.money(month.due, metric.contract.currency)
    return f"{written.number(month.credit.percent)}% of the charges"


def _deadline(month: Month) -> date:
    return shifted(month.month, month.credit.within)


def _value(month: Month) -> str:
    if month.value is None:
        return ""
    return f"{written.number(month.value.value)} {month.definition.unit}"


def _target(definition: MetricDefinition) -> str:
    than = "more" if definition.direction == Direction.HIGHER else "less"
    return f"{written.number(definition.target)} {definition.unit} or {than}"
