"""Credits without their taxes: the charge came back, and what was levied on it did not."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import money, text, values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.sources.registry import source

MARCH_TAX = {"charge": "tax", "code": "TXST", "description": "State sales tax", "service": ""}
PORT = Billed(amount="612.00")
CREDIT = Billed(amount="-612.00", charge="credit", description="Credit, port")
NEXT = {"on": "2026-05-01", "number": "1003"}
IN_MAY = Billed(amount="612.00", period=("2026-05-01", "2026-05-31"))

# The charge that a credit gives back whole or in part, on an earlier bill: the latest one.
source(
    "credited_charges",
    key="invoice_id",
    is_costly=True,
    select="""
    SELECT DISTINCT ON (k.line_id) k.line_id AS credit_id, k.invoice_id, k.account_id, kb.month,
        left('Line ' || k.line_no || ' of bill ' || kb.number, 40) AS place,
        -k.amount AS credited, c.line_id AS charge_id, c.invoice_id AS charged_on,
        c.line_no AS charge_no, c.amount AS charged
    FROM all_charges k
    JOIN all_bills kb ON kb.invoice_id = k.invoice_id
    JOIN all_charges c ON c.billed_service_id = k.billed_service_id
        AND c.charge_code_id = k.charge_code_id AND c.invoice_id <> k.invoice_id
        AND (c.period_from, c.period_to) = (k.period_from, k.period_to)
        AND {plain c} AND c.amount >= -k.amount
    JOIN all_bills b ON b.invoice_id = c.invoice_id AND b.account_id = k.account_id
        AND b.bill_date < kb.bill_date
    WHERE k.charge_type = {type credit} AND k.amount < 0
    ORDER BY k.line_id, b.bill_date DESC, c.line_id""",
)


class CreditWithoutItsTax(Check):
    """A charge was credited, and the taxes and fees on it were not.

    A credit is joined to the charge of an earlier bill that has the same
    service, code and period; what is claimed is the share of the taxes and fees
    that name that charge as the line they are on. It is reported on the bill
    after the credit's, once neither of the two gives any of them back.

    Why it happens: credits are entered by hand, and the tax engine never sees
    them.

    What to ask for: the taxes and fees on the credited charge. Carriers owe them
    with the credit, and often add them as a line of their own a cycle later.
    """

    code = "G16"
    title = "Credit without its tax"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_TAX
    subject = Subject.ACCOUNT
    of_bills = True
    needs = (BILL_LINES,)
    inputs = (
        text("rule", "credit", "credit.place"),
        money("credited", "amount credited, as the bill has it", "credit.amount"),
        money("charged", "charge it gives back", "first.amount"),
        values("levied", "taxes and fees on it", "line.amount"),
    )
    formula = "total(levied) * (0 - credited) / charged"
    clause = "got credits without the taxes on them"
    explanation = (
        "A credit of {credited} for a charge of {charged} left its taxes behind: {levied}."
    )
    sql = """
        SELECT DISTINCT ON (b.invoice_id, k.place) b.*, b.lines_total AS billed, null AS expected,
            k.place AS rule, k.credit_id,
            -k.credited AS credited, k.charge_id AS first_id, k.charged, t.levied,
            t.amount * k.credited / k.charged AS claim
        FROM credited_charges k
        CROSS JOIN LATERAL (
            SELECT sum(v.amount) AS amount, jsonb_agg(
                jsonb_build_object('line', v.line_id, 'amount', trim_scale(v.amount)::text)
                ORDER BY v.line_id
            ) AS levied
            FROM all_charges v
            WHERE v.invoice_id = k.charged_on AND v.parent_line = k.charge_no AND {levied v}
                AND v.amount > 0
        ) t
        JOIN bills b ON b.invoice_id = (
            SELECT n.invoice_id FROM all_bills n
            WHERE n.account_id = k.account_id AND n.month > k.month
            ORDER BY n.month, n.bill_date, n.invoice_id LIMIT 1
        )
        WHERE t.amount > 0 AND NOT EXISTS (
            SELECT FROM all_charges back
            WHERE back.invoice_id IN (k.invoice_id, b.invoice_id) AND back.amount < 0
                AND ({levied back} OR {given_back back} AND back.billed_service_id IS NULL)
        )
        ORDER BY b.invoice_id, k.place, k.credit_id
    """
    examples = (
        example(
            "A port of 612.00 is credited, and the tax of 24.48 on it never comes back",
            bill(PORT, Billed(amount="24.48", parent="1", **MARCH_TAX), number="1001"),
            bill(CREDIT, on="2026-04-01", number="1002"),
            bill(IN_MAY, over="24.48", **NEXT),
        ),
        example(
            "Half of it is credited: half of the tax is due",
            bill(PORT, Billed(amount="24.48", parent="1", **MARCH_TAX), number="1001"),
            bill(
                Billed(amount="-306.00", charge="credit"), on="2026-04-01", number="1002"
            ),
            bill(IN_MAY, over="12.24", **NEXT),
        ),
        example(
            "The tax comes back with the credit",
            bill(PORT, Billed(amount="24.48", parent="1", **MARCH_TAX), number="1001"),
            bill(
                CREDIT, Billed(amount="-24.48", parent="1", **MARCH_TAX), on="2026-04-01",
                number="1002",
            ),
            bill(IN_MAY, **NEXT),
        ),
        trap(
            "The tax comes back as a line of its own in the next cycle",
            bill(PORT, Billed(amount="24.48", parent="1", **MARCH_TAX), number="1001"),
            bill(CREDIT, on="2026-04-01", number="1002"),
            bill(IN_MAY, Billed(amount="-24.48", **MARCH_TAX), **NEXT),
        ),
        example(
            "The next bill is not there yet",
            bill(PORT, Billed(amount="24.48", parent="1", **MARCH_TAX), number="1001"),
            bill(CREDIT, on="2026-04-01", number="1002"),
        ),
        example(
            "Nothing was levied on the charge",
            bill(PORT, number="1001"),
            bill(CREDIT, on="2026-04-01", number="1002"),
            bill(IN_MAY, **NEXT),
        ),
    )  # fmt: skip
