"""Writes the lines of expected bills: statement after statement, each over all bills at once."""

from collections.abc import Collection

from billing_audit.expected import credits, levies, recurring, starting, usage
from billing_audit.expected.ground import GROUND
from billing_audit.expected.performing import Step, perform

TOTALS = """
    UPDATE billing_audit_expectedbill e
    SET total = t.total, low = t.low, high = t.high, line_count = t.lines
    FROM (
        SELECT e.id, count(l.id) AS lines, coalesce(sum(l.amount), 0) AS total,
            coalesce(sum(coalesce(l.low, l.amount)), 0) AS low,
            coalesce(sum(coalesce(l.high, l.amount)), 0) AS high
        FROM billing_audit_expectedbill e
        LEFT JOIN billing_audit_expectedline l ON l.expected_bill_id = e.id
        WHERE e.client_id = %(client)s AND e.id = ANY (%(expected)s)
        GROUP BY e.id
    ) t WHERE t.id = e.id
"""

#: What is charged on other charges comes after these.
STEPS = (
    Step(GROUND, ()),
    Step([recurring.TABLE], recurring.STATEMENTS),
    Step([], starting.STATEMENTS),
    Step([usage.BEFORE], usage.STATEMENTS),
    Step([], credits.STATEMENTS),
    Step([levies.LEVIES, levies.BASES], levies.STATEMENTS),
    Step([], [TOTALS]),
)


def write_lines(client_id: int, expected: Collection[int]) -> None:
    """Write what these bills should charge; each of them has no line yet."""
    perform(client_id, expected, STEPS)
