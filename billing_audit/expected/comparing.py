"""Expected and billed, side by side: all lines of one charge of a service together.

A charge is a service, a charge code (or words where there is none) and a type.
What is the same on both sides is only counted; everything else becomes a
difference with its reason, so that expected and differences add up to billed.
"""

from collections.abc import Collection

from billing_audit.expected.ground import ENDINGS
from billing_audit.expected.performing import Step, Table, perform

# A bill without lines is one charge of what it states.  A service that was billed for the first
# time is found by its number; a charge whose code was not known before by the only recurring charge
# of its service.
SIDES = Table(
    "sides",
    "expected_id",
    """
    WITH came AS (
        SELECT e.id AS expected_id, l.id AS line_id, l.billed_service_id, l.charge_code_id,
            l.charge_type, l.description, l.amount, l.quantity, l.unit_rate, l.period_from,
            l.period_to, l.invoice_id
        FROM billing_audit_expectedbill e
        JOIN billing_audit_line l ON l.invoice_id = ANY (e.bills)
        WHERE e.client_id = %(client)s AND e.id = ANY (%(expected)s)
            AND l.client_id = %(client)s AND l.shelf_id = ANY (%(shelves)s)
            AND l.charge_type <> {type memo}
        UNION ALL
        SELECT e.id, 0, null, null, {type recurring}, 'Bill without lines',
            coalesce(i.stated_total, i.amount_due, 0), null, null, null, null, i.id
        FROM billing_audit_expectedbill e
        JOIN billing_audit_invoice i ON i.id = ANY (e.bills) AND i.line_count = 0
        WHERE e.client_id = %(client)s AND e.id = ANY (%(expected)s)
    ), hoped AS (
        SELECT x.expected_bill_id AS expected_id, x.id AS line_id,
            coalesce(x.billed_service_id, n.billed_service_id) AS billed_service_id,
            coalesce(x.charge_code_id, only_one.charge_code_id) AS charge_code_id,
            x.charge_type, coalesce(only_one.description, x.description) AS description, x.amount,
            x.quantity, x.unit_rate, x.period_from, x.period_to, x.low, x.high, x.rule, x.sure,
            x.before, x.service_number
        FROM billing_audit_expectedline x
        LEFT JOIN LATERAL (
            SELECT min(n.billed_service_id) AS billed_service_id FROM inventory n
            WHERE x.billed_service_id IS NULL
                AND n.service_id = (x.inputs ->> 'service')::bigint
        ) n ON x.rule LIKE 'ordered%%'
        LEFT JOIN LATERAL (
            SELECT min(c.charge_code_id) AS charge_code_id, min(c.description) AS description
            FROM came c
            WHERE x.charge_code_id IS NULL AND c.expected_id = x.expected_bill_id
                AND c.billed_service_id = coalesce(x.billed_service_id, n.billed_service_id)
                AND c.charge_type = x.charge_type
            HAVING count(DISTINCT (c.charge_code_id, c.description)) = 1
        ) only_one ON x.rule LIKE 'ordered%%' OR x.rule = 'one_time'
        WHERE x.expected_bill_id = ANY (%(expected)s)
    )
    SELECT expected_id, billed_service_id, charge_code_id, charge_type,
        CASE WHEN charge_code_id IS NULL THEN lower(btrim(description)) ELSE '' END AS words,
        description, line_id AS expected_line, null::bigint AS billed_line, amount AS expected,
        0::numeric AS billed, low, high, rule, sure, before, quantity AS quantity_expected,
        null::numeric AS quantity_billed, unit_rate AS rate_expected, null::numeric AS rate_billed,
        period_to - period_from AS days_expected, null::int AS days_billed, null::date AS ends_on,
        service_number
    FROM hoped
    UNION ALL
    SELECT expected_id, billed_service_id, charge_code_id, charge_type,
        CASE WHEN charge_code_id IS NULL THEN lower(btrim(description)) ELSE '' END,
        description, null, line_id, 0, amount, null, null, null, null, 0, null, quantity, null,
        unit_rate, null, period_to - period_from, period_to, ''
    FROM came""",
)
SUMS = Table(
    "compared",
    "expected_id, billed_service_id",
    """
    SELECT s.expected_id, s.billed_service_id, s.charge_code_id, s.charge_type,
        max(s.description) AS description, sum(s.expected) AS expected, sum(s.billed) AS billed,
        sum(coalesce(s.low, s.expected)) AS low, sum(coalesce(s.high, s.expected)) AS high,
        (array_agg(s.expected_line ORDER BY s.expected_line)
            FILTER (WHERE s.expected_line IS NOT NULL))[1:20] AS expected_lines,
        (array_agg(s.billed_line ORDER BY s.billed_line)
            FILTER (WHERE s.billed_line IS NOT NULL))[1:20] AS billed_lines,
        count(s.expected_line) AS hoped, count(s.billed_line) AS came,
        array_remove(array_agg(DISTINCT s.rule::text), null) AS rules, sum(s.before) AS before,
        sum(s.quantity_expected) AS quantity_expected, sum(s.quantity_billed) AS quantity_billed,
        max(s.rate_expected) AS rate_expected, max(s.rate_billed) AS rate_billed,
        sum(s.days_expected) AS days_expected, sum(s.days_billed) AS days_billed,
        max(s.ends_on) AS ends_on, max(s.service_number) AS service_number
    FROM sides s
    GROUP BY s.expected_id, s.billed_service_id, s.charge_code_id, s.charge_type, s.words""",
)
# The first that is true.
REASON = """CASE
        WHEN 0 = ANY (c.billed_lines) THEN 'no_lines'
        WHEN c.came > 0 AND c.rules && ARRAY['ended', 'stopped', 'paid_off', 'levy_ended',
            'credit_ended'] AND c.expected = 0 THEN 'goes_on'
        WHEN c.charge_type = {type late_fee} THEN 'late_fee'
        WHEN c.charge_type = {type one_time} AND c.hoped = 0 THEN 'one_time'
        WHEN c.charge_type IN ({type credit}, {type adjustment}) AND c.hoped = 0 THEN 'credit'
        WHEN c.hoped = 0 AND c.ends_on < e.due_on - 62 THEN 'back_billed'
        WHEN c.hoped = 0 AND NOT EXISTS (
                SELECT FROM compared k
                WHERE k.expected_id = c.expected_id AND k.hoped > 0
                    AND k.billed_service_id = c.billed_service_id
            ) AND c.billed_service_id IS NOT NULL THEN 'new_service'
        WHEN c.hoped = 0 THEN 'new_charge'
        WHEN c.came = 0 AND 'promised' = ANY (c.rules) THEN 'not_given'
        WHEN c.came = 0 AND c.expected < 0 THEN 'credit_gone'
        WHEN c.came = 0 AND EXISTS (
                SELECT FROM endings x
                WHERE x.billed_service_id = c.billed_service_id AND x.ended_on < e.due_on
            ) THEN 'ended_since'
        WHEN c.came = 0 AND c.rules && ARRAY['ordered', 'ordered_part', 'ordered_before',
            'one_time'] THEN 'not_yet'
        WHEN c.came = 0 THEN 'gone'
        WHEN c.charge_type = {type usage} AND c.billed BETWEEN c.low AND c.high THEN 'within'
        WHEN c.charge_type = {type usage} THEN 'outside'
        WHEN c.charge_type IN ({type tax}, {type surcharge}, {type fee})
            AND c.billed BETWEEN c.low AND c.high THEN 'within'
        WHEN c.charge_type IN ({type tax}, {type surcharge}, {type fee}) THEN 'levy'
        WHEN c.rules && ARRAY['at_rate', 'rate_changed'] AND c.billed = c.before THEN 'old_rate'
        WHEN c.came > c.hoped THEN 'more_lines'
        WHEN c.days_billed < c.days_expected - 2 THEN 'part'
        WHEN c.quantity_billed <> c.quantity_expected THEN 'quantity'
        WHEN c.rate_billed <> c.rate_expected THEN 'rate'
        ELSE '' END"""
WRITE = f"""
    INSERT INTO billing_audit_difference (client_id, expected_bill_id, billed_service_id,
        charge_code_id, charge_type, description, service_number, what, expected, billed, reason,
        expected_lines, billed_lines)
    SELECT %(client)s, c.expected_id, c.billed_service_id, c.charge_code_id, c.charge_type,
        c.description, c.service_number,
        CASE WHEN c.came = 0 THEN 'only_expected' WHEN c.expected = 0 THEN 'only_billed'
            ELSE 'changed' END,
        c.expected, c.billed, {REASON}, coalesce(c.expected_lines, '{{}}'),
        coalesce(c.billed_lines, '{{}}')
    FROM compared c
    JOIN billing_audit_expectedbill e ON e.id = c.expected_id
    WHERE c.expected <> c.billed
"""  # noqa: S608 our own words
TOTALS = """
    UPDATE billing_audit_expectedbill e
    SET billed = t.billed, matching = t.matching, differing = t.differing, compared_at = now()
    FROM (
        SELECT e.id, (SELECT coalesce(sum(c.billed), 0) FROM compared c WHERE c.expected_id = e.id)
                AS billed,
            (SELECT count(*) FROM compared c
                WHERE c.expected_id = e.id AND c.expected = c.billed AND c.came > 0) AS matching,
            (SELECT count(*) FROM billing_audit_difference d WHERE d.expected_bill_id = e.id)
                AS differing
        FROM billing_audit_expectedbill e
        WHERE e.client_id = %(client)s AND e.id = ANY (%(expected)s)
    ) t WHERE t.id = e.id
"""
STEPS = (Step([ENDINGS, SIDES, SUMS], [WRITE, TOTALS]),)


def write_differences(client_id: int, expected: Collection[int]) -> None:
    """Write where the bills that came differ from what was expected of them."""
    if expected:
        perform(client_id, expected, STEPS)
