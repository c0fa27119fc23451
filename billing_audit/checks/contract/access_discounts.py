"""The access discount of mobile plans, which bills show line by line."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.discounts import CREDIT, PERCENT
from billing_audit.checks.contract.needs import DISCOUNTS, MOBILE_PLANS
from billing_audit.checks.contract.papers import Discounted, MobilePlan
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import AMOUNT
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import RECURRING


class AccessDiscountMissing(Check):
    """A mobile line is billed its plan without the access discount of the contract.

    The discount is shown line by line: the plan's service has no credit under
    the discount's charge code on the bill. Plans that the contract
    leaves out, such as unlimited tiers, are left out; a discount that the bill
    shows once for the whole account is B03's to reckon.

    Why it happens: a line that is added or changes its plan starts without the
    discount code of the corporate agreement.

    What to ask for: the discount since the line or plan began, and the code on
    every line of the account.
    """

    code = "F06"
    title = "Access discount missing on a mobile line"
    severity = Severity.CRITICAL
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_RATE
    subject = Subject.PRICE
    recurs = True
    needs = (BILL_LINES, DISCOUNTS, MOBILE_PLANS)
    looks_at = RECURRING
    inputs = (AMOUNT, PERCENT)
    formula = "amount * percent / 100"
    clause = "is billed without the access discount"
    explanation = "{amount} is billed without the access discount of {percent} per cent."
    sql = """
        SELECT c.*, c.amount - c.claim AS expected
        FROM (
            SELECT c.*, d.discount_id, d.percent, c.amount * d.percent / 100 AS claim
            FROM charges c
            JOIN discounts d USING (invoice_id)
            JOIN inventory s USING (billed_service_id)
            JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
            WHERE {discounted c} AND d.percent > 0 AND {of_mobile_plan c} AND d.shown = 'line'
                AND NOT EXISTS (
                    SELECT FROM charges credit
                    WHERE credit.invoice_id = c.invoice_id
                        AND credit.charge_code_id = d.credit_code_id AND credit.amount < 0
                        AND (credit.billed_service_id = c.billed_service_id
                            OR credit.billed_service_id IS NULL)
                ) AND NOT EXISTS (
                    SELECT FROM discounts_due x
                    WHERE x.discount_id = d.discount_id AND x.month = d.month
                        AND x.given > x.due + 0.05
                )
        ) c
    """
    examples = (
        example(
            "One of two lines lost its 22 per cent",
            Billed(amount="38.00", code="PLAN", service="A"),
            Billed(amount="-8.36", charge="credit", code="DISC", service="A"),
            Billed(amount="38.00", code="PLAN", service="B", over="8.36"),
            papers=(Discounted(percent="22", charge_code="PLAN"), MobilePlan()),
        ),
        trap(
            "An unlimited tier that the contract leaves out",
            Billed(amount="65.00", code="UNL", service="B"),
            papers=(
                Discounted(percent="22", excluded_codes=("UNL",)),
                MobilePlan(),
                MobilePlan(charge_code="UNL"),
            ),
        ),
        trap(
            "The account shows the discount of all lines in one credit",
            Billed(amount="38.00", code="PLAN", service="A"),
            Billed(amount="38.00", code="PLAN", service="B"),
            Billed(amount="-16.72", **CREDIT),
            papers=(Discounted(percent="22", charge_code="PLAN"), MobilePlan()),
        ),
        example(
            "A charge that is no mobile plan",
            Billed(amount="612.00"),
            papers=(Discounted(percent="22"), MobilePlan()),
        ),
    )
