"""What the demo's clients measure of a carrier: one outcome, with a missed month and its credit."""

from decimal import Decimal

from clients.metrics.services import activate, add_example, keep_definition, keep_metric
from clients.metrics.values import note_value
from clients.models import Client, Metric, MetricDefinition, Relationship, User
from retainer.demo.billing import MONTHS

INPUTS = [
    {"name": "total", "label": "minutes of the month, all circuits", "unit": "minutes"},
    {"name": "down", "label": "minutes out of service, agreed work left out", "unit": "minutes"},
]
#: Minutes out of service in the last months that have bills; the last of them is missed, and the
#: bills that have to carry its credit are still to come.
DOWN = (Decimal(12), Decimal(31), Decimal(0), Decimal(38), Decimal(9), Decimal(164))
TOTAL = Decimal(44640)


def measure_like_a_client(client: Client, consultant: User) -> None:
    """Define how much of a month the carrier's service is there, and note half a year of it."""
    found = Relationship.objects.filter(client=client, contract__isnull=False)
    relationship = found.select_related("contract", "client").order_by("pk").first()
    if relationship is None or Metric.objects.filter(client=client).exists():
        return
    metric = keep_metric(
        metric=Metric(
            client=client,
            relationship=relationship,
            name="Availability of circuits",
            contract=relationship.contract,
            process="Trouble tickets, service manual section 4",
        ),
        kept_by=consultant,
    )
    draft = keep_definition(
        definition=MetricDefinition(
            client=client, metric=metric, formula="100 * (total - down) / total", inputs=INPUTS,
            unit="%", target=Decimal("99.9"), floor=Decimal("99.5"),
            source_system="The carrier’s ticket system", collected_by=consultant.name,
            collected_how="Closed tickets of the month, from the carrier’s portal",
            exclusions="Work announced five days before.", credit_kind="percent",
            credit=Decimal(5), floor_credit=Decimal(10), credit_codes=["SLA"],
        ),
        kept_by=consultant,
    )  # fmt: skip
    for title, down, stated in (
        ("One circuit down for an hour", "60", "99.87"),
        ("Nothing was down", "0", "100"),
    ):
        add_example(
            definition=draft, title=title, inputs={"total": TOTAL, "down": Decimal(down)},
            stated=Decimal(stated), added_by=consultant,
        )  # fmt: skip
    months = MONTHS[-len(DOWN) :]
    activate(definition=draft, from_month=months[0], activated_by=consultant)
    for month, down in zip(months, DOWN, strict=True):
        note_value(
            metric=metric, month=month, inputs={"total": TOTAL, "down": down},
            source=f"Ticket report of {month:%Y-%m}, page 1", noted_by=consultant,
        )  # fmt: skip
