"""Discounts of the contract: forgotten, or reckoned from too little."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import DISCOUNTS
from billing_audit.checks.contract.papers import Discounted, MobilePlan
from billing_audit.checks.examples import Agreed, Billed, Owned, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, number, text, values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import RECURRING
from billing_audit.checks.settings import tolerance

#: A bill of another account in the same month.
MASTER = {"number": "2001", "account": "A-2", "file": "master.csv"}
CREDIT = {"charge": "credit", "code": "DISC", "service": "", "description": "Contract discount"}
PERCENT = number("percent", "discount agreed, per cent", "discount.percent")
TENTH = Discounted(percent="10")


class DiscountMissing(Check):
    """The contract gives a discount, and the bill does not show it at all.

    Where bills show it as a credit of its own: the bill has no credit under the
    discount's charge code. A discount for all accounts may be shown on one of
    them; when another bill of the contract's month credits more than its own
    charges explain, nothing is said. Where the discount lies within the rate:
    a charge is billed at exactly the agreed rate, which is the one before the
    discount. The claim is the percentage of each covered charge; codes left out
    by the contract are left out.

    Why it happens: the discount hangs on an account number, and accounts that
    are opened or moved later come without it.

    What to ask for: the discount since the day it was agreed, and its entry on
    every account of the contract.
    """

    code = "B02"
    title = "Discount missing"
    severity = Severity.CRITICAL
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_RATE
    subject = Subject.PRICE
    recurs = True
    needs = (BILL_LINES, DISCOUNTS)
    looks_at = RECURRING
    inputs = (AMOUNT, PERCENT)
    formula = "amount * percent / 100"
    clause = "is billed without the discount agreed"
    explanation = "{amount} is billed without the discount of {percent} per cent."
    sql = """
        SELECT c.*, c.amount - c.claim AS expected
        FROM (
            SELECT c.*, d.discount_id, d.percent, c.amount * d.percent / 100 AS claim
            FROM charges c
            JOIN discounts d USING (invoice_id)
            LEFT JOIN inventory s USING (billed_service_id)
            LEFT JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
            WHERE {discounted c} AND d.percent > 0 AND NOT {of_mobile_plan c}
                AND CASE d.shown
                    WHEN 'rate' THEN EXISTS (
                        SELECT FROM rates r WHERE r.charge_code_id = c.charge_code_id
                            AND r.contract_rate = c.unit_rate AND r.contract_id = d.contract_id
                            AND c.period_from >= r.valid_from AND c.period_from < r.valid_until
                            AND (r.service_id IS NULL OR r.service_id = s.service_id)
                            AND (r.site_id IS NULL OR r.site_id = s.site_id)
                    )
                    ELSE NOT EXISTS (
                        SELECT FROM discounts_due x
                        WHERE x.invoice_id = c.invoice_id AND x.discount_id = d.discount_id
                            AND x.credits > 0
                    ) AND NOT EXISTS (
                        SELECT FROM discounts_due x
                        WHERE x.discount_id = d.discount_id AND x.month = d.month
                            AND x.given > x.due + 0.05
                    )
                END
        ) c
    """
    examples = (
        example(
            "Ten per cent off all monthly charges, and no credit on the bill",
            Billed(amount="612.00", over="61.20"),
            Billed(amount="45.00", code="COS", over="4.50"),
            papers=(TENTH,),
        ),
        example(
            "Within the rate: the agreed rate is billed as if there were no discount",
            Billed(amount="612.00", quantity="1", rate="612.00", over="61.20"),
            rates=(Agreed(rate="612.00", contract="MSA-1"),),
            papers=(Discounted(percent="10", charge_code="PORT", shown="rate", credit_code=""),),
        ),
        example(
            "Within the rate: billed net",
            Billed(amount="550.80", quantity="1", rate="550.80"),
            rates=(Agreed(rate="612.00", contract="MSA-1"),),
            papers=(Discounted(percent="10", charge_code="PORT", shown="rate", credit_code=""),),
        ),
        example(
            "The credit is there",
            Billed(amount="612.00"),
            Billed(amount="-61.20", **CREDIT),
            papers=(TENTH,),
        ),
        trap(
            "The discount of both accounts is shown on the master account alone",
            bill(Billed(amount="612.00")),
            bill(Billed(amount="300.00", service="B"), Billed(amount="-91.20", **CREDIT), **MASTER),
            papers=(TENTH,),
        ),
        example(
            "The other account has its own discount and no more",
            bill(Billed(amount="612.00", over="61.20")),
            bill(Billed(amount="300.00", service="B"), Billed(amount="-30.00", **CREDIT), **MASTER),
            papers=(TENTH,),
        ),
        trap(
            "Equipment, taxes and surcharges are not discounted",
            Billed(amount="129.00", code="CPE"),
            Billed(amount="9.00", code="TAX", charge="tax"),
            Billed(amount="4.00", code="PTA", charge="surcharge"),
            papers=(Discounted(percent="10", excluded_codes=("CPE",)),),
        ),
        example(
            "Another service's discount",
            Billed(amount="612.00"),
            inventory=(Owned(), Owned(service="B")),
            papers=(Discounted(percent="10", service="B"),),
        ),
        example(
            "The discount begins next month",
            Billed(amount="612.00"),
            papers=(Discounted(percent="10", valid=("2026-04-01", None)),),
        ),
    )


class DiscountTooSmall(Check):
    """The bill gives the discount, and less of it than agreed.

    What was credited under the discount's charge code is compared with the
    agreed percentage of the covered charges on the same bill. Taxes, one-time
    charges and whatever codes the contract leaves out are no part of the base.
    Where one account shows the discount of several, the contract's bills of the
    month are added up first, and nothing is said when together they are right.
    What was given back of such charges bears no discount. A cent for each charge
    is allowed for rounding.

    Why it happens: an old percentage stays on the account after a renewal, or
    charges that were added later are not part of what is discounted.

    What to ask for: the difference since the day the percentage was agreed, and
    the corrected discount on every account.
    """

    code = "B03"
    title = "Discount too small"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.NOT_GIVEN
    subject = Subject.ACCOUNT
    of_bills = True
    recurs = True
    needs = (BILL_LINES, DISCOUNTS)
    settings = (tolerance("0.05"),)
    inputs = (
        PERCENT,
        values("covered", "charges the discount is due on", "line.amount"),
        values("credits", "discount given", "line.amount"),
        text("rule", "discount’s charge code", "discount.credit_code"),
        settings[0].input,
    )
    formula = "total(covered) * percent / 100 + total(credits)"
    clause = "gets less discount than agreed"
    explanation = "{percent} per cent of {covered} is more than what was credited: {credits}."
    sql = """
        SELECT b.*, x.due AS expected, x.given AS billed, x.due - x.given AS claim,
            x.discount_id, x.percent, d.credit_code AS rule, covered.lines AS covered,
            given.lines AS credits, %(tolerance)s AS tolerance
        FROM discounts_due x
        JOIN bills b USING (invoice_id)
        JOIN discounts d USING (invoice_id, discount_id)
        CROSS JOIN LATERAL (
            SELECT jsonb_agg(jsonb_build_object('line', c.line_id, 'amount', c.amount::text)
                ORDER BY c.line_id) AS lines
            FROM charges c
            LEFT JOIN inventory s USING (billed_service_id)
            LEFT JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
            WHERE c.invoice_id = x.invoice_id AND {in_base c}
        ) covered
        CROSS JOIN LATERAL (
            SELECT jsonb_agg(jsonb_build_object('line', c.line_id, 'amount', c.amount::text)
                ORDER BY c.line_id) AS lines
            FROM charges c
            WHERE c.invoice_id = x.invoice_id AND c.charge_code_id = d.credit_code_id
                AND c.amount < 0
        ) given
        WHERE x.credits > 0
            AND x.due > x.given + greatest(%(tolerance)s::numeric, 0.01 * x.lines) AND (
            SELECT sum(other.due - other.given) FROM discounts_due other
            WHERE other.discount_id = x.discount_id AND other.month = x.month
        ) > %(tolerance)s
    """
    examples = (
        example(
            "Ten per cent agreed, eight given",
            bill(
                Billed(amount="612.00"),
                Billed(amount="388.00", service="B"),
                Billed(amount="-80.00", **CREDIT),
                over="20.00",
            ),
            papers=(TENTH,),
        ),
        example(
            "A charge added later is not discounted",
            bill(
                Billed(amount="612.00"),
                Billed(amount="45.00", code="COS"),
                Billed(amount="-61.20", **CREDIT),
                over="4.50",
            ),
            papers=(TENTH,),
        ),
        trap(
            "Equipment and taxes are no part of the base",
            Billed(amount="612.00"),
            Billed(amount="129.00", code="CPE"),
            Billed(amount="55.00", code="TAX", charge="tax"),
            Billed(amount="-61.20", **CREDIT),
            papers=(Discounted(percent="10", excluded_codes=("CPE",)),),
        ),
        trap(
            "A plan was changed: what is left of the old one came back without its discount",
            Billed(
                amount="-20.00", charge="credit", code="OLD", period=("2026-02-15", "2026-02-28")
            ),
            Billed(amount="55.00", code="NEW"),
            Billed(amount="-3.50", **CREDIT),
            bill(
                Billed(amount="40.00", code="OLD", period=("2026-02-01", "2026-02-28")),
                Billed(amount="-4.00", **CREDIT),
                number="1000",
                on="2026-02-01",
                file="feb.csv",
            ),
            papers=(TENTH,),
        ),
        trap(
            "A mobile line that lost its discount is told line by line",
            Billed(amount="38.00", code="PLAN", service="A"),
            Billed(amount="-3.80", **CREDIT | {"service": "A"}),
            Billed(amount="38.00", code="PLAN", service="B"),
            papers=(TENTH, MobilePlan()),
        ),
        trap(
            "Rounded line by line",
            Billed(amount="10.05"),
            Billed(amount="10.05", service="B"),
            Billed(amount="-2.00", **CREDIT),
            papers=(TENTH,),
        ),
        example(
            "One account credits less and the master account the rest",
            bill(Billed(amount="600.00"), Billed(amount="-20.00", **CREDIT)),
            bill(Billed(amount="300.00", service="B"), Billed(amount="-70.00", **CREDIT), **MASTER),
            papers=(TENTH,),
        ),
        example(
            "No credit at all is another error",
            Billed(amount="612.00"),
            papers=(TENTH,),
        ),
    )
