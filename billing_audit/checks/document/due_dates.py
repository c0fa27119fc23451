"""Due dates: a bill is due sooner than was agreed."""

from django.db.models import Q

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, Terms, bill, example, trap
from billing_audit.checks.inputs import day, number
from billing_audit.checks.needs import Need

PAYMENT_TERMS = Need(
    "contracts that say when a bill is due",
    "clients_contract WHERE client_id = %(client)s AND payment_days IS NOT NULL",
)
NET_30 = (Terms(payment_days=30),)


class DueSoonerThanAgreed(Check):
    """A bill is due sooner after its date than the contract allows.

    The contract is the account's, or the only one with the carrier, in force on
    the bill's date. It counts from the date of the bill; a contract that counts
    from its receipt gives the client more time, never less. Nothing is asked
    back: what this costs is a late fee, which other checks claim.

    Why it happens: the account keeps the carrier's standard terms, because the
    negotiated ones never reached the billing system.

    What to ask for: the agreed terms on the account, and every late fee since
    the contract began.
    """

    code = "A18"
    title = "Due sooner than agreed"
    severity = Severity.LOW
    confidence = Confidence.CERTAIN
    precedence = Precedence.BILL_TOTAL
    subject = Subject.ACCOUNT
    of_bills = True
    applies_to = Q(due_date__isnull=False)
    needs = (PAYMENT_TERMS,)
    inputs = (
        day("bill_date", "date of the bill", "invoice.bill_date"),
        day("due_date", "due date", "invoice.due_date"),
        number("payment_days", "days to pay that were agreed", "clauses.payment_days"),
    )
    formula = "0"
    clause = "is due sooner than was agreed"
    explanation = "Dated {bill_date} and due {due_date}; {payment_days} days were agreed."
    sql = """
        SELECT b.*, k.clauses_id, k.payment_days, null::numeric AS billed,
            null::numeric AS expected, 0 AS claim
        FROM bills b JOIN clauses k USING (invoice_id)
        WHERE b.due_date - b.bill_date < k.payment_days AND b.document_type <> 'credit_note'
    """
    examples = (
        example(
            "Thirty days were agreed, and the bill is due after twenty",
            bill(Billed(amount="50.00"), due="2026-03-21", over="0.00"),
            contracts=NET_30,
        ),
        example(
            "Due on the very day that was agreed",
            bill(Billed(amount="50.00"), due="2026-03-31"),
            contracts=NET_30,
        ),
        trap(
            "The contract counts from receipt, so the bill gives a few days more",
            bill(Billed(amount="50.00"), due="2026-04-05"),
            contracts=NET_30,
        ),
        example(
            "A contract that says nothing of when to pay",
            bill(Billed(amount="50.00"), due="2026-03-21"),
            contracts=(Terms(), Terms(number="MSA-2", payment_days=30)),
        ),
        example("A bill without a due date", bill(Billed(amount="50.00")), contracts=NET_30),
    )
