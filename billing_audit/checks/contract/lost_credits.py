"""Credits that came every month, and stopped."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.promised import month
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import AMOUNT, money
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import RECURRING
from billing_audit.checks.sources import source

PROMO = {"charge": "credit", "code": "PROMO", "description": "Promotion credit"}
PLAN = {"code": "PLAN", "description": "Business unlimited"}

# Credits of services, each with the number of months in a row that it has come by then.
source(
    "credits_before",
    key="billed_service_id",
    select="""
    SELECT x.*, count(*) OVER (
            PARTITION BY x.account_id, x.billed_service_id, x.charge_code_id, x.amount, x.island
            ORDER BY x.month
        ) AS run
    FROM (
        SELECT DISTINCT ON (c.account_id, c.billed_service_id, c.charge_code_id, c.amount, b.month)
            c.line_id, c.invoice_id, c.account_id, c.billed_service_id, c.charge_code_id, c.amount,
            b.month, extract(year FROM b.month) * 12 + extract(month FROM b.month)
                - dense_rank() OVER (
                    PARTITION BY c.account_id, c.billed_service_id, c.charge_code_id, c.amount
                    ORDER BY b.month
                ) AS island
        FROM all_charges c JOIN all_bills b USING (invoice_id)
        WHERE c.charge_type = {type credit} AND c.amount < 0 AND c.billed_service_id IS NOT NULL
        ORDER BY c.account_id, c.billed_service_id, c.charge_code_id, c.amount, b.month, c.line_id
    ) x""",
)


class PromotionCreditLost(Check):
    """A credit that a line had on each of its last three bills is gone.

    The very amount, under the same charge code, for the same service; and the
    service is still charged under the same codes as before, so that nobody
    changed its plan, which would forfeit the credit. Credits that ran for
    twelve, twenty-four or thirty-six months have run their term.

    Nothing is claimed until a person has confirmed that the credit's term goes
    on: bills do not say how long it was promised for.

    Why it happens: a renewal, an upgrade of another line or a change of the
    billing system drops credits that hang on the old record.

    What to ask for: the credit back, and what was missed of it.
    """

    code = "F11"
    title = "Promotion or instalment credit lost"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.TO_BE_CONFIRMED
    subject = Subject.SERVICE
    claims_once_validated = True
    needs = (BILL_LINES,)
    looks_at = RECURRING
    inputs = (AMOUNT, money("credit", "credit on the bill before", "first.amount"))
    formula = "-credit"
    clause = "lost a credit it had every month"
    explanation = "The credit of {credit} on the bill before is missing."
    sql = """
        SELECT c.*, null AS expected, -c.credit AS claim FROM (
            SELECT DISTINCT ON (c.invoice_id, c.billed_service_id) c.*, p.line_id AS first_id,
                p.amount AS credit
            FROM charges c
            JOIN bills b USING (invoice_id)
            JOIN credits_before p ON p.account_id = c.account_id
                AND p.billed_service_id = c.billed_service_id
                AND p.month = (b.month - interval '1 month')::date AND p.run >= 3
                AND p.run NOT IN (12, 24, 36)
            WHERE {recurring c} AND EXISTS (
                SELECT FROM all_charges before
                WHERE before.invoice_id = p.invoice_id
                    AND before.billed_service_id = c.billed_service_id
                    AND before.charge_code_id = c.charge_code_id AND {recurring before}
            ) AND NOT EXISTS (
                SELECT FROM all_charges there JOIN all_bills at USING (invoice_id)
                WHERE there.billed_service_id = c.billed_service_id AND at.month = b.month
                    AND there.charge_code_id IS NOT DISTINCT FROM p.charge_code_id
                    AND there.amount < 0
            ) AND NOT EXISTS (
                SELECT FROM charges new
                WHERE new.invoice_id = c.invoice_id AND {recurring new}
                    AND new.billed_service_id = c.billed_service_id AND NOT EXISTS (
                        SELECT FROM all_charges before
                        WHERE before.invoice_id = p.invoice_id
                            AND before.billed_service_id = new.billed_service_id
                            AND before.charge_code_id IS NOT DISTINCT FROM new.charge_code_id
                    )
            )
            ORDER BY c.invoice_id, c.billed_service_id, c.amount DESC, c.line_id
        ) c
    """
    examples = (
        example(
            "15.00 back each month until June, when it is gone",
            *(
                month(n, Billed(amount="65.00", **PLAN), Billed(amount="-15.00", **PROMO))
                for n in (3, 4, 5)
            ),
            month(6, Billed(amount="65.00", over="15.00", **PLAN)),
        ),
        trap(
            "The plan changed, which forfeits the credit",
            *(
                month(n, Billed(amount="65.00", **PLAN), Billed(amount="-15.00", **PROMO))
                for n in (3, 4, 5)
            ),
            month(6, Billed(amount="45.00", code="PLAN-S")),
        ),
        example(
            "It ran for twelve months",
            *(
                month(
                    (n + 4) % 12 + 1, Billed(amount="65.00", **PLAN),
                    Billed(amount="-15.00", **PROMO), year=2025 + (n + 4) // 12,
                )
                for n in range(12)
            ),
            month(5, Billed(amount="65.00", **PLAN)),
        ),
        example(
            "Twice is no habit",
            *(
                month(n, Billed(amount="65.00", **PLAN), Billed(amount="-15.00", **PROMO))
                for n in (4, 5)
            ),
            month(6, Billed(amount="65.00", **PLAN)),
        ),
        example(
            "Still there",
            *(
                month(n, Billed(amount="65.00", **PLAN), Billed(amount="-15.00", **PROMO))
                for n in (3, 4, 5, 6)
            ),
        ),
    )  # fmt: skip
