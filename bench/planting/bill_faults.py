"""Errors on whole bills: totals that do not foot, bills that come twice."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from bench.planting.ledger import Ledger
from bench.planting.model import Bill, Fault


def misstate_total(ledger: Ledger, rng: Random) -> bool:
    """A03: the stated total is more than the lines come to."""
    free = [b for b in ledger.bills if b.misstated is None and not b.resent and b.lines]
    if not free:
        return False
    bill = rng.choice(free)
    excess = Decimal(rng.randrange(500, 30000)).scaleb(-2)
    bill.misstated = bill.sum_of_lines + excess
    note = f"stated {bill.misstated}, lines come to {bill.sum_of_lines}"
    ledger.faults.append(Fault("A03", bill, None, excess, note))
    return True


def send_again(ledger: Ledger, rng: Random) -> bool:
    """A07: the same bill under the same number in a second file."""
    bill = _bill_not_sent_twice(ledger, rng)
    if bill is None:
        return False
    bill.resent = True
    note = "same number in two files"
    ledger.faults.append(Fault("A07", bill, None, bill.sum_of_lines, note))
    return True


def issue_under_second_number(ledger: Ledger, rng: Random) -> bool:
    """A07: the same account, period and total under two numbers, the second days later."""
    bill = _bill_not_sent_twice(ledger, rng)
    if bill is None:
        return False
    days = rng.choice((0, 1))
    copy = replace(
        bill,
        invoice_no=f"{bill.invoice_no}-2",
        bill_date=bill.bill_date + timedelta(days=days),
        lines=[replace(line) for line in bill.lines],
    )
    ledger.extra_bills.append(copy)
    note = f"same period and total as {bill.invoice_no}"
    ledger.faults.append(Fault("A07", copy, None, copy.sum_of_lines, note))
    return True


def _bill_not_sent_twice(ledger: Ledger, rng: Random) -> Bill | None:
    copied = {bill.invoice_no.removesuffix("-2") for bill in ledger.extra_bills}
    free = [
        bill
        for bill in ledger.bills
        if bill.lines
        and not bill.resent
        and bill.misstated is None
        and bill.invoice_no not in copied
    ]
    return rng.choice(free) if free else None
