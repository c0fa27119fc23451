"""BR-CO-17: a tax is its taxable amount times its rate.

The published rules tolerate differences below one unit of currency, and not the same ones in UBL
and in CII; both are followed to the letter, because a verdict of ours that differs from the
validator a carrier uses would be of no use in a dispute.
"""

from collections.abc import Iterator
from decimal import Decimal

from billing_audit.bills.importers.einvoice.document import (
    Document,
    Syntax,
    TaxCategory,
    TaxSubtotal,
    value,
)
from billing_audit.bills.importers.einvoice.numbers import ZERO, cents, rounded
from billing_audit.bills.importers.einvoice.rules.base import Breach, rule, said

#: In CII these rows meet the rules of their category first and never reach BR-CO-17.
OWN_RULES_FIRST_IN_CII = {"O", "L", "M"}


@rule("BR-CO-17")
def tax_is_not_taxable_times_rate(document: Document) -> Iterator[Breach]:
    """VAT category tax amount (BT-117) = VAT category taxable amount (BT-116)
    × (VAT category rate (BT-119) / 100), rounded to two decimals."""
    rows = [*document.breakdown]
    for line in document.lines:
        rows += line.tax_subtotals
    for row in rows:
        category = row.category
        if document.syntax is Syntax.CII and has_own_rules(category):
            continue
        rate = value(category.percent) if category is not None and category.is_vat else None
        if not agrees_with_rate(document, row, rate):
            yield Breach(*wrong_tax(row, rate))


def has_own_rules(category: TaxCategory) -> bool:
    return category.is_vat and category.code in OWN_RULES_FIRST_IN_CII


def agrees_with_rate(document: Document, row: TaxSubtotal, rate: Decimal | None) -> bool:
    tax = value(row.tax)
    if tax is None:
        return False
    if rate is None or rounded(rate) == 0:
        return rounded(tax) == 0
    if (taxable := value(row.taxable)) is None:
        return False
    difference = abs(abs(tax) - cents(abs(taxable) * rate / 100))
    return difference <= 1 if document.syntax is Syntax.CII else difference < 1


def wrong_tax(row: TaxSubtotal, rate: Decimal | None) -> tuple[str, Decimal]:
    tax, taxable = value(row.tax), value(row.taxable)
    if tax is None or taxable is None or rate is None:
        return f"A tax of {said(tax)} on {said(taxable)} has no rate to follow from.", ZERO
    expected = cents(taxable * rate / 100)
    return f"{said(rate)}% of {said(taxable)} is {expected:f}; the tax is {tax:f}.", tax - expected
