"""Loaders of budgets, of the cost centres that bear services, and of quotes."""

import re
from collections.abc import Hashable
from datetime import date
from typing import Any

from clients.telecom.models import Budget, CostAssignment, Quote
from clients.telecom.reference.loader import Loader
from clients.telecom.reference.lookups import carriers_named, days, named, present
from clients.telecom.reference.table import BadCell, Column, Row, currency, day, money, text


def month(value: str) -> date:
    """Reads ``2026-03``."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}", value, re.ASCII):
            raise ValueError
        return date.fromisoformat(f"{value}-01")
    except ValueError:
        raise BadCell("not a month like 2026-03") from None


class Budgets(Loader):
    """Budgets; a site has to be known, so that a slip of the pen makes none."""

    model = Budget
    columns = (
        Column("month", month, required=True, help="such as 2026-03"),
        Column("amount", money, required=True),
        Column("carrier", text(120), help="empty: of all carriers"),
        Column("site", text(40), help="its code; empty: of all sites"),
        Column("currency", currency, help="empty: the client's"),
    )

    def prepare(self, rows: list[Row]) -> None:
        self.carriers = carriers_named(named(rows, "carrier"), self.client.currency)
        self.sites = dict(self.client.sites.values_list("code", "pk"))

    def key_of(self, instance: Budget) -> Hashable:
        return instance.month, instance.carrier_id, instance.site_id, instance.currency

    def values(self, row: Row) -> dict[str, Any] | None:
        if row["site"] and row["site"] not in self.sites:
            self.outcome.refuse(row, "site", "is no site of this client; load it first")
            return None
        carrier = self.carriers[row["carrier"].upper()].pk if row["carrier"] else None
        return {
            "client_id": self.client.pk,
            "month": row["month"],
            "carrier_id": carrier,
            "site_id": self.sites.get(row["site"]),
            "amount": row["amount"],
            "currency": row["currency"] or self.client.currency,
        }


class OfServices(Loader):
    """Rows about services, which have to be in the inventory."""

    def prepare(self, rows: list[Row]) -> None:
        found = self.client.services.filter(number__in=named(rows, "service_id"))
        self.services = dict(found.values_list("number", "pk"))

    def service(self, row: Row) -> int | None:
        key = self.services.get(row["service_id"])
        if key is None:
            self.outcome.refuse(row, "service_id", "is not in the inventory; load it first")
        return key


class CostAssignments(OfServices):
    """Which cost centre and ledger code bear a service, and from when."""

    model = CostAssignment
    columns = (
        Column("service_id", text(80), required=True),
        Column("cost_centre", text(60), required=True),
        Column("eff_from", day, required=True),
        Column("eff_to", day, help="last day; empty while it holds"),
        Column("ledger_code", text(60)),
    )

    def key_of(self, instance: CostAssignment) -> Hashable:
        return instance.service_id, instance.valid.lower

    def one_a_day(self, instance: CostAssignment) -> Hashable:
        return instance.service_id

    def values(self, row: Row) -> dict[str, Any] | None:
        if row["eff_to"] and row["eff_to"] < row["eff_from"]:
            self.outcome.refuse(row, "eff_to", "lies before eff_from")
            return None
        if (service := self.service(row)) is None:
            return None
        return {
            "client_id": self.client.pk,
            "service_id": service,
            "cost_centre": row["cost_centre"],
            "valid": days(row["eff_from"], row["eff_to"]),
            **present(ledger_code=row["ledger_code"]),
        }


class Quotes(OfServices):
    """Prices that were quoted, a line for each service."""

    model = Quote
    columns = (
        Column("quote_no", text(60), required=True),
        Column("carrier", text(120), required=True),
        Column("quoted_on", day, required=True),
        Column("service_id", text(80), required=True),
        Column("monthly", money, required=True),
        Column("once", money, help="one-time charge; empty: none"),
        Column("on_top", money, help="taxes, fees and surcharges a month; empty: not quoted"),
        Column("order_no", text(60), help="our order that followed"),
        Column("currency", currency, help="empty: the client's"),
    )

    def prepare(self, rows: list[Row]) -> None:
        super().prepare(rows)
        self.carriers = carriers_named(named(rows, "carrier"), self.client.currency)
        self.orders = dict(self.client.orders.values_list("number", "pk"))

    def key_of(self, instance: Quote) -> Hashable:
        return instance.carrier_id, instance.number, instance.service_id

    def values(self, row: Row) -> dict[str, Any] | None:
        if (service := self.service(row)) is None:
            return None
        if row["order_no"] and row["order_no"] not in self.orders:
            self.outcome.refuse(row, "order_no", "is no order of this client; load it first")
            return None
        return {
            "client_id": self.client.pk,
            "carrier_id": self.carriers[row["carrier"].upper()].pk,
            "number": row["quote_no"],
            "quoted_on": row["quoted_on"],
            "service_id": service,
            "monthly": row["monthly"],
            "currency": row["currency"] or self.client.currency,
            **present(
                once=row["once"], on_top=row["on_top"], order_id=self.orders.get(row["order_no"])
            ),
        }
