"""Peppol BIS Billing 3.0: the lines of the bill (PEPPOL-EN16931-R100 to R130)."""

from collections.abc import Iterator
from decimal import Decimal

from billing_audit.bills.importers.einvoice.document import (
    AllowanceCharge,
    Amount,
    Document,
    Line,
    Syntax,
    value,
)
from billing_audit.bills.importers.einvoice.numbers import ZERO, cents, sum_of
from billing_audit.bills.importers.einvoice.rules.base import Breach, rule, said, slack

INVOICED_OBJECT = "130"
ONE = Decimal(1)


@rule("PEPPOL-EN16931-R100")
def several_invoiced_objects_on_a_line(document: Document) -> Iterator[Breach]:
    """A line names one invoiced object at most."""
    for line in document.added_lines:
        kinds = [kind for _, kind in line.references]
        if document.syntax is Syntax.CII:
            kinds = [kind for kind in kinds if kind == INVOICED_OBJECT]
        if len(kinds) > 1:
            yield Breach(f"Line {line.id} names {len(kinds)} invoiced objects.")


@rule("PEPPOL-EN16931-R101")
def line_refers_to_something_else(document: Document) -> Iterator[Breach]:
    """A document reference on a line is there for the invoiced object (type 130) only."""
    for line in document.added_lines:
        if line.references and all(kind != INVOICED_OBJECT for _, kind in line.references):
            yield Breach(f"Line {line.id} refers to a document that is not an invoiced object.")


@rule("PEPPOL-EN16931-R110")
def line_begins_before_the_bill(document: Document) -> Iterator[Breach]:
    """The period of a line begins within the period of the bill."""
    for line in document.added_lines:
        begins, earliest = line.period.start, document.period.start
        if begins is not None and earliest is not None and begins < earliest:
            yield Breach(f"Line {line.id} begins before the period of the bill.")


@rule("PEPPOL-EN16931-R111")
def line_ends_after_the_bill(document: Document) -> Iterator[Breach]:
    """The period of a line ends within the period of the bill."""
    for line in document.added_lines:
        ends, latest = line.period.end, document.period.end
        if ends is not None and latest is not None and ends > latest:
            yield Breach(f"Line {line.id} ends after the period of the bill.")


@rule("PEPPOL-EN16931-R120")
def line_amount_is_not_quantity_times_price(document: Document) -> Iterator[Breach]:
    """Line net amount = quantity × (net price / base quantity) + charges - allowances of the
    line, give or take 0.02; what is absent counts as one (quantities) or nothing (amounts)."""
    for line in document.added_lines:
        stated, expected = amount_or(ZERO, line.net), extension(line)
        if not slack(stated, expected):
            at = f"{said(value(line.quantity))} × {said(line.price and value(line.price.amount))}"
            shown = None if expected is None else cents(expected)
            yield Breach(
                f"Line {line.id}: {at}, charges and allowances come to {said(shown)}; "
                f"the line states {said(stated)}."
            )


def extension(line: Line) -> Decimal | None:
    quantity = amount_or(ONE, line.quantity)
    price = amount_or(ZERO, line.price and line.price.amount)
    per = amount_or(ONE, line.price and line.price.base_quantity)
    if None in (quantity, price, per):
        return None
    product = quantity * (price if per is ONE else price / (per or ONE))
    if not line.allowances:
        return product
    charges = total([each for each in line.allowances if each.indicator == "true"])
    allowances = total([each for each in line.allowances if each.indicator == "false"])
    return product + charges - allowances


def total(charges: list[AllowanceCharge]) -> Decimal:
    return cents(sum_of(value(each.amount) for each in charges))


def amount_or(default: Decimal, amount: Amount | None) -> Decimal | None:
    return default if amount is None else amount.number


@rule("PEPPOL-EN16931-R121")
def base_quantity_is_not_positive(document: Document) -> Iterator[Breach]:
    """The base quantity of a price is above zero."""
    for line, base in base_quantities(document):
        if base.number is None or base.number <= 0:
            yield Breach(f"Line {line.id} has a price for {base.text or 'no'} units.")


@rule("PEPPOL-EN16931-R130")
def price_is_for_another_unit(document: Document) -> Iterator[Breach]:
    """The unit of a price's base quantity is the unit of the invoiced quantity."""
    for line, base in base_quantities(document):
        if base.unit is None or (line.quantity is None and document.syntax is Syntax.UBL):
            continue
        billed = None if line.quantity is None else line.quantity.unit
        if billed != base.unit:
            yield Breach(f"Line {line.id} bills {billed or 'no unit'} at a price for {base.unit}.")


def base_quantities(document: Document) -> Iterator[tuple[Line, Amount]]:
    for line in document.added_lines:
        for price in (line.price, line.gross_price):
            if price is not None and price.base_quantity is not None:
                yield line, price.base_quantity
