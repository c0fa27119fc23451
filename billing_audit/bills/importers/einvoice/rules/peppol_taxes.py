"""Peppol BIS Billing 3.0: how many tax totals there are (PEPPOL-EN16931-R053 to R055)."""

from collections.abc import Iterator

from billing_audit.bills.importers.einvoice.document import Amount, Document, Syntax
from billing_audit.bills.importers.einvoice.rules.base import Breach, rule


@rule("PEPPOL-EN16931-R053")
def not_exactly_one_tax_total(document: Document) -> Iterator[Breach]:
    """There is exactly one tax total with a breakdown; in CII: one in the invoice currency."""
    if document.syntax is Syntax.UBL:
        found = sum(bool(total.subtotals) for total in document.tax_totals)
    else:
        found = len(totals_in(document.currency, document))
    if document.has_settlement and found != 1:
        yield Breach(f"The bill has {found} tax totals where it must have one.")


@rule("PEPPOL-EN16931-R054")
def wrong_number_of_accounting_tax_totals(document: Document) -> Iterator[Breach]:
    """One tax total without a breakdown if a tax accounting currency is given, else none; in CII:
    one in a currency that is not the invoice's."""
    if document.syntax is Syntax.UBL:
        found = sum(not total.subtotals for total in document.tax_totals)
    else:
        units = [total.amount.unit for total in document.tax_totals]
        known = [unit for unit in units if None not in (unit, document.currency)]
        found = sum(unit != document.currency for unit in known)
    wanted = 0 if document.tax_currency is None else 1
    if document.has_settlement and found != wanted:
        yield Breach(
            f"The bill has {found} tax totals for the tax accounting currency; "
            f"it must have {wanted}."
        )


@rule("PEPPOL-EN16931-R055")
def tax_totals_of_opposite_sign(document: Document) -> Iterator[Breach]:
    """The tax total and the one in accounting currency have the same sign."""
    if document.tax_currency is None:
        return
    ours = signs(totals_in(document.currency, document), document.syntax)
    theirs = signs(totals_in(document.tax_currency, document), document.syntax)
    if not ours & theirs:
        yield Breach("The tax totals in the two currencies are not both positive or both negative.")


def totals_in(currency: str | None, document: Document) -> list[Amount]:
    amounts = [total.amount for total in document.tax_totals if total.amount is not None]
    return [amount for amount in amounts if currency is not None and amount.unit == currency]


def signs(amounts: list[Amount], syntax: Syntax) -> set[str]:
    """Zero is positive, and in UBL negative as well."""
    numbers = [amount.number for amount in amounts if amount.number is not None]
    found = {"positive" for number in numbers if number >= 0}
    for number in numbers:
        if number < 0 or (number == 0 and syntax is Syntax.UBL):
            found.add("negative")
    return found
