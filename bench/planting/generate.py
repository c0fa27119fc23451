"""A client's year of bills with errors planted on them, and the truth about each."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from random import Random

from bench.planting import bill_faults, line_faults
from bench.planting.background import bill_account, close_bill
from bench.planting.files import Folder
from bench.planting.inventory import Account, install_services, open_account
from bench.planting.ledger import Ledger
from bench.planting.market import CARRIERS
from bench.planting.model import Bill, Line
from bench.planting.ratebook import RateBook

LINE_FAULTS: dict[str, line_faults.Plant] = {
    "A01": line_faults.wrong_extension,
    "A09": line_faults.billed_twice,
    "A10 reaching back": line_faults.period_reaches_back,
    "A10 partial month": line_faults.partial_month_on_top,
    "A19": line_faults.billed_again_later,
    "B01": line_faults.above_contract,
    "C01": line_faults.billed_after_disconnect,
    "C04": line_faults.not_in_inventory,
}
BILL_FAULTS = {
    "A03": bill_faults.misstate_total,
    "A07 two files": bill_faults.send_again,
    "A07 two numbers": bill_faults.issue_under_second_number,
}

#: Mistakes (a mistake may spoil several lines) in every hundred thousand lines.
MISTAKES = {
    "A01": 150,
    "A09": 120,
    "A10 reaching back": 70,
    "A10 partial month": 60,
    "A19": 120,
    "B01": 80,
    "C01": 40,
    "C04": 30,
    "A03": 30,
    "A07 two files": 15,
    "A07 two numbers": 15,
}


@dataclass(frozen=True)
class Planted:
    """Where the files are and how much is in them."""

    folder: Path
    #: In the order they must be loaded: a re-sent bill's file is the last.
    bill_files: tuple[Path, ...]
    accounts: Path
    services: Path
    rates: Path
    declared: Path
    truth: Path
    lines: int
    bills: int
    faults: dict[str, int]


def generate(
    folder: Path,
    *,
    seed: int,
    lines: int,
    months: int = 12,
    accounts: int | None = None,
    first_month: date = date(2025, 7, 1),
    one_file: bool = False,
    mistakes: dict[str, int] | None = None,
) -> Planted:
    """Write about that many bill lines, reference data and truth into a folder.

    The same arguments give the same bytes.  ``mistakes`` overrides how many of
    each kind are made; ``one_file`` puts all bills (but the re-sent ones) into
    ``lines.csv`` instead of a file a month.
    """
    rng = Random(f"practice {seed}")  # noqa: S311 - reproducible, not secret
    accounts = accounts or max(6, min(400, lines // 1000))
    wanted = {kind: max(3, lines * share // 100_000) for kind, share in MISTAKES.items()}
    wanted.update(mistakes or {})
    work = _shared_out(rng, wanted, accounts)
    book = RateBook(rng, first_month, months)
    numbers = count(1)
    found: Counter[str] = Counter()
    with Folder(folder, one_file=one_file) as files:
        for position in range(accounts):
            carrier = CARRIERS[position % len(CARRIERS)]
            account = open_account(rng, carrier, position)
            services = install_services(
                rng,
                account,
                book,
                lines_a_month=max(4, lines * 96 // 100 // (accounts * months) - 4),
                first_month=first_month,
                months=months,
                numbers=numbers,
            )
            periods = [account.period(first_month, index) for index in range(-1, months)]
            bills = bill_account(rng, account, services, book, periods)
            ledger = Ledger(account, services, bills, periods, book)
            undone = _make_mistakes(rng, ledger, work[position])
            if position + 1 < accounts:
                work[position + 1].update(undone)
            files.write_account(account, services)
            for bill in ledger.all_bills:
                files.write_bill(bill)
            files.write_faults(ledger.faults)
            found.update(fault.check for fault in ledger.faults)
        files.write_rates(book.rows)
    bill_files = sorted(files.bill_files, key=lambda path: ("resent" in path.name, path.name))
    return Planted(
        folder=folder,
        bill_files=tuple(bill_files),
        accounts=files.path("accounts"),
        services=files.path("services"),
        rates=files.path("rates"),
        declared=files.path("declared"),
        truth=files.path("truth"),
        lines=files.lines,
        bills=files.bills,
        faults=dict(sorted(found.items())),
    )


def _shared_out(rng: Random, wanted: dict[str, int], accounts: int) -> list[Counter[str]]:
    """Which mistakes each account's biller makes."""
    work: list[Counter[str]] = [Counter() for _ in range(accounts)]
    for kind, number in wanted.items():
        for position in rng.choices(range(accounts), k=number):
            work[position][kind] += 1
    return work


def _make_mistakes(rng: Random, ledger: Ledger, work: Counter[str]) -> Counter[str]:
    """Plant what can be planted here, close the bills, and return what could not be."""
    undone: Counter[str] = Counter()
    for kind, plant in LINE_FAULTS.items():
        for _ in range(work[kind]):
            if not _plant_somewhere(rng, ledger, plant):
                undone[kind] += 1
    if rng.random() < 0.5:
        ledger.extra_bills.append(_equipment_bill(rng, ledger.account, rng.choice(ledger.bills)))
    balance = Decimal(0)
    for bill in ledger.all_bills:
        close_bill(rng, ledger.account, bill, balance)
        balance = bill.sum_of_lines
    for kind, plant_on_bill in BILL_FAULTS.items():
        for _ in range(work[kind]):
            if not plant_on_bill(ledger, rng):
                undone[kind] += 1
    return undone


def _plant_somewhere(rng: Random, ledger: Ledger, plant: line_faults.Plant) -> bool:
    for service in ledger.free_services(rng):
        if plant(ledger, service, rng):
            ledger.taken.add(service.service_id)
            return True
    return False


def _equipment_bill(rng: Random, account: Account, beside: Bill) -> Bill:
    """A small bill of its own in a month that has its regular one: no duplicate."""
    bill = Bill(
        beside.carrier,
        beside.account_no,
        f"EQ{beside.invoice_no}",
        beside.bill_date,
        beside.due_date,
    )
    for item, price in (("Desk telephone", "129.00"), ("Wall bracket", "19.95")):
        quantity, rate = Decimal(rng.randint(1, 9)), Decimal(price)
        bill.lines.append(
            Line("", "EQP", item, "one_time", quantity * rate, quantity, rate, unit="EA")
        )
    return bill
