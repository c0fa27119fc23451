"""The reference data of a client as the CSV files that the loaders of each register take."""

import csv
from collections.abc import Iterable
from pathlib import Path

from retainer.demo.billing import Bill
from retainer.demo.clauses import CLAUSES
from retainer.demo.story import ClientStory

#: Column names and rows.
Table = tuple[tuple[str, ...], list[tuple[object, ...]]]


def accounts(client: ClientStory) -> Table:
    rows = [(account.number, account.carrier, account.name) for account in client.accounts]
    return ("account_no", "carrier", "name"), rows


def sites(client: ClientStory) -> Table:
    columns = ("site", "name", "street", "city", "region", "postcode", "country", "closed_on")
    rows = [
        (
            site.code,
            site.name,
            site.street,
            site.city,
            site.region,
            site.postcode,
            "US",
            site.closed_on,
        )
        for site in client.sites
    ]
    return columns, rows


def contracts(client: ClientStory) -> Table:
    columns = ("carrier", "contract", "title", "starts_on", "ends_on", "notice_days")
    rows = [
        (
            contract.carrier,
            contract.number,
            contract.title,
            contract.starts,
            contract.ends,
            contract.notice_days,
            "yes" if contract.prorates_disconnects else "no",
            *CLAUSES.values(),
        )
        for contract in client.contracts
    ]
    return (*columns, "prorates_disconnects", *CLAUSES), rows


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


def rates_on_paper(client: ClientStory) -> Table:
    """The rates once more, each naming the title of its document and the page."""
    columns, rows = rates(client)
    titles = {
        document.file_name: document.title
        for contract in client.contracts
        for document in contract.documents
    }
    papers = [(titles[rate.document], rate.page) for _, rate in client.rates]
    return (*columns, "document", "page"), [
        (*row, *paper) for row, paper in zip(rows, papers, strict=True)
    ]


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
