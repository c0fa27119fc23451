"""BR-S-08 to BR-AG-09: each VAT category's taxable amount and tax.

Nine categories share two rules; where the published rules treat one of them apart, it is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from billing_audit.bills.importers.einvoice.document import (
    Amount,
    Document,
    Syntax,
    TaxCategory,
    TaxSubtotal,
    value,
)
from billing_audit.bills.importers.einvoice.numbers import cents, rounded, sum_of
from billing_audit.bills.importers.einvoice.rules.base import Breach, rule, said
from billing_audit.bills.importers.einvoice.rules.taxes import wrong_tax


@dataclass(frozen=True, slots=True)
class Category:
    """A VAT category: its code on the bill and the name its rules carry."""

    code: str
    rules: str
    title: str
    has_rate: bool = False


CATEGORIES = (
    Category("S", "S", "Standard rated", has_rate=True),
    Category("Z", "Z", "Zero rated"),
    Category("E", "E", "Exempt from VAT"),
    Category("AE", "AE", "Reverse charge"),
    Category("K", "IC", "Intra-community supply"),
    Category("G", "G", "Export outside the EU"),
    Category("O", "O", "Not subject to VAT"),
    # The standard calls these two families BR-IG and BR-IP; its published rules say AF and AG.
    Category("L", "AF", "IGIC, the tax of the Canary Islands", has_rate=True),
    Category("M", "AG", "IPSI, the tax of Ceuta and Melilla", has_rate=True),
)


def taxable_is_not_what_the_lines_say(category: Category, document: Document) -> Iterator[Breach]:
    """BR-…-08: the taxable amount of a category (BT-116) is the sum of the lines (BT-131) plus
    charges (BT-99) minus allowances (BT-92) of that category and, where it has one, rate."""
    for row in rows_of(category, document):
        taxable, rate = value(row.taxable), value(row.category.percent)
        if category.has_rate and row.category.percent is None:
            continue  # "for each different value of VAT category rate"
        if document.syntax is Syntax.CII and category.code in ("L", "M"):
            continue  # the published rule looks for the rate in the wrong place and finds none
        added = taxed(category, rate, document)
        if taxable is None or not same_taxable(category, rate, document, taxable, added):
            at = f" at {said(rate)}%" if category.has_rate else ""
            yield Breach(
                f"{category.title}{at}: lines, charges and allowances come to {added:f}; "
                f"the taxable amount is {said(taxable)}."
            )


def same_taxable(
    category: Category, rate: Decimal | None, document: Document, taxable: Decimal, added: Decimal
) -> bool:
    """How close is close enough, syntax by syntax."""
    close = abs(taxable - added) < 1
    if document.syntax is Syntax.CII:
        return taxable == added if category.code in ("S", "O") else close
    if category.code == "S":
        return any(abs(taxable - each) < 1 for each in standard_rated(category, rate, document))
    return bool(document.lines) and (close if category.has_rate else taxable == added)


def standard_rated(
    category: Category, rate: Decimal | None, document: Document
) -> Iterator[Decimal]:
    """What UBL's BR-S-08 accepts: a sum over something, not over nothing.

    The published rule tries invoice lines, then credit note lines.  The kind a bill does not have
    adds nothing, so a bill with charges at the rate may also leave its lines out.
    """
    charges = [each.categories for each in document.all_allowances()]
    has_charges = any(belongs(category, rate, group) for group in charges)
    if has_charges or any(
        belongs(category, rate, line.categories) for line in document.added_lines
    ):
        yield taxed(category, rate, document)
    if has_charges:
        yield charged(category, rate, document)


def taxed(category: Category, rate: Decimal | None, document: Document) -> Decimal:
    """What the bill charges in a category, at a rate where the category has one."""
    lines = [line.net for line in document.added_lines if belongs(category, rate, line.categories)]
    return total(lines, document.syntax) + charged(category, rate, document)


def charged(category: Category, rate: Decimal | None, document: Document) -> Decimal:
    """The charges of a category on the bill as a whole, less the allowances."""
    those = [each for each in document.allowances if belongs(category, rate, each.categories)]
    charges = [each.amount for each in those if each.is_charge]
    allowances = [each.amount for each in those if each.is_allowance]
    return total(charges, document.syntax) - total(allowances, document.syntax)


def total(amounts: list[Amount | None], syntax: Syntax) -> Decimal:
    added = sum_of(map(value, amounts))
    return cents(added) if syntax is Syntax.CII else added


def belongs(category: Category, rate: Decimal | None, to: tuple[TaxCategory, ...]) -> bool:
    if not any(each.code == category.code for each in to):
        return False
    return not category.has_rate or (
        rate is not None and any(value(each.percent) == rate for each in to)
    )


def tax_of_the_category_is_wrong(category: Category, document: Document) -> Iterator[Breach]:
    """BR-…-09: the tax of a category (BT-117) is its taxable amount (BT-116) times its rate
    (BT-119), which for a category without a rate is zero."""
    if document.syntax is Syntax.CII and category.code in ("L", "M"):
        return  # left to BR-CO-17 there, which then passes over these two: nobody checks them
    for row in rows_of(category, document):
        tax, taxable, rate = value(row.tax), value(row.taxable), value(row.category.percent)
        if not category.has_rate:
            if tax != 0:
                yield Breach(f"{category.title}: the tax is {said(tax)} and should be 0.")
        elif tax is None or taxable is None or rate is None or not near(document, row):
            yield Breach(wrong_tax(row, rate)[0])


def near(document: Document, row: TaxSubtotal) -> bool:
    exact = abs(value(row.taxable)) * value(row.category.percent)
    expected = rounded(exact) / 100 if document.syntax is Syntax.CII else cents(exact / 100)
    return abs(abs(value(row.tax)) - expected) < 1


def rows_of(category: Category, document: Document) -> Iterator[TaxSubtotal]:
    # In CII the rules of these two families do not ask which tax it is.
    any_tax = document.syntax is Syntax.CII and category.code in ("S", "Z")
    for row in document.breakdown:
        found = row.category
        if found is not None and found.code == category.code and (found.is_vat or any_tax):
            yield row


for _category in CATEGORIES:
    rule(f"BR-{_category.rules}-08")(partial(taxable_is_not_what_the_lines_say, _category))
    rule(f"BR-{_category.rules}-09")(partial(tax_of_the_category_is_wrong, _category))
