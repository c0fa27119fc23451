"""Taxes, fees and surcharges: in proportion to what they are charged on, or by a public factor."""

from billing_audit.checks.fees import meanings as _meanings
from billing_audit.expected.performing import Table
from billing_audit.expected.writing import expect, told

#: Declares what ``{means x fusf}`` quotes.
MEANINGS = _meanings

#: What levies are charged on.
PLAIN = "{row}.charge_type IN ({{type recurring}}, {{type usage}}, {{type one_time}})"
LEVY = "{row}.charge_type IN ({{type tax}}, {{type surcharge}}, {{type fee}})"
#: What the federal fee is charged on: whatever is interstate but taxes, late fees and itself.
INTERSTATE = """lower({row}.jurisdiction) = 'interstate'
            AND {row}.charge_type NOT IN ({{type tax}}, {{type late_fee}})"""


def _of(condition: str, row: str) -> str:
    return condition.format(row=row)


# Names are few and lines are many: each is asked once what it means.
LEVIES = Table(
    "last_levies",
    "expected_id",
    f"""
    WITH named AS MATERIALIZED (
        SELECT x.charge_code_id, x.description, {{means x fusf}} AS is_fusf
        FROM (
            SELECT DISTINCT l.charge_code_id, l.description FROM last_lines l
            WHERE {_of(LEVY, "l")}
        ) x
    )
    SELECT l.*, n.is_fusf, p.line_id AS parent_id, p.amount AS parent_amount,
        count(*) OVER (PARTITION BY l.expected_id, n.is_fusf, p.line_id) AS parts
    FROM last_lines l
    JOIN named n ON n.description = l.description
        AND n.charge_code_id IS NOT DISTINCT FROM l.charge_code_id
    LEFT JOIN (
        SELECT DISTINCT ON (p.expected_id, p.line_no) p.expected_id, p.line_no, p.line_id, p.amount
        FROM last_lines p WHERE {_of(PLAIN, "p")}
        ORDER BY p.expected_id, p.line_no, p.line_id
    ) p ON p.expected_id = l.expected_id AND p.line_no = l.parent_line AND l.parent_line <> ''
    WHERE {_of(LEVY, "l")} AND NOT l.is_taken_back""",  # noqa: S608 our own words
)
# By service, and for the whole bill in the row whose service is 0: then and now.
BASES = Table(
    "bases",
    "expected_id, billed_service_id",
    f"""
    SELECT x.expected_id, x.billed_service_id, sum(x.before) AS before, sum(x.due) AS due,
        sum(x.low) AS low, sum(x.high) AS high
    FROM (
        SELECT l.expected_id, s.billed_service_id, l.amount AS before, 0 AS due, 0 AS low, 0 AS high
        FROM last_lines l
        CROSS JOIN LATERAL (VALUES (l.billed_service_id), (0)) s (billed_service_id)
        WHERE {_of(PLAIN, "l")} AND s.billed_service_id IS NOT NULL
        UNION ALL
        SELECT l.expected_bill_id, s.billed_service_id, 0, l.amount, coalesce(l.low, l.amount),
            coalesce(l.high, l.amount)
        FROM billing_audit_expectedline l
        CROSS JOIN LATERAL (VALUES (l.billed_service_id), (0)) s (billed_service_id)
        WHERE l.expected_bill_id = ANY (%(expected)s) AND {_of(PLAIN, "l")}
            AND s.billed_service_id IS NOT NULL
    ) x GROUP BY x.expected_id, x.billed_service_id""",  # noqa: S608
)
# On the line it names, else on its service's charges where it has any, else on the whole bill's. A
# number of units at a price each goes on while there is anything to charge it on.
ON_BASE = """
    SELECT l.*,
        CASE WHEN l.base_before = 0 OR l.base = l.base_before THEN l.amount
            WHEN l.base = 0 THEN 0
            WHEN l.is_by_unit THEN l.amount
            ELSE round(l.amount * l.base / l.base_before, l.places) END AS due,
        CASE WHEN l.base_before <> 0 AND l.base = 0 THEN 'levy_ended'
            WHEN l.base_before = 0 OR l.base = l.base_before OR l.is_by_unit THEN 'carried'
            ELSE 'levy' END AS rule
    FROM (
        SELECT l.*, coalesce(l.parent_amount, s.before, b.before, 0) AS base_before,
            CASE WHEN l.parent_id IS NOT NULL THEN coalesce(p.amount, 0)
                ELSE coalesce(s.due, b.due, 0) END AS base,
            CASE WHEN l.parent_id IS NOT NULL THEN coalesce(p.low, p.amount, 0)
                ELSE coalesce(s.low, b.low, 0) END AS base_low,
            CASE WHEN l.parent_id IS NOT NULL THEN coalesce(p.high, p.amount, 0)
                ELSE coalesce(s.high, b.high, 0) END AS base_high,
            l.quantity = trunc(l.quantity) AND l.quantity <> coalesce(
                    l.parent_amount, s.before, b.before)
                AND round(l.quantity * l.unit_rate, l.places) = l.amount AS is_by_unit
        FROM last_levies l
        LEFT JOIN billing_audit_expectedline p ON p.expected_bill_id = l.expected_id
            AND p.line_id = l.parent_id
        LEFT JOIN bases s ON s.expected_id = l.expected_id AND s.before > 0
            AND s.billed_service_id = l.billed_service_id
        LEFT JOIN bases b ON b.expected_id = l.expected_id AND b.billed_service_id = 0
        WHERE NOT l.is_fusf
    ) l"""
BOUND = "CASE WHEN x.rule = 'levy' THEN round(x.amount * {} / x.base_before, x.places) END"

# Of the bill date or of the fee's own period, whichever gives the billed fee to the cent.
FACTORS = """
        SELECT t.rate AS factor_before, n.rate AS factor_now, n.fee_id, n.quarter,
            t.quarter AS quarter_before,
            l.parts = 1 AND abs(l.amount - l.base_before * t.rate) < 0.01 AS is_exact
        FROM (VALUES (l.last_date, l.due_on), (l.period_from, l.next_from)) d (before, now)
        JOIN public_fees t ON t.authority = 'FCC' AND t.code = 'FUSF' AND t.valid @> d.before
        LEFT JOIN public_fees n ON n.authority = 'FCC' AND n.code = 'FUSF' AND n.valid @> d.now
        ORDER BY is_exact DESC, d.before DESC LIMIT 1"""
FEDERAL = f"""
    SELECT l.*, CASE
            WHEN l.is_exact AND l.amount = trunc(l.base_before * l.factor_before, l.places)
                AND l.amount <> round(l.base_before * l.factor_before, l.places)
                THEN trunc(l.base * l.factor, l.places)
            WHEN l.is_exact THEN round(l.base * l.factor, l.places)
            WHEN l.base_before = 0 THEN l.amount
            ELSE round(l.amount * l.base / l.base_before * l.ratio, l.places) END AS due,
        CASE WHEN l.base_before = 0 THEN l.amount
            ELSE round(l.amount * l.base_low / l.base_before * l.ratio, l.places) END AS due_low,
        CASE WHEN l.base_before = 0 THEN l.amount
            ELSE round(l.amount * l.base_high / l.base_before * l.ratio, l.places) END AS due_high,
        CASE WHEN l.factor_before IS NULL THEN 'levy' WHEN l.factor_now IS NULL THEN 'factor_open'
            WHEN l.is_exact THEN 'factor' ELSE 'factor_scaled' END AS rule
    FROM (
        SELECT l.*, f.factor_before, f.factor_now, f.fee_id, f.quarter, f.is_exact,
            f.quarter_before, coalesce(f.factor_now, f.factor_before) AS factor,
            coalesce(f.factor_now / nullif(f.factor_before, 0), 1) AS ratio
        FROM (
            SELECT l.*, coalesce(l.parent_amount, nullif(t.before, 0), b.before, 0) AS base_before,
                CASE WHEN l.parent_id IS NOT NULL THEN coalesce(p.amount, 0)
                    WHEN t.before <> 0 THEN t.due ELSE coalesce(b.due, 0) END AS base,
                CASE WHEN l.parent_id IS NOT NULL THEN coalesce(p.low, p.amount, 0)
                    WHEN t.before <> 0 THEN t.low ELSE coalesce(b.low, 0) END AS base_low,
                CASE WHEN l.parent_id IS NOT NULL THEN coalesce(p.high, p.amount, 0)
                    WHEN t.before <> 0 THEN t.high ELSE coalesce(b.high, 0) END AS base_high
            FROM last_levies l
            LEFT JOIN billing_audit_expectedline p ON p.expected_bill_id = l.expected_id
                AND p.line_id = l.parent_id
            LEFT JOIN bases b ON b.expected_id = l.expected_id AND b.billed_service_id = 0
            CROSS JOIN LATERAL (
                SELECT coalesce((
                        SELECT sum(c.amount) FROM last_lines c
                        LEFT JOIN last_levies own ON own.line_id = c.line_id AND own.is_fusf
                        WHERE c.expected_id = l.expected_id AND own.line_id IS NULL
                            AND {_of(INTERSTATE, "c")}
                    ), 0) AS before,
                    coalesce(sum(c.amount), 0) AS due,
                    coalesce(sum(coalesce(c.low, c.amount)), 0) AS low,
                    coalesce(sum(coalesce(c.high, c.amount)), 0) AS high
                FROM billing_audit_expectedline c
                WHERE c.expected_bill_id = l.expected_id AND {_of(INTERSTATE, "c")}
            ) t
            WHERE l.is_fusf
        ) l
        LEFT JOIN LATERAL ({FACTORS}) f ON true
    ) l"""  # noqa: S608

BASE = {"line": "x.line_id", "before": "x.amount", "base_before": "x.base_before", "base": "x.base"}
IS_OPEN = "(x.rule <> 'factor' OR x.base_low <> x.base_high)"
STATEMENTS = (
    expect(
        ON_BASE,
        sure="CASE x.rule WHEN 'levy' THEN 'estimate' WHEN 'carried' THEN 'carried'"
        " ELSE 'agreed' END",
        low=BOUND.format("x.base_low"),
        high=BOUND.format("x.base_high"),
        inputs=told(**BASE),
    ),
    expect(
        FEDERAL,
        sure=f"CASE WHEN {IS_OPEN} THEN 'estimate' ELSE 'agreed' END",
        low=f"CASE WHEN {IS_OPEN} THEN least(x.due, x.due_low) END",
        high=f"CASE WHEN {IS_OPEN} THEN greatest(x.due, x.due_high) END",
        inputs=told(
            **BASE,
            fee="x.fee_id",
            factor="x.factor",
            quarter="coalesce(x.quarter, x.quarter_before)",
            factor_before="x.factor_before",
        ),
    ),
)
