"""The gauge as drawings: on the screen and on paper the same."""

from collections.abc import Sequence
from decimal import Decimal

from clients.handover.gauge import GaugeMonth
from clients.handover.models import Phase
from clients.work.models import Mode
from retainer.lib import charts
from retainer.lib.charts import Point

AGREED = "Agreed for doing"
PLANNED = "Planned to be ours"


def hours_by_part(months: Sequence[GaugeMonth]) -> str:
    """Which part we took, as shares of the hours; under the line doing stays as agreed."""
    points = [
        Point(each.month, getattr(each, mode.value) / each.hours, mode.label)
        for each in months
        if each.hours
        for mode in Mode
    ]
    agreed = [
        Point(each.month, each.most_doing, AGREED) for each in months if each.most_doing is not None
    ]
    return charts.bars_by_month(
        points, title="Hours by our part", unit="%", target=agreed if points else []
    )


def tasks_by_phase(months: Sequence[GaugeMonth]) -> str:
    """Who does the tasks at each month's end; the line is how many were to be ours by then.

    There is no way to see in a single month.
    """
    months = [each for each in months if each.tasks]
    if len(months) < 2:
        return ""
    points = [
        Point(each.month, Decimal(getattr(each, phase.value)) / each.tasks, phase.label)
        for each in months
        for phase in Phase
    ]
    planned = [
        Point(each.month, Decimal(each.planned_ours) / each.tasks, PLANNED) for each in months
    ]
    return charts.bars_by_month(points, title="Tasks by who does them", unit="%", target=planned)
