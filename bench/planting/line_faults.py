"""Errors on single lines, planted as carriers make them.

Each function tries one service and answers whether it could; a fault must be
certain under the definitions, so a service where it would be doubtful is left.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from bench.planting.background import charge_line, share
from bench.planting.inventory import Service
from bench.planting.ledger import Ledger
from bench.planting.model import Line, cents

Plant = Callable[[Ledger, Service, Random], bool]


def wrong_extension(ledger: Ledger, service: Service, rng: Random) -> bool:
    """A01: the amount is more than quantity times rate."""
    exact = [
        (month, line)
        for month, line in ledger.lines_of(service, "recurring", "usage")
        if line.amount == cents(line.quantity * line.unit_rate) and line.amount > 5
    ]
    if not exact:
        return False
    month, line = rng.choice(exact)
    excess = Decimal(rng.randrange(100, int(line.amount * 40) + 101)).scaleb(-2)
    line.amount += excess
    ledger.blame("A01", month, line, "amount above quantity × rate", excess)
    return True


def billed_twice(ledger: Ledger, service: Service, rng: Random) -> bool:
    """A09: the same line once more, or twice more, on one bill."""
    lines = ledger.lines_of(service, "recurring", "usage", "one_time")
    if not lines:
        return False
    month, line = rng.choice(lines)
    for _ in range(rng.choice((1, 1, 1, 2))):
        copy = ledger.repeat(line, month)
        ledger.blame("A09", month, copy, "second copy on the same bill")
    return True


def billed_again_later(ledger: Ledger, service: Service, rng: Random) -> bool:
    """A19: a month already billed comes back on a later bill."""
    last = len(ledger.bills) - 1
    lines = [(m, ln) for m, ln in ledger.lines_of(service, "recurring") if m < last]
    if not lines:
        return False
    month, line = rng.choice(lines)
    later = min(month + rng.choice((1, 1, 2)), last)
    copy = ledger.repeat(line, later)
    ledger.blame("A19", later, copy, f"already billed on {ledger.bills[month].invoice_no}")
    return True


def period_reaches_back(ledger: Ledger, service: Service, rng: Random) -> bool:
    """A10: the period begins days before the end of the one billed last month."""
    recurring = ledger.lines_of(service, "recurring")
    before = {(month, line.charge_code): line for month, line in recurring}
    days = rng.randint(3, 12)
    for month, line in rng.sample(recurring, k=len(recurring)):
        previous = before.get((month - 1, line.charge_code))
        if previous is None or previous.period_to != line.period_from - timedelta(days=1):
            continue
        begins = line.period_from - timedelta(days=days)
        agreed = _agreed(ledger, service, line, begins)
        if agreed is not None and agreed < line.unit_rate:
            continue
        line.period_from = begins
        length = (line.period_to - begins).days + 1
        claim = share(line.amount, days, length)
        ledger.blame("A10", month, line, f"{days} of {length} days already billed", claim)
        return True
    return False


def partial_month_on_top(ledger: Ledger, service: Service, rng: Random) -> bool:
    """A10: a partial month of a service whose full month is on the same bill."""
    recurring = ledger.lines_of(service, "recurring")
    if not recurring:
        return False
    month, full = rng.choice(recurring)
    days = rng.randint(5, 20)
    part = replace(full, quantity=None, unit_rate=None)
    part.period_to = full.period_from + timedelta(days=days - 1)
    part.amount = share(full.amount, days, 30)
    part.description += ", partial month"
    ledger.put(part, month)
    ledger.blame("A10", month, part, f"{days} days inside a month billed in full")
    return True


def above_contract(ledger: Ledger, service: Service, rng: Random) -> bool:
    """B01: a rate above the agreed one, for one month or many."""
    lines = ledger.lines_of(service, "recurring", "usage")
    contracted = {line.charge_code for _, line in lines if _agreed(ledger, service, line)}
    if not contracted:
        return False
    code = rng.choice(sorted(contracted))
    lines = [(month, line) for month, line in lines if line.charge_code == code]
    begin = rng.randrange(len(lines))
    wrong = lines[begin : begin + rng.randint(1, 9)]
    percent = rng.randint(104, 130)
    for month, line in wrong:
        agreed = _agreed(ledger, service, line)
        if agreed is None:
            continue
        claim = _raise(line, agreed, percent)
        ledger.blame("B01", month, line, f"{line.unit_rate} billed, {agreed} agreed", claim)
    month, line = wrong[-1]
    if line.charge_type == "recurring" and rng.random() < 0.25:
        copy = ledger.repeat(line, month)
        ledger.blame("A09", month, copy, "copy of a line above contract: the copy claims all")
    return True


def _raise(line: Line, agreed: Decimal, percent: int) -> Decimal:
    """Bill the line above the agreed rate; return by how much."""
    line.unit_rate = (agreed * percent / 100).quantize(line.unit_rate)
    line.amount = cents(line.quantity * line.unit_rate)
    return cents((line.unit_rate - agreed) * line.quantity)


def _agreed(
    ledger: Ledger, service: Service, line: Line, day: date | None = None
) -> Decimal | None:
    carrier = ledger.account.carrier.name
    day = day or line.period_from
    return ledger.book.on(carrier, line.charge_code, service.site, service.service_id, day)


def billed_after_disconnect(ledger: Ledger, service: Service, rng: Random) -> bool:
    """C01: the service is gone; the carrier goes on for months, then notices."""
    lines = ledger.lines_of(service, "recurring")
    months = [month for month, _ in lines]
    full_life = set(range(len(ledger.bills)))
    if service.disconnect_date or set(months) != full_life or len(full_life) < 3:
        return False
    gone = rng.randrange(len(full_life) - 1)
    noticed = rng.randint(gone + 1, len(full_life) - 1)
    start, end = ledger.periods[gone + 1]
    service.disconnect_date = start + timedelta(days=rng.randrange((end - start).days + 1))
    raised = rng.random() < 0.2
    for month, line in lines:
        if gone < month <= noticed:
            agreed = _agreed(ledger, service, line)
            if raised and agreed is not None:
                _raise(line, agreed, 110)
            note = f"disconnected {service.disconnect_date}"
            ledger.blame("C01", month, line, note)
    for bill in ledger.bills[noticed + 1 :]:
        bill.lines = [line for line in bill.lines if line.service_id != service.service_id]
    return True


def not_in_inventory(ledger: Ledger, service: Service, rng: Random) -> bool:
    """C04: a sibling of the service is billed that nobody ever had."""
    charges = service.product.charges
    if any(charge.charge_type != "recurring" for charge in charges):
        return False
    number = f"{service.service_id}-X{rng.randrange(10, 99)}"
    phantom = replace(service, service_id=number, site="", disconnect_date=None)
    begin = rng.randrange(len(ledger.bills))
    for month in range(begin, len(ledger.bills)):
        for charge, quantity in zip(charges, service.quantities, strict=True):
            quantity = Decimal(quantity)
            period = ledger.periods[month + 1]
            if phantom.install_date > period[0]:
                continue
            line = charge_line(ledger.account, phantom, ledger.book, charge, quantity, period)
            ledger.put(line, month)
            ledger.blame("C04", month, line, f"exposure {line.amount}", Decimal("0.00"))
    return True
