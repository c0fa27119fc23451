"""What a bill asks to be paid, and what of it comes from the bills before."""

from decimal import Decimal

from billing_audit.bills.models import Invoice
from retainer.lib import format as written
from retainer.lib.money import in_currency


def amount_of(bill: Invoice) -> Decimal:
    """What the carrier asks for, rounded to the currency's smallest coin."""
    asked = _charges(bill) if bill.amount_due is None else bill.amount_due
    return in_currency(asked, bill.currency)


def brought_forward(bill: Invoice) -> Decimal:
    """What of the amount is no charge of this bill; below nothing where it is less than them."""
    return amount_of(bill) - in_currency(_charges(bill), bill.currency)


def in_words(bill: Invoice) -> str:
    """What it brings forward, for whoever pays it; empty where it asks for its charges alone."""
    carried = brought_forward(bill)
    if not carried:
        return ""
    money = written.money(abs(carried), bill.currency)
    if carried < 0:
        return f"A credit of {money} from earlier bills is taken off."
    if bill.previous_balance is None:
        return f"{money} of it is beyond its own charges, and it does not state why."
    return (
        f"{money} of it is the balance of earlier bills, no charge of this one: leave it out if "
        "you have paid it since."
    )


def _charges(bill: Invoice) -> Decimal:
    return bill.lines_total if bill.stated_total is None else bill.stated_total
