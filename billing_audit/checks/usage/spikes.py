"""Usage that is suddenly much more than usual."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.examples import Bill, Billed, bill, example, trap
from billing_audit.checks.inputs import values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import USAGE, Trait
from billing_audit.checks.settings import threshold, tolerance
from billing_audit.checks.sources.registry import source

#: Usage of a service by month, its charges listed, the largest of them named.  Copies of whole
#: bills would make a month look twice what it was.
source(
    "usage_months",
    key="billed_service_id",
    is_costly=True,
    select="""
    SELECT u.*, coalesce(sum(u.used) OVER before, 0) AS used_before,
        array_agg(u.line_ids) OVER before AS lines_before
    FROM (
        SELECT c.billed_service_id, b.currency, b.month, sum(c.amount) AS used,
            string_agg(c.line_id::text, ',' ORDER BY c.line_id) AS line_ids,
            (array_agg(c.line_id ORDER BY c.amount DESC, c.line_id))[1] AS largest_id
        FROM all_charges c JOIN all_bills b USING (invoice_id)
        WHERE c.charge_type = {type usage} AND c.billed_service_id IS NOT NULL
            AND c.invoice_id <> ALL (%(duplicates)s::bigint[])
            AND b.month >= coalesce(%(month_from)s::date - interval '3 months', '-infinity')
        GROUP BY c.billed_service_id, b.currency, b.month
    ) u
    WINDOW before AS (PARTITION BY u.billed_service_id, u.currency ORDER BY u.month
        RANGE BETWEEN '3 months' PRECEDING AND '1 month' PRECEDING)""",
)


def month(at: int, amount: str, over: str = "", **more: str) -> Bill:
    """The bill of a month with the usage of one service."""
    day = f"2026-{at:02d}-01"
    used = Billed(amount=amount, over=over, charge="usage", code="USG", period=(day, day), **more)
    return bill(used, number=str(at), on=day, file=f"{at}.csv")


class UsageSpike(Check):
    """The usage of a service costs more than two and a half times what it usually does.

    Usual is the mean of the three months before, by the dates of the bills; a
    month that was billed without any usage of the service counts as nothing.
    Nothing is claimed: it is told so that somebody asks while it can still be
    stopped. Less than 5.00 above the usual is not told, and neither is a service
    whose usage goes back less than three months, or one month of whose account
    was not billed.

    Why it happens: a stolen SIM or a hacked telephone system, a forgotten
    forwarding to a mobile abroad, a month billed twice, or a campaign that was
    planned.

    What to ask for: nothing of the carrier yet. Ask the service's owner what
    changed; where nobody knows, have the carrier block the destination and give
    the call records.
    """

    code = "I04"
    title = "Usage far above usual"
    severity = Severity.INFORMATION
    confidence = Confidence.LOW
    precedence = Precedence.IDEA
    nature = Nature.INFORMATION
    subject = Subject.SERVICE
    needs = (BILL_LINES,)
    looks_at = USAGE.with_(Trait.SERVICE)
    settings = (
        threshold(
            "ratio",
            "2.5",
            "times the usual",
            "times",
            most="100",
            places=2,
            means="Usage is told when it costs more than so many times the usual.",
        ),
        tolerance(
            "5.00",
            "and more than this above it",
            "least",
            most="100000",
            means="Usage is told only when it lies more than this above the usual.",
        ),
    )
    inputs = (
        values("this_month", "usage of the month", "line.amount"),
        values("months_before", "usage of the three months before", "first.amount"),
        *(each.input for each in settings),
    )
    formula = "0"
    clause = "used far more than usual"
    explanation = "Usage of the month: {this_month}. Of the three months before: {months_before}."
    sql = """
        SELECT c.*, 0 AS claim, NULL::numeric AS expected, %(ratio)s AS ratio, %(least)s AS least,
            (SELECT jsonb_agg(jsonb_build_object('line', l.id, 'amount', l.amount::text)
                ORDER BY l.id)
            FROM billing_audit_line l WHERE l.client_id = %(client)s
                AND l.shelf_id = ANY (%(shelves)s)
                AND l.id = ANY (string_to_array(m.line_ids, ',')::bigint[])) AS this_month,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('first', l.id,
                'amount', l.amount::text) ORDER BY l.id), '[]')
            FROM billing_audit_line l WHERE l.client_id = %(client)s
                AND l.shelf_id = ANY (%(shelves)s)
                AND l.id = ANY (string_to_array(array_to_string(m.lines_before, ','), ',')
                    ::bigint[])) AS months_before
        FROM usage_months m JOIN charges c ON c.line_id = m.largest_id
        WHERE m.month >= coalesce(%(month_from)s::date, '-infinity')
            AND m.used * 3 > %(ratio)s * m.used_before
            AND m.used * 3 - m.used_before > %(least)s * 3
            AND EXISTS (
                SELECT FROM all_charges u JOIN all_bills b USING (invoice_id)
                WHERE u.billed_service_id = m.billed_service_id AND u.charge_type = {type usage}
                    AND u.invoice_id <> ALL (%(duplicates)s::bigint[])
                    AND b.currency = m.currency AND b.month <= m.month - interval '3 months'
            )
            AND 3 = (
                SELECT count(DISTINCT b.month) FROM all_bills b
                WHERE b.account_id = c.account_id AND b.line_count > 0 AND b.month < m.month
                    AND b.month >= m.month - interval '3 months'
            )
    """
    examples = (
        example(
            "After three months of 10.00 a month of 25.01",
            month(1, "10.00"),
            month(2, "10.00"),
            month(3, "10.00"),
            month(4, "25.01", over="0.00"),
        ),
        example(
            "Exactly two and a half times is not more",
            month(1, "10.00"),
            month(2, "10.00"),
            month(3, "10.00"),
            month(4, "25.00"),
        ),
        example(
            "Three times next to nothing is still next to nothing",
            month(1, "1.00"),
            month(2, "1.00"),
            month(3, "1.00"),
            month(4, "6.00"),
        ),
        example(
            "6.01 is more than 5.00 above it",
            month(1, "1.00"),
            month(2, "1.00"),
            month(3, "1.00"),
            month(4, "6.01", over="0.00"),
        ),
        example(
            "Two months are too few to say what is usual",
            month(2, "10.00"),
            month(3, "10.00"),
            month(4, "90.00"),
        ),
        example(
            "February was billed without any usage and counts as nothing",
            month(1, "10.00"),
            bill(Billed(amount="50.00"), number="2", on="2026-02-01", file="2.csv"),
            month(3, "10.00"),
            month(4, "16.67", over="0.00"),
        ),
        trap(
            "No bill of April is on file, so nobody knows what was usual before May",
            month(1, "10.00"),
            month(2, "10.00"),
            month(3, "10.00"),
            month(5, "90.00"),
        ),
        example(
            "The largest of several charges stands for the month",
            month(1, "10.00"),
            month(2, "10.00"),
            month(3, "10.00"),
            bill(
                Billed(amount="9.00", charge="usage", code="SMS", description="Messages"),
                Billed(amount="21.00", over="0.00", charge="usage", code="USG"),
                number="4",
                on="2026-04-01",
            ),
        ),
        trap(
            "Another service’s usage is no part of it",
            month(1, "10.00"),
            month(2, "10.00"),
            month(3, "10.00"),
            month(4, "20.00"),
            month(4, "30.00", service="B"),
        ),
        trap(
            "A recurring charge of the same service is no usage",
            month(1, "10.00"),
            month(2, "10.00"),
            month(3, "10.00"),
            bill(
                Billed(amount="10.00", charge="usage", code="USG"),
                Billed(amount="900.00"),
                number="4",
                on="2026-04-01",
            ),
        ),
    )
