"""Sums that are withheld in a dispute, and asked for all the same."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, day, money, text, values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.payments import disputes as _withheld
from billing_audit.checks.payments.late import LATE
from billing_audit.checks.payments.needs import WITHHELD
from billing_audit.checks.payments.papers import Disputed
from billing_audit.checks.populations import LATE_FEES
from billing_audit.checks.settings import threshold, tolerance

#: What is read here is declared when these are imported.
READS = (_withheld,)

NOTING = threshold(
    "noting_days",
    "15",
    "days a carrier may take to note a dispute",
    "days",
    least="0",
    most="90",
    means="A bill that came fewer days after the dispute was sent could not know of it.",
)
TOLERANCE = tolerance("0.05")
FEBRUARY = {"number": "1000", "on": "2026-02-01", "due": "2026-02-25", "file": "february.csv"}
IN_FEBRUARY = ("2026-02-01", "2026-02-28")
DISPUTED = bill(Billed(amount="310.00", period=IN_FEBRUARY), **FEBRUARY)
#: March's own 310.00, and 40.00 that are carried from February.
CARRIED = {"stated": "310.00", "due_amount": "350.00"}
#: 40.00 of February's bill, withheld before it fell due.
HELD_BACK = Disputed(amount="40.00", on="2026-02-10", withhold_by="2026-03-03", method="withhold")


class DisputedSumPastDue(Check):
    """A bill carries a sum as past due that is withheld in an open dispute.

    What the bill carries over is exactly the disputed sum, or what all open
    disputes of the account withhold together; so nothing else is late. The
    dispute was sent long enough before the bill for the carrier to note it, and
    the bill it disputes had fallen due. A dispute that was denied and not
    appealed withholds nothing any more.

    No money is at stake beyond the disputed sum, which is claimed already. But
    balances past due go to collections, and services are cut off for them.

    Why it happens: the dispute is known to the billing desk and not to
    collections, whose list is made from the balance.

    What to ask for: that the sum be taken out of collections. Send the
    dispute's ticket to whoever sends the reminders.
    """

    code = "H10"
    title = "Disputed sum shown as past due"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.IDEA
    nature = Nature.ALERT
    subject = Subject.OWN
    of_bills = True
    needs = (WITHHELD,)
    settings = (NOTING, TOLERANCE)
    inputs = (
        money("amount_due", "amount due", "invoice.amount_due"),
        money("stated_total", "total of the bill", "invoice.stated_total"),
        text("rule", "dispute", "dispute.number"),
        text("ticket", "ticket", "dispute.ticket"),
        money("disputed", "sum in dispute", "dispute.disputed"),
        money("posted", "of it credited", "dispute.posted"),
        day("submitted_on", "dispute sent on", "dispute.submitted_on"),
        NOTING.input,
        TOLERANCE.input,
    )
    formula = "0"
    clause = "is in dispute and shown as past due"
    explanation = (
        "{amount_due} is due on a bill of {stated_total}: what it carries is withheld since the "
        "dispute of {submitted_on}."
    )
    sql = """
        SELECT b.*, b.amount_due AS billed, null AS expected, 0 AS claim, d.dispute_id, d.cause,
            d.subject, d.number AS rule, d.ticket, d.disputed, d.posted, d.submitted_on,
            %(noting_days)s AS noting_days, %(tolerance)s AS tolerance
        FROM (
            SELECT b.*, b.amount_due - b.stated_total AS carried FROM bills b
            WHERE b.amount_due > b.stated_total
        ) b
        JOIN LATERAL (
            SELECT d.*, d.disputed - d.posted AS held,
                sum(d.disputed - d.posted) OVER () AS together
            FROM withheld d
            WHERE d.account_id = b.account_id AND d.currency = b.currency
                AND d.is_open AND d.disputed > d.posted
                AND d.submitted_on <= b.bill_date - %(noting_days)s::int
                AND coalesce(d.last_due, d.last_bill) < b.bill_date
        ) d ON abs(b.carried - d.held) <= %(tolerance)s
            OR abs(b.carried - d.together) <= %(tolerance)s
    """
    examples = (
        example(
            "March carries the 40.00 that are withheld since 10 February",
            DISPUTED,
            bill(Billed(amount="310.00"), over="0.00", **CARRIED),
            papers=(HELD_BACK,),
        ),
        example(
            "Two disputes withhold what it carries together",
            DISPUTED,
            bill(Billed(amount="310.00"), over="0.00", **CARRIED),
            papers=(
                Disputed(amount="30.00", on="2026-02-10", method="withhold"),
                Disputed(amount="10.00", on="2026-02-11", method="withhold"),
            ),
        ),
        example(
            "The carrier took the sum out of what is due",
            DISPUTED,
            bill(Billed(amount="310.00"), stated="310.00", due_amount="310.00"),
            papers=(HELD_BACK,),
        ),
        trap(
            "Something else is past due",
            DISPUTED,
            bill(Billed(amount="310.00"), stated="310.00", due_amount="400.00"),
            papers=(HELD_BACK,),
        ),
        trap(
            "The disputed sum was paid, so what is carried is not that",
            DISPUTED,
            bill(Billed(amount="310.00"), **CARRIED),
            papers=(Disputed(amount="40.00", on="2026-02-10"),),
        ),
        trap(
            "The dispute was sent too shortly before the bill to be noted",
            DISPUTED,
            bill(Billed(amount="310.00"), **CARRIED),
            papers=(Disputed(amount="40.00", on="2026-02-20", method="withhold"),),
        ),
        trap(
            "The carrier denied it, and nobody has appealed",
            DISPUTED,
            bill(Billed(amount="310.00"), **CARRIED),
            papers=(Disputed(amount="40.00", on="2026-02-10", method="withhold", state="denied"),),
        ),
        example(
            "February’s bill is not due before March’s is made",
            bill(
                Billed(amount="310.00", period=IN_FEBRUARY),
                **(FEBRUARY | {"due": "2026-03-02"}),
            ),
            bill(Billed(amount="310.00"), **CARRIED),
            papers=(HELD_BACK,),
        ),
    )


class LateFeeOnDisputedSum(Check):
    """A late fee is charged though nothing was late but a sum in dispute.

    The dispute was sent before the disputed bill fell due and in the time in
    which the contract or the carrier lets a sum be withheld; it is open, or was
    won, and the carrier has refused no part of it. All that the bill carries is
    what was withheld. Where the bill carries more, other money is late, and
    where nobody grants that sums be withheld, the fee may be due.

    Some contracts let the carrier charge the fee and credit it when the dispute
    is won; others let withheld sums bear it. So nothing is claimed until a
    person has read the clause and says that the finding is valid.

    Why it happens: the system that charges late fees knows balances and no disputes.

    What to ask for: a credit of the fee, with the dispute's ticket.
    """

    code = "H01"
    title = "Late fee on a disputed sum"
    severity = Severity.MEDIUM
    confidence = Confidence.HIGH
    precedence = Precedence.CONSEQUENCE
    subject = Subject.ACCOUNT
    claims_once_validated = True
    needs = (BILL_LINES, WITHHELD)
    looks_at = LATE_FEES.by_records
    settings = (TOLERANCE,)
    inputs = (
        AMOUNT,
        money("amount_due", "amount due", "bill.amount_due"),
        money("stated_total", "total of the bill", "bill.stated_total"),
        values("withheld", "withheld in disputes", "dispute.disputed"),
        TOLERANCE.input,
    )
    formula = "amount"
    clause = "is charged late fees on a disputed sum"
    explanation = (
        "{amount} for being late; {amount_due} is due on a bill of {stated_total}, and the rest "
        "of it is withheld in dispute: {withheld}."
    )
    sql = """
        SELECT c.*, 0 AS expected, c.amount AS claim, b.invoice_id AS bill_id, b.amount_due,
            b.stated_total, d.withheld, %(tolerance)s AS tolerance
        FROM charges c
        JOIN bills b USING (invoice_id)
        JOIN LATERAL (
            SELECT sum(d.disputed) AS together, jsonb_agg(jsonb_build_object(
                'dispute', d.dispute_id, 'disputed', d.disputed::text) ORDER BY d.dispute_id)
                AS withheld
            FROM withheld d
            WHERE d.account_id = b.account_id AND d.currency = b.currency AND d.is_unrefused
                AND d.submitted_on <= d.first_due AND d.submitted_on <= d.withhold_by
                AND d.last_due < b.bill_date
                AND coalesce(d.closed_on, b.bill_date) >= b.bill_date
        ) d ON b.amount_due - b.stated_total <= d.together + %(tolerance)s
        WHERE c.charge_type = {type late_fee} AND c.amount > 0 AND b.amount_due > b.stated_total
    """
    examples = (
        example(
            "Disputed on 10 February, due on the 25th, and charged for in March",
            DISPUTED,
            bill(
                Billed(amount="310.00"), Billed(amount="0.60", over="0.60", **LATE),
                stated="310.60", due_amount="350.60",
            ),
            papers=(HELD_BACK,),
        ),
        trap(
            "Other money is late as well",
            DISPUTED,
            bill(
                Billed(amount="310.00"), Billed(amount="4.65", **LATE),
                stated="314.65", due_amount="624.65",
            ),
            papers=(HELD_BACK,),
        ),
        trap(
            "The dispute was filed after the bill had fallen due",
            DISPUTED,
            bill(
                Billed(amount="310.00"), Billed(amount="0.60", **LATE),
                stated="310.60", due_amount="350.60",
            ),
            papers=(
                Disputed(
                    amount="40.00", on="2026-02-26", withhold_by="2026-03-03", method="withhold"
                ),
            ),
        ),
        trap(
            "Neither the contract nor the carrier lets disputed sums stay unpaid",
            DISPUTED,
            bill(
                Billed(amount="310.00"), Billed(amount="0.60", **LATE),
                stated="310.60", due_amount="350.60",
            ),
            papers=(Disputed(amount="40.00", on="2026-02-10", method="withhold"),),
        ),
        trap(
            "The carrier refused a part of it, which was late then",
            DISPUTED,
            bill(
                Billed(amount="310.00"), Billed(amount="0.60", **LATE),
                stated="310.60", due_amount="350.60",
            ),
            papers=(
                Disputed(
                    amount="40.00", on="2026-02-10", withhold_by="2026-03-03",
                    method="withhold", state="promised", promised="25.00", cycle="2026-04-01",
                ),
            ),
        ),
        example(
            "The disputed sum was paid, so that something else is late",
            DISPUTED,
            bill(
                Billed(amount="310.00"), Billed(amount="0.60", **LATE),
                stated="310.60", due_amount="350.60",
            ),
            papers=(Disputed(amount="40.00", on="2026-02-10", withhold_by="2026-03-03"),),
        ),
    )  # fmt: skip
