"""The first checks said once more, one slow function each, straight from their definitions."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from bench.planting.oracle_bills import Invoice, Row
from bench.planting.oracle_files import Practice, Rate

ZERO = Decimal("0.00")


def to_cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Suspicion:
    """What one check would claim if no other came before it."""

    check: str
    invoice: Invoice
    row: Row | None
    wanted: Decimal


Found = Iterator[Suspicion]


def duplicate_invoices(practice: Practice) -> Found:
    """A07: one number in two files, or one account, period and total under two numbers."""
    numbers: set[tuple[str, str, str]] = set()
    contents: dict[tuple[object, ...], str] = {}
    for invoice in practice.invoices:
        number = (invoice.carrier, invoice.account_no, invoice.invoice_no)
        content = (invoice.carrier, invoice.account_no, invoice.period, invoice.total)
        known_by = contents.setdefault(content, invoice.invoice_no)
        same_content = invoice.period is not None and known_by != invoice.invoice_no
        if number in numbers or same_content:
            yield Suspicion("A07", invoice, None, invoice.total)
        numbers.add(number)


def wrong_totals(practice: Practice) -> Found:
    """A03: the stated total differs from the sum of the lines."""
    for invoice in practice.invoices:
        if excess := _beyond_lines(practice, invoice):
            yield Suspicion("A03", invoice, None, max(ZERO, excess))


def unsound_arithmetic(practice: Practice) -> Found:
    """A20: an e-invoice breaks the standard's arithmetic.

    Claimed is what makes the amount to pay too high, less what A03 claims of it.
    """
    for invoice in practice.invoices:
        if invoice.broken_rules:
            rest = invoice.overcharge - max(ZERO, _beyond_lines(practice, invoice))
            yield Suspicion("A20", invoice, None, max(ZERO, rest))


def repeated_lines(practice: Practice) -> Found:
    """A09: service, code, period, rate and amount twice on one bill."""
    for invoice in practice.invoices:
        seen: set[tuple[object, ...]] = set()
        for row in sorted(invoice.charges, key=lambda row: int(row.line_no)):
            key = (row.service_id, row.code, row.period, row.unit_rate, row.amount)
            if row.service_id and row.amount > 0 and key in seen:
                yield Suspicion("A09", invoice, row, row.amount)
            seen.add(key)


def repeated_charges(practice: Practice) -> Found:
    """A19: the same recurring charge of the same period on a later bill."""
    first: dict[tuple[object, ...], Invoice] = {}
    for row in _recurring(practice):
        key = (row.service_id, row.code, row.period, row.amount)
        if row.amount > 0 and first.setdefault(key, row.bill) is not row.bill:
            yield Suspicion("A19", row.bill, row, row.amount)


def after_disconnect(practice: Practice) -> Found:
    """C01: a recurring charge that begins after the disconnect date."""
    for row in _recurring(practice):
        _, gone = practice.services.get(row.service_id, ("", None))
        if gone and row.start > gone:
            yield Suspicion("C01", row.bill, row, row.amount)


def overlapping_periods(practice: Practice) -> Found:
    """A10: days of a recurring charge that an earlier line, of another period, already has."""
    earlier: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in _recurring(practice):
        if _is_reversed(row):
            continue
        others = earlier[row.service_id, row.code]
        taken = {
            day
            for other in others
            if other.period != row.period
            for day in _days(max(row.start, other.start), min(row.end, other.end))
        }
        if taken:
            yield Suspicion("A10", row.bill, row, row.amount * len(taken) / row.days)
        others.append(row)


def above_contract(practice: Practice) -> Found:
    """B01: the rate is above the contract's on the period's first day."""
    by_code: dict[tuple[str, str], list[Rate]] = defaultdict(list)
    for rate in practice.rates:
        by_code[rate.carrier, rate.code].append(rate)
    for invoice in practice.invoices:
        for row in invoice.charges:
            if None in (row.unit_rate, row.quantity, row.start):
                continue
            site, _ = practice.services.get(row.service_id, ("", None))
            agreed = _valid_rate(by_code[invoice.carrier, row.code], row, site)
            if agreed is not None and row.unit_rate > agreed:
                yield Suspicion("B01", invoice, row, (row.unit_rate - agreed) * row.quantity)


def wrong_extensions(practice: Practice) -> Found:
    """A01: the amount is off by more than the rate's printed decimals explain."""
    for invoice in practice.invoices:
        for row in invoice.charges:
            if row.unit_rate is None or row.quantity is None:
                continue
            excess = row.amount - to_cents(row.quantity * row.unit_rate)
            half_a_digit = Decimal(5).scaleb(row.unit_rate.as_tuple().exponent - 1)
            if abs(excess) > abs(row.quantity) * half_a_digit:
                yield Suspicion("A01", invoice, row, max(ZERO, excess))


def unknown_services(practice: Practice) -> Found:
    """C04: a charge for a service that is not in the inventory; nothing is claimed yet."""
    for invoice in practice.invoices:
        for row in invoice.charges:
            if row.service_id and row.service_id not in practice.services:
                yield Suspicion("C04", invoice, row, ZERO)


#: In the order in which they may claim.
CHECKS: tuple[Callable[[Practice], Found], ...] = (
    duplicate_invoices,
    wrong_totals,
    unsound_arithmetic,
    repeated_lines,
    repeated_charges,
    after_disconnect,
    overlapping_periods,
    above_contract,
    wrong_extensions,
    unknown_services,
)


def _beyond_lines(practice: Practice, invoice: Invoice) -> Decimal:
    """How far the stated total, the bill's own before the declared one, is above its lines."""
    key = (invoice.carrier, invoice.account_no, invoice.invoice_no)
    stated = practice.declared.get(key) if invoice.stated is None else invoice.stated
    return ZERO if stated is None else stated - invoice.total


def _recurring(practice: Practice) -> Iterator[Row]:
    """Dated recurring charges of services, earlier bills first."""
    for invoice in practice.invoices:
        for row in invoice.rows:
            if row.is_recurring and row.service_id and row.start and row.end:
                yield row


def _is_reversed(row: Row) -> bool:
    """A credit on the same bill takes exactly this charge back."""
    return any(
        other.charge_type == "credit"
        and other.amount == -row.amount
        and (other.service_id, other.code, other.period) == (row.service_id, row.code, row.period)
        for other in row.bill.rows
    )


def _days(start: date, end: date) -> Iterator[date]:
    while start <= end:
        yield start
        start += timedelta(days=1)


def _valid_rate(rates: list[Rate], row: Row, site: str) -> Decimal | None:
    """Of the rows that fit, the one naming the service, else the site, else a contract."""
    fitting = [
        rate
        for rate in rates
        if rate.eff_from <= row.start <= rate.eff_to
        and rate.service_id in ("", row.service_id)
        and rate.site in ("", site)
    ]
    if not fitting:
        return None
    return max(fitting, key=lambda r: (r.service_id != "", r.site != "", r.contract != "")).rate
