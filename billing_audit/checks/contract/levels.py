"""Credits for outages that lasted longer than the contract allows."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import OUTAGES, SERVICE_LEVELS
from billing_audit.checks.contract.papers import Level, Outage
from billing_audit.checks.examples import Billed, Owned, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, number, values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import OWNED

APRIL = {"number": "1002", "on": "2026-04-01", "file": "april.csv"}
#: 10 % of the month back above an hour, 25 % above four.
LEVELS = (
    Level(threshold_minutes=60, credit_percent="10"),
    Level(threshold_minutes=240, credit_percent="25"),
)
TWO_HOURS = Outage(began="2026-03-10T08:00", ended="2026-03-10T10:00")
OURS = (Owned(),)


class OutageCreditMissing(Check):
    """A service was down for longer than agreed, and its monthly charge was not reduced.

    The carrier's own outages of the service that began in the charged month are
    added up in whole minutes and held against the contract's levels; the
    highest level exceeded says how much of the monthly charge comes back.
    Where the contract gives some days to claim it, outages nobody asked a
    credit for in time do not count. A credit for the service on the bills of
    that month and of the next three settles it, if it is as high.

    Why it happens: such credits are given to those who ask, with the ticket
    number, within days.

    What to ask for: the credit, by the ticket numbers and the carrier's own
    times.
    """

    code = "B17"
    title = "Credit for an outage missing"
    severity = Severity.MEDIUM
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.CHARGE
    needs = (BILL_LINES, SERVICE_LEVELS, OUTAGES)
    looks_at = OWNED
    inputs = (
        AMOUNT,
        number("percent", "credit agreed, per cent", "level.credit_percent"),
        number("threshold", "for more minutes than", "level.threshold_minutes"),
        values("minutes", "outages of the month", "outage.minutes"),
    )
    formula = "amount * percent / 100"
    clause = "was charged in full although it was down too long"
    explanation = "{minutes} minutes of outage: {percent} per cent of {amount} are due back."
    sql = """
        SELECT c.*, c.amount - c.claim AS expected FROM (
            SELECT DISTINCT ON (c.line_id) c.*, a.bill_date, v.id AS level_id,
                v.credit_percent AS percent, v.threshold_minutes AS threshold, o.minutes,
                c.amount * v.credit_percent / 100 AS claim
            FROM charges c
            JOIN agreements a USING (invoice_id)
            JOIN inventory s USING (billed_service_id)
            LEFT JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
            JOIN clients_servicelevel v ON v.contract_id = a.contract_id
                AND v.valid @> c.period_from
                AND (v.charge_code = '' OR v.charge_code = k.code)
            CROSS JOIN LATERAL (
                SELECT sum(t.minutes) AS total, jsonb_agg(jsonb_build_object('outage', t.id,
                    'minutes', t.minutes::text) ORDER BY t.began, t.id) AS minutes
                FROM (
                    SELECT o.id, o.began,
                        floor(extract(epoch FROM o.ended - o.began) / 60) AS minutes
                    FROM clients_outage o
                    WHERE o.client_id = %(client)s AND o.service_id = s.service_id
                        AND o.carrier_caused AND o.ended IS NOT NULL
                        AND (o.began AT TIME ZONE 'UTC')::date
                            BETWEEN c.period_from AND c.period_to
                        AND (v.claim_days IS NULL OR o.credit_asked_on
                            <= (o.ended AT TIME ZONE 'UTC')::date + v.claim_days)
                ) t
            ) o
            WHERE {recurring c} AND o.total > v.threshold_minutes
            ORDER BY c.line_id, v.threshold_minutes DESC
        ) c
        WHERE NOT EXISTS (
            SELECT FROM all_charges credit JOIN all_bills at USING (invoice_id)
            WHERE credit.billed_service_id = c.billed_service_id
                AND credit.charge_type IN ({type credit}, {type adjustment})
                AND credit.amount <= -round(c.claim, 2)
                AND at.bill_date BETWEEN c.period_from
                    AND (c.period_to + interval '3 months')::date
        )
    """
    examples = (
        example(
            "Two hours down in March: 10 % of 612.00",
            Billed(amount="612.00", over="61.20"),
            Billed(amount="612.00", service="B"),
            inventory=OURS,
            papers=(*LEVELS, TWO_HOURS),
        ),
        example(
            "Five hours in two outages: 25 %",
            Billed(amount="612.00", over="153.00"),
            inventory=OURS,
            papers=(
                *LEVELS,
                TWO_HOURS,
                Outage(began="2026-03-20T00:30", ended="2026-03-20T03:30", ticket="T-2"),
            ),
        ),
        example(
            "An hour and no minute more",
            Billed(amount="612.00"),
            inventory=OURS,
            papers=(*LEVELS, Outage(began="2026-03-10T08:00", ended="2026-03-10T09:00")),
        ),
        example(
            "The credit came with the next bill",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="-61.20", charge="credit", code="SLA"), **APRIL),
            inventory=OURS,
            papers=(*LEVELS, TWO_HOURS),
        ),
        trap(
            "To be claimed within ten days, and nobody did",
            Billed(amount="612.00"),
            inventory=OURS,
            papers=(Level(threshold_minutes=60, credit_percent="10", claim_days=10), TWO_HOURS),
        ),
        example(
            "Claimed within ten days",
            Billed(amount="612.00", over="61.20"),
            inventory=OURS,
            papers=(
                Level(threshold_minutes=60, credit_percent="10", claim_days=10),
                Outage(
                    began="2026-03-10T08:00", ended="2026-03-10T10:00",
                    credit_asked_on="2026-03-20",
                ),
            ),
        ),
        example(
            "The carrier has not said whose fault it was",
            Billed(amount="612.00"),
            inventory=OURS,
            papers=(
                *LEVELS,
                Outage(began="2026-03-10T08:00", ended="2026-03-10T10:00", carrier_caused=None),
            ),
        ),
    )  # fmt: skip
