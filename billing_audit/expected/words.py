"""Why a charge is expected, and why it came otherwise, in sentences a client can read."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from billing_audit.expected.models import Difference, ExpectedLine
from retainer.lib import format as written

#: Each rule's sentence; what stands in braces is told by the line's inputs.
RULES = {
    "carried": "As on the last bill.",
    "agreed": "The contract rate of {agreed}, as on the last bill.",
    "at_rate": "The contract rate is {agreed}; the last bill had {unit_before}.",
    "rate_changed": "The contract rate becomes {agreed}; before it was {agreed_before}.",
    "below": "As on the last bill, which is below the contract rate of {agreed}.",
    "whole_at_rate": "A whole month at the contract rate of {agreed}; the last bill had a part.",
    "whole_month": "A whole month; the last bill charged a part of one.",
    "stopped": "The last bill charges it only for a part of the period, so it seems to have ended.",
    "ended": "It ended on {ended_on}, {by}.",
    "ends_within": "It ends on {ended_on}, {by}: a part of the period.",
    "paid_off": "The last instalment is paid.",
    "unused_days": "It ended on {ended_on}, {by}; later days were paid in advance of {paid}.",
    "ordered": "New since {began_on}, {by}.",
    "ordered_part": "New from {began_on}, {by}: a part of {monthly} a month.",
    "ordered_before": "New since {began_on}, {by}: the days that no bill has charged yet.",
    "one_time": "Agreed with order {order_number}.",
    "usage": "The mean of what was billed before: {each}.",
    "discount": "{percent}% off {base}, as the contract says.",
    "discount_scaled": "In proportion to the charges it is on, as on the last bill.",
    "discount_due": "{percent}% off {base}, as the contract says; the last bill did not have it.",
    "promised": "Promised for this month: {name}.",
    "credit": "As on the last two bills.",
    "credit_ended": "What it was agreed for is over.",
    "levy": "In proportion to the charges it is on: {base} after {base_before}.",
    "levy_ended": "What it was charged on is expected no more.",
    "factor": "{base} at the public factor of {quarter}, {factor}.",
    "factor_scaled": "As on the last bill, at {base} after {base_before} and by the factor of "
    "{quarter}.",
    "factor_open": "{base} at the factor of {quarter}; the one to come is not on file.",
}
REASONS = {
    "no_lines": "The bill has no lines to compare, only a total.",
    "goes_on": "It should have ended, and is billed.",
    "late_fee": "A late payment charge, which is never expected.",
    "one_time": "A one-time charge that no order announced.",
    "credit": "A credit or correction that nothing announced.",
    "back_billed": "It charges days long past.",
    "new_service": "A service that no order on file brought.",
    "new_charge": "A charge that the last bill did not have.",
    "not_given": "A promised credit that did not come.",
    "credit_gone": "A credit that came before, and stayed away.",
    "ended_since": "Its service ended after this was expected.",
    "not_yet": "Ordered, and not billed yet.",
    "gone": "It was on the last bill, and is not on this one.",
    "within": "Within the range expected.",
    "outside": "Outside the range of the months before.",
    "levy": "Not in proportion to the charges it is on.",
    "old_rate": "Billed as before: the contract rate was not followed.",
    "more_lines": "Charged more often than expected.",
    "part": "Charged for a part of the period.",
    "quantity": "Another quantity.",
    "rate": "Another rate.",
    "": "No reason is known.",
}
RATES = ("agreed", "agreed_before", "unit_before")
MONEY = ("base", "base_before", "monthly", "paid")
DAYS = ("ended_on", "began_on")


def why(line: ExpectedLine, currency: str) -> str:
    """Why the line is expected."""
    said = {name: _written(name, value, currency) for name, value in line.inputs.items()}
    # What an amount was reckoned from is on file wherever its rule names it.
    return RULES[line.rule].format_map(_Said(said | {"by": _by(line.inputs)}))


def reason(difference: Difference) -> str:
    """Why it came otherwise, as far as that is known."""
    return REASONS[difference.reason]


class _Said(dict):
    """What inputs say; what none of them says is a dash."""

    def __missing__(self, name: str) -> str:
        return written.UNKNOWN


def _by(inputs: Mapping[str, str]) -> str:
    """Who says when a service begins or ends."""
    if "order_number" not in inputs:
        return "by the inventory"
    if inputs.get("is_done") == "no":
        return f"as the carrier confirmed for order {inputs['order_number']}"
    return f"by order {inputs['order_number']}"


def _written(name: str, value: str, currency: str) -> str:
    if name in RATES:
        return written.rate(Decimal(value), currency)
    if name in MONEY:
        return written.money(Decimal(value), currency)
    if name in DAYS:
        return written.day(date.fromisoformat(value))
    if name == "percent":
        return written.number(Decimal(value))
    if name == "factor":
        return written.percent(Decimal(value))
    if name == "each":
        return _months(value, currency)
    return value


def _months(value: str, currency: str) -> str:
    """``2026-01 12.50, 2026-02 13.00`` as people read it."""
    months = (each.split() for each in value.split(", "))
    return ", ".join(
        f"{written.money(Decimal(amount), currency)} in "
        f"{written.month_short(date.fromisoformat(f'{month}-01'))}"
        for month, amount in months
    )
