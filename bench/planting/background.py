"""Clean bills: what a carrier that makes no mistakes would send, traps included.

Nothing here may be found by any check.  What looks wrong and is not: rates
printed with fewer decimals than they are rated with, rates below contract,
partial months, usage in arrears beside charges in advance, a last bill that
contains the disconnect date, lines reversed on the same bill, memo lines.
"""

from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from random import Random

from bench.planting.inventory import Account, Service
from bench.planting.market import FUSF, Charge, Usage
from bench.planting.model import CENT, Bill, Line, cents
from bench.planting.ratebook import RateBook

Period = tuple[date, date]

#: Credits given for reasons of their own, not reversing another line.
GOODWILL = "CRD"


def bill_account(
    rng: Random, account: Account, services: list[Service], book: RateBook, periods: list[Period]
) -> list[Bill]:
    """One bill a month; ``periods`` begins with the period before the first bill."""
    bills = []
    for index in range(1, len(periods)):
        period = periods[index]
        bill = Bill(
            account.carrier.name,
            account.account_no,
            _invoice_no(account, index, period[0]),
            bill_date=period[0],
            due_date=period[0] + timedelta(days=28),
        )
        for service in services:
            bill.lines += service_lines(rng, account, service, book, periods[index - 1], period)
        bills.append(bill)
    return bills


def _invoice_no(account: Account, index: int, day: date) -> str:
    """Numbers collide between accounts of one carrier, and between two carriers."""
    if account.carrier.numbers_per_account:
        return f"INV-{1000 + index}"
    return f"{day:%Y%m}{account.account_no[-7:]}"


def service_lines(
    rng: Random,
    account: Account,
    service: Service,
    book: RateBook,
    before: Period,
    period: Period,
) -> list[Line]:
    """What one service costs on one bill: charges in advance, usage of the period before."""
    lines: list[Line] = []
    product = service.product
    if service.install_date <= period[1] and not _gone_before(service, period[0]):
        for charge, quantity in zip(product.charges, service.quantities, strict=True):
            lines.append(charge_line(account, service, book, charge, Decimal(quantity), period))
        if service.install_date > period[0]:
            lines.append(_installation(service))
        elif lines[0].quantity and rng.random() < 0.004:
            lines += _reversed_overlap(lines[0])
        elif rng.random() < 0.01:
            lines.append(_credit(rng, service, period[0]))
    if service.install_date <= before[0] and not _gone_before(service, before[1]):
        for usage in product.usage:
            lines += _usage_lines(rng, account, service, book, usage, before)
    return lines


def _gone_before(service: Service, day: date) -> bool:
    return service.disconnect_date is not None and service.disconnect_date < day


def charge_line(
    account: Account,
    service: Service,
    book: RateBook,
    charge: Charge,
    quantity: Decimal,
    period: Period,
) -> Line:
    start, end = max(period[0], service.install_date), period[1]
    rate = Decimal(charge.rate)
    if charge.contracted:
        agreed = book.on(account.carrier.name, charge.code, service.site, service.service_id, start)
        if agreed is not None:
            rate = book.shaded(agreed, service.percent) if service.percent < 100 else agreed
    full = cents(rate * quantity)
    line = Line(
        service.service_id,
        charge.code,
        charge.description,
        charge.charge_type,
        full,
        quantity,
        rate,
        start,
        end,
        jurisdiction=charge.jurisdiction,
    )
    if start > period[0] and full:  # a partial month shows no rate, only its share
        line.amount = share(full, (end - start).days + 1, (end - period[0]).days + 1)
        line.quantity = line.unit_rate = None
        line.description += ", partial month"
    return line


def share(amount: Decimal, days: int, of_days: int) -> Decimal:
    return cents(amount * days / of_days)


def _installation(service: Service) -> Line:
    return Line(
        service.service_id,
        "NRC",
        f"Installation, {service.product.name}",
        "one_time",
        Decimal("150.00"),
        Decimal(1),
        Decimal("150.00"),
    )


def _reversed_overlap(full: Line) -> list[Line]:
    """A partial month billed beside the full one and taken back on the same bill."""
    if full.charge_type != "recurring" or full.period_from is None or not full.amount:
        return []
    until = full.period_from + timedelta(days=9)
    part = share(full.amount, 10, 30)
    where = (full.service_id, full.charge_code)
    when = {"period_from": full.period_from, "period_to": until}
    return [
        Line(*where, f"{full.description}, partial month", "recurring", part, **when),
        Line(*where, f"{full.description}, partial month reversed", "credit", -part, **when),
    ]


def _credit(rng: Random, service: Service, day: date) -> Line:
    amount = Decimal(rng.randrange(500, 9000)).scaleb(-2)
    return Line(
        service.service_id,
        GOODWILL,
        "Service credit, outage ticket",
        "credit",
        -amount,
        period_from=day - timedelta(days=9),
        period_to=day - timedelta(days=8),
    )


def _usage_lines(
    rng: Random, account: Account, service: Service, book: RateBook, usage: Usage, period: Period
) -> list[Line]:
    """A month of use, sometimes in two lines whose periods overlap: allowed for usage."""
    true_rate = Decimal(usage.rate)
    if usage.printed_rate is None:
        agreed = book.on(
            account.carrier.name, usage.code, service.site, service.service_id, period[0]
        )
        true_rate = agreed if agreed is not None else true_rate
    printed = Decimal(usage.printed_rate) if usage.printed_rate else true_rate
    quantity = rng.randrange(usage.around * 7 // 10, usage.around * 13 // 10)
    parts = [quantity]
    if rng.random() < 0.1:
        parts = [quantity // 3, quantity - quantity // 3]
    return [
        Line(
            service.service_id,
            usage.code,
            usage.description,
            "usage",
            cents(true_rate * part),
            Decimal(part),
            printed,
            period[0],
            period[1] - timedelta(days=3 * place),
            usage.unit,
            usage.jurisdiction,
        )
        for place, part in enumerate(parts)
    ]


def close_bill(rng: Random, account: Account, bill: Bill, balance: Decimal) -> None:
    """Add what stands at the end of a bill: balances as memo, late fee, fees and taxes."""
    start = bill.bill_date
    if balance:
        bill.lines.insert(0, Line("", "MEMO", "Previous balance", "memo", balance))
        bill.lines.insert(1, Line("", "MEMO", "Payment received, thank you", "memo", -balance))
    if rng.random() < 0.05:
        bill.lines.append(Line("", "LPC", "Late payment charge", "late_fee", Decimal("12.50")))
    if rng.random() < 0.05:
        rounding = Decimal(rng.randrange(-40, 40)).scaleb(-2)
        if rounding:
            bill.lines.append(Line("", "ADJ", "Rounding adjustment", "adjustment", rounding))
    charges = [line for line in bill.lines if line.charge_type in ("recurring", "usage")]
    interstate = sum((ln.amount for ln in charges if ln.jurisdiction == "interstate"), Decimal(0))
    in_state = sum((ln.amount for ln in charges if ln.jurisdiction == "intrastate"), Decimal(0))
    factor = FUSF.get((start.year, (start.month + 2) // 3), Decimal("0.30"))
    levies = (
        ("FUSF", "Federal universal service fund", "surcharge", interstate, factor, "interstate"),
        ("TXST", "State sales tax", "tax", in_state, Decimal("0.0400"), "state"),
        ("TXCO", "County sales tax", "tax", in_state, Decimal("0.0375"), "county"),
    )
    for code, name, charge_type, base, levy, jurisdiction in levies:
        amount = (base * levy).quantize(CENT, rounding=ROUND_DOWN)
        if amount > 0:
            line = Line("", code, name, charge_type, amount, jurisdiction=jurisdiction)
            bill.lines.append(line)
    bill.number_lines(account.carrier.line_step)
