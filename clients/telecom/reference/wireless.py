"""Loaders of mobile plans and of devices paid for by the month."""

from collections.abc import Hashable
from typing import Any

from clients.telecom.models import Device, DeviceInstalment, WirelessPlan
from clients.telecom.reference.loader import Loader
from clients.telecom.reference.lookups import carriers_named, named, present
from clients.telecom.reference.table import Column, Row, amount, day, one_of, text, whole


class WirelessPlans(Loader):
    """What mobile plans include."""

    model = WirelessPlan
    columns = (
        Column("carrier", text(120), required=True),
        Column("charge_code", text(60), required=True, help="by which bills charge the plan"),
        Column("name", text(120)),
        Column("included_gb", amount),
        Column("included_minutes", whole),
        Column("pool", text(60), help="plans of one pool share; empty: not pooled"),
        Column("device", one_of(Device), help="what it is made for"),
    )

    def prepare(self, rows: list[Row]) -> None:
        self.carriers = carriers_named(named(rows, "carrier"), self.client.currency)

    def key_of(self, instance: WirelessPlan) -> Hashable:
        return instance.carrier_id, instance.charge_code

    def values(self, row: Row) -> dict[str, Any]:
        plain = ("name", "included_gb", "included_minutes", "pool", "device")
        return {
            "client_id": self.client.pk,
            "carrier_id": self.carriers[row["carrier"].upper()].pk,
            "charge_code": row["charge_code"],
            **present(**{name: row[name] for name in plain}),
        }


class Instalments(Loader):
    """Devices and how often each of their instalments may be billed."""

    model = DeviceInstalment
    columns = (
        Column("service_id", text(80), required=True),
        Column("equipment_id", text(60), required=True, help="IMEI or serial number"),
        Column("charge_code", text(60), required=True),
        Column("amount", amount, required=True, help="a month"),
        Column("months", whole, required=True),
        Column("first_on", day, required=True, help="first day of the first instalment"),
        Column("paid_off_on", day),
    )

    def prepare(self, rows: list[Row]) -> None:
        found = self.client.services.filter(number__in=named(rows, "service_id"))
        self.services = dict(found.values_list("number", "pk"))

    def key_of(self, instance: DeviceInstalment) -> Hashable:
        return instance.service_id, instance.equipment_id, instance.first_on

    def values(self, row: Row) -> dict[str, Any] | None:
        service = self.services.get(row["service_id"])
        if service is None:
            self.outcome.refuse(row, "service_id", "is not in the inventory; load it first")
            return None
        if row["paid_off_on"] and row["paid_off_on"] < row["first_on"]:
            self.outcome.refuse(row, "paid_off_on", "lies before the first instalment")
            return None
        plain = ("equipment_id", "charge_code", "amount", "months", "first_on")
        return {
            "client_id": self.client.pk,
            "service_id": service,
            **{name: row[name] for name in plain},
            **present(paid_off_on=row["paid_off_on"]),
        }
