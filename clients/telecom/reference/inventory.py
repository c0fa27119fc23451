"""Loaders of the inventory: carriers, billing accounts, sites, services."""

from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from clients.telecom.models import BillingAccount, Carrier, Device, Service, Site
from clients.telecom.reference.loader import Loader, Wanted
from clients.telecom.reference.lookups import (
    accounts_numbered,
    carriers_named,
    days,
    named,
    present,
    sites_coded,
)
from clients.telecom.reference.products import is_json, read_products
from clients.telecom.reference.table import (
    Column,
    Row,
    amount,
    currency,
    day,
    one_of,
    text,
    web_address,
    whole,
)


class Carriers(Loader):
    """Carriers, one row each for the whole practice whatever the case of its name."""

    model = Carrier
    columns = (
        Column("carrier", text(120), required=True),
        Column("currency", currency),
        Column("website", web_address),
        Column("notes", text(2000)),
    )

    def existing(self) -> Iterator[Carrier]:
        return Carrier.objects.iterator()

    def key_of(self, instance: Carrier) -> Hashable:
        return instance.name.upper()

    def values(self, row: Row) -> dict[str, Any]:
        plain = {name: row[name] for name in ("currency", "website", "notes")}
        return {"name": row["carrier"], **present(**plain)}


class Accounts(Loader):
    """Billing accounts; a carrier that is not known yet is made."""

    model = BillingAccount
    columns = (
        Column("account_no", text(60), required=True),
        Column("carrier", text(120), required=True),
        Column("name", text(120)),
        Column("currency", currency),
        Column("legal_entity", text(160)),
        Column("contract", text(80), help="whose terms hold for its bills; load contracts first"),
    )

    def prepare(self, rows: list[Row]) -> None:
        self.carriers = carriers_named(named(rows, "carrier"), self.client.currency)
        self.contracts = {
            (contract.carrier_id, contract.number): contract.pk
            for contract in self.client.contracts.filter(number__in=named(rows, "contract"))
        }

    def key_of(self, instance: BillingAccount) -> Hashable:
        return instance.carrier_id, instance.number

    def values(self, row: Row) -> dict[str, Any] | None:
        carrier = self.carriers[row["carrier"].upper()].pk
        contract = self.contracts.get((carrier, row["contract"]))
        if row["contract"] and contract is None:
            self.outcome.refuse(row, "contract", "is no contract with that carrier; load it first")
            return None
        return {
            "client_id": self.client.pk,
            "carrier_id": carrier,
            "number": row["account_no"],
            **present(
                contract_id=contract,
                **{name: row[name] for name in ("name", "currency", "legal_entity")},
            ),
        }


class Sites(Loader):
    """Places where the client uses services."""

    model = Site
    columns = (
        Column("site", text(40), required=True, help="short code"),
        Column("name", text(120)),
        Column("street", text(160)),
        Column("city", text(80)),
        Column("region", text(80)),
        Column("postcode", text(20)),
        Column("country", text(2)),
        Column("closed_on", day),
    )

    def key_of(self, instance: Site) -> Hashable:
        return instance.code

    def values(self, row: Row) -> dict[str, Any]:
        plain = (column.name for column in self.columns if column.name != "site")
        return {
            "client_id": self.client.pk,
            "code": row["site"],
            **present(**{name: row[name] for name in plain}),
        }


class Services(Loader):
    """The inventory; a service that a bill proposed is confirmed by being loaded.

    Read from a CSV file or from a carrier's own product inventory (TMF637).  What the carrier
    has not put into use yet is only proposed.
    """

    model = Service
    also = "A carrier’s own product inventory, TMF637 as JSON, is read as well."
    columns = (
        Column("service_id", text(80), required=True),
        Column("account_no", text(60)),
        Column("install_date", day),
        Column("disconnect_date", day, help="last day of service"),
        Column("kind", text(60)),
        Column("site", text(40), help="a code; a new one makes a site"),
        Column("product", text(120)),
        Column("bandwidth", text(40)),
        Column("monthly_rate", amount),
        Column("parent", text(80), help="service it is a part of"),
        Column("far_end", text(40), help="a site's code"),
        Column("redundancy_group", text(60)),
        Column("speed_mbps", amount),
        Column("seats", whole, help="or working lines"),
        Column("assigned_to", text(120)),
        Column("unassigned_on", day),
        Column("kept_because", text(120), help="such as elevator phone"),
        Column("device", one_of(Device)),
        Column("equipment_id", text(60), help="IMEI or asset number"),
        Column("sim", text(40)),
        Column("equipment_ours_on", day, help="bought or returned"),
        Column("suspended_from", day),
        Column("suspended_to", day, help="last day"),
        Column("suspended_rate", amount),
    )
    #: Words and numbers that an empty cell leaves as they are.
    plain = (
        "kind", "product", "bandwidth", "monthly_rate", "redundancy_group", "speed_mbps", "seats",
        "assigned_to", "kept_because", "device", "equipment_id", "sim", "suspended_rate",
    )  # fmt: skip
    #: An empty date says that there is none; a column that is missing says nothing.
    dates = ("install_date", "disconnect_date", "unassigned_on", "equipment_ours_on")

    def read(self, content: bytes) -> list[Row]:
        #: Numbers of the rows that are not in use yet.
        self.not_yet: set[int] = set()
        if not is_json(content):
            return super().read(content)
        read = list(read_products(content, self.columns, self.outcome))
        self.not_yet.update(row.number for row, is_in_use in read if not is_in_use)
        return [row for row, _ in read]

    def prepare(self, rows: list[Row]) -> None:
        self.states = dict(self.client.services.values_list("number", "state"))
        self.accounts = accounts_numbered(self.client)
        self.sites = sites_coded(self.client, named(rows, "site") | named(rows, "far_end"))

    def key_of(self, instance: Service) -> Hashable:
        return instance.number

    def values(self, row: Row) -> dict[str, Any] | None:
        account = self.accounts.one(row, self.outcome) if row["account_no"] else None
        if row["account_no"] and account is None:
            return None
        first, last = row["install_date"], row["disconnect_date"]
        if first and last and last < first:
            self.outcome.refuse(row, "disconnect_date", "lies before the install date")
            return None
        since, until = row["suspended_from"], row["suspended_to"]
        if until and (since is None or until < since):
            self.outcome.refuse(row, "suspended_to", "lies before the suspension begins")
            return None
        return {
            "client_id": self.client.pk,
            "number": row["service_id"],
            "state": self.state_of(row),
            **{name: row[name] for name in self.dates if name in row.values},
            **self.suspension(row),
            **present(
                account_id=account,
                site_id=self.sites.get(row["site"]),
                far_end_id=self.sites.get(row["far_end"]),
                **{name: row[name] for name in self.plain},
            ),
        }

    def suspension(self, row: Row) -> dict[str, Any]:
        if "suspended_from" not in row.values:
            return {}
        since = row["suspended_from"]
        return {"suspended": days(since, row["suspended_to"]) if since else None}

    def _write(self, wanted: Iterable[Wanted]) -> None:
        """Parents come last, because a file may name one before its own row."""
        wanted = list(wanted)
        super()._write(wanted)
        parts = [want for want in wanted if want.row["parent"]]
        numbers = {want.row[column] for want in parts for column in ("parent", "service_id")}
        known = {
            service.number: service for service in self.client.services.filter(number__in=numbers)
        }
        for want in parts:
            part, parent = known[want.row["service_id"]], known.get(want.row["parent"])
            if parent is None or parent == part:
                reason = "is no other service of the inventory; the rest of the row is loaded"
                self.outcome.refuse(want.row, "parent", reason)
            elif part.parent_id != parent.pk:
                part.parent = parent
                part.save(update_fields=["parent"])
                if want.is_known:
                    self.outcome.unchanged -= 1
                    self.outcome.updated += 1

    def state_of(self, row: Row) -> str:
        """Of a service not in use yet, what a person decided before stays."""
        if row.number in self.not_yet:
            return self.states.get(row["service_id"], Service.State.PROPOSED)
        return Service.State.CONFIRMED
