"""More minutes on the bill than the client's own telephone system has seen."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import AMOUNT, QUANTITY, UNIT_RATE, number
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import CALLED
from billing_audit.checks.settings import threshold
from billing_audit.checks.usage.needs import CALL_RECORDS
from billing_audit.checks.usage.papers import Called

MINUTES = {
    "charge": "usage",
    "code": "USG",
    "description": "Long distance, minutes",
    "unit": "MIN",
}


class MoreMinutesThanOwnRecords(Check):
    """The bill counts more minutes than the client's own call records.

    Records without amounts come from the client's telephone system. Each of its
    calls is rounded up to a whole minute, as no carrier charges more, and calls
    that began up to a quarter of an hour outside the billed days count too,
    because two clocks never agree. Up to two per cent more is not told. Where the
    bill has more than half as much again, records are missing rather than calls
    invented, and nothing is said. A charge that is lower than its minutes cost is
    held against what the own minutes cost. The claim waits until somebody has
    confirmed that the records are complete.

    Why it happens: calls of another customer on the account, calls rated twice,
    or attempts billed as minutes.

    What to ask for: the carrier's call records of the days, and a credit of the
    minutes that nobody called.
    """

    code = "E10"
    title = "More minutes than the client’s own records"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.TO_BE_CONFIRMED
    subject = Subject.CHARGE
    claims_once_validated = True
    needs = (BILL_LINES, CALL_RECORDS)
    looks_at = CALLED
    settings = (
        threshold(
            "ratio",
            "1.02",
            "times the own minutes that are no difference",
            "times",
            most="2",
            places=2,
            means=(
                "Up to so many times the client’s own minutes are a difference between two clocks."
            ),
        ),
        threshold(
            "incomplete",
            "1.5",
            "times from which records are missing",
            "times",
            most="100",
            places=2,
            means=(
                "From so many times the own minutes on, records are missing "
                "rather than calls invented, and nothing is said."
            ),
        ),
    )
    inputs = (
        AMOUNT,
        QUANTITY,
        UNIT_RATE,
        number("own_minutes", "minutes by own records", "line.own_minutes"),
        *(each.input for each in settings),
    )
    formula = "min(amount, quantity * unit_rate) - own_minutes * unit_rate"
    clause = "counts more minutes than were called"
    explanation = "Billed {quantity} minutes; the client’s own records have {own_minutes}."
    sql = """
        SELECT c.*, c.amount - c.claim AS expected FROM (
            SELECT c.*, f.own_minutes, %(ratio)s AS ratio, %(incomplete)s AS incomplete,
                least(c.amount, c.quantity * c.unit_rate) - f.own_minutes * c.unit_rate AS claim
            FROM (
                SELECT l.line_id, sum(ceil(r.duration / 60)) AS own_minutes
                FROM usage_lines l JOIN billing_audit_usagerecord r ON r.client_id = %(client)s
                    AND r.billed_service_id = l.billed_service_id
                    AND r.started_at >= l.period_from::timestamp AT TIME ZONE l.zone
                        - interval '15 minutes'
                    AND r.started_at < (l.period_to + 1)::timestamp AT TIME ZONE l.zone
                        + interval '15 minutes'
                WHERE {charged_call r}
                GROUP BY l.line_id HAVING count(r.amount) = 0
            ) f JOIN charges c USING (line_id)
            WHERE upper(c.unit) IN ('MIN', 'MINS', 'MINUTE', 'MINUTES')
                AND c.quantity > f.own_minutes * %(ratio)s
                AND c.quantity <= f.own_minutes * %(incomplete)s
        ) c WHERE c.claim > 0
    """
    examples = (
        example(
            "120 minutes billed, 100 called",
            Billed(amount="2.40", quantity="120", rate="0.02", over="0.40", **MINUTES),
            papers=(Called(seconds="50", times=100),),
        ),
        example(
            "Two per cent more is not told",
            Billed(amount="2.04", quantity="102", rate="0.02", **MINUTES),
            papers=(Called(seconds="50", times=100),),
        ),
        trap(
            "The telephone system’s clock is ten minutes slow on the first of the month",
            Billed(amount="2.20", quantity="110", rate="0.02", **MINUTES),
            papers=(
                Called(seconds="50", times=100),
                Called(seconds="50", at="2026-02-28 23:50:00", times=10),
            ),
        ),
        trap(
            "Feature codes are in the own records alone",
            Billed(amount="2.00", quantity="100", rate="0.02", **MINUTES),
            papers=(
                Called(seconds="50", times=100),
                Called(seconds="5", number="*67", times=20),
            ),
        ),
        example(
            "Twice the minutes: the records are not complete",
            Billed(amount="4.00", quantity="200", rate="0.02", **MINUTES),
            papers=(Called(seconds="50", times=100),),
        ),
        example(
            "The carrier’s own records have amounts and are no second witness",
            Billed(amount="2.40", quantity="120", rate="0.02", **MINUTES),
            papers=(Called(seconds="50", times=100, amount="0.02"),),
        ),
    )
