"""Payments that arrived: balances carried all the same, bills paid twice."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import day, money, text, values
from billing_audit.checks.payments.needs import PAYMENTS
from billing_audit.checks.payments.papers import Paid
from billing_audit.checks.settings import threshold, tolerance

LAG = threshold(
    "posting_days",
    "10",
    "days a payment may take to be posted",
    "days",
    least="0",
    most="90",
    means=("A payment that arrived fewer days before a bill than this had no time to be posted."),
)
TOLERANCE = tolerance("0.05")
FEBRUARY = {"number": "1000", "on": "2026-02-01", "due": "2026-02-25", "file": "february.csv"}
IN_FEBRUARY = ("2026-02-01", "2026-02-28")


class PaymentNotPosted(Check):
    """A bill carries a balance though the bill before it was paid in full.

    The amount due is higher than the bill's own total, and every bill of the
    account in the half year before is paid in full by payments that name it and
    that arrived well before this bill, so that they had time to be posted. The
    balance carried is claimed, and never more than what was paid.

    Why it happens: one cheque for many accounts, or a payment posted to a
    closed or a neighbour's account.

    What to ask for: that the payment be posted, with its reference, and no late fee.
    """

    code = "A06"
    title = "Payment not posted"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.BILL_TOTAL
    subject = Subject.ACCOUNT
    of_bills = True
    needs = (PAYMENTS,)
    settings = (LAG, TOLERANCE)
    inputs = (
        money("amount_due", "amount due", "invoice.amount_due"),
        money("stated_total", "total of the bill", "invoice.stated_total"),
        money("paid", "paid of the bill before", "payment.amount"),
        day("arrived_on", "payment arrived on", "payment.arrived_on"),
        text("reference", "reference of the payment", "payment.reference"),
        LAG.input,
        TOLERANCE.input,
    )
    formula = "min(paid, amount_due - stated_total)"
    clause = "carries a balance that was paid"
    explanation = (
        "{amount_due} is due on a bill of {stated_total}; {reference} of {paid} arrived on "
        "{arrived_on}."
    )
    sql = """
        SELECT b.*, b.amount_due AS billed,
            greatest(b.amount_due - p.paid, b.stated_total) AS expected,
            least(p.paid, b.amount_due - b.stated_total) AS claim, p.payment_id,
            p.paid, p.arrived_on, p.reference, %(posting_days)s AS posting_days,
            %(tolerance)s AS tolerance
        FROM bills b
        JOIN LATERAL (
            SELECT e.* FROM settled e
            WHERE e.account_id = b.account_id AND e.bill_date < b.bill_date AND e.total > 0
            ORDER BY e.bill_date DESC, e.invoice_id DESC LIMIT 1
        ) e ON true
        JOIN paid p ON p.payment_id = e.payment_id
        WHERE b.amount_due - b.stated_total > %(tolerance)s AND NOT EXISTS (
            SELECT FROM settled e
            WHERE e.account_id = b.account_id AND e.bill_date < b.bill_date
                AND e.bill_date >= b.bill_date - 183
                AND (NOT e.is_paid OR e.arrived_on > b.bill_date - %(posting_days)s::int)
        )
    """
    examples = (
        example(
            "February's 310.00 arrived on the 10th and is asked for again in March",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            bill(Billed(amount="310.00"), stated="310.00", due_amount="620.00", over="310.00"),
            papers=(Paid(amount="310.00", on="2026-02-10"),),
        ),
        trap(
            "The payment lay in the lockbox while the bill was made",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            bill(Billed(amount="310.00"), stated="310.00", due_amount="620.00"),
            papers=(Paid(amount="310.00", on="2026-02-25"),),
        ),
        trap(
            "A cheque for many accounts that does not say which bill it pays",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            bill(Billed(amount="310.00"), stated="310.00", due_amount="620.00"),
            papers=(
                Paid(amount="2400.00", on="2026-02-10", invoice=""),
                Paid(amount="1.00", on="2026-02-10", invoice="77", reference="TR-5502"),
            ),
        ),
        example(
            "Nothing is carried",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            bill(Billed(amount="310.00"), stated="310.00", due_amount="310.00"),
            papers=(Paid(amount="310.00", on="2026-02-10"),),
        ),
    )


class PaidTwice(Check):
    """A bill was paid twice, and no later bill gives the second payment back.

    Two payments or more name the bill and come to more than it asked for.
    A credit of the excess on a later bill, or a later bill that asks for less than
    its own total, shows that the carrier keeps it on account; then nothing is
    said. A bill that carried a balance was more than its own charges to pay, and
    is left alone.

    Why it happens: an invoice was entered twice in the accounts, once from the
    paper and once from the file.

    What to ask for: the excess back, or on the account, with both references.
    """

    code = "H11"
    title = "Paid twice"
    severity = Severity.CRITICAL
    confidence = Confidence.HIGH
    precedence = Precedence.NOT_GIVEN
    subject = Subject.BILL
    of_bills = True
    needs = (PAYMENTS,)
    settings = (TOLERANCE,)
    inputs = (
        values("paid", "payments", "payment.amount"),
        money("bill_total", "bill", "bill.total"),
        TOLERANCE.input,
    )
    formula = "min(bill_total, total(paid) - bill_total)"
    clause = "was paid twice"
    explanation = "A bill of {bill_total} was paid by {paid}."
    sql = """
        SELECT b.*, p.together AS billed, greatest(e.total, p.together - e.total) AS expected,
            least(e.total, p.together - e.total) AS claim, b.invoice_id AS bill_id,
            e.total AS bill_total, p.paid, %(tolerance)s AS tolerance
        FROM bills b
        JOIN settled e ON e.invoice_id = b.invoice_id
        JOIN LATERAL (
            SELECT sum(p.paid) AS together, jsonb_agg(jsonb_build_object(
                'payment', p.payment_id, 'amount', p.paid::text) ORDER BY p.payment_id) AS paid
            FROM paid p
            WHERE p.account_id = b.account_id AND p.invoice_number = upper(btrim(b.number))
            HAVING count(*) > 1
        ) p ON p.together > e.total + %(tolerance)s
        WHERE e.total > 0 AND coalesce(b.amount_due, 0) <= e.total + %(tolerance)s
            AND NOT EXISTS (
                SELECT FROM all_bills n
                WHERE n.account_id = b.account_id AND n.bill_date > b.bill_date
                    AND coalesce(n.stated_total, n.lines_total) - n.amount_due > %(tolerance)s
            )
            AND NOT EXISTS (
                SELECT FROM all_charges c JOIN all_bills n USING (invoice_id)
                WHERE n.account_id = b.account_id AND n.bill_date > b.bill_date
                    AND c.charge_type IN ({type credit}, {type adjustment})
                    AND c.amount = e.total - p.together
            )
    """
    examples = (
        example(
            "Two transfers for one bill",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), over="310.00", **FEBRUARY),
            bill(Billed(amount="310.00")),
            papers=(
                Paid(amount="310.00", on="2026-02-10"),
                Paid(amount="310.00", on="2026-02-12", reference="CHK-81"),
            ),
        ),
        example(
            "Paid in two parts",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            papers=(
                Paid(amount="300.00", on="2026-02-10"),
                Paid(amount="10.00", on="2026-02-12", reference="CHK-81"),
            ),
        ),
        trap(
            "The next bill gives the second payment back",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            bill(
                Billed(amount="310.00"),
                Billed(amount="-310.00", charge="credit", service="", code="CR"),
            ),
            papers=(
                Paid(amount="310.00", on="2026-02-10"),
                Paid(amount="310.00", on="2026-02-12", reference="CHK-81"),
            ),
        ),
        trap(
            "The next bill keeps it on account and asks for less",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            bill(Billed(amount="310.00"), stated="310.00", due_amount="0.00"),
            papers=(
                Paid(amount="310.00", on="2026-02-10"),
                Paid(amount="310.00", on="2026-02-12", reference="CHK-81"),
            ),
        ),
    )
