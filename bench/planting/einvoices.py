"""E-invoices, some of which do not add up, in the ways carriers' systems get it wrong."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from bench.planting.model import TRUTH_COLUMNS
from retainer.demo.cii import cii
from retainer.demo.einvoice import (
    ZERO,
    ChargeLine,
    EInvoice,
    Party,
    TaxSubtotal,
    add_up,
    break_down,
    cents,
)
from retainer.demo.ubl import ubl

SELLER = Party(
    "Vexbridge Telecom",
    "40 Canal Street",
    "Rochester",
    "14604",
    "NY",
    "billing@vexbridge.example",
    "161400777",
)
BUYER = Party(
    "Quenby Holdings",
    "8 Mill Road",
    "Auburn",
    "13021",
    "NY",
    "invoices@quenby.example",
    "161998210",
)

_ITEMS = (
    ("ACC-1G", "Ethernet access 1 Gbps", "recurring", "MON", "845.00", (1,), "8.25"),
    ("DIA-500", "Dedicated internet access 500 Mbps", "recurring", "MON", "615.00", (1,), "0"),
    ("SIP-SES", "SIP sessions", "recurring", "EA", "12.7500", (10, 23, 46), "8.25"),
    ("LD-OUT", "Outbound long distance", "usage", "MIN", "0.0185", (911, 1377, 2045), "8.25"),
    ("DATA", "Mobile data", "usage", "4L", "0.0150", (420, 833), "8.25"),
)

#: A fault returns the bill with wrong figures and the rule that must name it.
Wrong = Callable[[EInvoice, Decimal], tuple[EInvoice, str]]


@dataclass(frozen=True)
class EInvoices:
    files: tuple[Path, ...]
    accounts: Path
    services: Path
    truth: Path


def generate_einvoices(
    folder: Path, *, seed: int, invoices: int, faulty: int, first_month: date = date(2025, 7, 1)
) -> EInvoices:
    """Write that many bills, half as UBL and half as CII; the first ``faulty`` do not add up."""
    rng = Random(f"e-invoices {seed}")  # noqa: S311 - reproducible, not secret
    folder.mkdir(parents=True, exist_ok=True)
    files, truth, services = [], [], []
    account_no = f"VXB-{5500000 + seed}"
    for index in range(invoices):
        issued = first_month + timedelta(days=7 * index)
        invoice = _clean(rng, f"VX{seed:03}{10000 + index}", account_no, issued)
        if index < faulty:
            wrong = FAULTS[index % len(FAULTS)]
            amount = Decimal(rng.randrange(500, 30000)).scaleb(-2)
            correct, (invoice, rule) = invoice, wrong(invoice, amount)
            truth += _truth(correct, invoice, rule)
        write, syntax = (ubl, "ubl") if index % 2 else (cii, "cii")
        path = folder / f"{invoice.number}.{syntax}.xml"
        path.write_text(write(invoice), encoding="utf-8")
        files.append(path)
        services += [line.service_id for line in invoice.lines]
    installed = first_month - timedelta(days=700)
    return EInvoices(
        tuple(files),
        _csv(folder / "accounts.csv", ("account_no", "carrier"), [(account_no, SELLER.name)]),
        _csv(
            folder / "services.csv",
            ("service_id", "account_no", "install_date", "disconnect_date"),
            [(number, account_no, installed, None) for number in services],
        ),
        _csv(folder / "truth.csv", TRUTH_COLUMNS, truth),
    )


def _csv(path: Path, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, lineterminator="\n").writerows([columns, *rows])
    return path


def _truth(correct: EInvoice, wrong: EInvoice, rule: str) -> list[tuple[object, ...]]:
    """A stated total above lines and taxes is claimed by A03, all else that is too much by A20."""
    carried = sum((line.net for line in wrong.lines), ZERO)
    carried += sum((row.tax for row in wrong.breakdown), ZERO)
    total = max(ZERO, wrong.totals.with_tax - carried)
    rest = max(ZERO, wrong.totals.payable - correct.totals.payable - total)
    place = (f"{wrong.issued:%Y-%m}", SELLER.name, wrong.account_no)
    rows = [("A20", wrong.number, "", "", rest, rule, *place)]
    if total:
        rows.append(("A03", wrong.number, "", "", total, f"carried on from {rule}", *place))
    return rows


def _clean(rng: Random, number: str, account_no: str, issued: date) -> EInvoice:
    lines = []
    for position in range(1, rng.randint(4, 25)):
        code, name, charge_type, unit, price, quantities, percent = rng.choice(_ITEMS)
        quantity, rate = Decimal(rng.choice(quantities)), Decimal(price)
        lines.append(
            ChargeLine(
                position,
                code,
                name,
                charge_type,
                f"{number}-{position:02}",
                quantity,
                unit,
                rate,
                cents(quantity * rate),
                issued,
                issued + timedelta(days=29),
                Decimal(percent),
            )
        )
    breakdown = break_down(tuple(lines))
    return EInvoice(
        number,
        issued,
        issued + timedelta(days=30),
        account_no,
        SELLER,
        BUYER,
        tuple(lines),
        breakdown,
        add_up(tuple(lines), breakdown),
    )


def payable_raised(invoice: EInvoice, by: Decimal) -> tuple[EInvoice, str]:
    """The amount to pay is not what the bill's own totals give."""
    totals = replace(invoice.totals, payable=invoice.totals.payable + by)
    return replace(invoice, totals=totals), "BR-CO-16"


def payable_lowered(invoice: EInvoice, by: Decimal) -> tuple[EInvoice, str]:
    """Wrong to the carrier's own cost: found, nothing claimed."""
    return payable_raised(invoice, -by)


def line_total_raised(invoice: EInvoice, by: Decimal) -> tuple[EInvoice, str]:
    """The lines are added up wrongly and everything after carries the mistake on."""
    old = invoice.totals
    totals = replace(
        old,
        lines=old.lines + by,
        without_tax=old.without_tax + by,
        with_tax=old.with_tax + by,
        payable=old.payable + by,
    )
    return replace(invoice, totals=totals), "BR-CO-10"


def tax_total_raised(invoice: EInvoice, by: Decimal) -> tuple[EInvoice, str]:
    """The tax total is more than its own breakdown."""
    old = invoice.totals
    totals = replace(old, tax=old.tax + by, with_tax=old.with_tax + by, payable=old.payable + by)
    return replace(invoice, totals=totals), "BR-CO-14"


def tax_rated_too_high(invoice: EInvoice, by: Decimal) -> tuple[EInvoice, str]:
    """A row of the tax breakdown is more than its base times its rate."""
    row, *others = invoice.breakdown
    wrong = TaxSubtotal(row.category, row.percent, row.taxable, row.tax + by)
    invoice, _ = tax_total_raised(invoice, by)
    return replace(invoice, breakdown=(wrong, *others)), "BR-CO-17"


def line_total_misprinted(invoice: EInvoice, by: Decimal) -> tuple[EInvoice, str]:
    """Only the printed sum of the lines is wrong; the amount to pay is right."""
    totals = replace(invoice.totals, lines=invoice.totals.lines + by)
    return replace(invoice, totals=totals), "BR-CO-10"


FAULTS: tuple[Wrong, ...] = (
    payable_raised,
    payable_lowered,
    line_total_raised,
    tax_total_raised,
    tax_rated_too_high,
    line_total_misprinted,
)
