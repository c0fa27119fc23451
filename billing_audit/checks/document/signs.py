"""Signs: what is meant to be given back is charged."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, text
from billing_audit.checks.meanings import meaning
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import ALL

meaning(
    "given_back",
    "credit, refund or discount",
    says=(r"credits?", r"refund\w*", r"rebates?", r"discounts?", r"waivers?"),
    says_not=(
        r"revers\w*", "reversal", r"credit (card|limit|check|report|bureau|monitoring)s?",
        r"remov\w+", r"expir\w+", r"cancel\w*", r"correct\w*", r"adjust\w*", r"less", r"net of",
        r"after", r"before", r"without", r"recover\w*", r"discounted",
    ),
)  # fmt: skip


class CreditIsCharged(Check):
    """A line that is called a credit is charged instead of given back.

    It bears the type of a credit, or its words say credit, refund, rebate,
    discount or waiver, and its amount is above zero. What takes an earlier
    credit back is none: neither a line whose words say so, nor one that has the
    opposite amount of a credit before it. The charge is claimed; the credit
    itself, as much again, has to be asked for beside it, because no more is
    claimed of a line than it charges. Nothing is claimed before a person has
    read the line.

    Why it happens: a clerk keys the amount of a credit without the minus sign.

    What to ask for: the charge off the bill, and the credit it was meant to be.
    """

    code = "A17"
    title = "Credit is charged"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.NOT_DUE
    subject = Subject.CHARGE
    claims_once_validated = True
    needs = (BILL_LINES,)
    looks_at = ALL.of("given_back")
    inputs = (AMOUNT, text("description", "words", "line.description"))
    formula = "amount"
    clause = "is charged although it is called a credit"
    explanation = "“{description}” costs {amount}; it was meant to give as much back."
    sql = """
        SELECT c.*, -c.amount AS expected, c.amount AS claim
        FROM charges c
        JOIN bills b USING (invoice_id)
        JOIN (
            SELECT * FROM wordings w
            WHERE w.description ~* 'credit|refund|rebate|discount|waiver' AND {means w given_back}
            OFFSET 0
        ) w ON {worded c}
        WHERE c.amount > 0
            AND c.charge_type IN ({type credit}, {type adjustment}, {type one_time},
                {type recurring}, {type fee})
            AND NOT EXISTS (
                SELECT FROM all_charges x JOIN all_bills o USING (invoice_id)
                WHERE x.account_id = c.account_id AND x.amount = -c.amount
                    AND x.billed_service_id IS NOT DISTINCT FROM c.billed_service_id
                    AND o.bill_date <= b.bill_date
            )
    """
    examples = (
        example(
            "A promotional credit of 25.00 is charged",
            Billed(amount="25.00", code="PROMO", description="Promotional credit", charge="credit",
                   over="25.00"),
        ),
        example(
            "A discount is charged as an adjustment",
            Billed(amount="31.00", code="DISC", description="Volume discount, 5%",
                   charge="adjustment", over="31.00"),
        ),
        example(
            "A credit is given",
            Billed(amount="-25.00", code="PROMO", description="Promotional credit",
                   charge="credit"),
        ),
        trap(
            "What takes a credit back says so",
            Billed(amount="25.00", code="PROMO", description="Reversal of promotional credit",
                   charge="adjustment"),
        ),
        trap(
            "A credit of the month before was given by mistake, and is taken back",
            bill(Billed(amount="-25.00", code="PROMO", description="Goodwill credit",
                        charge="credit")),
            bill(Billed(amount="25.00", code="PROMO", description="Goodwill credit",
                        charge="adjustment"), number="1002", on="2026-04-01"),
        ),
        trap(
            "A fee for paying by credit card",
            Billed(amount="3.00", code="CCF", description="Credit card payment fee",
                   charge="fee"),
        ),
    )  # fmt: skip
