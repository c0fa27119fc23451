"""The reference data of a client as the CSV files that ``load_reference`` takes."""

import csv
from collections.abc import Iterable
from pathlib import Path

from retainer.demo.billing import Bill
from retainer.demo.story import ClientStory

#: Column names and rows.
Table = tuple[tuple[str, ...], list[tuple[object, ...]]]


def accounts(client: ClientStory) -> Table:
    rows = [(account.number, account.carrier) for account in client.accounts]
    return ("account_no", "carrier"), rows


def services(client: ClientStory) -> Table:
    """The inventory as the client knows it; what nobody knows is not in it."""
    columns = ("service_id", "account_no", "install_date", "disconnect_date", "kind", "site")
    rows = [
        (
            service.number,
            service.account,
            service.installed,
            service.disconnected,
            service.kind,
            service.site,
            service.product,
            service.bandwidth,
        )
        for service in client.services
        if not service.unknown
    ]
    return (*columns, "product", "bandwidth"), rows


def rates(client: ClientStory) -> Table:
    columns = ("carrier", "charge_code", "rate", "eff_from", "eff_to", "contract", "site")
    rows = [
        (
            contract.carrier,
            rate.charge_code,
            rate.rate,
            rate.valid_from,
            rate.valid_to,
            contract.number,
            rate.site,
            rate.service,
        )
        for contract, rate in client.rates
    ]
    return (*columns, "service_id"), rows


def declared(bills: list[Bill]) -> Table:
    """Totals of the bills whose format states none; e-invoices state their own."""
    columns = ("carrier", "account_no", "invoice_no", "bill_date", "total")
    rows = [
        (
            bill.carrier.name,
            bill.account.number,
            bill.number,
            bill.bill_date,
            bill.total + bill.overstated,
        )
        for bill in bills
        if not bill.carrier.electronic
    ]
    return columns, rows


def write_csv(path: Path, columns: tuple[str, ...], rows: Iterable[Iterable[object]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    return path
