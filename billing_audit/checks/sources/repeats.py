"""Lines of a service and code that have days in common: what is charged twice is among them."""

from billing_audit.checks.sources.registry import quote, source

# When only some months are audited, the lines of a service that reach into them or into the month
# before: found by what the first audit noted of each bill's reach, so that the other bills of all
# the years are not read.  A bill of which nothing is noted may reach anywhere.
source(
    "near_bills",
    key="invoice_id",
    select="""
    SELECT b.invoice_id FROM all_bills b
    WHERE %(month_from)s::date IS NOT NULL AND (
        EXISTS (
            SELECT FROM billing_audit_reach x
            WHERE x.invoice_id = b.invoice_id AND x.last_day >= {near_from b}
        ) OR NOT EXISTS (SELECT FROM billing_audit_reach x WHERE x.invoice_id = b.invoice_id)
    )""",
)
source(
    "near",
    key="billed_service_id",
    is_costly=True,
    select="""
    SELECT l.line_id, l.invoice_id, l.billed_service_id, l.charge_code_id, l.charge_type, l.amount,
        l.period_from, l.period_to,
        l.invoice_id IN (SELECT b.invoice_id FROM bills b) AS is_audited
    FROM all_charges l
    WHERE %(month_from)s::date IS NOT NULL
        AND l.invoice_id IN (SELECT n.invoice_id FROM near_bills n)
        AND l.billed_service_id IS NOT NULL AND l.amount > 0
        AND greatest(l.period_from, l.period_to) >= {near_from l}""",
)
quote("near_from", "(%(month_from)s::date - interval '1 month')::date")

# Lines sorted by their first day: one that begins before the days so far end shares some.
# Bills known to be duplicates repeat all their lines, which says nothing about these; only
# copies within such a bill count, and copies that have no period.  What an audit of some months
# charges for days long before them is looked at whether it shares days or not.
_SHARING = """
        SELECT billed_service_id, charge_code_id FROM (
            SELECT l.billed_service_id, l.charge_code_id, l.period_from,
                max(greatest(l.period_from, l.period_to)) OVER (
                    PARTITION BY l.billed_service_id, l.charge_code_id ORDER BY l.period_from
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                ) AS reached
            FROM {lines} l
            WHERE l.billed_service_id IS NOT NULL AND l.amount > 0 AND l.period_from IS NOT NULL
                AND l.invoice_id <> ALL (%(duplicates)s::bigint[]){only}
        ) x WHERE reached >= period_from"""
_EVERYWHERE = _SHARING.format(
    lines="all_charges", only="\n                AND %(month_from)s::date IS NULL"
)
source(
    "repeats",
    key="billed_service_id",
    is_costly=True,
    select=f"""
    WITH suspects AS ({_EVERYWHERE}
        UNION {_SHARING.format(lines="near", only="")}
        UNION
        SELECT l.billed_service_id, l.charge_code_id FROM charges l
        WHERE %(month_from)s::date IS NOT NULL AND l.period_from < {{near_from l}}
            AND l.billed_service_id IS NOT NULL AND l.amount > 0
        UNION
        SELECT l.billed_service_id, l.charge_code_id FROM charges l
        WHERE l.billed_service_id IS NOT NULL AND l.amount > 0
            AND (l.period_from IS NULL OR l.invoice_id = ANY (%(duplicates)s::bigint[]))
        GROUP BY l.invoice_id, l.billed_service_id, l.charge_code_id, l.period_from
        HAVING count(*) > 1
    )
    SELECT c.* FROM suspects s CROSS JOIN LATERAL (
        SELECT c.* FROM all_charges c WHERE c.billed_service_id = s.billed_service_id
            AND c.charge_code_id IS NOT DISTINCT FROM s.charge_code_id OFFSET 0
    ) c""",  # noqa: S608 - ours
)

# How often the very charge was given back, on whatever bill: so many of its copies are settled.
quote(
    "times_given_back",
    """(
            SELECT count(*) FROM repeats k
            WHERE k.billed_service_id = x.billed_service_id AND k.amount = -x.amount
                AND k.charge_code_id IS NOT DISTINCT FROM x.charge_code_id
                AND (k.period_from, k.period_to)
                    IS NOT DISTINCT FROM (x.period_from, x.period_to)
                AND k.invoice_id <> ALL (%(duplicates)s::bigint[]))""",
)
quote(
    "reversed",
    """EXISTS (
            SELECT FROM repeats credit
            WHERE credit.billed_service_id = x.billed_service_id
                AND credit.charge_code_id IS NOT DISTINCT FROM x.charge_code_id
                AND credit.invoice_id = x.invoice_id
                AND credit.amount = -x.amount AND credit.amount < 0
                AND (credit.period_from, credit.period_to)
                    IS NOT DISTINCT FROM (x.period_from, x.period_to))""",
)
