"""Late fees that are charged though the money was there."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, day, text
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.payments.needs import DUE_DATES, PAYMENTS
from billing_audit.checks.payments.papers import Paid
from billing_audit.checks.populations import LATE_FEES

FEBRUARY = {"number": "1000", "on": "2026-02-01", "due": "2026-02-25", "file": "february.csv"}
IN_FEBRUARY = ("2026-02-01", "2026-02-28")
LATE = {"charge": "late_fee", "code": "LPC", "description": "Late payment charge", "service": ""}


class LateFeeThoughPaidInTime(Check):
    """A late fee is charged though the bills before it were paid in full and in time.

    Every bill of the account in the half year before must be paid in full by
    payments that name it, and those that fell due in the two months before
    the fee by their due date. A payment counts from the day the carrier had it:
    a transfer on the day it was made, a cheque only on the day it cleared. Where
    that day is not known nothing is said.

    Why it happens: the payment lay in the lockbox, or was posted to another account.

    What to ask for: a credit of the fee, with the day the money arrived.
    """

    code = "H02"
    title = "Late fee though paid in time"
    severity = Severity.MEDIUM
    confidence = Confidence.HIGH
    precedence = Precedence.CONSEQUENCE
    subject = Subject.ACCOUNT
    needs = (BILL_LINES, PAYMENTS, DUE_DATES)
    looks_at = LATE_FEES.by_records
    inputs = (
        AMOUNT,
        text("paid_bill", "bill before it", "other.number"),
        day("due_date", "due on", "other.due_date"),
        day("arrived_on", "payment arrived on", "payment.arrived_on"),
    )
    formula = "amount"
    clause = "is charged late fees though it paid in time"
    explanation = "{amount} for being late; {paid_bill} was due {due_date} and paid {arrived_on}."
    sql = """
        SELECT c.*, 0 AS expected FROM (
            SELECT c.*, c.amount AS claim, e.invoice_id AS other_id, e.number AS paid_bill,
                e.due_date, e.payment_id, e.arrived_on
            FROM charges c
            JOIN bills b USING (invoice_id)
            JOIN LATERAL (
                SELECT e.* FROM settled e
                WHERE e.account_id = b.account_id AND e.bill_date < b.bill_date
                    AND e.due_date BETWEEN b.bill_date - 62 AND b.bill_date AND e.total > 0
                ORDER BY e.bill_date DESC, e.invoice_id DESC LIMIT 1
            ) e ON true
            WHERE c.charge_type = {type late_fee} AND c.amount > 0 AND NOT EXISTS (
                SELECT FROM settled e
                WHERE e.account_id = b.account_id AND e.bill_date < b.bill_date
                    AND e.bill_date >= b.bill_date - 183
                    AND (NOT e.is_paid OR e.due_date IS NULL OR e.arrived_on >= b.bill_date
                        OR (e.due_date >= b.bill_date - 62 AND e.arrived_on > e.due_date))
            )
        ) c
    """
    examples = (
        example(
            "Paid by transfer four days before it was due",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            bill(Billed(amount="4.65", over="4.65", **LATE)),
            papers=(Paid(amount="310.00", on="2026-02-21"),),
        ),
        example(
            "Two payments make up the bill, and both arrived in time",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            bill(Billed(amount="4.65", over="4.65", **LATE)),
            papers=(
                Paid(amount="300.00", on="2026-02-20"),
                Paid(amount="10.00", on="2026-02-25", reference="TR-5502"),
            ),
        ),
        trap(
            "The cheque was written in time and cleared after the due date",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            bill(Billed(amount="4.65", **LATE)),
            papers=(
                Paid(amount="310.00", on="2026-02-20", received="2026-02-27", kind="cheque"),
            ),
        ),
        trap(
            "Nobody knows when the cheque cleared",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            bill(Billed(amount="4.65", **LATE)),
            papers=(Paid(amount="310.00", on="2026-02-20", kind="cheque"),),
        ),
        example(
            "Ten dollars of the bill stayed unpaid",
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            bill(Billed(amount="4.65", **LATE)),
            papers=(Paid(amount="300.00", on="2026-02-20"),),
        ),
        example(
            "January's bill is still open",
            bill(
                Billed(amount="310.00", period=("2026-01-01", "2026-01-31")),
                number="999", on="2026-01-01", due="2026-01-25", file="january.csv",
            ),
            bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY),
            bill(Billed(amount="4.65", **LATE)),
            papers=(Paid(amount="310.00", on="2026-02-20"),),
        ),
    )  # fmt: skip
