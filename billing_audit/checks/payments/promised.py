"""Credits that carriers promised in a dispute, and did not give, or not in full.

The money is claimed by the findings that were disputed, so that none is claimed here.
"""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import day, money, text
from billing_audit.checks.payments import disputes as _promises
from billing_audit.checks.payments.needs import PROMISES
from billing_audit.checks.payments.papers import Disputed
from billing_audit.checks.settings import tolerance

#: What is read here is declared when these are imported.
READS = (_promises,)

CREDIT = {"charge": "credit", "code": "CR", "description": "Billing credit"}
FEBRUARY = {"number": "1000", "on": "2026-02-01", "file": "february.csv"}
APRIL = {"number": "1002", "on": "2026-04-01", "file": "april.csv"}
IN_FEBRUARY, IN_APRIL = ("2026-02-01", "2026-02-28"), ("2026-04-01", "2026-04-30")
#: Promised in February for the bill of March.
PROMISED = Disputed(
    amount="320.00", on="2026-02-05", state="promised", promised="320.00", cycle="2026-03-01"
)
IN_PART = Disputed(
    amount="320.00", on="2026-02-05", state="posted", promised="320.00", cycle="2026-03-01",
    posted="200.00",
)  # fmt: skip


class PromisedCreditNotPosted(Check):
    """A credit that the carrier promised stands on no bill.

    Two bills were given to show it: that of the month it was promised for and
    the next one. It is said on the second of them. A credit of just this
    amount on any bill of the carrier since the dispute was sent, which stands
    for no other dispute, may be it: then there is nothing to say but that it
    has to be matched. So carriers credit the master account, or a neighbour.
    What came by cheque or bank counts once it is entered.

    What is promised was claimed by the findings that were disputed, so it is
    only shown here and claimed no second time.

    Why it happens: the promise is a note in the carrier's ticket, and nobody
    books it; or the credit waits for an approval that nobody asks for.

    What to ask for: the credit on the next bill, with the ticket and the day of
    the promise; else an escalation.
    """

    code = "H04"
    title = "Promised credit not posted"
    severity = Severity.CRITICAL
    confidence = Confidence.HIGH
    precedence = Precedence.IDEA
    nature = Nature.ALERT
    subject = Subject.OWN
    of_bills = True
    needs = (PROMISES,)
    inputs = (
        text("rule", "dispute", "dispute.number"),
        day("bill_date", "bill date", "bill.bill_date"),
        text("ticket", "ticket", "dispute.ticket"),
        money("promised", "credit promised", "dispute.promised"),
        money("posted", "credit posted", "dispute.posted"),
        day("cycle", "promised for the bill of", "dispute.cycle"),
    )
    formula = "promised"
    clause = "waits for a promised credit"
    explanation = (
        "{promised} was promised for the bill of {cycle}; that of {bill_date} does not show it "
        "either."
    )
    sql = """
        SELECT b.*, b.invoice_id AS bill_id, 0 AS billed, p.promised AS expected,
            p.promised AS claim, p.dispute_id, p.cause, p.subject, p.number AS rule, p.ticket,
            p.promised, p.posted, p.cycle
        FROM broken_promises p
        JOIN bills b USING (invoice_id)
        WHERE p.posted = 0
    """
    examples = (
        example(
            "320.00 promised for March stands neither on March's bill nor on April's",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="612.00", period=IN_APRIL), over="320.00", **APRIL),
            papers=(PROMISED,),
        ),
        example(
            "April's bill may still show it",
            bill(Billed(amount="612.00")),
            papers=(PROMISED,),
        ),
        trap(
            "It was posted to another account of the carrier, and has to be matched",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="612.00", period=IN_APRIL), **APRIL),
            bill(
                Billed(amount="-320.00", service="", period=IN_APRIL, **CREDIT),
                account="MASTER", number="7001", on="2026-04-03", file="master.csv",
            ),
            papers=(PROMISED,),
        ),
        example(
            "A credit of this amount on another account stands for another dispute",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="612.00", period=IN_APRIL), over="320.00", **APRIL),
            bill(
                Billed(amount="-320.00", service="", period=IN_APRIL, **CREDIT),
                account="A-2", number="7001", on="2026-04-03", file="other.csv",
            ),
            papers=(
                PROMISED,
                Disputed(
                    amount="320.00", on="2026-02-06", state="posted", account="A-2", bill="6999",
                    promised="320.00", cycle="2026-04-01", posted="320.00", credited_on="7001",
                ),
            ),
        ),
        example(
            "Another account has such a credit every month, which is a discount",
            bill(
                Billed(amount="-320.00", service="", period=IN_FEBRUARY, **CREDIT),
                account="A-2", number="7000", on="2026-02-03", file="other.csv",
            ),
            bill(Billed(amount="612.00")),
            bill(Billed(amount="612.00", period=IN_APRIL), over="320.00", **APRIL),
            bill(
                Billed(amount="-320.00", service="", period=IN_APRIL, **CREDIT),
                account="A-2", number="7001", on="2026-04-03", file="other.csv",
            ),
            papers=(PROMISED,),
        ),
        example(
            "It came by cheque, and the dispute is closed",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="612.00", period=IN_APRIL), **APRIL),
            papers=(
                Disputed(
                    amount="320.00", on="2026-02-05", state="won", promised="320.00",
                    cycle="2026-03-01", posted="320.00", closed="2026-03-20",
                ),
            ),
        ),
        example(
            "A later bill took the credit back: that charge is claimed, and no promise is missed",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="612.00", period=IN_APRIL), **APRIL),
            papers=(
                Disputed(
                    amount="320.00", on="2026-02-05", state="credit_reversed", promised="320.00",
                    cycle="2026-03-01",
                ),
            ),
        ),
    )  # fmt: skip


class CreditBelowPromise(Check):
    """Less was credited than the carrier promised.

    Carriers split a credit over several bills, so the bill of the month it was
    promised for and the next one are awaited, and all that came until then is
    added up. What was promised is not what was disputed: a part that the carrier
    refused is no shortfall. A credit of just what is missing that stands for
    no other dispute may be the rest, on whatever account.

    The money was claimed by the findings that were disputed, so it is only
    shown here and claimed no second time.

    Why it happens: some of the months or services of the dispute were left out,
    or the taxes on them.

    What to ask for: the rest, with the lines that are not credited.
    """

    code = "H05"
    title = "Credit too low"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.IDEA
    nature = Nature.ALERT
    subject = Subject.OWN
    of_bills = True
    needs = (PROMISES,)
    settings = (tolerance("0.05"),)
    inputs = (*PromisedCreditNotPosted.inputs, settings[0].input)
    formula = "promised - posted"
    clause = "was credited less than promised"
    explanation = (
        "{posted} of the {promised} promised for the bill of {cycle} is credited; that of "
        "{bill_date} does not show the rest."
    )
    sql = """
        SELECT b.*, b.invoice_id AS bill_id, p.posted AS billed, p.promised AS expected,
            p.promised - p.posted AS claim, p.dispute_id, p.cause, p.subject, p.number AS rule,
            p.ticket, p.promised, p.posted, p.cycle, %(tolerance)s AS tolerance
        FROM broken_promises p
        JOIN bills b USING (invoice_id)
        WHERE p.posted > 0 AND p.promised - p.posted > %(tolerance)s
    """
    examples = (
        example(
            "320.00 was promised for March, and by April 200.00 is credited",
            bill(Billed(amount="612.00"), Billed(amount="-200.00", service="", **CREDIT)),
            bill(Billed(amount="612.00", period=IN_APRIL), over="120.00", **APRIL),
            papers=(IN_PART,),
        ),
        trap(
            "Split over cycles: 120.00 may come with April's bill",
            bill(Billed(amount="612.00"), Billed(amount="-200.00", service="", **CREDIT)),
            papers=(IN_PART,),
        ),
        trap(
            "Split over cycles: April's bill has the other 120.00, which has to be matched",
            bill(Billed(amount="612.00"), Billed(amount="-200.00", service="", **CREDIT)),
            bill(
                Billed(amount="612.00", period=IN_APRIL),
                Billed(amount="-120.00", service="", period=IN_APRIL, **CREDIT),
                **APRIL,
            ),
            papers=(IN_PART,),
        ),
        trap(
            "Within the tolerance: the carrier rounded otherwise",
            bill(Billed(amount="612.00"), Billed(amount="-319.95", service="", **CREDIT)),
            bill(Billed(amount="612.00", period=IN_APRIL), **APRIL),
            papers=(
                Disputed(
                    amount="320.00", on="2026-02-05", state="posted", promised="320.00",
                    cycle="2026-03-01", posted="319.95",
                ),
            ),
        ),
        example(
            "All that was promised came; the carrier had refused the rest",
            bill(Billed(amount="612.00"), Billed(amount="-200.00", service="", **CREDIT)),
            bill(Billed(amount="612.00", period=IN_APRIL), **APRIL),
            papers=(
                Disputed(
                    amount="320.00", on="2026-02-05", state="posted", promised="200.00",
                    cycle="2026-03-01", posted="200.00",
                ),
            ),
        ),
        example(
            "The rest was given up when the dispute was closed",
            bill(Billed(amount="612.00"), Billed(amount="-200.00", service="", **CREDIT)),
            bill(Billed(amount="612.00", period=IN_APRIL), **APRIL),
            papers=(
                Disputed(
                    amount="320.00", on="2026-02-05", state="part_won", promised="320.00",
                    cycle="2026-03-01", posted="200.00", closed="2026-04-20",
                ),
            ),
        ),
    )  # fmt: skip
