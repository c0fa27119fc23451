"""Credits for metrics that the carrier missed: never given, or too small."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import METRIC_CREDITS
from billing_audit.checks.contract.papers import Missed
from billing_audit.checks.contract.promised import month
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import text, values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.settings import tolerance
from billing_audit.checks.sources import source

CREDIT = {"charge": "credit", "code": "SLA", "service": "", "description": "Service level credit"}
TENTH = Missed(percent="10")

# The credits that one month's misses give under the same charge codes, added up; where no code is
# agreed, each miss by itself.  Credits of the bills after the month settle them, and later ones
# until another miss has a claim to them.
source(
    "metric_misses",
    key="contract_id, month",
    select="""
    SELECT e.*, b.bills, n.charges, e.percent * (b.amount + n.amount) / 100 + e.amount AS due,
        greatest((e.month + e.within * interval '1 month')::date, coalesce((
            SELECT min(next.month) FROM clients_metriccredit next
            WHERE next.contract_id = e.contract_id AND next.credit_codes = e.credit_codes
                AND next.month > e.month AND next.earned_back_in IS NULL
        ), 'infinity')) AS settled_by
    FROM (
        SELECT min(m.id) AS metric_credit_id, m.contract_id, m.month, m.within, m.credit_codes,
            m.charge_codes, coalesce(sum(m.percent), 0) AS percent,
            coalesce(sum(m.amount), 0) AS amount,
            coalesce(jsonb_agg(jsonb_build_object('metric_credit', m.id,
                'percent', trim_scale(m.percent)::text) ORDER BY m.id)
                FILTER (WHERE m.percent IS NOT NULL), '[]') AS percents,
            coalesce(jsonb_agg(jsonb_build_object('metric_credit', m.id,
                'amount', m.amount::text) ORDER BY m.id)
                FILTER (WHERE m.amount IS NOT NULL), '[]') AS amounts
        FROM clients_metriccredit m
        WHERE m.client_id = %(client)s AND m.earned_back_in IS NULL
        GROUP BY m.contract_id, m.month, m.within, m.credit_codes, m.charge_codes,
            CASE WHEN m.credit_codes = '{}' THEN m.id END
    ) e
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(t.amount), 0) AS amount, coalesce(jsonb_agg(jsonb_build_object(
                'month', t.invoice_id, 'recurring_total', t.amount::text) ORDER BY t.invoice_id),
            '[]') AS bills
        FROM (
            SELECT a.invoice_id, sum(c.amount) AS amount
            FROM agreements a JOIN all_charges c USING (invoice_id)
            WHERE e.percent > 0 AND e.charge_codes = '{}' AND a.contract_id = e.contract_id
                AND a.month = e.month AND c.charge_type = {type recurring}
                AND a.invoice_id <> ALL (%(duplicates)s::bigint[])
            GROUP BY a.invoice_id
        ) t
    ) b
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(c.amount), 0) AS amount, coalesce(jsonb_agg(jsonb_build_object(
                'line', c.line_id, 'amount', c.amount::text) ORDER BY c.line_id), '[]') AS charges
        FROM agreements a
        JOIN all_charges c USING (invoice_id)
        JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
        WHERE e.percent > 0 AND a.contract_id = e.contract_id AND a.month = e.month
            AND k.code = ANY (e.charge_codes)
            AND a.invoice_id <> ALL (%(duplicates)s::bigint[])
    ) n""",
)


class MetricCreditMissing(Check):
    """A metric agreed with the carrier was missed, and the bills do not carry its credit.

    Which credit a missed month gives stands in the metric's definition: per cent
    of the monthly charges of the contract's bills dated in that month, or of the
    charges of some codes, or a fixed sum. Misses of one month whose credits come
    under the same charge code are added up. The credit may come on any bill of
    the contract after that month, on whichever account; it is told missing, or
    too small, on the bill of the last month it had to come by, once the bills of
    all the months until then are on file. A credit that comes later settles it,
    too, until a later miss has a claim to it. Where the definition names no
    charge code, a credit of just the amount due counts. A credit that could
    settle two misses counts for both: nothing is claimed that may have been
    given. What the carrier earned back is not due.

    Why it happens: credits for service levels are given to those who count the
    minutes themselves, and ask.

    What to ask for: the credit, with the month's figures and the worked examples
    both sides agreed on.
    """

    code = "B22"
    title = "Credit for a missed metric missing or too small"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.NOT_GIVEN
    subject = Subject.ACCOUNT
    of_bills = True
    needs = (BILL_LINES, METRIC_CREDITS)
    settings = (tolerance("0.05"),)
    inputs = (
        text("rule", "metric and month", "metric_credit.name"),
        values("percents", "credit agreed, per cent", "metric_credit.percent"),
        values("bills", "monthly charges of the month's bills", "month.recurring_total"),
        values("charges", "charges the credit is on", "line.amount"),
        values("amounts", "credits agreed as a sum", "metric_credit.amount"),
        values("credits", "credited since", "line.amount"),
        settings[0].input,
    )
    formula = (
        "total(percents) * (total(bills) + total(charges)) / 100 + total(amounts) + total(credits)"
    )
    clause = "has not got the credit for a missed metric"
    explanation = "{rule}: {expected} is due, and {credits} was credited."
    sql = """
        SELECT b.*, -x.given AS billed, x.due AS expected, x.due + x.given AS claim,
            x.metric_credit_id, m.name AS rule, x.percents, x.bills, x.charges, x.amounts,
            x.credits, %(tolerance)s::numeric AS tolerance
        FROM (
            SELECT e.*, g.amount AS given, g.credits, (
                    SELECT min(a.invoice_id) FROM agreements a
                    WHERE a.contract_id = e.contract_id
                        AND a.month = (e.month + e.within * interval '1 month')::date
                ) AS late_id
            FROM metric_misses e
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(c.amount), 0) AS amount, coalesce(jsonb_agg(
                        jsonb_build_object('line', c.line_id, 'amount', c.amount::text)
                        ORDER BY c.line_id), '[]') AS credits
                FROM all_charges c
                JOIN agreements a USING (invoice_id)
                LEFT JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
                WHERE a.contract_id = e.contract_id AND c.amount < 0
                    AND a.month > e.month AND a.month <= e.settled_by
                    AND CASE WHEN e.credit_codes = '{}'
                        THEN abs(c.amount + e.due) <= %(tolerance)s::numeric
                        ELSE k.code = ANY (e.credit_codes) END
            ) g
            WHERE e.within = (
                SELECT count(DISTINCT a.month) FROM agreements a
                WHERE a.contract_id = e.contract_id AND a.month > e.month
                    AND a.month <= (e.month + e.within * interval '1 month')::date
            )
        ) x
        JOIN bills b ON b.invoice_id = x.late_id
        JOIN clients_metriccredit m ON m.id = x.metric_credit_id
        WHERE x.due + x.given > %(tolerance)s::numeric
    """
    examples = (
        example(
            "10 % of March’s 612.00 were due, and April has not brought them",
            month(3, Billed(amount="612.00")),
            month(4, Billed(amount="612.00"), over="61.20"),
            papers=(TENTH,),
        ),
        example(
            "40.00 came of the 61.20 that were due",
            month(3, Billed(amount="612.00")),
            month(4, Billed(amount="612.00"), Billed(amount="-40.00", **CREDIT), over="21.20"),
            papers=(TENTH,),
        ),
        example(
            "Two metrics missed in March, and the credit of one came",
            month(3, Billed(amount="612.00")),
            month(4, Billed(amount="612.00"), Billed(amount="-61.20", **CREDIT), over="50.00"),
            papers=(TENTH, Missed(amount="50.00", metric="Repair time")),
        ),
        example(
            "Per cent of the charges of one code alone",
            month(
                3,
                Billed(amount="612.00"),
                Billed(amount="200.00", code="ROUTER", description="Router"),
            ),
            month(4, Billed(amount="612.00"), over="50.00"),
            papers=(Missed(percent="25", charge_codes=("ROUTER",)),),
        ),
        example(
            "April brings the credit, on another account of the contract",
            month(3, Billed(amount="612.00")),
            month(4, Billed(amount="612.00")),
            month(4, Billed(amount="-61.20", **CREDIT), account="A-2"),
            papers=(TENTH,),
        ),
        example(
            "It may come within two months, and the second bill is not here yet",
            month(3, Billed(amount="612.00")),
            month(4, Billed(amount="612.00")),
            papers=(Missed(percent="10", within=2),),
        ),
        example(
            "No code is agreed: a credit of just the amount settles it",
            month(3, Billed(amount="612.00")),
            month(4, Billed(amount="612.00"), Billed(amount="-75.00", **CREDIT | {"code": "X"})),
            papers=(Missed(amount="75.00", credit_codes=()),),
        ),
        example(
            "No code is agreed, and a credit of another amount is not it",
            month(3, Billed(amount="612.00")),
            month(
                4, Billed(amount="612.00"), Billed(amount="-12.00", **CREDIT | {"code": "X"}),
                over="75.00",
            ),
            papers=(Missed(amount="75.00", credit_codes=()),),
        ),
        trap(
            "The carrier earned it back by the months after",
            month(3, Billed(amount="612.00")),
            month(4, Billed(amount="612.00")),
            papers=(Missed(percent="10", earned_back_in="2026-06-01"),),
        ),
        trap(
            "It comes a month late",
            month(3, Billed(amount="612.00")),
            month(4, Billed(amount="612.00")),
            month(5, Billed(amount="612.00"), Billed(amount="-61.20", **CREDIT)),
            papers=(TENTH,),
        ),
        trap(
            "April’s bill is not on file, so nobody knows whether it brought the credit",
            month(3, Billed(amount="612.00")),
            month(5, Billed(amount="612.00")),
            papers=(TENTH,),
        ),
    )  # fmt: skip
