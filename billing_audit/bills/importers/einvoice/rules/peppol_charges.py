"""Peppol BIS Billing 3.0: allowances and charges (PEPPOL-EN16931-R040 to R046)."""

from collections.abc import Iterator

from billing_audit.bills.importers.einvoice.document import (
    AllowanceCharge,
    Document,
    Syntax,
    value,
)
from billing_audit.bills.importers.einvoice.numbers import ZERO
from billing_audit.bills.importers.einvoice.rules.base import Breach, rule, said, slack


def whole(document: Document) -> Iterator[AllowanceCharge]:
    """Those that no half-filled percentage takes out of the other rules (R041 and R042)."""
    for each in document.all_allowances():
        if (each.percent is None) == (each.base is None):
            yield each


@rule("PEPPOL-EN16931-R040")
def amount_is_not_base_times_percentage(document: Document) -> Iterator[Breach]:
    """An allowance or charge is its base amount × percentage / 100, give or take 0.02."""
    for each in whole(document):
        if each.percent is None:
            continue
        amount = ZERO if each.amount is None else each.amount.number
        base, percent = value(each.base), value(each.percent)
        expected = None if base is None or percent is None else base * percent / 100
        if not slack(amount, expected):
            yield Breach(
                f"{said(percent)}% of {said(base)} is {said(expected)}; "
                f"“{each.reason or each.reason_code}” is {said(amount)}."
            )


@rule("PEPPOL-EN16931-R041")
def percentage_without_base(document: Document) -> Iterator[Breach]:
    """An allowance or charge with a percentage states its base amount."""
    for each in document.all_allowances():
        if each.percent is not None and each.base is None:
            yield Breach(f"“{each.reason or each.reason_code}” is a percentage of nothing stated.")


@rule("PEPPOL-EN16931-R042")
def base_without_percentage(document: Document) -> Iterator[Breach]:
    """An allowance or charge with a base amount states its percentage."""
    for each in document.all_allowances():
        if each.percent is None and each.base is not None:
            yield Breach(f"“{each.reason or each.reason_code}” has a base and no percentage.")


@rule("PEPPOL-EN16931-R043")
def neither_allowance_nor_charge(document: Document) -> Iterator[Breach]:
    """The charge indicator says "true" or "false"."""
    charges = [*whole(document)]
    if document.syntax is Syntax.CII:
        charges += inside_prices(document)
    for each in charges:
        if each.indicator not in ("true", "false"):
            yield Breach(
                f"“{each.reason or each.reason_code}” says “{each.indicator or ''}” where it must "
                "say whether it is a charge (true) or an allowance (false)."
            )


@rule("PEPPOL-EN16931-R046")
def net_price_is_not_gross_minus_allowance(document: Document) -> Iterator[Breach]:
    """Item net price = gross price - allowance, where a gross price is given (UBL only)."""
    if document.syntax is not Syntax.UBL:
        return
    for line in document.added_lines:
        for each in line.price.allowances if line.price else ():
            if each.base is None:
                continue
            net, gross, off = value(line.price.amount), each.base.number, value(each.amount)
            if None in (net, gross, off) or net != gross - off:
                yield Breach(
                    f"Line {line.id}: gross price {said(gross)} minus {said(off)} "
                    f"is not the net price {said(net)}."
                )


def inside_prices(document: Document) -> Iterator[AllowanceCharge]:
    for line in document.added_lines:
        for price in (line.price, line.gross_price):
            if price is not None:
                yield from price.allowances
