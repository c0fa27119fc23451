"""Late fees, as far as the contract says what they may come to."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import LATE_FEE
from billing_audit.checks.contract.papers import Signed
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, day, money, number
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import LATE_FEES
from billing_audit.checks.settings import tolerance

LATE = {"code": "LPC", "charge": "late_fee", "service": "", "description": "Late payment charge"}
FEBRUARY = {"number": "999", "on": "2026-02-01", "file": "february.csv"}
ONE_PERCENT = Signed(late_fee_percent="1")


class LateFeeAboveContract(Check):
    """A late fee is higher than the contract's percentage of all that could be past due.

    At most, everything that the bill before asked for is past due: nothing of
    it was paid, and older arrears are part of it. The contract's percentage of
    that is the most that a month's late fee can be. The bill before has to
    state what was to be paid, and to be at most 45 days older; else more than
    one month may be in the fee, and nothing is said.

    Why it happens: the fee is reckoned at the carrier's list percentage, or on
    the new charges as well.

    What to ask for: the balance and the days the fee was reckoned from, and the
    difference.
    """

    code = "H03"
    title = "Late fee above the contract’s rate"
    severity = Severity.LOW
    confidence = Confidence.CERTAIN
    precedence = Precedence.CONSEQUENCE
    subject = Subject.ACCOUNT
    needs = (BILL_LINES, LATE_FEE)
    looks_at = LATE_FEES.by_prices
    settings = (tolerance("0.01"),)
    inputs = (
        AMOUNT,
        number("percent", "late fee agreed, per cent a month", "contract.late_fee_percent"),
        money("asked_before", "asked for by the bill before", "other.amount_due"),
        day("before", "bill before", "other.bill_date"),
        settings[0].input,
    )
    formula = "amount - max(0, asked_before) * percent / 100"
    clause = "is charged a higher late fee than agreed"
    explanation = (
        "{amount} is charged; {percent} per cent of all that was due before, {asked_before}, is "
        "{expected}."
    )
    sql = """
        SELECT c.*, c.amount - c.claim AS expected, %(tolerance)s AS tolerance
        FROM (
            SELECT c.*, a.contract_id, a.late_fee_percent AS percent, p.invoice_id AS other_id,
                p.amount_due AS asked_before, p.bill_date AS before,
                c.amount - greatest(0, p.amount_due) * a.late_fee_percent / 100 AS claim
            FROM charges c
            JOIN agreements a USING (invoice_id)
            LEFT JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
            CROSS JOIN LATERAL (
                SELECT p.* FROM all_bills p
                WHERE p.account_id = c.account_id AND p.bill_date < a.bill_date
                    AND p.document_type = 'invoice'
                ORDER BY p.bill_date DESC, p.invoice_id DESC LIMIT 1
            ) p
            WHERE p.amount_due IS NOT NULL
                AND p.bill_date >= a.bill_date - 45
                AND (c.charge_type = {type late_fee} OR k.code = ANY (a.late_fee_codes))
        ) c
        WHERE c.claim > %(tolerance)s
    """
    examples = (
        example(
            "One per cent is agreed, and 1.5 % of 2,000.00 are charged",
            bill(Billed(amount="2000.00"), due_amount="2000.00", **FEBRUARY),
            bill(Billed(amount="2000.00"), Billed(amount="30.00", over="10.00", **LATE)),
            papers=(ONE_PERCENT,),
        ),
        example(
            "Known by its charge code",
            bill(Billed(amount="2000.00"), due_amount="2000.00", **FEBRUARY),
            bill(Billed(amount="30.00", over="10.00", **LATE | {"charge": "fee"})),
            papers=(Signed(late_fee_percent="1", late_fee_codes=("LPC",)),),
        ),
        example(
            "One per cent of all that was due",
            bill(Billed(amount="2000.00"), due_amount="2000.00", **FEBRUARY),
            bill(Billed(amount="20.00", **LATE)),
            papers=(ONE_PERCENT,),
        ),
        trap(
            "Older arrears are part of what the bill before asked for",
            bill(Billed(amount="2000.00"), due_amount="3000.00", **FEBRUARY),
            bill(Billed(amount="30.00", **LATE)),
            papers=(ONE_PERCENT,),
        ),
        trap(
            "Two months late: a bill between is not on file",
            bill(
                Billed(amount="2000.00"), due_amount="2000.00", number="998", on="2026-01-01",
                file="january.csv",
            ),
            bill(Billed(amount="40.00", **LATE)),
            papers=(ONE_PERCENT,),
        ),
        example(
            "The bill before does not state what was to be paid",
            bill(Billed(amount="2000.00"), **FEBRUARY),
            bill(Billed(amount="40.00", **LATE)),
            papers=(ONE_PERCENT,),
        ),
    )  # fmt: skip
