"""Loaders of the inventory: carriers, billing accounts, sites, services."""

from collections.abc import Hashable, Iterator
from typing import Any

from clients.telecom.models import BillingAccount, Carrier, Service, Site
from clients.telecom.reference.loader import Loader
from clients.telecom.reference.lookups import carriers_named, named, present, sites_coded
from clients.telecom.reference.products import is_json, read_products
from clients.telecom.reference.table import Column, Row, amount, currency, day, text, web_address


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
    )

    def prepare(self, rows: list[Row]) -> None:
        self.carriers = carriers_named(named(rows, "carrier"), self.client.currency)

    def key_of(self, instance: BillingAccount) -> Hashable:
        return instance.carrier_id, instance.number

    def values(self, row: Row) -> dict[str, Any]:
        return {
            "client_id": self.client.pk,
            "carrier_id": self.carriers[row["carrier"].upper()].pk,
            "number": row["account_no"],
            **present(name=row["name"], currency=row["currency"]),
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
    )

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
        self.accounts: dict[str, list[int]] = {}
        for pk, number in self.client.accounts.values_list("pk", "number"):
            self.accounts.setdefault(number, []).append(pk)
        self.sites = sites_coded(self.client, named(rows, "site"))

    def key_of(self, instance: Service) -> Hashable:
        return instance.number

    def values(self, row: Row) -> dict[str, Any] | None:
        accounts = self.accounts.get(row["account_no"], [])
        if row["account_no"] and len(accounts) != 1:
            reason = (
                "is used by two carriers; the service cannot say which"
                if accounts
                else "is no billing account of this client; load it first"
            )
            self.outcome.refuse(row, "account_no", reason)
            return None
        first, last = row["install_date"], row["disconnect_date"]
        if first and last and last < first:
            self.outcome.refuse(row, "disconnect_date", "lies before the install date")
            return None
        return {
            "client_id": self.client.pk,
            "number": row["service_id"],
            "state": self.state_of(row),
            # An empty date says that there is none; a column that is missing says nothing.
            **{n: row[n] for n in ("install_date", "disconnect_date") if n in row.values},
            **present(
                account_id=accounts[0] if accounts else None,
                site_id=self.sites.get(row["site"]),
                **{n: row[n] for n in ("kind", "product", "bandwidth", "monthly_rate")},
            ),
        }

    def state_of(self, row: Row) -> str:
        """Of a service not in use yet, what a person decided before stays."""
        if row.number in self.not_yet:
            return self.states.get(row["service_id"], Service.State.PROPOSED)
        return Service.State.CONFIRMED
