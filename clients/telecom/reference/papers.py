"""Loaders of certificates and service records."""

from collections.abc import Hashable
from typing import Any

from clients.telecom.models import CustomerServiceRecord, ServiceRecordLine, TaxCertificate
from clients.telecom.reference.headed import Headed
from clients.telecom.reference.loader import Loader
from clients.telecom.reference.lookups import (
    accounts_numbered,
    carriers_named,
    days,
    named,
    present,
)
from clients.telecom.reference.table import Column, Row, amount, day, text, whole


class Certificates(Loader):
    """Tax certificates; their papers are attached on their pages."""

    model = TaxCertificate
    columns = (
        Column("certificate_no", text(80), required=True),
        Column("tax", text(60), required=True, help="code or words by which bills charge it"),
        Column("legal_entity", text(160), required=True),
        Column("valid_from", day, required=True),
        Column("valid_to", day, help="last day; empty while it holds"),
        Column("jurisdiction", text(60)),
        Column("carrier", text(120), help="empty: every carrier"),
        Column("given_on", day, help="when the carrier was given it"),
    )

    def prepare(self, rows: list[Row]) -> None:
        self.carriers = carriers_named(named(rows, "carrier"), self.client.currency)

    def one_a_day(self, instance: TaxCertificate) -> Hashable:
        return instance.tax, instance.jurisdiction, instance.legal_entity, instance.carrier_id

    def key_of(self, instance: TaxCertificate) -> Hashable:
        return *self.one_a_day(instance), instance.valid.lower

    def values(self, row: Row) -> dict[str, Any] | None:
        if row["valid_to"] and row["valid_to"] < row["valid_from"]:
            self.outcome.refuse(row, "valid_to", "lies before valid_from")
            return None
        return {
            "client_id": self.client.pk,
            "number": row["certificate_no"],
            "tax": row["tax"],
            "legal_entity": row["legal_entity"],
            "jurisdiction": row["jurisdiction"] or "",
            "carrier_id": self.carriers[row["carrier"].upper()].pk if row["carrier"] else None,
            "valid": days(row["valid_from"], row["valid_to"]),
            **present(given_on=row["given_on"]),
        }


class ServiceRecords(Headed):
    """The carriers' own records of what they provide."""

    model = CustomerServiceRecord
    part = ServiceRecordLine
    whole_field = "record"
    part_column = "telephone_number"
    name_columns = ("account_no", "btn", "as_of")
    head_columns = ()
    also = "One line for each code; a record with several stands on several lines."
    columns = (
        Column("account_no", text(60), required=True),
        Column("btn", text(40), required=True, help="billing telephone number"),
        Column("as_of", day, required=True),
        Column("telephone_number", text(40), required=True),
        Column("usoc", text(20), required=True),
        Column("quantity", whole),
        Column("pic", text(8)),
        Column("lpic", text(8)),
        Column("monthly_rate", amount),
    )

    def prepare(self, rows: list[Row]) -> None:
        self.accounts = accounts_numbered(self.client)

    def key_of(self, instance: CustomerServiceRecord) -> Hashable:
        return instance.account_id, instance.btn, instance.as_of

    def values(self, row: Row) -> dict[str, Any] | None:
        account = self.accounts.one(row, self.outcome)
        if account is None:
            return None
        return {
            "client_id": self.client.pk,
            "account_id": account,
            "btn": row["btn"],
            "as_of": row["as_of"],
        }

    def part_key(self, part: ServiceRecordLine) -> Hashable:
        return part.record_id, part.telephone_number, part.usoc

    def part_values(self, row: Row) -> dict[str, Any]:
        plain = {name: row[name] for name in ("quantity", "pic", "lpic", "monthly_rate")}
        return {
            "telephone_number": row["telephone_number"],
            "usoc": row["usoc"],
            **present(**plain),
        }
