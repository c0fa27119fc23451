"""Surcharges by their names: new ones, and those that look like taxes and are the carrier's own."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, day, number
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import SURCHARGES, TAXES
from billing_audit.checks.settings import threshold
from billing_audit.checks.sources.registry import source

RECOVERY = {
    "charge": "surcharge",
    "code": "CRF",
    "description": "Cost recovery fee",
    "service": "",
    "period": (None, None),
}
PORT = Billed(amount="612.00")
MONTHS = threshold(
    "months",
    "2",
    "months of bills before it",
    "months",
    most="36",
    means=("An account needs bills for so long before a surcharge can be called new."),
)

source(
    "surcharges_first",
    key="account_id",
    is_costly=True,
    select="""
    SELECT c.account_id, c.charge_code_id,
        CASE WHEN c.charge_code_id IS NULL THEN c.description END AS words,
        min(b.month) AS first_month, max(b.month) AS last_month
    FROM all_charges c JOIN all_bills b ON b.invoice_id = c.invoice_id
    WHERE c.charge_type IN ({type surcharge}, {type fee}) AND c.amount > 0
    GROUP BY 1, 2, 3""",
)
source(
    "accounts_first",
    key="account_id",
    select="SELECT b.account_id, min(b.month) AS first_bill FROM all_bills b GROUP BY 1",
)


class NewSurcharge(Check):
    """A surcharge or fee appears on an account for the first time.

    It may be right, and it is the moment to ask. A surcharge that takes the
    place of another one is left alone: one that was on the bill before and is
    gone, with an amount that differs by at most a tenth.

    Why it happens: carriers introduce surcharges between the dates of a
    contract, and nobody reads the last page of a bill.

    What to ask for: by which clause of the contract the carrier adds it, and
    its removal where there is none.
    """

    code = "G14"
    title = "New surcharge"
    severity = Severity.MEDIUM
    confidence = Confidence.CERTAIN
    nature = Nature.INFORMATION
    precedence = Precedence.IDEA
    subject = Subject.PRICE
    needs = (BILL_LINES,)
    looks_at = SURCHARGES
    settings = (MONTHS,)
    inputs = (AMOUNT, day("bill_date", "first billed on", "invoice.bill_date"), MONTHS.input)
    formula = "amount"
    clause = "is new on the account"
    explanation = "Billed {amount} for the first time on {bill_date}."
    sql = """
        SELECT c.*, b.bill_date, null AS expected, c.amount AS claim, %(months)s::numeric AS months
        FROM levies c
        JOIN bills b ON b.invoice_id = c.invoice_id
        JOIN surcharges_first f ON f.account_id = c.account_id
            AND f.charge_code_id IS NOT DISTINCT FROM c.charge_code_id
            AND (f.words IS NULL OR f.words = c.description) AND f.first_month = b.month
        JOIN accounts_first a ON a.account_id = c.account_id
            AND a.first_bill <= b.month - make_interval(months => %(months)s::int)
        WHERE c.charge_type IN ({type surcharge}, {type fee}) AND c.amount > 0
            AND NOT EXISTS (
                SELECT FROM surcharges_first gone
                JOIN all_bills before ON before.account_id = gone.account_id
                    AND before.month = gone.last_month
                JOIN all_charges old ON old.invoice_id = before.invoice_id
                    AND old.charge_code_id IS NOT DISTINCT FROM gone.charge_code_id
                    AND (gone.words IS NULL OR gone.words = old.description)
                    AND old.charge_type IN ({type surcharge}, {type fee})
                WHERE gone.account_id = c.account_id AND gone.last_month < b.month
                    AND gone.last_month >= b.month - make_interval(months => 2)
                    AND abs(old.amount - c.amount) <= 0.1 * c.amount
            )
    """
    examples = (
        example(
            "A cost recovery fee after three months without one",
            bill(PORT, on="2026-01-01", number="1001"),
            bill(PORT, on="2026-02-01", number="1002"),
            bill(PORT, Billed(amount="9.80", over="9.80", **RECOVERY), number="1003"),
        ),
        example(
            "A surcharge that was there all the time",
            bill(PORT, Billed(amount="9.80", **RECOVERY), on="2026-01-01", number="1001"),
            bill(PORT, Billed(amount="9.90", **RECOVERY), number="1003"),
        ),
        trap(
            "A surcharge with a new name takes the place of the old one",
            bill(PORT, Billed(amount="9.80", **RECOVERY), on="2026-01-01", number="1001"),
            bill(PORT, Billed(amount="9.80", **RECOVERY), on="2026-02-01", number="1002"),
            bill(
                PORT,
                Billed(
                    amount="9.90", charge="surcharge", code="CPTR",
                    description="Carrier prop tax/reg fees", service="",
                ),
                number="1003",
            ),
        ),
        example(
            "The first bill of an account, on which everything is new",
            bill(PORT, Billed(amount="9.80", **RECOVERY)),
        ),
    )  # fmt: skip


class SurchargeDressedAsTax(Check):
    """A surcharge that the carrier sets itself stands among the taxes.

    Taxes and mandated fees are law. Cost recovery, administrative and
    regulatory charges are the carrier's prices by another name, whatever part
    of the bill they stand in.

    Why it happens: a charge below the line is not compared when offers are.

    What to ask for: nothing on this bill. In the next tender, have every
    surcharge counted as price and fixed for the term.
    """

    code = "G15"
    title = "Surcharge dressed as a tax"
    severity = Severity.INFORMATION
    confidence = Confidence.HIGH
    nature = Nature.INFORMATION
    precedence = Precedence.IDEA
    subject = Subject.PRICE
    needs = (BILL_LINES,)
    looks_at = TAXES
    inputs = (AMOUNT, number("charge_type", "charge type billed", "line.charge_type"))
    formula = "amount"
    clause = "is the carrier's own surcharge and billed as a tax"
    explanation = "{amount} billed as a tax is set by the carrier and by no law."
    sql = """
        SELECT c.*, null AS expected, c.amount AS claim
        FROM levies c
        WHERE c.kind = 'cost_recovery' AND c.charge_type = {type tax} AND c.amount > 0
    """
    examples = (
        example(
            "A property tax allotment among the taxes",
            Billed(amount="612.00"),
            Billed(
                amount="34.27", over="34.27", charge="tax", code="PTA",
                description="Property tax allotment", service="",
            ),
        ),
        example(
            "A sales tax is a tax",
            Billed(amount="612.00"),
            Billed(amount="24.48", charge="tax", code="TXST", description="State sales tax"),
        ),
        example(
            "A surcharge that is called one",
            Billed(amount="612.00"),
            Billed(amount="34.27", **RECOVERY),
        ),
    )  # fmt: skip
