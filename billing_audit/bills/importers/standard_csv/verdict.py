"""What a standard bill shows by itself: whether each amount is its quantity times its rate.

The file states no totals, so nothing more can be said without the client's facts.
"""

from decimal import Decimal
from pathlib import Path

from billing_audit.bills.importers.standard_csv.stream import read_bill
from billing_audit.bills.importers.verdicts import Finding, State, Verdict
from billing_audit.bills.stream import Invoice, Line, Reject, Remark
from retainer.lib.money import exponent, in_currency

FORMAT = "standard-csv"
EXTENSION = "A01"
HALF = Decimal("0.5")
#: Findings and warnings told of one file.
MOST = 1000


def verdict(path: str | Path) -> Verdict:
    findings: list[Finding] = []
    warnings: list[str] = []
    lines = judged = 0
    currency = ""
    for item in read_bill(path):
        match item:
            case Invoice():
                currency = item.currency
            case Line():
                lines += 1
                judged += can_be_judged(item)
                if can_be_judged(item) and not fits(item, currency):
                    findings.append(Finding(EXTENSION, EXTENSION, in_words(item, currency)))
            case Reject():
                warnings.append(f"Line {item.row}, {item.column or 'row'}: {item.reason}")
            case Remark():
                warnings.append(item.message)
    state: State = "fail" if findings else "pass" if judged else "cannot-check"
    return Verdict(
        format=FORMAT,
        verdict=overall(state, lines),
        rules={EXTENSION: state},
        findings=tuple(findings[:MOST]),
        warnings=tuple(warnings[:MOST]),
    )


def overall(state: State, lines: int) -> str:
    if not lines:
        return "unreadable"
    return {"fail": "finding", "pass": "clean", "cannot-check": "cannot-check"}[state]


def can_be_judged(line: Line) -> bool:
    return line.charge_type != "memo" and None not in (line.quantity, line.unit_rate)


def fits(line: Line, currency: str) -> bool:
    """Whether some rate that prints as this one gives this amount, once it is rounded.

    Signs are left aside: credits are negative, while a carrier may print their rate positive.
    """
    product = abs(line.quantity * line.unit_rate)
    if abs(line.amount) in (product, in_currency(product, currency)):
        return True
    half_a_digit = HALF.scaleb(line.unit_rate.as_tuple().exponent)
    half_a_coin = HALF.scaleb(-exponent(currency))
    return abs(abs(line.amount) - product) < abs(line.quantity) * half_a_digit + half_a_coin


def in_words(line: Line, currency: str) -> str:
    expected = in_currency(line.quantity * line.unit_rate, currency)
    return (
        f"Line {line.line_no} (row {line.source_row}): {line.quantity} × {line.unit_rate} "
        f"is {expected}, billed is {line.amount}."
    )
