"""The carrier's own surcharges, as far as the contract limits them."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import SURCHARGE_TERMS
from billing_audit.checks.contract.papers import Limited
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import AMOUNT, number, values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import TERMED
from billing_audit.checks.settings import tolerance

PTA = {
    "code": "PTA",
    "charge": "surcharge",
    "service": "",
    "description": "Property tax allotment",
}
CAPPED = Limited(percent="4.05")


class SurchargeAboveContract(Check):
    """A surcharge of the carrier's own is billed above what the contract allows.

    The contract caps it, freezes it at a percentage or excludes it. Capped or
    frozen: the allowed percentage of its base on the same bill, which are the
    monthly charges, or all charges but taxes, fees and surcharges, before any
    credit. A surcharge on a line of a service has that service's charges for
    its base. Excluded: the whole surcharge is claimed. A lower surcharge than
    allowed is fine.

    Why it happens: carriers raise such surcharges by a notice on the bill, for
    all customers at once; contracts that fix them are not looked up.

    What to ask for: the percentage of the contract, and a credit with the taxes
    on it since the notice.
    """

    code = "G13"
    title = "Carrier surcharge above the contract"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_TAX
    subject = Subject.PRICE
    recurs = True
    needs = (BILL_LINES, SURCHARGE_TERMS)
    looks_at = TERMED
    settings = (tolerance("0.05"),)
    inputs = (
        AMOUNT,
        number("percent", "allowed, per cent", "surcharge.percent"),
        values("base", "charges it is reckoned from", "line.amount"),
        settings[0].input,
    )
    formula = {"limited": "amount - total(base) * percent / 100", "excluded": "amount"}
    clause = "is above what the contract allows"
    explanation = "{amount} is billed on {base}; the contract allows {expected}."
    sql = """
        SELECT c.*, c.amount - c.claim AS expected, %(tolerance)s AS tolerance
        FROM (
            SELECT c.*, t.id AS surcharge_id, t.percent,
                CASE WHEN t.rule = 'excluded' THEN '[]' ELSE base.lines END AS base,
                CASE WHEN t.rule = 'excluded' THEN 'excluded' ELSE 'limited' END AS formula,
                CASE WHEN t.rule = 'excluded' THEN c.amount
                    ELSE c.amount - base.amount * t.percent / 100 END AS claim
            FROM charges c
            JOIN agreements a USING (invoice_id)
            JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
            JOIN clients_surchargeterm t ON t.contract_id = a.contract_id
                AND t.charge_code = k.code AND t.valid @> coalesce(c.period_from, a.bill_date)
            CROSS JOIN LATERAL (
                SELECT sum(l.amount) AS amount,
                    jsonb_agg(jsonb_build_object('line', l.line_id, 'amount', l.amount::text)
                        ORDER BY l.line_id) AS lines
                FROM charges l
                WHERE l.invoice_id = c.invoice_id AND l.amount > 0
                    AND l.charge_code_id IS DISTINCT FROM c.charge_code_id
                    AND (l.charge_type = {type recurring} OR t.base = 'charges'
                        AND l.charge_type IN ({type usage}, {type one_time}))
                    AND l.billed_service_id
                        IS NOT DISTINCT FROM coalesce(c.billed_service_id, l.billed_service_id)
            ) base
            WHERE t.rule = 'excluded' OR base.amount > 0
        ) c
        WHERE c.claim > %(tolerance)s
    """
    examples = (
        example(
            "Capped at 4.05 %, and 5.6 % are billed",
            Billed(amount="1000.00"),
            Billed(amount="56.00", over="15.50", **PTA),
            papers=(CAPPED,),
        ),
        example(
            "Frozen at 4.05 %, and 4.55 % are billed on a service's own charges",
            Billed(amount="1000.00"),
            Billed(amount="2000.00", service="B"),
            Billed(amount="91.00", over="10.00", **PTA | {"service": "B"}),
            papers=(Limited(rule="frozen", percent="4.05"),),
        ),
        example(
            "Excluded by the contract",
            Billed(amount="1000.00"),
            Billed(amount="40.50", over="40.50", **PTA),
            papers=(Limited(rule="excluded"),),
        ),
        example(
            "Usage is no part of the base that the contract names",
            Billed(amount="1000.00"),
            Billed(amount="200.00", charge="usage", code="LD"),
            Billed(amount="48.60", over="8.10", **PTA),
            papers=(Limited(percent="4.05", base="recurring"),),
        ),
        trap(
            "Lower than the cap",
            Billed(amount="1000.00"),
            Billed(amount="31.70", **PTA),
            papers=(CAPPED,),
        ),
        trap(
            "Raised by a notice on the bill, from a day on that an amendment allows",
            Billed(amount="1000.00"),
            Billed(amount="56.00", **PTA),
            papers=(
                Limited(percent="4.05", valid=("2024-01-01", "2026-02-28")),
                Limited(percent="5.6", valid=("2026-03-01", None)),
            ),
        ),
        example(
            "A cent of rounding",
            Billed(amount="1000.00"),
            Billed(amount="40.52", **PTA),
            papers=(CAPPED,),
        ),
    )
