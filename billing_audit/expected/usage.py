"""Usage: the mean of the three months before, and between what it may lie."""

from billing_audit.expected.performing import Table
from billing_audit.expected.writing import expect, told

#: How many bills a mean is taken of.
BILLS = 3

# One bill a month, the last bill first; a copy of a bill counts once.
BEFORE = Table(
    "bills_before",
    "expected_id",
    f"""
    SELECT x.*, count(*) OVER (PARTITION BY x.expected_id) AS known FROM (
        SELECT x.*, row_number() OVER (
                PARTITION BY x.expected_id ORDER BY x.month DESC
            ) AS back
        FROM (
            SELECT DISTINCT ON (f.expected_id, i.month) f.expected_id, i.id AS invoice_id, i.month
            FROM foretold f
            JOIN billing_audit_invoice i ON i.account_id = f.account_id
                AND i.currency = f.currency AND i.bill_date <= f.last_date
            WHERE i.client_id = %(client)s AND i.document_type = 'invoice' AND i.line_count > 0
            ORDER BY f.expected_id, i.month, i.id = f.invoice_id DESC, i.bill_date DESC, i.id DESC
        ) x
    ) x WHERE x.back <= {BILLS}""",  # noqa: S608 our own words
)

BY_MONTH = """
    SELECT b.expected_id, b.back, b.month, l.billed_service_id, l.charge_code_id, l.jurisdiction,
        CASE WHEN l.charge_code_id IS NULL THEN l.description ELSE '' END AS words,
        sum(l.amount) AS amount, sum(l.quantity) AS quantity, max(l.description) AS description,
        min(l.id) AS line_id, min(l.period_from) AS first_day, max(l.period_to) AS last_day
    FROM bills_before b
    JOIN billing_audit_line l ON l.invoice_id = b.invoice_id
    WHERE l.client_id = %(client)s AND l.shelf_id = ANY (%(shelves)s)
        AND l.charge_type = {type usage}
    GROUP BY b.expected_id, b.back, b.month, l.billed_service_id, l.charge_code_id,
        l.jurisdiction, words"""
# A month without any counts as nothing, from the month on in which there was some first.
MEANS = f"""
    SELECT u.expected_id, u.billed_service_id, u.charge_code_id, u.jurisdiction,
        max(u.back) AS months, round(sum(u.amount) / max(u.back), max(f.places)) AS mean,
        least(min(u.amount), CASE WHEN count(*) < max(u.back) THEN 0 END) AS low,
        greatest(max(u.amount), CASE WHEN count(*) < max(u.back) THEN 0 END) AS high,
        round(sum(u.quantity) / max(u.back), 6) AS quantity,
        coalesce(sum(u.amount) FILTER (WHERE u.back = 1), 0) AS amount,
        (array_agg(u.description ORDER BY u.back))[1] AS description,
        (array_agg(u.line_id ORDER BY u.back))[1] AS line_id,
        string_agg(to_char(u.month, 'YYYY-MM') || ' ' || u.amount, ', ' ORDER BY u.month) AS each,
        (min(u.first_day) FILTER (WHERE u.back = 1) + max(f.cycle) * interval '1 month')::date
            AS next_from,
        (max(u.last_day) FILTER (WHERE u.back = 1) + 1 + max(f.cycle) * interval '1 month')::date
            - 1 AS next_to,
        max(f.due_on) AS due_on, max(f.carrier_id) AS carrier_id
    FROM ({BY_MONTH}) u JOIN foretold f USING (expected_id)
    GROUP BY u.expected_id, u.billed_service_id, u.charge_code_id, u.jurisdiction, u.words"""  # noqa: S608
EXPECTED = f"""
    SELECT x.*, e.billed_service_id IS NOT NULL AS is_over, e.ended_on, e.order_id,
        e.order_number, e.service_id
    FROM ({MEANS}) x
    LEFT JOIN spans s USING (expected_id)
    LEFT JOIN endings e ON e.billed_service_id = x.billed_service_id AND e.is_done
        AND (e.carrier_id IS NULL OR e.carrier_id = x.carrier_id)
        AND e.ended_on < coalesce(x.next_from, s.span_from, x.due_on)
        AND e.back_on > coalesce(x.next_from, s.span_from, x.due_on)"""  # noqa: S608

STATEMENTS = (
    expect(
        EXPECTED,
        charge_type="{type usage}",
        unit_rate="null",
        amount="CASE WHEN x.is_over THEN 0 ELSE x.mean END",
        low="CASE WHEN NOT x.is_over THEN x.low END",
        high="CASE WHEN NOT x.is_over THEN x.high END",
        sure="CASE WHEN x.is_over THEN 'agreed' ELSE 'estimate' END",
        rule="CASE WHEN x.is_over THEN 'ended' ELSE 'usage' END",
        inputs=told(
            line="x.line_id", months="x.months", each="x.each", ended_on="x.ended_on",
            order="x.order_id", order_number="x.order_number", service="x.service_id",
        ),
    ),
)  # fmt: skip
