"""Duplicate bills: the same bill arrives twice."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import day, money, text
from billing_audit.checks.sources.registry import source

APRIL = {"number": "1002", "on": "2026-04-01", "file": "april.csv"}
WHOLE_APRIL = ("2026-04-01", "2026-04-30")

# Bills of an account that share their number or their total with another of it, and the days that
# those with the same total charge.
source(
    "twin_bills",
    key="account_id",
    select="""
    SELECT * FROM (
        SELECT b.*, count(*) OVER same_number AS numbered, count(*) OVER same_total AS equal
        FROM all_bills b
        WINDOW same_number AS (PARTITION BY account_id, number),
            same_total AS (PARTITION BY account_id, lines_total, currency)
    ) b WHERE numbered > 1 OR equal > 1""",
)
source(
    "twin_spans",
    key="invoice_id",
    select="""
    SELECT invoice_id, coalesce(t.period_from, min(c.period_from)) AS begins,
        coalesce(t.period_to, max(c.period_to)) AS ends
    FROM twin_bills t JOIN all_charges c USING (invoice_id)
    WHERE t.equal > 1
    GROUP BY invoice_id, t.period_from, t.period_to""",
)


class SameBillTwice(Check):
    """A bill that was sent before, under the same number or under another one.

    Bills are the same when carrier, account and number are and they come from
    two files, or when one account is billed the same total for the same period
    under two numbers. The later one is claimed whole, which is what its lines
    come to, and nothing on it is claimed again. A bill that corrects an earlier
    one replaces it and is no duplicate; nor is a credit note one of the bill it
    credits, or a bill under a new number that follows such a credit note.

    Why it happens: a bill is sent on paper and by electronic exchange, or is
    issued again after a system change without voiding the first.

    What to ask for: the second bill voided, and its payment returned or credited.
    """

    code = "A07"
    title = "Same bill twice"
    severity = Severity.CRITICAL
    confidence = Confidence.CERTAIN
    precedence = Precedence.DUPLICATE_BILL
    subject = Subject.BILL
    of_bills = True
    inputs = (
        money("total", "total of the later bill", "bill.total"),
        text("number", "number of the later bill", "invoice.number"),
        day("bill_date", "date of the later bill", "invoice.bill_date"),
        text("other_number", "number of the earlier bill", "other.number"),
        day("other_bill_date", "date of the earlier bill", "other.bill_date"),
    )
    formula = "max(0, total)"
    clause = "is a bill that was sent before"
    explanation = "Bill {number} repeats bill {other_number} of {other_bill_date}, {total} in all."
    sql = """
        SELECT b.*, e.invoice_id AS other_id, e.number AS other_number,
            e.bill_date AS other_bill_date, t.total, t.total AS billed, 0 AS expected,
            greatest(0, t.total) AS claim, b.invoice_id AS bill_id
        FROM twin_bills b
        JOIN bills USING (invoice_id)
        CROSS JOIN LATERAL (
            SELECT CASE WHEN b.line_count > 0 THEN b.lines_total
                ELSE coalesce(b.amount_due, b.stated_total, 0) END AS total
        ) t
        CROSS JOIN LATERAL (
            SELECT e.invoice_id, e.number, e.bill_date FROM twin_bills e
            LEFT JOIN twin_spans own ON own.invoice_id = b.invoice_id
            LEFT JOIN twin_spans other ON other.invoice_id = e.invoice_id
            WHERE e.account_id = b.account_id AND e.document_type = b.document_type
                AND (e.bill_date, e.invoice_id) < (b.bill_date, b.invoice_id)
                AND b.supersedes_id IS DISTINCT FROM e.invoice_id
                AND e.supersedes_id IS DISTINCT FROM b.invoice_id
                AND ((e.number = b.number AND e.bill_file_id <> b.bill_file_id)
                    OR (e.number <> b.number AND e.currency = b.currency
                        AND NOT EXISTS (
                            SELECT FROM all_bills n
                            WHERE n.account_id = e.account_id AND n.currency = e.currency
                                AND n.document_type = 'credit_note'
                                AND n.lines_total = -e.lines_total
                                AND n.bill_date BETWEEN e.bill_date AND b.bill_date
                        )
                        AND e.lines_total = b.lines_total AND b.lines_total > 0
                        AND (own.begins, own.ends) = (other.begins, other.ends)))
            ORDER BY e.number <> b.number, e.bill_date, e.invoice_id LIMIT 1
        ) e
    """
    examples = (
        trap(
            "A credit note takes a bill back, and the same comes under another number",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="-612.00"), number="C-1", on="2026-03-05", document="credit_note"),
            bill(Billed(amount="612.00"), number="1002", on="2026-03-09"),
        ),
        example(
            "One number from two files: the later one is claimed whole",
            bill(Billed(amount="612.00"), Billed(amount="45.00", code="COS")),
            bill(
                Billed(amount="612.00"),
                Billed(amount="45.00", code="COS"),
                file="resent.csv",
                over="657.00",
            ),
        ),
        example(
            "Account, period and total come again under a second number",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="612.00"), number="1001-2", on="2026-03-02", over="612.00"),
        ),
        example(
            "Two months of the same price",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="612.00", period=WHOLE_APRIL), **APRIL),
        ),
        example(
            "Two accounts whose carrier counts from the same number",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="500.00"), account="A-2", file="other.csv"),
        ),
        example(
            "An equipment bill beside the monthly one",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="129.00", code="EQP", charge="one_time"), number="EQ1001"),
        ),
        example(
            "A corrected bill under the old number replaces the first",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="580.00"), file="corrected.csv", corrects="1001"),
        ),
        example(
            "A credit note with the number of its bill",
            bill(Billed(amount="612.00")),
            bill(
                Billed(amount="-612.00", charge="credit"),
                file="credit.csv",
                document="credit_note",
            ),
        ),
        example(
            "Two bills over nothing",
            bill(Billed(amount="0.00")),
            bill(Billed(amount="0.00"), number="1002"),
        ),
        example(
            "Equal totals of one-time charges that state no period",
            bill(Billed(amount="150.00", charge="one_time", period=(None, None))),
            bill(Billed(amount="150.00", charge="one_time", period=(None, None)), number="1002"),
        ),
    )
