"""A relationship's monthly values from a CSV file; what is noted already is never overwritten."""

from decimal import Decimal
from typing import Any

from clients.metrics.models import Metric
from clients.metrics.value_models import MetricValue
from clients.metrics.values import note_value
from clients.people.models import User
from clients.relationships.models import Relationship
from clients.telecom.reference import Loader
from clients.telecom.reference.table import BadCell, Column, Row, number, text
from retainer.lib.months import read_month
from retainer.lib.refusal import Refused


def month(value: str) -> Any:
    found = read_month(value)
    if found is None:
        raise BadCell("not a month like 2026-03")
    return found


def numbers(value: str) -> dict[str, Decimal]:
    """``down=60; total=43200``"""
    found = {}
    for pair in value.split(";"):
        name, equals, figure = pair.partition("=")
        if not equals:
            raise BadCell("not inputs like down=60; total=43200")
        found[name.strip()] = number(figure.strip())
    return found


class Values(Loader):
    """Each row goes the way a value noted by hand goes, so that it is judged and credited alike."""

    model = MetricValue
    columns = (
        Column("metric", text(120), required=True, help="its name in this relationship"),
        Column("month", month, required=True, help="such as 2026-03"),
        Column("inputs", numbers, required=True, help="such as down=60; total=43200"),
        Column("source", text(200), required=True, help="where the inputs can be read again"),
    )
    also = "A month that is noted with other inputs is corrected on the metric’s page, by hand."

    def __init__(self, relationship: Relationship, loaded_by: User) -> None:
        super().__init__(relationship.client)
        self.relationship = relationship
        self.loaded_by = loaded_by

    def _load(self, content: bytes) -> None:
        rows = self.read(content)
        metrics = {
            each.name: each for each in Metric.objects.filter(relationship=self.relationship)
        }
        for row in rows:
            if (metric := metrics.get(row["metric"])) is None:
                self.outcome.refuse(row, "metric", "is no metric of this relationship")
            else:
                self._take(row, metric)

    def _take(self, row: Row, metric: Metric) -> None:
        noted = metric.values.filter(month=row["month"]).first()
        if noted is not None:
            if noted.numbers == row["inputs"]:
                self.outcome.unchanged += 1
            else:
                self.outcome.refuse(row, "month", "other inputs are noted; correct them by hand")
            return
        try:
            note_value(
                metric=metric,
                month=row["month"],
                inputs=row["inputs"],
                source=row["source"],
                noted_by=self.loaded_by,
            )
        except Refused as refusal:
            self.outcome.refuse(row, "month", refusal.sentence)
        else:
            self.outcome.created += 1
