"""Credits for outages that the carrier answered or restored later than the contract says."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import OUTAGES, REPAIR_TARGETS
from billing_audit.checks.contract.papers import Outage, Target
from billing_audit.checks.examples import Billed, Owned, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, number, values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import OWNED

ZONE = "coalesce((SELECT p.time_zone FROM clients_practice p), 'UTC')"
#: Minutes of a target's clock from an outage's report to a moment: real time, or what of it lies
#: in the service hours.
SPENT = """
    SELECT floor(CASE v.clock WHEN 'always' THEN extract(epoch FROM goal.at - o.since) / 60
        ELSE (
            SELECT sum(greatest(0, extract(epoch FROM least(shut.at, goal.at)
                - greatest(open.at, o.since)) / 60))
            FROM generate_series((o.since AT TIME ZONE o.zone)::date,
                (goal.at AT TIME ZONE o.zone)::date, interval '1 day') d(day)
            CROSS JOIN LATERAL (SELECT (d.day::date + v.opens) AT TIME ZONE o.zone AS at) open
            CROSS JOIN LATERAL (SELECT (d.day::date + v.closes) AT TIME ZONE o.zone AS at) shut
            WHERE extract(isodow FROM d.day) <= v.days AND d.day::date <> ALL (v.closed_days)
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
        WITH missed AS (
            SELECT o.id, o.began, o.service_id, o.account_id, o.first_day, k.contract_id,
                v.id AS target_id, v.credit_percent AS percent,
                max(spent.minutes - goal.minutes) AS late
            FROM (
                SELECT o.*, i.account_id, i.kind, z.name AS zone,
                    coalesce(o.reported, o.began) AS since,
                    (o.began AT TIME ZONE z.name)::date AS first_day,
                    (o.ended AT TIME ZONE z.name)::date AS last_day
                FROM clients_outage o
                JOIN clients_service i ON i.id = o.service_id
                CROSS JOIN (SELECT {ZONE} AS name) z
                WHERE o.client_id = %(client)s AND o.carrier_caused
            ) o
            JOIN (SELECT DISTINCT account_id, contract_id FROM agreements) k USING (account_id)
            CROSS JOIN LATERAL (
                SELECT t.* FROM clients_repairtarget t
                WHERE t.contract_id = k.contract_id AND t.valid @> o.first_day
                    AND upper(t.kind) IN (upper(o.kind), '')
                ORDER BY t.kind DESC LIMIT 1
            ) v
            CROSS JOIN LATERAL (VALUES (o.responded, v.respond_minutes),
                (o.ended, v.restore_minutes)) goal(at, minutes)
            CROSS JOIN LATERAL ({SPENT}) spent
            WHERE v.credit_percent > 0
                AND (v.claim_days IS NULL OR o.credit_asked_on <= o.last_day + v.claim_days)
                AND EXISTS (SELECT FROM all_bills later
                    WHERE later.account_id = o.account_id AND later.bill_date > o.last_day)
            GROUP BY o.id, o.began, o.service_id, o.account_id, o.first_day, k.contract_id,
                v.id, v.credit_percent
            HAVING max(spent.minutes - goal.minutes) > 0
        ), of_charges AS (
            SELECT c.line_id, m.target_id, m.percent,
                c.amount * least(100, m.percent * count(*)) / 100 AS claim,
                jsonb_agg(jsonb_build_object('outage', m.id, 'late', m.late::text)
                    ORDER BY m.began, m.id) AS late
            FROM charges c
            JOIN agreements a USING (invoice_id)
            JOIN inventory s USING (billed_service_id)
            JOIN missed m ON m.service_id = s.service_id AND m.account_id = a.account_id
                AND m.contract_id = a.contract_id
                AND m.first_day BETWEEN c.period_from AND c.period_to
            WHERE {{recurring c}}
            GROUP BY c.line_id, c.amount, m.target_id, m.percent
        ), highest AS (
            SELECT DISTINCT ON (line_id) * FROM of_charges ORDER BY line_id, claim DESC, target_id
        )
        SELECT c.*, h.target_id, h.percent, h.late, h.claim, c.amount - h.claim AS expected
        FROM highest h JOIN charges c USING (line_id)
        WHERE NOT EXISTS (
            SELECT FROM all_charges credit JOIN all_bills at USING (invoice_id)
            WHERE credit.billed_service_id = c.billed_service_id
                AND credit.charge_type IN ({{type credit}}, {{type adjustment}})
                AND credit.amount <= -round(h.claim, 2)
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
