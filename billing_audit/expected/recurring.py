"""Monthly charges: carried on from the last bill, at the rate agreed for the next period."""

from billing_audit.checks.proration import share
from billing_audit.expected.performing import Table
from billing_audit.expected.writing import expect, told

#: The rate that wins, as for check B01: the most specific that fits, between equals the highest.
FITTING = """
        SELECT r.* FROM (
            SELECT r.rate_id, r.contract_rate, r.specific, r.site_id FROM rates r
            WHERE r.charge_code_id = l.charge_code_id AND r.service_id = l.service_id AND {held}
            UNION ALL
            SELECT r.rate_id, r.contract_rate, r.specific, r.site_id FROM rates r
            WHERE r.charge_code_id = l.charge_code_id AND r.service_id IS NULL AND {held}
        ) r
        WHERE r.site_id IS NULL OR r.site_id = l.site_id
        ORDER BY r.specific DESC, r.contract_rate DESC, r.rate_id DESC LIMIT 1"""
HELD = "r.currency = l.currency AND {day} >= r.valid_from AND {day} < r.valid_until"
NOW, THEN = (
    FITTING.replace("{held}", HELD.replace("{day}", f"coalesce(l.{day})"))
    for day in ("next_from, l.due_on", "period_from, l.last_date")
)
#: What is billed beyond the agreed rate, exactly as B01 reckons it.
EXCESS = """greatest(0, (l.unit_rate - l.agreed) * l.quantity
        - greatest(0, round(l.unit_rate * l.quantity, l.places) - l.amount))"""
#: A month that was billed in part becomes a whole one.
DAYS = share("l.period_to - l.period_from + 1", "l.last_days", "l.proration")
GROWN = f"round(l.amount / {DAYS}, l.places)"

# Catch-up lines of days before those of another line of the same charge come once; what is paid
# for longer than to the next bill is not due yet.
CHARGES = f"""
    SELECT l.*, s.last_days, s.span_from, s.span_to, s.last_from, s.last_to,
        now.rate_id, now.contract_rate AS agreed, was.contract_rate AS agreed_before,
        l.period_to - l.period_from < 27 AND s.expected_id IS NOT NULL AS is_part,
        (now.rate_id IS NOT NULL AND l.quantity > 0 AND l.amount > 0 AND l.unit_rate IS NOT NULL)
            AS is_agreed
    FROM (
        SELECT l.*, max(l.period_from) OVER (
                PARTITION BY l.expected_id, l.billed_service_id, l.charge_code_id,
                    CASE WHEN l.charge_code_id IS NULL THEN l.description END
            ) AS newest
        FROM last_lines l WHERE l.charge_type = {{type recurring}} AND NOT l.is_taken_back
    ) l
    LEFT JOIN spans s USING (expected_id)
    LEFT JOIN LATERAL ({NOW}) now ON true
    LEFT JOIN LATERAL ({THEN}) was ON true
    WHERE (l.newest IS NULL OR l.period_to IS NULL OR l.newest <= l.period_to)
        AND NOT (s.span_to IS NOT NULL AND coalesce(l.period_to >= s.span_to, false))"""  # noqa: S608

#: At list price, with a credit beside it that brings it to the agreed rate; both go on.
CORRECTED = f"""EXISTS (
            SELECT FROM last_lines k
            WHERE k.expected_id = l.expected_id AND k.billed_service_id = l.billed_service_id
                AND k.charge_type = {{type credit}} AND abs(k.amount + {EXCESS}) <= 0.01)"""

RULE = """CASE
        WHEN l.is_part AND l.period_to < l.last_to THEN 'stopped'
        WHEN l.is_part AND l.is_agreed THEN 'whole_at_rate'
        WHEN l.is_part THEN 'whole_month'
        WHEN l.is_agreed AND l.agreed_before <> l.agreed
            AND (l.unit_rate > l.agreed OR l.agreed_before < l.agreed) THEN 'rate_changed'
        WHEN l.is_agreed AND {excess} > 0 AND {corrected} THEN 'carried'
        WHEN l.is_agreed AND {excess} > 0 THEN 'at_rate'
        WHEN l.is_agreed AND l.unit_rate >= l.agreed THEN 'agreed'
        WHEN l.is_agreed THEN 'below'
        ELSE 'carried' END""".replace("{excess}", EXCESS).replace("{corrected}", CORRECTED)
WHOLE = f"""CASE l.rule
        WHEN 'whole_at_rate' THEN round(l.agreed * l.quantity, l.places)
        WHEN 'whole_month' THEN CASE WHEN round(l.unit_rate * l.quantity, l.places) > l.amount
            THEN round(l.unit_rate * l.quantity, l.places) ELSE {GROWN} END
        WHEN 'rate_changed' THEN CASE
            WHEN l.unit_rate >= least(l.agreed, l.agreed_before)
                THEN round(l.agreed * l.quantity, l.places)
            ELSE round(l.amount * l.agreed / l.agreed_before, l.places) END
        WHEN 'at_rate' THEN round(l.amount - {EXCESS}, l.places)
        ELSE l.amount END"""
# Instalments of a charge still running in the next period; more lines than those are paid off.
RUNNING = """
        SELECT count(*) AS known, count(*) FILTER (
                WHERE i.first_on <= coalesce(l.next_to, l.due_on)
                    AND coalesce(l.next_from, l.due_on)
                        < (i.first_on + make_interval(months => i.months))::date
                    AND coalesce(l.next_from, l.due_on) <= coalesce(i.paid_off_on, 'infinity')
            ) AS running, max(i.id) AS instalment_id
        FROM clients_deviceinstalment i
        WHERE i.client_id = %(client)s AND i.service_id = l.service_id AND i.charge_code = l.code"""

CONTINUING = f"""
    SELECT l.*, {WHOLE} AS whole,
        CASE WHEN l.is_part THEN l.span_from ELSE l.next_from END AS goes_from,
        CASE WHEN l.is_part THEN l.span_to ELSE l.next_to END AS goes_to,
        e.ended_on, e.is_done, e.order_id, e.order_number, e.service_id AS ending_service_id,
        i.instalment_id, i.known > 0 AND l.place > i.running AS is_paid_off
    FROM (
        SELECT l.*, {RULE} AS rule, row_number() OVER (
                PARTITION BY l.expected_id, l.billed_service_id, l.charge_code_id
                ORDER BY l.line_id
            ) AS place
        FROM ({CHARGES}) l
    ) l
    LEFT JOIN endings e ON e.billed_service_id = l.billed_service_id
        AND (e.carrier_id IS NULL OR e.carrier_id = l.carrier_id)
        AND e.back_on > coalesce(l.next_from, l.due_on)
    LEFT JOIN LATERAL ({RUNNING}) i ON l.code IS NOT NULL AND l.service_id IS NOT NULL"""  # noqa: S608

IS_OVER = "l.ended_on < coalesce(l.goes_from, l.due_on)"
PART = share("l.ended_on - l.goes_from + 1", "l.goes_to - l.goes_from + 1", "l.proration")
ENDS_WITHIN = "l.prorates_disconnects AND l.ended_on >= l.goes_from AND l.ended_on < l.goes_to"
#: Ends before all is used that the last bill charged in advance.
PAID_AHEAD = """l.prorates_disconnects AND l.is_done AND l.amount > 0
        AND l.ended_on >= l.period_from AND l.ended_on < l.period_to"""
UNUSED = share("l.period_to - l.ended_on", "l.period_to - l.period_from + 1", "l.proration")

#: A table, because the credits of unused days are made from it as well.
TABLE = Table(
    "continuing",
    "expected_id",
    f"""
    SELECT l.expected_id, l.billed_service_id, l.charge_code_id, l.charge_type, l.description,
        l.quantity, l.amount, l.jurisdiction, l.line_id, l.period_to, l.whole, l.ended_on,
        l.is_done, l.order_id, l.order_number, l.ending_service_id, l.instalment_id, l.rate_id,
        l.agreed, l.agreed_before, l.unit_rate AS unit_before,
        l.goes_from AS next_from, CASE WHEN {ENDS_WITHIN} THEN l.ended_on ELSE l.goes_to END
            AS next_to,
        CASE WHEN l.rule IN ('at_rate', 'rate_changed', 'whole_at_rate') THEN l.agreed
            ELSE l.unit_rate END AS unit_rate,
        CASE WHEN {IS_OVER} OR l.is_paid_off OR l.rule = 'stopped' THEN 0
            WHEN {ENDS_WITHIN} THEN round(l.whole * {PART}, l.places) ELSE l.whole END AS due,
        CASE WHEN {IS_OVER} THEN 'ended' WHEN l.is_paid_off THEN 'paid_off'
            WHEN {ENDS_WITHIN} THEN 'ends_within' ELSE l.rule END AS rule,
        CASE WHEN ({IS_OVER} OR {ENDS_WITHIN}) AND NOT l.is_done THEN 'estimate'
            WHEN {ENDS_WITHIN} AND l.proration = '' THEN 'estimate'
            WHEN {IS_OVER} OR l.is_paid_off OR {ENDS_WITHIN} THEN 'agreed'
            WHEN l.rule IN ('agreed', 'at_rate', 'whole_at_rate') THEN 'agreed'
            WHEN l.rule = 'rate_changed' AND l.unit_rate >= least(l.agreed, l.agreed_before)
                THEN 'agreed'
            WHEN l.rule IN ('rate_changed', 'whole_month', 'stopped') THEN 'estimate'
            ELSE 'carried' END AS sure,
        CASE WHEN {PAID_AHEAD} THEN round(l.amount * {UNUSED}, l.places) END AS unused
    FROM ({CONTINUING}) l""",  # noqa: S608
)

WHY = {
    "line": "x.line_id",
    "before": "x.amount",
    "unit_before": "x.unit_before",
    "rate": "x.rate_id",
    "agreed": "x.agreed",
    "agreed_before": "x.agreed_before",
}
ENDING = {
    "ended_on": "x.ended_on",
    "order": "x.order_id",
    "order_number": "x.order_number",
    "service": "x.ending_service_id",
    "instalment": "CASE WHEN x.rule = 'paid_off' THEN x.instalment_id END",
}
#: An end that is only confirmed may come later, and a part whose convention nobody knows varies.
MAY_STAY = """CASE WHEN x.sure = 'estimate' AND x.rule IN ('ended', 'ends_within', 'stopped')
        THEN {} END"""

STATEMENTS = (
    expect(
        "SELECT * FROM continuing",
        inputs=told(**WHY, **ENDING),
        low=MAY_STAY.format("least(x.due, x.whole)"),
        high=MAY_STAY.format("greatest(x.due, x.whole)"),
    ),
    expect(
        "SELECT * FROM continuing WHERE unused > 0",
        charge_type="{type credit}",
        quantity="null",
        unit_rate="null",
        amount="-x.unused",
        before="0",
        period_from="x.ended_on + 1",
        period_to="x.period_to",
        sure="'agreed'",
        rule="'unused_days'",
        inputs=told(line="x.line_id", paid="x.amount", **ENDING),
        line_id="null",
    ),
)
