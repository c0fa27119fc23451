"""E-invoices read for the oracle: their lines, which rules fail, and what is too much.

Bills here have no allowances, prepayments or rounding.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from bench.planting.oracle_bills import Invoice, Row
from bench.planting.oracle_names import CII, UBL

ZERO = Decimal("0.00")


def read_einvoice(path: Path) -> Invoice:
    """The bill with a row for each line and one for each tax."""
    root = ET.parse(path).getroot()  # noqa: S314 - a file we wrote ourselves
    names = UBL if root.tag.endswith("}Invoice") else CII
    invoice = Invoice(
        path.name,
        0,
        _text(root, names["carrier"]),
        _text(root, names["account"]),
        _text(root, names["number"]),
        _day(_text(root, names["issued"])),
    )
    invoice.rows = [_row(invoice, line, names) for line in _all(root, names["line"])]
    taxes = [_tax_row(row, names) for row in _all(root, names["tax row"])]
    for number, (_, _, tax) in enumerate(taxes, start=len(invoice.rows) + 1):
        if tax:
            row = Row(invoice, str(number), "", "TAX", "tax", tax, None, None, None, None)
            invoice.rows.append(row)
    _follow_the_money(invoice, _one(root, names["totals"]), _amount(root, names["tax"]), taxes)
    return invoice


def _follow_the_money(
    invoice: Invoice,
    totals: ET.Element,
    tax: Decimal,
    taxes: list[tuple[Decimal, Decimal, Decimal]],
) -> None:
    """Follow the amount to pay up from the lines and note where it goes wrong."""
    names = UBL if totals.tag.endswith("}LegalMonetaryTotal") else CII
    lines = sum((row.amount for row in invoice.rows if row.charge_type != "tax"), ZERO)
    stated, without_tax, with_tax, payable = (
        _amount(totals, names[name]) for name in ("sum", "without tax", "with tax", "payable")
    )
    kept = {
        "BR-CO-10": stated == lines,
        "BR-CO-13": without_tax == stated,
        "BR-CO-14": tax == sum((row_tax for _, _, row_tax in taxes), ZERO),
        "BR-CO-15": with_tax == without_tax + tax,
        "BR-CO-16": payable == with_tax,
        "BR-CO-17": all(abs(_rated(base, rate) - row_tax) < 1 for base, rate, row_tax in taxes),
    }
    due = lines + sum((_rated(base, rate) for base, rate, _ in taxes), ZERO)
    invoice.stated = with_tax
    invoice.broken_rules = frozenset(rule for rule, holds in kept.items() if not holds)
    invoice.overcharge = max(ZERO, payable - due)


def _row(invoice: Invoice, line: ET.Element, names: dict[str, str]) -> Row:
    return Row(
        invoice,
        _text(line, names["line number"]),
        _text(line, names["service"]),
        _text(line, names["code"]),
        _text(line, names["charge type"]),
        _amount(line, names["net"]),
        _amount(line, names["quantity"]),
        _amount(line, names["price"]),
        _day(_text(line, names["from"])),
        _day(_text(line, names["to"])),
    )


def _tax_row(row: ET.Element, names: dict[str, str]) -> tuple[Decimal, Decimal, Decimal]:
    base, rate, tax = (_amount(row, names[name]) for name in ("base", "percent", "row tax"))
    return base, rate, tax


def _rated(base: Decimal, percent: Decimal) -> Decimal:
    return (base * percent / 100).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _all(node: ET.Element, path: str) -> Iterator[ET.Element]:
    """Elements below by local names, whatever the namespace."""
    first, _, rest = path.partition("/")
    for child in node:
        if child.tag.rpartition("}")[2] == first:
            if rest:
                yield from _all(child, rest)
            else:
                yield child


def _one(node: ET.Element, path: str) -> ET.Element:
    return next(_all(node, path))


def _text(node: ET.Element, path: str) -> str:
    return _one(node, path).text or ""


def _amount(node: ET.Element, path: str) -> Decimal:
    return Decimal(_text(node, path))


def _day(text: str) -> date:
    return date.fromisoformat(text)
