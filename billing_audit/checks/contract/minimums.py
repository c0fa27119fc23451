"""Minimum usage charges: due for what usage falls short of, and no more."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import USAGE_TERMS
from billing_audit.checks.contract.papers import Included
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, money, values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import TERMED
from billing_audit.checks.settings import tolerance

CALLS = {"code": "LD", "charge": "usage", "description": "Long distance, minutes"}
MINIMUM = {"code": "MUG", "charge": "recurring", "service": "", "description": "Minimum usage"}
AGREED = Included(minimum_charge="500.00", minimum_code="MUG")
SECOND = {"number": "2001", "account": "A-2", "file": "second.csv"}


class MinimumBesideUsage(Check):
    """A minimum usage charge is billed although usage reaches it, or beyond what is missing.

    Due is what the usage of the charge on the same bill falls short of the
    minimum. Where the line of the minimum names a service, only that service's
    usage counts; else the whole account's. Whatever is billed above that is
    claimed. A minimum over several accounts, on an account without any usage
    of its own, is left alone.

    Why it happens: the minimum is keyed as a monthly charge, and nothing
    compares it with the usage.

    What to ask for: a credit of the minimum for each month that reached it, and
    the minimum billed as a difference.
    """

    code = "E14"
    title = "Minimum billed beside the usage that reaches it"
    severity = Severity.MEDIUM
    confidence = Confidence.HIGH
    precedence = Precedence.NOT_DUE
    subject = Subject.CHARGE
    recurs = True
    needs = (BILL_LINES, USAGE_TERMS)
    looks_at = TERMED
    settings = (tolerance("0.05"),)
    inputs = (
        AMOUNT,
        money("minimum", "minimum agreed", "usage_term.minimum_charge"),
        values("usage", "usage billed", "line.amount"),
        settings[0].input,
    )
    formula = "amount - max(0, minimum - total(usage))"
    clause = "is billed beside usage that reaches it"
    explanation = "{amount} is billed; the usage comes to {usage}, and {minimum} is the minimum."
    sql = """
        SELECT c.*, c.amount - c.claim AS expected, %(tolerance)s AS tolerance
        FROM (
            SELECT c.*, t.id AS usage_term_id, t.minimum_charge AS minimum, u.lines AS usage,
                c.amount - greatest(0, t.minimum_charge - u.amount) AS claim
            FROM charges c
            JOIN agreements a USING (invoice_id)
            JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
            JOIN clients_usageterm t ON t.contract_id = a.contract_id AND t.minimum_code = k.code
                AND t.minimum_charge IS NOT NULL
                AND t.valid @> coalesce(c.period_from, a.bill_date)
                AND (t.account_id IS NULL OR t.account_id = c.account_id)
            CROSS JOIN LATERAL (
                SELECT sum(l.amount) AS amount, jsonb_agg(jsonb_build_object(
                    'line', l.line_id, 'amount', l.amount::text) ORDER BY l.line_id) AS lines
                FROM charges l JOIN billing_audit_chargecode used ON used.id = l.charge_code_id
                WHERE l.invoice_id = c.invoice_id AND used.code = t.charge_code
                    AND l.charge_type = {type usage}
                    AND l.billed_service_id
                        IS NOT DISTINCT FROM coalesce(c.billed_service_id, l.billed_service_id)
            ) u
            WHERE u.amount IS NOT NULL
        ) c
        WHERE c.claim > %(tolerance)s
    """
    examples = (
        example(
            "Usage of 640.00 reaches the minimum of 500.00, and both are billed",
            Billed(amount="640.00", **CALLS),
            Billed(amount="500.00", over="500.00", **MINIMUM),
            papers=(AGREED,),
        ),
        example(
            "Usage of 380.00 leaves 120.00 of the minimum, and 500.00 are billed",
            Billed(amount="380.00", **CALLS),
            Billed(amount="500.00", over="380.00", **MINIMUM),
            papers=(AGREED,),
        ),
        example(
            "The difference up to the minimum",
            Billed(amount="380.00", **CALLS),
            Billed(amount="120.00", **MINIMUM),
            papers=(AGREED,),
        ),
        trap(
            "A minimum over both accounts, on the one that has no usage",
            bill(Billed(amount="640.00", **CALLS), **SECOND),
            bill(Billed(amount="500.00", **MINIMUM)),
            papers=(AGREED,),
        ),
        trap(
            "The minimum is one service's, and the usage another's",
            Billed(amount="640.00", **CALLS),
            Billed(amount="500.00", **MINIMUM | {"service": "B"}),
            papers=(AGREED,),
        ),
        example(
            "No usage at all",
            Billed(amount="500.00", **MINIMUM),
            papers=(AGREED,),
        ),
    )
