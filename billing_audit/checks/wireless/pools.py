"""Pools: overage that is charged though the pool has room."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, text, values
from billing_audit.checks.meanings import meaning
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import USAGE, Trait
from billing_audit.checks.sources.registry import source
from billing_audit.checks.wireless.needs import POOLED_PLANS
from billing_audit.checks.wireless.papers import Plan

meaning(
    "roaming",
    "use outside the home network",
    codes=("ROAM", "ROAMDATA", "INTLROAM"),
    says=(r"roam\w*", r"international\w*", r"intl", r"abroad", r"(canada|mexico|europe) data"),
)
# Each pooled line of a bill with the share of its plan's data that its days give it, and what it
# used. Plans are mostly billed in advance and use in arrears: what counts is the plan a line had
# in the days of the use, on whichever bill it stands, less the days for which it was given back.
# A bill may count what is charged as overage within the use, or beside it: it is within when the
# use alone reaches what the plan includes and the overage together.
source(
    "pooled",
    key="invoice_id, billed_service_id",
    is_costly=True,
    select="""
    WITH plan_lines AS MATERIALIZED (
        SELECT c.invoice_id, c.account_id, c.billed_service_id, c.period_from, c.period_to,
            sign(c.amount) AS sign, p.id AS plan_id, p.pool, p.included_gb
        FROM all_charges c
        JOIN all_bills b USING (invoice_id)
        JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
        JOIN clients_wirelessplan p ON p.client_id = %(client)s
            AND p.carrier_id = b.carrier_id AND p.charge_code = k.code
        WHERE c.charge_type IN ({type recurring}, {type credit}, {type adjustment})
            AND c.billed_service_id IS NOT NULL AND c.period_to >= c.period_from
            AND p.pool <> '' AND p.included_gb IS NOT NULL
    ), data AS MATERIALIZED (
        SELECT c.invoice_id, c.account_id, c.billed_service_id, c.amount > 0 AS is_priced,
            min(c.period_from) AS first_day, max(c.period_to) AS last_day,
            sum(c.quantity * CASE upper(c.unit) WHEN 'TB' THEN 1000 WHEN 'GB' THEN 1
                WHEN 'MB' THEN 0.001 ELSE 0.000001 END) AS gb
        FROM charges c
        WHERE c.charge_type = {type usage} AND c.quantity IS NOT NULL
            AND upper(c.unit) IN ('TB', 'GB', 'MB', 'KB')
            AND c.account_id IN (SELECT p.account_id FROM plan_lines p) AND NOT {means c roaming}
        GROUP BY 1, 2, 3, 4
    ), spans AS (
        SELECT d.invoice_id, d.account_id,
            coalesce(min(d.first_day), (
                SELECT min(p.period_from) FROM plan_lines p WHERE p.invoice_id = d.invoice_id
            )) AS first_day,
            coalesce(max(d.last_day), (
                SELECT max(p.period_to) FROM plan_lines p WHERE p.invoice_id = d.invoice_id
            )) AS last_day
        FROM data d GROUP BY d.invoice_id, d.account_id
    ), plans AS (
        SELECT s.invoice_id, p.billed_service_id, p.plan_id, p.pool, p.included_gb,
            sum(p.sign * (least(p.period_to, s.last_day) - greatest(p.period_from, s.first_day)
                + 1)) AS days,
            s.last_day - s.first_day + 1 AS whole
        FROM spans s JOIN plan_lines p ON p.account_id = s.account_id
            AND p.period_from <= s.last_day AND p.period_to >= s.first_day
        GROUP BY s.invoice_id, p.billed_service_id, p.plan_id, p.pool, p.included_gb, whole
    )
    SELECT p.*, b.carrier_id, b.month, b.currency, p.included_gb * p.days / p.whole AS allowed_gb,
        u.billed_service_id IS NOT NULL AS is_measured,
        CASE WHEN p.place > 1 THEN 0
            WHEN p.plans = 1 AND u.free >= p.included_gb * p.days / p.whole + u.priced THEN u.free
            ELSE u.free + u.priced END AS used_gb
    FROM (
        SELECT p.*, count(*) OVER (PARTITION BY p.invoice_id, p.billed_service_id) AS plans,
            row_number() OVER (
                PARTITION BY p.invoice_id, p.billed_service_id ORDER BY p.days DESC, p.plan_id
            ) AS place
        FROM plans p WHERE p.days > 0
    ) p
    JOIN bills b USING (invoice_id)
    LEFT JOIN (
        SELECT d.invoice_id, d.billed_service_id,
            coalesce(sum(d.gb) FILTER (WHERE NOT d.is_priced), 0) AS free,
            coalesce(sum(d.gb) FILTER (WHERE d.is_priced), 0) AS priced
        FROM data d GROUP BY 1, 2
    ) u ON u.invoice_id = p.invoice_id AND u.billed_service_id = p.billed_service_id""",
)
LINES = tuple(f"315-555-01{place:02}" for place in range(1, 11))
PLAN = {"code": "D5", "description": "Shared data 5 GB", "amount": "40.00"}
USE = {"amount": "0.00", "charge": "usage", "code": "DATA", "description": "Data", "unit": "GB"}
OVER = {
    "amount": "90.00", "charge": "usage", "code": "OVG", "description": "Data overage",
    "quantity": "6", "rate": "15.00", "unit": "GB", "service": LINES[0],
}  # fmt: skip
POOL = (Plan(gb="5", pool="Shared"),)
APRIL = {"period": ("2026-04-01", "2026-04-30")}


def pool(*used: str) -> tuple[Billed, ...]:
    """Ten lines of 5 GB each, the first of them with 6 GB of overage, and what each used."""
    lines = [Billed(service=service, **PLAN) for service in LINES]
    lines += [
        Billed(service=service, quantity=gb, **USE)
        for service, gb in zip(LINES, used, strict=False)
    ]
    return tuple(lines)


class OverageThoughThePoolHasRoom(Check):
    """Overage is charged to a line while its pool did not use up what it includes.

    Which plan a line has is told by its charge on the bill, what the plan
    includes and which pool it shares by the plans on file. Lines that joined
    within the month count with the share of their days; roaming is never in the
    pool. The pool must have room on the bill itself and over all bills of the
    carrier that month, whichever way the carrier pools, and the use of every line
    in it must be on the bill. Where use is billed in arrears, the plans of the
    days of the use count. Then all its overage is claimed.

    Why it happens: the line was rated by itself, before its plan joined the
    pool or after a change of plan took it out.

    What to ask for: a credit of the overage, and the pool's own report of the month.
    """

    code = "F03"
    title = "Overage though the pool has room"
    severity = Severity.CRITICAL
    confidence = Confidence.CERTAIN
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.CHARGE
    needs = (BILL_LINES, POOLED_PLANS)
    looks_at = USAGE.with_(Trait.SERVICE)
    inputs = (
        AMOUNT,
        text("pool", "pool", "plan.pool"),
        values("included", "included in the pool", "plan.included_gb"),
    )
    formula = "amount"
    clause = "is overage though the pool has room"
    explanation = "Billed {amount}; the pool {pool} did not use what it includes ({included} GB)."
    sql = """
        WITH pools AS (
            SELECT p.invoice_id, p.carrier_id, p.pool, p.month, p.currency,
                bool_and(p.is_measured) AS is_measured,
                sum(p.allowed_gb) AS allowed, sum(p.used_gb) AS used,
                jsonb_agg(jsonb_build_object('plan', p.plan_id, 'included_gb',
                    p.included_gb::text)) AS included
            FROM pooled p GROUP BY 1, 2, 3, 4, 5
        ), roomy AS (
            SELECT o.* FROM pools o JOIN (
                SELECT p.carrier_id, p.pool, p.month, bool_and(p.is_measured) AS is_measured,
                    sum(p.allowed) AS allowed, sum(p.used) AS used
                FROM pools p GROUP BY 1, 2, 3
            ) a USING (carrier_id, pool, month)
            WHERE a.is_measured AND a.used <= a.allowed AND o.used <= o.allowed
        )
        SELECT c.*, 0 AS expected, c.amount AS claim, r.pool, r.included, p.plan_id
        FROM charges c
        JOIN pooled p USING (invoice_id, billed_service_id)
        JOIN roomy r ON r.invoice_id = c.invoice_id AND r.pool = p.pool
        WHERE p.place = 1 AND c.charge_type = {type usage} AND c.amount > 0
            AND upper(c.unit) IN ('TB', 'GB', 'MB', 'KB') AND NOT {means c roaming}
    """
    examples = (
        example(
            "Ten lines share 50 GB and used 46, but 6 GB are charged as overage",
            *pool("5", "4", "4", "4", "4", "4", "4", "4", "4", "3"),
            Billed(over="90.00", **OVER),
            papers=POOL,
        ),
        example(
            "The same with the overage counted within the use",
            *pool("11", "4", "4", "4", "4", "4", "4", "4", "4", "3"),
            Billed(over="90.00", **OVER),
            papers=POOL,
        ),
        example(
            "Ten lines share 50 GB and used 56",
            *pool("5", "5", "5", "5", "5", "5", "5", "5", "5", "5"),
            Billed(**OVER),
            papers=POOL,
        ),
        trap(
            "The line is in a pool of its own",
            *pool("5", "4", "4", "4", "4", "4", "4", "4", "4", "3"),
            Billed(**(OVER | {"service": "315-555-0199"})),
            Billed(service="315-555-0199", quantity="5", **USE),
            Billed(service="315-555-0199", **(PLAN | {"code": "T5"})),
            papers=(*POOL, Plan(code="T5", gb="5", pool="Tablets")),
        ),
        trap(
            "The plan of the line is not eligible for a pool",
            *pool("5", "4", "4", "4", "4", "4", "4", "4", "4", "3"),
            Billed(**(OVER | {"service": "315-555-0199"})),
            Billed(service="315-555-0199", **(PLAN | {"code": "S5"})),
            papers=(*POOL, Plan(code="S5", gb="5")),
        ),
        trap(
            "A line that joined in the middle of the month brings half its data",
            Billed(service=LINES[0], **PLAN),
            Billed(service=LINES[1], **(PLAN | {"period": ("2026-03-17", "2026-03-31")})),
            Billed(service=LINES[0], quantity="5", **USE),
            Billed(service=LINES[1], quantity="1", **USE),
            Billed(**(OVER | {"quantity": "3", "amount": "45.00"})),
            papers=POOL,
        ),
        trap(
            "Use is billed in arrears, and a line that joined since brings nothing to it",
            bill(Billed(service=LINES[0], **PLAN), Billed(service=LINES[1], **PLAN)),
            bill(
                *(Billed(service=line, **(PLAN | APRIL)) for line in LINES[:3]),
                Billed(service=LINES[0], quantity="8", **USE),
                Billed(service=LINES[1], quantity="4", **USE),
                Billed(service=LINES[2], quantity="0", **USE),
                Billed(**(OVER | {"quantity": "2", "amount": "30.00"})),
                number="1002",
                on="2026-04-01",
                file="april.csv",
            ),
            papers=POOL,
        ),
        example(
            "Use is billed in arrears, and the plans of its month had room",
            bill(Billed(service=LINES[0], **PLAN), Billed(service=LINES[1], **PLAN)),
            bill(
                *(Billed(service=line, **(PLAN | APRIL)) for line in LINES[:2]),
                Billed(service=LINES[0], quantity="5", **USE),
                Billed(service=LINES[1], quantity="2", **USE),
                Billed(over="30.00", **(OVER | {"quantity": "2", "amount": "30.00"})),
                number="1002",
                on="2026-04-01",
                file="april.csv",
            ),
            papers=POOL,
        ),
        example(
            "What one of the lines used is not on the bill",
            *pool("5", "4", "4", "4", "4", "4", "4", "4", "4"),
            Billed(**OVER),
            papers=POOL,
        ),
        example(
            "Roaming is not in the pool",
            *pool("5", "4", "4", "4", "4", "4", "4", "4", "4", "3"),
            Billed(**(OVER | {"code": "ROAM", "description": "Data roaming"})),
            papers=POOL,
        ),
    )
