"""BR-CO-10 to BR-CO-16: the totals of the bill (EN 16931-1, section 6.4.2).

As in the official rules, sums are taken over the raw amounts and rounded once, a comparison has no
tolerance, and an amount that is absent equals nothing.
"""

from collections.abc import Iterator
from decimal import Decimal

from billing_audit.bills.importers.einvoice.document import (
    Amount,
    Document,
    Syntax,
    Totals,
    value,
)
from billing_audit.bills.importers.einvoice.numbers import ZERO, cents, sum_of
from billing_audit.bills.importers.einvoice.rules.base import Breach, rule, said


@rule("BR-CO-10")
def line_total_is_not_the_sum_of_the_lines(document: Document) -> Iterator[Breach]:
    """Sum of invoice line net amount (BT-106) = Σ invoice line net amount (BT-131)."""
    if document.totals is None:
        return
    stated = value(document.totals.lines)
    added = cents(sum_of(value(line.net) for line in document.added_lines))
    if stated != added:
        yield Breach(f"The lines add up to {said(added)}; the bill states {said(stated)}.")


@rule("BR-CO-11")
def allowance_total_is_not_the_sum_of_the_allowances(document: Document) -> Iterator[Breach]:
    """Sum of allowances on document level (BT-107) = Σ document level allowance amount (BT-92)."""
    if document.totals is None:
        return
    amounts = [each.amount for each in document.allowances if each.is_allowance]
    yield from stated_sum("allowances", document.totals.allowances, amounts)


@rule("BR-CO-12")
def charge_total_is_not_the_sum_of_the_charges(document: Document) -> Iterator[Breach]:
    """Sum of charges on document level (BT-108) = Σ document level charge amount (BT-99)."""
    if document.totals is None:
        return
    amounts = [each.amount for each in document.allowances if each.is_charge]
    yield from stated_sum("charges", document.totals.charges, amounts)


def stated_sum(what: str, stated: Amount | None, amounts: list[Amount | None]) -> Iterator[Breach]:
    if stated is None and not amounts:
        return
    added = cents(sum_of(map(value, amounts)))
    if value(stated) != added:
        yield Breach(
            f"The {what} on the bill add up to {said(added)}; "
            f"the bill states {said(value(stated))}."
        )


@rule("BR-CO-13")
def total_without_tax_does_not_follow(document: Document) -> Iterator[Breach]:
    """Invoice total amount without VAT (BT-109) = Σ invoice line net amount (BT-131)
    - sum of allowances (BT-107) + sum of charges (BT-108)."""
    if (totals := document.totals) is None:
        return
    expected = plus(plus(value(totals.lines), totals.allowances, -1), totals.charges, 1)
    # UBL compares the two totals raw when there is nothing between them.
    if expected is not None and (document.syntax is Syntax.CII or has_any(totals)):
        expected = cents(expected)
    stated = value(totals.without_tax)
    if stated is None or stated != expected:
        yield Breach(
            f"Lines minus allowances plus charges come to {said(expected)}; "
            f"the total without tax is {said(stated)}."
        )


def has_any(totals: Totals) -> bool:
    return totals.allowances is not None or totals.charges is not None


@rule("BR-CO-14")
def tax_total_is_not_the_sum_of_the_taxes(document: Document) -> Iterator[Breach]:
    """Invoice total VAT amount (BT-110) = Σ VAT category tax amount (BT-117)."""
    if document.syntax is Syntax.UBL:
        compared = [total for total in document.tax_totals if total.subtotals]
    else:
        compared = [
            total
            for total in document.tax_totals
            if document.currency is not None and total.amount.unit == document.currency
        ]
    for total in compared:
        rows = total.subtotals if document.syntax is Syntax.UBL else document.breakdown
        added = cents(sum_of(value(row.tax) for row in rows))
        if value(total.amount) != added:
            yield Breach(
                f"The taxes add up to {said(added)}; the bill states {said(value(total.amount))}."
            )


@rule("BR-CO-15")
def total_with_tax_does_not_follow(document: Document) -> Iterator[Breach]:
    """Invoice total amount with VAT (BT-112) = invoice total amount without VAT (BT-109)
    + invoice total VAT amount (BT-110); the tax counts in the currency of the bill alone."""
    if document.currency is None:
        return
    totals = document.totals
    without_tax = value(totals.without_tax) if totals else None
    with_tax = value(totals.with_tax) if totals else None
    taxes = [
        total.amount
        for total in document.tax_totals
        if total.amount is not None and total.amount.unit == document.currency
    ]
    tax = value(taxes[0]) if len(taxes) == 1 else None
    expected = None if tax is None or without_tax is None else cents(without_tax + tax)
    if with_tax is not None and with_tax == expected:
        return
    if document.syntax is Syntax.CII and with_tax is not None and with_tax == without_tax:
        return  # in CII a bill without any tax is right as well
    if len(taxes) == 1:
        detail = f"Total without tax plus tax comes to {said(expected)}"
    else:
        detail = f"There are {len(taxes)} tax totals in {document.currency or 'no currency'}"
    yield Breach(f"{detail}; the total with tax is {said(with_tax)}.")


@rule("BR-CO-16")
def amount_to_pay_does_not_follow(document: Document) -> Iterator[Breach]:
    """Amount due for payment (BT-115) = invoice total amount with VAT (BT-112)
    - paid amount (BT-113) + rounding amount (BT-114)."""
    if (totals := document.totals) is None:
        return
    payable = value(totals.payable)
    expected = plus(plus(value(totals.with_tax), totals.prepaid, -1), totals.rounding, 1)
    if payable is not None and expected is not None:
        # UBL rounds each side to cents where there is something to subtract.
        exact = document.syntax is Syntax.CII or not (totals.prepaid or totals.rounding)
        if payable == expected if exact else same_in_ubl(document, payable):
            return
    yield Breach(
        f"Total with tax minus what is paid plus rounding comes to {said(expected)}; "
        f"the amount to pay is {said(payable)}.",
        too_high=ZERO if payable is None or expected is None else payable - expected,
    )


def same_in_ubl(document: Document, payable: Decimal) -> bool:
    totals = document.totals
    before = value(totals.with_tax)
    if totals.prepaid is not None:
        before = cents(before - value(totals.prepaid))
    if totals.rounding is not None:
        payable = cents(payable - value(totals.rounding))
    return payable == before


def plus(total: Decimal | None, amount: Amount | None, sign: int) -> Decimal | None:
    """Add an amount that may be absent; one that is there and says no number spoils the sum."""
    if total is None or amount is None:
        return total
    return None if amount.number is None else total + sign * amount.number
