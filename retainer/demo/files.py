"""Writes the demo practice's files: reference data, a year of bills, the contracts, the truth."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from retainer.demo import estate, hospital_mistakes, logistics_mistakes, reference, terms
from retainer.demo.bill_files import BILL_COLUMNS, bill_rows, einvoice
from retainer.demo.billing import Bill, correct_bills, levy, number_lines
from retainer.demo.cii import cii
from retainer.demo.copies import SecondNumber, SentAgain
from retainer.demo.hospital import ST_BRANNOCK
from retainer.demo.logistics import KESTREL_RIDGE
from retainer.demo.mistakes import Mistake
from retainer.demo.paper import contract_pdf
from retainer.demo.reference import write_csv
from retainer.demo.returned import credit_bills
from retainer.demo.story import ClientStory
from retainer.demo.ubl import ubl

MISTAKES: dict[str, tuple[Mistake, ...]] = {
    ST_BRANNOCK.slug: hospital_mistakes.MISTAKES,
    KESTREL_RIDGE.slug: logistics_mistakes.MISTAKES,
}
WRITERS = {"ubl": ubl, "cii": cii}


@dataclass(frozen=True)
class Planted:
    """One line (or one whole bill) that an audit must find, and what it may claim there."""

    check: str
    invoice_no: str
    line_no: str
    service_id: str
    claim: Decimal
    note: str
    month: str
    carrier: str
    account_no: str


@dataclass(frozen=True)
class ClientFiles:
    """One client's files, in the shapes that ``load_reference`` and ``import_bills`` take."""

    slug: str
    accounts: Path
    sites: Path
    services: Path
    contracts: Path
    rates: Path
    #: The same rates with document and page, to be loaded once the documents are attached.
    rates_on_paper: Path
    #: Orders, outages, payments and papers, by the register that loads them.
    estate: dict[str, Path]
    #: Terms of contracts, by the register that loads them.
    terms: dict[str, Path]
    declared: Path
    #: In the order they arrived.
    bills: tuple[Path, ...]
    #: Contract papers by the file name that a document of the story carries.
    documents: dict[str, Path]
    truth: Path
    planted: tuple[Planted, ...]


@dataclass(frozen=True)
class DemoFiles:
    folder: Path
    clients: tuple[ClientFiles, ...]


def write_files(folder: Path) -> DemoFiles:
    """Write everything below a folder, a folder for each client; the same bytes every time."""
    stories = (ST_BRANNOCK, KESTREL_RIDGE)
    folder.mkdir(parents=True, exist_ok=True)
    clients = tuple(_write_client(folder / story.slug, story) for story in stories)
    return DemoFiles(folder, clients)


def make_bills(client: ClientStory) -> tuple[list[Bill], tuple[Planted, ...]]:
    """A year of bills with the carriers' mistakes in them, and the truth about each mistake."""
    bills = correct_bills(client)
    mistakes = MISTAKES[client.slug]
    copies = [each for each in mistakes if isinstance(each, SecondNumber | SentAgain)]
    claims = [
        (each, *claim)
        for each in mistakes
        if each not in copies
        for claim in each.make(client, bills)
    ]
    for bill in bills:
        if not bill.carrier.electronic:
            levy(client, bill)
    credit_bills(client.slug, bills, [(mistake, claim) for mistake, *claim in claims])
    for bill in bills:
        number_lines(bill)
    claims += [(each, *claim) for each in copies for claim in each.make(client, bills)]
    planted = tuple(
        Planted(
            mistake.check,
            bill.number,
            str(line.number) if line else "",
            line.service if line else "",
            claim,
            mistake.why,
            f"{bill.bill_date:%Y-%m}",
            bill.carrier.name,
            bill.account.number,
        )
        for mistake, bill, line, claim in claims
    )
    return sorted(bills, key=lambda bill: bill.bill_date), planted


def _write_client(folder: Path, client: ClientStory) -> ClientFiles:
    folder.mkdir(parents=True, exist_ok=True)
    bills, planted = make_bills(client)
    truth = (vars(row).values() for row in planted)
    return ClientFiles(
        slug=client.slug,
        accounts=write_csv(folder / "accounts.csv", *reference.accounts(client)),
        sites=write_csv(folder / "sites.csv", *reference.sites(client)),
        services=write_csv(folder / "services.csv", *reference.services(client)),
        contracts=write_csv(folder / "contracts.csv", *reference.contracts(client)),
        rates=write_csv(folder / "rates.csv", *reference.rates(client)),
        rates_on_paper=write_csv(folder / "papers.csv", *reference.rates_on_paper(client)),
        estate={
            name: write_csv(folder / f"{name}.csv", *table)
            for name, table in estate.tables(client, bills).items()
        },
        terms={
            name: write_csv(folder / f"{name}.csv", *table)
            for name, table in terms.tables(client).items()
        },
        declared=write_csv(folder / "declared.csv", *reference.declared(bills)),
        bills=_write_bills(folder / "bills", client, bills),
        documents=_write_documents(folder / "contracts", client),
        truth=write_csv(folder / "truth.csv", tuple(Planted.__dataclass_fields__), truth),
        planted=planted,
    )


def _write_bills(folder: Path, client: ClientStory, bills: list[Bill]) -> tuple[Path, ...]:
    folder.mkdir(exist_ok=True)
    written: list[Path] = []
    for bill in bills:
        stem = f"{bill.carrier.name.split()[0].lower()}-{bill.account.number}-{bill.month:%Y-%m}"
        if bill.carrier.electronic:
            path = folder / f"{stem}.{client.syntax}.xml"
            path.write_text(WRITERS[client.syntax](einvoice(client, bill)), encoding="utf-8")
        else:
            path = folder / f"{stem}.csv"
            if path in written:
                path = folder / f"{stem}-copy.csv"
            write_csv(path, BILL_COLUMNS, bill_rows(bill))
        written.append(path)
    return tuple(written)


def _write_documents(folder: Path, client: ClientStory) -> dict[str, Path]:
    folder.mkdir(exist_ok=True)
    written = {}
    for contract in client.contracts:
        for document in contract.documents:
            path = folder / document.file_name
            path.write_bytes(contract_pdf(document))
            written[document.file_name] = path
    return written
