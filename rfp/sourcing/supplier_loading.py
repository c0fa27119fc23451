"""The directory of suppliers from a CSV file; one that is there, by its name, is updated."""

from collections.abc import Hashable, Iterator
from typing import Any

from clients.telecom.models import Carrier
from clients.telecom.reference import Loader
from clients.telecom.reference.lookups import present
from clients.telecom.reference.table import Column, Row, text
from rfp.sourcing.supplier_models import Supplier

PLAIN = (
    *("name", "legal_name", "services", "regions", "contact", "email", "phone", "website"),
    "notes",
)


class Suppliers(Loader):
    """Companies that can be asked to bid; they belong to no client."""

    model = Supplier
    columns = (
        Column("name", text(120), required=True),
        Column("legal_name", text(160)),
        Column("services", text(300), help="such as voice trunks; internet"),
        Column("regions", text(300)),
        Column("contact", text(120)),
        Column("email", text(254)),
        Column("phone", text(40)),
        Column("website", text(200), help="with https://"),
        Column("notes", text(2000), help="for us alone"),
        Column("carrier", text(120), help="its name among the carriers"),
    )  # fmt: skip

    def existing(self) -> Iterator[Supplier]:
        return Supplier.objects.iterator()

    def prepare(self, rows: list[Row]) -> None:
        self.carriers = {
            name.lower(): key for key, name in Carrier.objects.values_list("pk", "name")
        }

    def key_of(self, instance: Supplier) -> Hashable:
        return instance.name.lower()

    def values(self, row: Row) -> dict[str, Any] | None:
        carrier = (row["carrier"] or "").lower()
        if carrier and carrier not in self.carriers:
            self.outcome.refuse(row, "carrier", "is no carrier on file")
            return None
        if (website := row["website"]) and not website.startswith(("https://", "http://")):
            self.outcome.refuse(row, "website", "does not start with https://")
            return None
        known = {name: row[name] for name in PLAIN if row[name]}
        return {**known, **present(carrier_id=self.carriers.get(carrier))}
