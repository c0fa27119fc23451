"""Second versions: two files state one bill differently."""

from django.db.models import Q

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import money, text
from billing_audit.checks.needs import STATED_TOTALS


class TwoFilesStateDifferentTotals(Check):
    """Two files state different totals for one bill.

    Carrier, account, number and date are the same, the files and their stated
    totals are not. A file that lists no lines may still state the same total,
    and a bill that corrects another is meant to differ. The amount shown is the
    difference; nothing is asked back before somebody knows which file is right.
    Told on the bill that came first; the later one is looked at as a duplicate.

    Why it happens: the paper is printed from another system than the electronic
    file, or one of the two was corrected and not the other.

    What to ask for: which of the two the carrier stands by, in writing, before
    either is paid.
    """

    code = "A15"
    title = "Two files state different totals"
    severity = Severity.MEDIUM
    confidence = Confidence.CERTAIN
    precedence = Precedence.IDEA
    nature = Nature.INFORMATION
    subject = Subject.BILL
    of_bills = True
    applies_to = Q(stated_total__isnull=False)
    needs = (STATED_TOTALS,)
    inputs = (
        text("number", "number of the bill", "invoice.number"),
        money("stated_total", "total stated", "invoice.stated_total"),
        money("other_total", "total stated in the other file", "other.stated_total"),
    )
    formula = (
        "max(half_up(stated_total), half_up(other_total))"
        " - min(half_up(stated_total), half_up(other_total))"
    )
    clause = "is stated differently by two files"
    explanation = "One file states {stated_total} for bill {number}, another {other_total}."
    sql = """
        SELECT b.*, o.invoice_id AS other_id, o.stated_total AS other_total,
            b.stated_total AS billed, o.stated_total AS expected,
            abs(round(b.stated_total, b.places) - round(o.stated_total, b.places)) AS claim
        FROM bills b
        CROSS JOIN LATERAL (
            SELECT o.* FROM all_bills o
            WHERE o.account_id = b.account_id AND o.number = b.number
                AND o.bill_date = b.bill_date AND o.bill_file_id <> b.bill_file_id
                AND o.document_type = b.document_type AND o.currency = b.currency
                AND o.invoice_id > b.invoice_id
                AND o.supersedes_id IS DISTINCT FROM b.invoice_id
                AND b.supersedes_id IS DISTINCT FROM o.invoice_id
                AND round(o.stated_total, b.places) <> round(b.stated_total, b.places)
            ORDER BY o.invoice_id DESC LIMIT 1
        ) o
    """
    examples = (
        example(
            "The paper states 120.00, the electronic bill 100.00",
            bill(Billed(amount="100.00"), stated="100.00", over="20.00"),
            bill(Billed(amount="120.00"), stated="120.00", file="paper.pdf"),
        ),
        example(
            "Both state the same",
            bill(Billed(amount="100.00"), stated="100.00"),
            bill(Billed(amount="100.00"), stated="100.00", file="paper.pdf"),
        ),
        trap(
            "The paper is a summary without lines and states the same total",
            bill(Billed(amount="100.00"), stated="100.00"),
            bill(stated="100.00", file="paper.pdf"),
        ),
        trap(
            "A corrected bill under the old number is meant to differ",
            bill(Billed(amount="100.00"), stated="100.00"),
            bill(Billed(amount="90.00"), stated="90.00", file="new.csv", corrects="1001"),
        ),
        trap(
            "Two accounts whose carrier counts from the same number",
            bill(Billed(amount="100.00"), stated="100.00"),
            bill(Billed(amount="90.00"), stated="90.00", file="other.csv", account="A-2"),
        ),
    )
