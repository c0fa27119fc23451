"""Loaders of what was agreed with carriers: contracts and their rates."""

from collections.abc import Hashable
from typing import Any

from clients.telecom.models import Contract, ContractDocument, ContractRate, Service
from clients.telecom.reference.loader import Loader
from clients.telecom.reference.lookups import carriers_named, days, named, present, sites_coded
from clients.telecom.reference.table import (
    Column,
    Row,
    amount,
    codes,
    currency,
    day,
    one_of,
    percent,
    text,
    whole,
    yes,
)

#: How bills, disputes and ends work, by the names of the model's fields.
CLAUSES = (
    Column("currency", currency, help="of all its amounts"),
    Column("proration", one_of(Contract.Proration.values), help="days of a month: 30, actual, 365"),
    Column("payment_days", whole),
    Column("late_fee_percent", percent, help="a month"),
    Column("late_fee_codes", codes, help="charge codes, with commas"),
    Column("dispute_days", whole),
    Column("withhold_days", whole),
    Column("back_bill_months", whole),
    Column("acceptance_days", whole),
    Column("overlap_days", whole),
    Column("disconnect_notice_days", whole),
    Column("minimum_seats", whole),
    Column("escalator_cap_percent", percent, help="a year"),
    Column("liability_cap", amount, help="most the carrier is liable for"),
    Column("liability_months", whole, help="or for the charges of so many months"),
    Column("holdover", one_of(Contract.Holdover.values), help="agreed or carrier"),
    Column("renewal_months", whole),
    Column("notice_opens_days", whole, help="before the end of the term"),
    Column("minimum_term_months", whole),
    Column("termination_percent", percent),
    Column("later_termination_percent", percent),
    Column("termination_codes", codes, help="charge codes, with commas"),
)


class Contracts(Loader):
    """Agreements with carriers."""

    model = Contract
    columns = (
        Column("carrier", text(120), required=True),
        Column("contract", text(80), required=True, help="its number"),
        Column("title", text(160)),
        Column("starts_on", day),
        Column("ends_on", day),
        Column("notice_days", whole),
        Column("prorates_disconnects", yes),
        *CLAUSES,
    )

    def prepare(self, rows: list[Row]) -> None:
        self.carriers = carriers_named(named(rows, "carrier"), self.client.currency)
        self.currencies = {self.key_of(stored): stored.currency for stored in self.existing()}

    def key_of(self, instance: Contract) -> Hashable:
        return instance.carrier_id, instance.number

    def values(self, row: Row) -> dict[str, Any]:
        carrier = self.carriers[row["carrier"].upper()].pk
        stored = self.currencies.get((carrier, row["contract"]), self.client.currency)
        return {
            "client_id": self.client.pk,
            "carrier_id": carrier,
            "number": row["contract"],
            **present(**{clause.name: row[clause.name] for clause in CLAUSES}),
            "currency": row["currency"] or stored,
            **present(
                title=row["title"],
                term=days(row["starts_on"], row["ends_on"]) if row["starts_on"] else None,
                notice_days=row["notice_days"],
                prorates_disconnects=row["prorates_disconnects"],
            ),
        }


class Rates(Loader):
    """Contract rates; a contract or site that is not known yet is made."""

    model = ContractRate
    columns = (
        Column("carrier", text(120), required=True),
        Column("charge_code", text(60), required=True),
        Column("rate", amount, required=True),
        Column("eff_from", day, required=True),
        Column("eff_to", day, help="last day; empty while it holds"),
        Column("contract", text(80)),
        Column("site", text(40)),
        Column("service_id", text(80)),
        Column("document", text(160), help="title of a document of the contract"),
        Column("page", whole),
    )

    def prepare(self, rows: list[Row]) -> None:
        self.carriers = carriers_named(named(rows, "carrier"), self.client.currency)
        self.sites = sites_coded(self.client, named(rows, "site"))
        self.services = dict(
            Service.objects.filter(
                client=self.client, number__in=named(rows, "service_id")
            ).values_list("number", "pk")
        )
        self.contracts = self._contracts(rows)
        documents = ContractDocument.objects.filter(client=self.client)
        self.documents = {(d.contract_id, d.title): d.pk for d in documents}

    def _contracts(self, rows: list[Row]) -> dict[tuple[int, str], int]:
        known = {
            (carrier, number): pk
            for carrier, number, pk in Contract.objects.filter(client=self.client).values_list(
                "carrier_id", "number", "pk"
            )
        }
        for row in rows:
            place = (self.carriers[row["carrier"].upper()].pk, row["contract"])
            if row["contract"] and place not in known:
                made = Contract.objects.create(
                    client=self.client,
                    carrier_id=place[0],
                    number=place[1],
                    currency=self.client.currency,
                )
                known[place] = made.pk
        return known

    def one_a_day(self, instance: ContractRate) -> Hashable:
        return (
            instance.carrier_id,
            instance.charge_code,
            instance.contract_id,
            instance.site_id,
            instance.service_id,
        )

    def key_of(self, instance: ContractRate) -> Hashable:
        return *self.one_a_day(instance), instance.valid.lower

    def values(self, row: Row) -> dict[str, Any] | None:
        if row["eff_to"] and row["eff_to"] < row["eff_from"]:
            self.outcome.refuse(row, "eff_to", "lies before eff_from")
            return None
        service = self.services.get(row["service_id"])
        if row["service_id"] and service is None:
            self.outcome.refuse(row, "service_id", "is not in the inventory; load it first")
            return None
        carrier = self.carriers[row["carrier"].upper()].pk
        contract = self.contracts.get((carrier, row["contract"]))
        document = self.documents.get((contract, row["document"]))
        if row["document"] and document is None:
            self.outcome.refuse(row, "document", "is no document of that contract; add it first")
            return None
        return {
            "client_id": self.client.pk,
            "carrier_id": carrier,
            "charge_code": row["charge_code"],
            "contract_id": contract,
            "site_id": self.sites.get(row["site"]),
            "service_id": service,
            "rate": row["rate"],
            "currency": self.client.currency,
            "valid": days(row["eff_from"], row["eff_to"]),
            **present(document_id=document, page=row["page"]),
        }
