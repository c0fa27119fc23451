"""Credits for outages that the carrier answered or restored later than the contract says."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import OUTAGES, REPAIR_TARGETS
from billing_audit.checks.contract.papers import Outage, Target
from billing_audit.checks.examples import Billed, Owned, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, number, values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import OWNED

ZONE = "coalesce((SELECT p.time_zone FROM clients_practice p WHERE p.id = 1), 'UTC')"
#: Minutes of a target's clock from an outage's report to a moment: real time, or what of it lies
#: in the service hours.
SPENT = """
    SELECT floor(CASE v.clock WHEN 'always' THEN extract(epoch FROM goal.at - o.since) / 60
        ELSE (
            SELECT coalesce(sum(extract(epoch FROM least(shut.at, goal.at)
                - greatest(open.at, o.since)) / 60), 0)
            FROM generate_series((o.since AT TIME ZONE z.name)::date,
                (goal.at AT TIME ZONE z.name)::date, interval '1 day') d(day)
            CROSS JOIN LATERAL (SELECT (d.day::date + v.opens) AT TIME ZONE z.name AS at) open
            CROSS JOIN LATERAL (SELECT (d.day::date + v.closes) AT TIME ZONE z.name AS at) shut
            WHERE extract(isodow FROM d.day) <= v.days AND d.day::date <> ALL (v.closed_days)
                AND least(shut.at, goal.at) > greatest(open.at, o.since)
        ) END) AS minutes"""

NEXT = {"number": "1002", "on": "2026-04-01", "file": "april.csv"}
APRIL = ("2026-04-01", "2026-04-30")
MARCH_BILL = bill(Billed(amount="612.00", over="30.60"))
APRIL_BILL = bill(Billed(amount="612.00", period=APRIL), **NEXT)
OURS = (Owned(account="A-1"),)
#: Five per cent back for each outage that is not over within four hours.
FOUR_HOURS = Target()
#: A Tuesday, for five hours.
FIVE_HOURS = Outage(began="2026-03-10T08:00", ended="2026-03-10T13:00")


class TargetCreditMissing(Check):
    """A trouble was answered or restored later than agreed, and the next bill gives no credit.

    The contract's clock runs from the report of the outage, around the clock or in the service
    hours the contract names, in whole minutes, until the carrier responded and until the service
    was back. Each outage by the carrier's own fault that missed a target gives back the agreed
    per cent of the service's charge for the month it began in, together at most all of it.
    Where the contract gives some days to claim it, outages nobody asked a credit for in time do
    not count. The inventory has to name the service's account, whose contract holds. Nothing is
    said before a bill dated after the outage has come; a credit for the service on the bills of
    that month and of the next three settles it, if it is as high.

    Why it happens: such credits are given to those who ask, with the ticket number, within days.

    What to ask for: the credit, by the ticket numbers and the carrier's own times.
    """

    code = "B21"
    title = "Credit for a late repair missing"
    severity = Severity.MEDIUM
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.CHARGE
    needs = (BILL_LINES, REPAIR_TARGETS, OUTAGES)
    looks_at = OWNED
    inputs = (
        AMOUNT,
        number("percent", "credit agreed for each outage, per cent", "target.credit_percent"),
        values("late", "minutes beyond the target", "outage.late"),
    )
    formula = "amount * min(100, percent * count(late)) / 100"
    clause = "was charged in full although a repair was late"
    explanation = "Late by {late} minutes: {percent} per cent of {amount} an outage are due back."
    sql = f"""
        SELECT c.*, c.amount - c.claim AS expected FROM (
            SELECT DISTINCT ON (c.line_id) c.*, v.id AS target_id, v.credit_percent AS percent,
                missed.late, c.amount * least(100, v.credit_percent * missed.count) / 100 AS claim
            FROM charges c
            JOIN agreements a USING (invoice_id)
            JOIN inventory s USING (billed_service_id)
            JOIN (SELECT DISTINCT o.service_id FROM clients_outage o
                WHERE o.client_id = %(client)s AND o.carrier_caused AND o.ended IS NOT NULL) down
                ON down.service_id = s.service_id
            JOIN clients_service i ON i.id = s.service_id AND i.account_id = a.account_id
            JOIN clients_repairtarget v ON v.contract_id = a.contract_id AND v.credit_percent > 0
                AND upper(v.kind) IN (upper(i.kind), '')
            CROSS JOIN (SELECT {ZONE} AS name) z
            CROSS JOIN LATERAL (
                SELECT count(*) AS count, jsonb_agg(jsonb_build_object('outage', t.id,
                    'late', t.late::text) ORDER BY t.began, t.id) AS late
                FROM (
                    SELECT o.id, o.began, max(spent.minutes - goal.minutes) AS late
                    FROM (
                        SELECT o.*, coalesce(o.reported, o.began) AS since,
                            (o.began AT TIME ZONE z.name)::date AS first_day,
                            (o.ended AT TIME ZONE z.name)::date AS last_day
                        FROM clients_outage o
                        WHERE o.client_id = %(client)s AND o.service_id = s.service_id
                            AND o.carrier_caused AND o.ended IS NOT NULL
                    ) o
                    CROSS JOIN LATERAL (VALUES (o.responded, v.respond_minutes),
                        (o.ended, v.restore_minutes)) goal(at, minutes)
                    CROSS JOIN LATERAL ({SPENT}) spent
                    WHERE goal.at IS NOT NULL AND goal.minutes IS NOT NULL
                        AND o.first_day BETWEEN c.period_from AND c.period_to
                        AND v.valid @> o.first_day
                        AND (v.claim_days IS NULL
                            OR o.credit_asked_on <= o.last_day + v.claim_days)
                        AND (v.kind <> '' OR NOT EXISTS (
                            SELECT FROM clients_repairtarget own
                            WHERE own.contract_id = v.contract_id AND own.valid @> o.first_day
                                AND own.kind <> '' AND upper(own.kind) = upper(i.kind)))
                        AND EXISTS (SELECT FROM all_bills later
                            WHERE later.account_id = a.account_id
                                AND later.bill_date > o.last_day)
                    GROUP BY o.id, o.began
                    HAVING max(spent.minutes - goal.minutes) > 0
                ) t
            ) missed
            WHERE {{recurring c}} AND c.amount > 0 AND missed.count > 0
            ORDER BY c.line_id, claim DESC, v.id
        ) c
        WHERE NOT EXISTS (
            SELECT FROM all_charges credit JOIN all_bills at USING (invoice_id)
            WHERE credit.billed_service_id = c.billed_service_id
                AND credit.charge_type IN ({{type credit}}, {{type adjustment}})
                AND credit.amount <= -round(c.claim, 2)
                AND at.bill_date BETWEEN c.period_from
                    AND (c.period_to + interval '3 months')::date
        )
    """  # noqa: S608 - ours
    examples = (
        example(
            "Down for five hours, four were agreed: 5 % of 612.00",
            MARCH_BILL,
            APRIL_BILL,
            inventory=OURS,
            papers=(FOUR_HOURS, FIVE_HOURS),
        ),
        example(
            "The next bill gives the credit",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="-30.60", charge="credit", code="SLA"), **NEXT),
            inventory=OURS,
            papers=(FOUR_HOURS, FIVE_HOURS),
        ),
        example(
            "The bill that could give the credit has not come",
            bill(Billed(amount="612.00")),
            inventory=OURS,
            papers=(FOUR_HOURS, FIVE_HOURS),
        ),
        example(
            "Over within four hours of the report",
            bill(Billed(amount="612.00")),
            APRIL_BILL,
            inventory=OURS,
            papers=(
                FOUR_HOURS,
                Outage(
                    began="2026-03-10T08:00", reported="2026-03-10T09:00",
                    ended="2026-03-10T13:00",
                ),
            ),
        ),
        example(
            "Two outages missed it: twice 5 %",
            bill(Billed(amount="612.00", over="61.20")),
            APRIL_BILL,
            inventory=OURS,
            papers=(
                FOUR_HOURS,
                FIVE_HOURS,
                Outage(began="2026-03-20T00:30", ended="2026-03-20T09:30", ticket="T-2"),
            ),
        ),
        example(
            "Restored in time, but answered after two hours instead of one",
            MARCH_BILL,
            APRIL_BILL,
            inventory=OURS,
            papers=(
                Target(respond_minutes=60),
                Outage(
                    began="2026-03-10T08:00", responded="2026-03-10T10:00",
                    ended="2026-03-10T11:00",
                ),
            ),
        ),
        example(
            "Five service hours over a weekend and a holiday",
            MARCH_BILL,
            APRIL_BILL,
            inventory=OURS,
            papers=(
                Target(hours=("09:00", "17:00"), closed_days=("2026-03-16",)),
                Outage(began="2026-03-13T15:00", ended="2026-03-17T12:00"),
            ),
        ),
        trap(
            "Down over the weekend, and back two service hours later",
            bill(Billed(amount="612.00")),
            APRIL_BILL,
            inventory=OURS,
            papers=(
                Target(hours=("09:00", "17:00")),
                Outage(began="2026-03-13T16:00", ended="2026-03-16T10:00"),
            ),
        ),
        trap(
            "To be claimed within ten days, and nobody did",
            bill(Billed(amount="612.00")),
            APRIL_BILL,
            inventory=OURS,
            papers=(Target(claim_days=10), FIVE_HOURS),
        ),
        example(
            "The carrier has not said whose fault it was",
            bill(Billed(amount="612.00")),
            APRIL_BILL,
            inventory=OURS,
            papers=(
                FOUR_HOURS,
                Outage(began="2026-03-10T08:00", ended="2026-03-10T13:00", carrier_caused=None),
            ),
        ),
        example(
            "Ports have a target of their own, which was met",
            bill(Billed(amount="612.00")),
            APRIL_BILL,
            inventory=(Owned(kind="Port", account="A-1"),),
            papers=(FOUR_HOURS, Target(kind="port", restore_minutes=480), FIVE_HOURS),
        ),
    )  # fmt: skip
