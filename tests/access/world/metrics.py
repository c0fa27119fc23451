"""What is measured of Acme's retainer: a metric with a month, an example and a version to come."""

from datetime import date
from decimal import Decimal
from typing import Any

from clients.metrics.services import (
    activate,
    add_example,
    begin_version,
    keep_definition,
    keep_metric,
)
from clients.metrics.values import note_value
from clients.models import Contract, Metric, MetricDefinition
from tests.access.world.relationships import Relationships


class Metrics(Relationships):
    """How fast questions are answered."""

    def metrics(self) -> dict[str, Any]:
        metric = keep_metric(
            metric=Metric(client=self.acme, relationship=self.retainer, name="First answer"),
            kept_by=self.casey,
        )
        draft = keep_definition(
            definition=MetricDefinition(
                client=self.acme, metric=metric, formula="hours / asked", unit="hours",
                inputs=[
                    {"name": "hours", "label": "hours until answers", "unit": "hours"},
                    {"name": "asked", "label": "questions", "unit": "questions"},
                ],
                direction="lower", target=Decimal(4), source_system="Question desk",
                collected_by="Casey", collected_how="By hand",
            ),
            kept_by=self.casey,
        )  # fmt: skip
        inputs = {"hours": Decimal(12), "asked": Decimal(4)}
        add_example(
            definition=draft, title="March", inputs=inputs, stated=Decimal(3), added_by=self.casey
        )
        activate(definition=draft, from_month=date(2026, 3, 1), activated_by=self.casey)
        note_value(
            metric=metric, month=date(2026, 3, 1), inputs=inputs, source="Desk",
            noted_by=self.casey,
        )  # fmt: skip
        version = begin_version(metric=metric, begun_by=self.casey)
        contract = Contract.objects.filter(client=self.acme).order_by("pk").first()
        return {
            "metric": metric.public_id,
            "metric_month": "2026-03",
            "metric_example": version.examples.get().public_id,
            "metric_contract": contract.public_id,
        }
