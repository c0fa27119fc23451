"""Taxes, fees and surcharges by what they are, what each is charged on, and the public tables."""

from billing_audit.checks.fees import meanings as _meanings
from billing_audit.checks.sources.registry import quote, source

#: What must have been declared before sources name it.
MEANINGS = _meanings

#: What a levy is; the first that its name means.
KINDS = (
    "fusf",
    "state_usf",
    "relay_fee",
    "emergency_fee",
    "federal_excise_tax",
    "cost_recovery",
    "state_or_local_tax",
)

quote("interstate", "(lower(x.jurisdiction) = 'interstate')")
quote("given_back", "(x.charge_type IN ({type credit}, {type adjustment}))")
quote("levied", "(x.charge_type IN ({type tax}, {type surcharge}, {type fee}))")
#: What levies are charged on, as far as the charge type tells.
quote("plain", "(x.charge_type IN ({type recurring}, {type usage}, {type one_time}))")

source(
    "public_fees",
    key="code",
    select="""
    SELECT f.id AS fee_id, f.authority, f.code, f.unit, f.rate, f.valid,
        to_char(lower(f.valid), 'Q"Q"YY') AS quarter
    FROM clients_publicfee f""",
)
# Names are few and lines are many: each name is asked once what it means.
_KIND = " ".join(f"WHEN {{means c {kind}}} THEN '{kind}'" for kind in KINDS)
source(
    "levies",
    key="invoice_id",
    is_costly=True,
    select=f"""
    WITH meant AS MATERIALIZED (
        SELECT c.code_key, c.description, CASE {_KIND} END AS kind FROM wordings c
    )
    SELECT c.*, w.kind FROM charges c JOIN meant w ON {{worded c}}
    WHERE {{levied c}} OR {{given_back c}} AND w.kind IS NOT NULL""",  # noqa: S608 - ours
)
# What a levy is charged on, where the bill says so: the line it names as its parent, or the only
# charge of its service.
source(
    "levied_on",
    key="line_id",
    is_costly=True,
    select="""
    SELECT v.line_id, min(p.line_id) AS parent_id, v.parent_line <> '' AS is_named
    FROM levies v JOIN charges p ON p.invoice_id = v.invoice_id AND p.line_no = v.parent_line
    WHERE v.parent_line <> '' AND p.line_id <> v.line_id
    GROUP BY v.line_id, v.parent_line HAVING count(*) = 1
    UNION ALL
    SELECT v.line_id, p.line_id, false
    FROM levies v JOIN (
        SELECT c.invoice_id, c.billed_service_id, min(c.line_id) AS line_id FROM charges c
        WHERE c.billed_service_id IS NOT NULL AND {plain c} AND c.amount > 0
        GROUP BY c.invoice_id, c.billed_service_id HAVING count(*) = 1
    ) p ON p.invoice_id = v.invoice_id AND p.billed_service_id = v.billed_service_id
    WHERE v.parent_line = ''""",
)
source(
    "fusf_bills",
    key="invoice_id",
    is_costly=True,
    select="""
    SELECT c.invoice_id,
        sum(c.amount) FILTER (WHERE {interstate c}) AS interstate,
        count(*) FILTER (WHERE {interstate c}) AS interstate_lines,
        sum(c.amount) AS revenue,
        count(*) FILTER (WHERE {interstate c} AND {plain c}) AS interstate_charges,
        count(*) FILTER (WHERE {plain c} AND c.jurisdiction <> '') AS marked,
        count(*) FILTER (WHERE {plain c} AND c.jurisdiction = '') AS unmarked
    FROM charges c
    JOIN (SELECT DISTINCT v.invoice_id FROM levies v WHERE v.kind = 'fusf') f
        ON f.invoice_id = c.invoice_id
    LEFT JOIN levies own ON own.line_id = c.line_id AND own.kind = 'fusf'
    WHERE own.line_id IS NULL AND c.charge_type NOT IN ({type tax}, {type late_fee})
    GROUP BY c.invoice_id""",
)
# The fee may be billed in several parts, and partly taken back: each part after those before it.
source(
    "fusf",
    key="invoice_id",
    select="""
    SELECT v.*, p.parent_id, d.fee_id, d.rate AS factor, d.quarter,
        coalesce(p.amount, t.interstate) AS base, b.bill_date,
        CASE WHEN p.line_id IS NULL THEN t.interstate_lines ELSE 1 END AS charges,
        coalesce(sum(v.amount) OVER (
            PARTITION BY v.invoice_id, p.parent_id ORDER BY v.amount > 0, {line_order v}
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS billed_before,
        sum(v.amount) OVER (PARTITION BY v.invoice_id, p.parent_id) AS billed_in_all,
        count(*) OVER (PARTITION BY v.invoice_id, p.parent_id) AS parts
    FROM levies v
    JOIN bills b ON b.invoice_id = v.invoice_id
    JOIN fusf_bills t ON t.invoice_id = v.invoice_id
    LEFT JOIN (
        SELECT o.line_id, o.parent_id, c.amount, c.jurisdiction
        FROM levied_on o JOIN charges c ON c.line_id = o.parent_id
        WHERE o.is_named AND {plain c}
    ) p ON p.line_id = v.line_id
    CROSS JOIN LATERAL (
        SELECT f.fee_id, f.rate, f.quarter FROM public_fees f
        WHERE f.authority = 'FCC' AND f.code = 'FUSF'
            AND (f.valid @> b.bill_date OR f.valid @> v.period_from)
        ORDER BY f.rate DESC, f.valid DESC LIMIT 1
    ) d
    WHERE v.kind = 'fusf'
        AND (v.parent_line = '' OR p.jurisdiction = '' OR {interstate p})
        AND (p.line_id IS NOT NULL OR t.interstate_charges > 0)
        AND NOT EXISTS (
            SELECT FROM (VALUES (b.bill_date), (coalesce(v.period_from, b.bill_date))) days (day)
            WHERE NOT EXISTS (
                SELECT FROM public_fees f
                WHERE f.authority = 'FCC' AND f.code = 'FUSF' AND f.valid @> days.day
            )
        )""",
)
# Levies whose charge code a public table gives a rate for.
# What they may be on is taken as largely as it can be: the charge they name with its other fees,
# or all of the bill but taxes and late fees.
source(
    "tabled",
    key="invoice_id",
    is_costly=True,
    select="""
    WITH rated AS MATERIALIZED (
        SELECT v.*, f.fee_id, f.rate AS factor FROM levies v
        JOIN bills b ON b.invoice_id = v.invoice_id
        JOIN billing_audit_chargecode k ON k.id = v.charge_code_id
        CROSS JOIN LATERAL (
            SELECT f.* FROM public_fees f
            WHERE f.unit = 'percent' AND upper(f.code) = upper(k.code) AND f.valid @> b.bill_date
                AND f.authority NOT IN ('FCC', 'IRS', 'US Congress')
            ORDER BY f.rate DESC, f.fee_id LIMIT 1
        ) f
        WHERE {levied v}
    ), whole AS (
        SELECT c.invoice_id, sum(c.amount) AS every,
            coalesce(sum(c.amount) FILTER (WHERE NOT {interstate c}), 0) AS in_state,
            count(*) AS charges
        FROM charges c
        WHERE c.charge_type NOT IN ({type tax}, {type late_fee})
            AND c.invoice_id IN (SELECT r.invoice_id FROM rated r)
        GROUP BY c.invoice_id
    ), parts AS (
        SELECT r.*, sum(r.amount) OVER same AS billed_in_all, count(*) OVER same AS parts,
            CASE WHEN r.charge_type = {type tax} THEN 0 ELSE sum(r.amount) OVER same END AS own,
            coalesce(sum(r.amount) OVER (same ORDER BY r.amount > 0, {line_order r}
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS billed_before
        FROM rated r
        WINDOW same AS (
            PARTITION BY r.invoice_id, r.charge_code_id, r.parent_line, r.charge_type
        )
    )
    SELECT p.*, CASE WHEN p.parent_line = '' THEN w.every - p.own
            ELSE n.amount + n.fees - p.own END AS base,
        CASE WHEN p.parent_line = '' THEN w.in_state - p.own
            ELSE n.amount + n.fees - p.own END AS base_in_state,
        CASE WHEN p.parent_line = '' THEN w.charges ELSE 1 END AS charges
    FROM parts p
    JOIN whole w ON w.invoice_id = p.invoice_id
    LEFT JOIN (
        SELECT o.line_id, c.amount, (
                SELECT coalesce(sum(f.amount), 0) FROM levies f
                WHERE f.invoice_id = c.invoice_id AND f.parent_line = c.line_no
                    AND f.charge_type IN ({type surcharge}, {type fee})
            ) AS fees
        FROM levied_on o JOIN charges c ON c.line_id = o.parent_id WHERE o.is_named
    ) n ON n.line_id = p.line_id
    WHERE p.parent_line = '' OR n.line_id IS NOT NULL""",
)
