"""An amount that is not quantity × rate, but a rate for the days of its period."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from billing_audit.bills.models import Line
from billing_audit.findings.models import Occurrence
from retainer.lib.money import in_currency
from retainer.lib.months import last_day

#: How many months a number of days is, by the ways carriers are known to count.
CONVENTIONS: tuple[tuple[str, Callable[[date, int], Decimal]], ...] = (
    ("months of 30 days", lambda first, days: Decimal(days) / 30),
    ("the days of the month", lambda first, days: Decimal(days) / last_day(first).day),
    ("twelfths of 365 days", lambda first, days: Decimal(days) * 12 / 365),
)


class Days:
    """The line's own rate by the day, in each convention, with and without the last day."""

    def rule(self, charge: Occurrence, line: Line) -> str:
        if None in (line.unit_rate, line.quantity, line.period_from, line.period_to):
            return ""
        price, currency = line.unit_rate * line.quantity, charge.finding.currency
        if in_currency(price, currency) == line.amount:
            return ""
        whole = (line.period_to - line.period_from).days + 1
        for days in (whole, whole - 1, whole + 1):
            for name, months in CONVENTIONS:
                if in_currency(price * months(line.period_from, days), currency) == line.amount:
                    return f"the rate for {days} days, counted in {name}"
        return ""
