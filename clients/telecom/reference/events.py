"""Loaders of outages and payments."""

from collections.abc import Hashable
from datetime import datetime
from typing import Any

from django.utils.timezone import is_naive, make_aware

from clients.telecom.models import Outage, Payment
from clients.telecom.reference.loader import Loader
from clients.telecom.reference.lookups import accounts_numbered, named, present
from clients.telecom.reference.table import BadCell, Column, Row, amount, day, one_of, text, yes


def moment(value: str) -> datetime:
    """A day and time; without an offset in the practice's own zone."""
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        raise BadCell("not a day and time like 2026-03-31T14:05") from None
    return make_aware(read) if is_naive(read) else read


class Outages(Loader):
    """Outages by the carrier's ticket."""

    model = Outage
    columns = (
        Column("service_id", text(80), required=True),
        Column("ticket", text(60), required=True),
        Column("began", moment, required=True, help="such as 2026-03-31T14:05"),
        Column("reported", moment, help="empty: when it began"),
        Column("responded", moment),
        Column("ended", moment),
        Column("carrier_caused", yes),
        Column("credit_asked_on", day),
    )

    def prepare(self, rows: list[Row]) -> None:
        found = self.client.services.filter(number__in=named(rows, "service_id"))
        self.services = dict(found.values_list("number", "pk"))

    def key_of(self, instance: Outage) -> Hashable:
        return instance.service_id, instance.ticket

    def values(self, row: Row) -> dict[str, Any] | None:
        service = self.services.get(row["service_id"])
        if service is None:
            self.outcome.refuse(row, "service_id", "is not in the inventory; load it first")
            return None
        if row["ended"] and row["ended"] <= row["began"]:
            self.outcome.refuse(row, "ended", "lies before the outage began")
            return None
        if row["reported"] and row["reported"] < row["began"]:
            self.outcome.refuse(row, "reported", "lies before the outage began")
            return None
        if row["responded"] and row["responded"] < (row["reported"] or row["began"]):
            self.outcome.refuse(row, "responded", "lies before the report")
            return None
        optional = ("reported", "responded", "ended", "carrier_caused", "credit_asked_on")
        plain = {name: row[name] for name in optional}
        return {
            "client_id": self.client.pk,
            "service_id": service,
            "ticket": row["ticket"],
            "began": row["began"],
            **present(**plain),
        }


class Payments(Loader):
    """Payments as the client's books have them."""

    model = Payment
    columns = (
        Column("account_no", text(60), required=True),
        Column("paid_on", day, required=True),
        Column("amount", amount, required=True),
        Column("reference", text(80), required=True, help="cheque number or transfer reference"),
        Column("invoice_no", text(80), help="the bill it pays"),
        Column("kind", one_of(Payment.Kind)),
        Column("received_on", day, help="value date, or the day a cheque cleared"),
    )

    def prepare(self, rows: list[Row]) -> None:
        self.accounts = accounts_numbered(self.client)

    def key_of(self, instance: Payment) -> Hashable:
        return instance.account_id, instance.reference, instance.invoice_number

    def values(self, row: Row) -> dict[str, Any] | None:
        account = self.accounts.one(row, self.outcome)
        if account is None:
            return None
        if row["received_on"] and row["received_on"] < row["paid_on"]:
            self.outcome.refuse(row, "received_on", "lies before the payment was made")
            return None
        return {
            "client_id": self.client.pk,
            "account_id": account,
            "paid_on": row["paid_on"],
            "amount": row["amount"],
            "reference": row["reference"],
            "invoice_number": row["invoice_no"] or "",
            **present(kind=row["kind"], received_on=row["received_on"]),
        }
