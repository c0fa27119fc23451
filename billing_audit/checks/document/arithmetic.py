"""Arithmetic: the bill does not add up by its own figures."""

from django.db.models import Q

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example
from billing_audit.checks.inputs import AMOUNT, QUANTITY, UNIT_RATE, money, number
from billing_audit.checks.needs import BILL_LINES, STATED_TOTALS
from billing_audit.checks.populations import PRICED

CALLS = {"charge": "usage", "code": "USG", "description": "Long distance, minutes"}


class AmountIsNotQuantityTimesRate(Check):
    """The amount of a line is not its quantity times its rate.

    Carriers print rates with fewer decimals than they rate with: 0.02 may stand
    for anything from 0.015 to 0.025. A line is reported only when no rate that
    prints as this one gives this amount. Of a line that is too low nothing is
    asked back; it is reported because the carrier may correct it.

    Why it happens: minimum charges and surcharges folded into a line, a rate
    table that changed between rating and printing, or amounts edited by hand.

    What to ask for: a credit of the excess, or the calculation that leads to
    the billed amount.
    """

    code = "A01"
    title = "Amount is not quantity × rate"
    severity = Severity.LOW
    confidence = Confidence.CERTAIN
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.CHARGE
    needs = (BILL_LINES,)
    looks_at = PRICED
    inputs = (
        AMOUNT,
        QUANTITY,
        UNIT_RATE,
        number("rate_decimals", "decimals printed of the rate", "line.rate_decimals"),
    )
    formula = "max(0, amount - half_up(quantity * unit_rate))"
    clause = "is billed with an amount that is not quantity × rate"
    explanation = "Billed {amount}, but {quantity} × {unit_rate} is {expected}."
    # A printed rate r stands for r ± h, half a unit of its last decimal, and the amount is rounded
    # once more: it fits while |amount - q·r| < |q|·h + half a coin.  Signs are left aside, because
    # credits are negative here while carriers may print their quantity and rate positive.
    sql = """
        SELECT c.*, sign(c.amount) * abs(c.computed) AS expected,
            greatest(0, c.amount - c.computed) AS claim
        FROM (
            SELECT c.*, round(c.quantity * c.unit_rate, b.places) AS computed,
                5 * 10::numeric ^ -(b.places + 1) AS half_a_coin,
                5 * 10::numeric ^ -(1 + coalesce(c.rate_decimals,
                    greatest(2, scale(trim_scale(c.unit_rate))))) AS half_a_digit
            FROM charges c JOIN bills b USING (invoice_id)
            WHERE c.amount <> c.quantity * c.unit_rate
        ) c
        WHERE abs(c.amount) <> abs(c.computed)
            AND abs(abs(c.amount) - abs(c.quantity * c.unit_rate))
                >= abs(c.quantity) * c.half_a_digit + c.half_a_coin
    """
    examples = (
        example(
            "3 sessions at 14.50 come to 43.50, but 53.50 is billed",
            Billed(amount="53.50", quantity="3", rate="14.50", over="10.00"),
        ),
        example(
            "One cent too much on a single unit cannot come from rounding the rate",
            Billed(amount="38.51", quantity="1", rate="38.50", over="0.01"),
        ),
        example(
            "100 minutes at a printed 0.05 cannot cost more than 5.50",
            Billed(amount="5.51", quantity="100", rate="0.05", over="0.51", **CALLS),
            Billed(amount="5.50", quantity="100", rate="0.05", **CALLS),
        ),
        example(
            "Too low an amount is reported, and nothing is asked back",
            Billed(amount="30.00", quantity="1", rate="38.50", over="0.00"),
        ),
        example(
            "1,500 minutes rated at 0.0237, of which the bill prints 0.02",
            Billed(amount="35.55", quantity="1500", rate="0.02", **CALLS),
        ),
        example(
            "2.5 minutes at 0.042 are rounded half up",
            Billed(amount="0.11", quantity="2.5", rate="0.042", **CALLS),
        ),
        example(
            "A credit whose quantity and rate are printed positive",
            Billed(amount="-38.50", quantity="1", rate="38.50", charge="credit"),
        ),
        example(
            "A memo line is not charged",
            Billed(amount="0.00", quantity="1", rate="5.00", charge="memo"),
        ),
        example(
            "Yen have no cents, so 1.5 × 333 is 500",
            bill(Billed(amount="500", quantity="1.5", rate="333"), currency="JPY"),
        ),
        example("A partial month shows no rate", Billed(amount="19.25", quantity="1")),
    )


class TotalIsNotTheSumOfLines(Check):
    """The total a bill states is not the sum of its lines.

    The lines are added up exactly; only their sum is rounded. Memo lines do not
    count. A bill that states a total and lists no lines is left alone, and so
    is a total that is lower than the lines, except that it is reported.

    Why it happens: lines suppressed from the printed detail, balances carried
    into the current charges, or a total edited by hand.

    What to ask for: the lines that make up the difference, or a credit of it.
    """

    code = "A03"
    title = "Total is not the sum of the lines"
    severity = Severity.HIGH
    confidence = Confidence.CERTAIN
    precedence = Precedence.BILL_TOTAL
    subject = Subject.BILL
    of_bills = True
    applies_to = Q(stated_total__isnull=False, line_count__gt=0)
    needs = (STATED_TOTALS,)
    inputs = (
        money("stated_total", "total stated", "invoice.stated_total"),
        money("lines_total", "sum of the lines", "invoice.lines_total"),
    )
    formula = "max(0, half_up(stated_total) - half_up(lines_total))"
    clause = "states a total that is not the sum of its lines"
    explanation = "The bill states {stated_total}; its lines come to {lines_total}."
    sql = """
        SELECT b.*, b.stated_total AS billed, b.lines_total AS expected,
            greatest(0, round(b.stated_total, b.places) - round(b.lines_total, b.places)) AS claim
        FROM bills b
        WHERE b.line_count > 0
            AND round(b.stated_total, b.places) <> round(b.lines_total, b.places)
    """
    examples = (
        example(
            "Lines of 100.00 and 20.00 under a total of 125.00",
            bill(Billed(amount="100.00"), Billed(amount="20.00"), stated="125.00", over="5.00"),
        ),
        example(
            "A total below its lines is reported, and nothing is asked back",
            bill(Billed(amount="100.00"), stated="99.00", over="0.00"),
        ),
        example(
            "A credit counts as what it is",
            bill(
                Billed(amount="100.00"),
                Billed(amount="-20.00", charge="credit"),
                stated="100.00",
                over="20.00",
            ),
            bill(
                Billed(amount="100.00"),
                Billed(amount="-20.00", charge="credit"),
                stated="80.00",
                number="1002",
            ),
        ),
        example("A total that fits", bill(Billed(amount="100.00"), stated="100.00")),
        example(
            "A previous balance shown for information is not charged again",
            bill(
                Billed(amount="100.00"),
                Billed(amount="80.00", charge="memo", description="Previous balance"),
                stated="100.00",
            ),
        ),
        example(
            "Calls at fractions of a cent are added up before they are rounded",
            bill(
                Billed(amount="0.0333", **CALLS),
                Billed(amount="0.0333", **CALLS),
                Billed(amount="0.0333", **CALLS),
                stated="0.10",
            ),
        ),
        example("A bill that lists no lines", bill(stated="100.00")),
        example("A bill that states no total", bill(Billed(amount="100.00"))),
    )
