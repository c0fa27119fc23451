"""Credits the carrier promised: never given, or stopped too early."""

from calendar import monthrange
from dataclasses import replace

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import SCHEDULED_CREDITS
from billing_audit.checks.contract.papers import Promised
from billing_audit.checks.examples import Bill, Billed, bill, example, trap
from billing_audit.checks.inputs import money, text, values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.settings import threshold
from billing_audit.checks.sources import source

CREDIT = {"charge": "credit", "code": "SIGNON", "service": "", "description": "Sign-on credit"}


def month(
    number: int, *lines: Billed, year: int = 2026, over: str = "", account: str = "A-1"
) -> Bill:
    """The bill of a month, charging for that month."""
    last = monthrange(year, number)[1]
    days = (f"{year}-{number:02}-01", f"{year}-{number:02}-{last}")
    return bill(
        *(replace(line, period=days) for line in lines), over=over, account=account,
        number=f"{account}-{year}{number:02}", on=days[0], file=f"{account}-{year}{number:02}.csv",
    )  # fmt: skip


IN_MARCH = Promised(amount="500.00", credit_codes=("SIGNON",), valid=("2026-03-01", "2026-03-31"))
THREE_MONTHS = Promised(
    amount="100.00", credit_codes=("SIGNON",), valid=("2026-01-01", "2026-03-31")
)

# Each month a promised credit is due in, oldest first, with all that was credited of it so far.
# What came settles the oldest month first.  A month counts once its bill is there.
source(
    "promises",
    key="scheduled_credit_id",
    select="""
    SELECT s.id AS scheduled_credit_id, s.contract_id, s.amount, s.account_id, m.month,
        m.invoice_id, row_number() OVER (PARTITION BY s.id ORDER BY m.month) AS turn,
        given.amount AS given, given.lines AS credits
    FROM clients_scheduledcredit s
    CROSS JOIN LATERAL (
        SELECT a.month, min(a.invoice_id) AS invoice_id FROM agreements a
        WHERE a.contract_id = s.contract_id AND a.month >= date_trunc('month', lower(s.valid))
            AND s.valid @> a.bill_date
            AND (s.account_id IS NULL OR s.account_id = a.account_id)
        GROUP BY a.month
    ) m
    CROSS JOIN LATERAL (
        SELECT coalesce(-sum(c.amount), 0) AS amount,
            coalesce(jsonb_agg(jsonb_build_object('line', c.line_id, 'amount', c.amount::text)
                ORDER BY c.line_id), '[]') AS lines
        FROM all_charges c
        JOIN agreements a USING (invoice_id)
        LEFT JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
        WHERE a.contract_id = s.contract_id AND a.month >= date_trunc('month', lower(s.valid))
            AND c.amount < 0 AND CASE WHEN s.credit_codes = '{}' THEN c.amount = -s.amount
                ELSE k.code = ANY (s.credit_codes) END
    ) given
    WHERE s.client_id = %(client)s AND s.amount > 0
        AND (s.condition = '' OR s.condition_met)""",
)


class PromisedCreditMissing(Check):
    """A credit that the carrier promised for a month has not come two bills later.

    Sign-on, technology-fund and promotion credits: each month they are due in
    has to be credited on its bill or on one of the next two, on whichever
    account of the contract; where one of these bills is not on file nothing is
    said. A month is due when its bill is dated within the days of the promise.
    What was credited settles the oldest month first. A credit with a condition
    counts once somebody has seen that the condition is met. It is told on the
    bill of the second month after, which had to bring it at the latest.

    Why it happens: such credits are given by hand, by people who have left the
    account when they are due.

    What to ask for: the credit, with the page of the contract it stands on.
    """

    code = "B16"
    title = "Promised credit missing"
    severity = Severity.CRITICAL
    confidence = Confidence.HIGH
    precedence = Precedence.NOT_GIVEN
    subject = Subject.ACCOUNT
    of_bills = True
    needs = (BILL_LINES, SCHEDULED_CREDITS)
    settings = (
        threshold(
            "bills",
            "2",
            "further bills the credit may still come on",
            "bills",
            least="0",
            most="12",
            means=(
                "A promised credit may still come on so many further bills before it is missed."
            ),
        ),
    )
    inputs = (
        text("rule", "promised", "scheduled_credit.name"),
        money("amount", "credit promised a month", "scheduled_credit.amount"),
        values("due", "bills of the months it was due in", "month.lines_total"),
        values("credits", "credited since", "line.amount"),
        settings[0].input,
    )
    formula = "max(0, min(amount, amount * count(due) + total(credits)))"
    clause = "has not got a credit that was promised"
    explanation = "{rule} of {amount} a month: credited so far is {credits}."
    sql = """
        SELECT b.*, 0 AS billed, x.claim AS expected, x.claim, x.scheduled_credit_id,
            s.name AS rule, x.amount, x.due, x.credits, %(bills)s AS bills
        FROM (
            SELECT p.*, least(p.amount, p.amount * p.turn - p.given) AS claim, (
                    SELECT jsonb_agg(jsonb_build_object('month', d.invoice_id,
                        'lines_total', i.lines_total::text) ORDER BY d.month)
                    FROM promises d JOIN all_bills i USING (invoice_id)
                    WHERE d.scheduled_credit_id = p.scheduled_credit_id AND d.month <= p.month
                ) AS due, (
                    SELECT min(a.invoice_id) FROM agreements a
                    WHERE a.contract_id = p.contract_id
                        AND (p.account_id IS NULL OR p.account_id = a.account_id)
                        AND a.month = (p.month + %(bills)s::int * interval '1 month')::date
                ) AS late_id
            FROM promises p
        ) x
        JOIN bills b ON b.invoice_id = x.late_id
        JOIN clients_scheduledcredit s ON s.id = x.scheduled_credit_id
        WHERE x.claim > 0 AND %(bills)s + 1 = (
            SELECT count(DISTINCT a.month) FROM agreements a
            WHERE a.contract_id = x.contract_id
                AND (x.account_id IS NULL OR x.account_id = a.account_id)
                AND a.month BETWEEN x.month
                    AND (x.month + %(bills)s::int * interval '1 month')::date
        )
    """
    examples = (
        example(
            "500.00 were due in March, and May has not brought them",
            month(3, Billed(amount="612.00")),
            month(4, Billed(amount="612.00")),
            month(5, Billed(amount="612.00"), over="500.00"),
            papers=(IN_MARCH,),
        ),
        example(
            "Three months at 100.00, and one of them came",
            month(1, Billed(amount="612.00")),
            month(2, Billed(amount="612.00"), Billed(amount="-100.00", **CREDIT)),
            month(3, Billed(amount="612.00")),
            month(4, Billed(amount="612.00"), over="100.00"),
            month(5, Billed(amount="612.00"), over="100.00"),
            papers=(THREE_MONTHS,),
        ),
        example(
            "It comes with the bill after next",
            month(3, Billed(amount="612.00")),
            month(4, Billed(amount="612.00")),
            month(5, Billed(amount="612.00"), Billed(amount="-500.00", **CREDIT)),
            papers=(IN_MARCH,),
        ),
        example(
            "It comes on another account of the contract",
            month(3, Billed(amount="612.00")),
            month(4, Billed(amount="-500.00", **CREDIT), account="A-2"),
            month(5, Billed(amount="612.00")),
            papers=(IN_MARCH,),
        ),
        example(
            "Two bills later is not yet",
            month(3, Billed(amount="612.00")),
            month(4, Billed(amount="612.00")),
            papers=(IN_MARCH,),
        ),
        trap(
            "Nobody has seen that the commitment it hangs on is met",
            month(3, Billed(amount="612.00")),
            month(4, Billed(amount="612.00")),
            month(5, Billed(amount="612.00")),
            papers=(
                Promised(
                    amount="500.00",
                    valid=("2026-03-01", "2026-03-31"),
                    condition="once the annual commitment is met",
                ),
            ),
        ),
        trap(
            "Due in the thirteenth month of the term, which has not come",
            month(3, Billed(amount="612.00")),
            month(4, Billed(amount="612.00")),
            month(5, Billed(amount="612.00")),
            papers=(Promised(amount="500.00", valid=("2027-01-01", "2027-01-31")),),
        ),
    )
