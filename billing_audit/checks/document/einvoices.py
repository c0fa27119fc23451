"""Electronic invoices: the figures of the document break the standard's own rules."""

from django.db.models import Q

from billing_audit.bills.importers import WITH_RULES
from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, Broken, bill, example
from billing_audit.checks.inputs import money, text
from billing_audit.checks.needs import E_INVOICES


class RuleOfTheStandardIsBroken(Check):
    """An electronic invoice breaks a rule of arithmetic of EN 16931, Peppol or its own format.

    The rules are applied when a bill is read, to the letter. A broken rule is
    a reason to have the bill corrected, and costs money only when it makes the
    amount to pay too high by itself. That lines do not come to the stated total
    is another check's claim.

    Why it happens: software that rounds line by line where the standard sums
    first, or figures changed after the bill was composed.

    What to ask for: a corrected invoice, and a credit where the amount to pay
    was too high.
    """

    code = "A20"
    title = "E-invoice breaks a rule of arithmetic"
    severity = Severity.MEDIUM
    confidence = Confidence.CERTAIN
    precedence = Precedence.BILL_RULE
    subject = Subject.BILL
    of_bills = True
    applies_to = Q(bill_file__format__in=WITH_RULES)
    needs = (E_INVOICES,)
    inputs = (
        text("rule", "rule broken", "faults.rule"),
        text("detail", "what the rule compares", "faults.detail"),
        money("excess", "excess in the amount to pay", "faults.excess"),
    )
    formula = "excess"
    clause = "breaks the standard's rules of arithmetic"
    explanation = "{rule}: {detail}"
    sql = """
        SELECT b.*, f.*, coalesce(b.amount_due, b.stated_total, b.lines_total) AS billed,
            coalesce(b.amount_due, b.stated_total, b.lines_total) - f.excess AS expected,
            f.excess AS claim
        FROM bills b JOIN (
            SELECT invoice_id AS faults_id, rule, string_agg(detail, '; ' ORDER BY id) AS detail,
                sum(excess) AS excess
            FROM billing_audit_arithmeticfault WHERE client_id = %(client)s
            GROUP BY invoice_id, rule
        ) f ON f.faults_id = b.invoice_id
    """
    examples = (
        example(
            "The amount to pay is higher than total less prepaid",
            bill(
                Billed(amount="100.00"),
                faults=(Broken(rule="BR-CO-16", detail="130.00, not 119.00", excess="11.00"),),
                over="11.00",
                rules=("BR-CO-16",),
            ),
        ),
        example(
            "A rule broken without costing anything is reported, and nothing is asked back",
            bill(
                Billed(amount="100.00"),
                faults=(Broken(rule="BR-CO-10", detail="90.00, not 100.00"),),
                over="0.00",
                rules=("BR-CO-10",),
            ),
        ),
        example(
            "One rule broken in two places is one occurrence",
            bill(
                Billed(amount="100.00"),
                faults=(
                    Broken(rule="BR-CO-17", detail="19.00, not 18.00", excess="1.00"),
                    Broken(rule="BR-CO-17", detail="7.00, not 5.00", excess="2.00"),
                ),
                over="3.00",
                rules=("BR-CO-17",),
            ),
        ),
        example("An invoice that keeps every rule", bill(Billed(amount="100.00"))),
    )
