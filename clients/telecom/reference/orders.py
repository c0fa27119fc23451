"""The loader of orders and the services on them."""

from collections.abc import Hashable
from typing import Any

from clients.telecom.models import OrderItem, ServiceOrder
from clients.telecom.reference.headed import Headed
from clients.telecom.reference.lookups import carriers_named, named, present
from clients.telecom.reference.table import Column, Row, amount, day, one_of, text, whole, yes

DAYS = ("placed_on", "due_on", "confirmed_for", "completed_on", "effective_on", "cancelled_on")


class Orders(Headed):
    """Orders; a carrier that is not known yet is made, a service has to be in the inventory."""

    model = ServiceOrder
    part = OrderItem
    whole_field = "order"
    part_column = "service_id"
    name_columns = ("order_no",)
    also = "One line for each service; an order with several stands on several lines."
    columns = (
        Column("order_no", text(60), required=True, help="our number"),
        Column("carrier", text(120), required=True),
        Column("kind", one_of(ServiceOrder.Kind), required=True),
        Column("placed_on", day, required=True),
        Column("carrier_order_no", text(60)),
        Column("due_on", day),
        Column("confirmed_for", day, help="the firm order date (FOC)"),
        Column("completed_on", day, help="done and accepted"),
        Column("effective_on", day, help="for a disconnect the last day of service"),
        Column("cancelled_on", day),
        Column("charge_agreed", amount, help="one-time charge"),
        Column("charge_waived", yes),
        Column("expedite_asked", yes),
        Column("delayed_by_client", yes),
        Column("overlap_days", whole),
        Column("notes", text(2000)),
        Column("service_id", text(80)),
        Column("what", one_of(OrderItem.What), help="with a service_id"),
        Column("monthly_rate", amount, help="agreed for the service"),
        Column("speed_mbps", amount),
        Column("cfa", text(80), help="connecting facility"),
    )
    head_columns = tuple(column.name for column in columns[1:16])

    def prepare(self, rows: list[Row]) -> None:
        self.carriers = carriers_named(named(rows, "carrier"), self.client.currency)
        self.services = dict(
            self.client.services.filter(number__in=named(self.part_rows, "service_id")).values_list(
                "number", "pk"
            )
        )

    def key_of(self, instance: ServiceOrder) -> Hashable:
        return instance.number

    def values(self, row: Row) -> dict[str, Any] | None:
        if row["completed_on"] and row["cancelled_on"]:
            self.outcome.refuse(row, "cancelled_on", "an order is either done or cancelled")
            return None
        if row["completed_on"] and row["completed_on"] < row["placed_on"]:
            self.outcome.refuse(row, "completed_on", "lies before the order was placed")
            return None
        plain = (
            "charge_agreed", "charge_waived", "expedite_asked", "delayed_by_client",
            "overlap_days", "notes",
        )  # fmt: skip
        return {
            "client_id": self.client.pk,
            "number": row["order_no"],
            "carrier_id": self.carriers[row["carrier"].upper()].pk,
            "kind": row["kind"],
            # An empty date says that there is none; a column that is missing says nothing.
            **{name: row[name] for name in DAYS if name in row.values},
            **present(
                carrier_number=row["carrier_order_no"], **{name: row[name] for name in plain}
            ),
        }

    def part_key(self, part: OrderItem) -> Hashable:
        return part.order_id, part.service_id

    def part_values(self, row: Row) -> dict[str, Any] | None:
        service = self.services.get(row["service_id"])
        if service is None:
            self.outcome.refuse(row, "service_id", "is not in the inventory; load it first")
            return None
        if row["what"] is None:
            self.outcome.refuse(row, "what", "says nothing of what becomes of the service")
            return None
        plain = {name: row[name] for name in ("monthly_rate", "speed_mbps", "cfa")}
        return {"service_id": service, "what": row["what"], **present(**plain)}
