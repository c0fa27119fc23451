"""Rates that rose by more than the contract allows."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import ESCALATOR
from billing_audit.checks.contract.papers import Signed
from billing_audit.checks.contract.renewals import PORT, PRINTED_MORE
from billing_audit.checks.examples import Agreed, Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, QUANTITY, UNIT_RATE, number, rate
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import RECURRING

LAST_MARCH = {"number": "901", "on": "2025-03-01", "file": "march-2025.csv"}
A_YEAR_AGO = ("2025-03-01", "2025-03-31")


class IncreaseAboveCap(Check):
    """A monthly rate rose by more than the contract allows in twelve months.

    Compared with the rate of the same charge of the same service exactly
    twelve months before, as it was billed then; another description may be another
    speed or plan under the same code. Where a rate of the day is on file, that
    decides and not the cap. A cap that follows an index is none of
    these: it has no fixed percentage.

    Why it happens: list price increases are run over all accounts.

    What to ask for: the rate within the cap, and a credit since the increase.
    """

    code = "B08"
    title = "Increase above the contract’s cap"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_RATE
    subject = Subject.CHARGE
    recurs = True
    needs = (BILL_LINES, ESCALATOR)
    looks_at = RECURRING
    inputs = (
        AMOUNT,
        QUANTITY,
        UNIT_RATE,
        rate("rate_before", "rate twelve months before", "first.unit_rate"),
        number("cap", "cap, per cent", "contract.escalator_cap_percent"),
    )
    formula = f"(unit_rate - rate_before * (100 + cap) / 100) * quantity - {PRINTED_MORE}"
    clause = "rose by more than the contract allows"
    explanation = (
        "Billed at {unit_rate}; twelve months before it was {rate_before}, and the cap is {cap} "
        "per cent."
    )
    sql = """
        SELECT c.*, c.most * c.quantity AS expected FROM (
            SELECT c.*, a.contract_id, a.escalator_cap_percent AS cap, p.line_id AS first_id,
                p.unit_rate AS rate_before,
                p.unit_rate * (100 + a.escalator_cap_percent) / 100 AS most,
                (c.unit_rate - p.unit_rate * (100 + a.escalator_cap_percent) / 100) * c.quantity
                    - greatest(0, round(c.unit_rate * c.quantity, b.places) - c.amount) AS claim
            FROM charges c
            JOIN agreements a USING (invoice_id)
            JOIN bills b USING (invoice_id)
            JOIN LATERAL (
                SELECT p.line_id, p.unit_rate
                FROM all_charges p JOIN all_bills at USING (invoice_id)
                WHERE p.billed_service_id = c.billed_service_id
                    AND p.charge_code_id = c.charge_code_id AND {recurring p}
                    AND p.description = c.description
                    AND p.period_from = (c.period_from - interval '1 year')::date
                    AND p.unit_rate > 0 AND at.currency = b.currency
                ORDER BY p.unit_rate DESC, p.line_id LIMIT 1
            ) p ON true
            WHERE a.escalator_cap_percent IS NOT NULL AND {recurring c} AND c.quantity > 0
                AND NOT EXISTS (
                    SELECT FROM rates r WHERE r.charge_code_id = c.charge_code_id
                        AND c.period_from >= r.valid_from AND c.period_from < r.valid_until
                )
            OFFSET 0
        ) c
        WHERE c.claim > 0 AND NOT {corrected c}
    """
    examples = (
        example(
            "From 600.00 to 660.00 in a year with a cap of three per cent",
            bill(Billed(amount="600.00", rate="600.00", period=A_YEAR_AGO, **PORT), **LAST_MARCH),
            bill(Billed(amount="660.00", rate="660.00", over="42.00", **PORT)),
            papers=(Signed(escalator_cap_percent="3"),),
        ),
        example(
            "No increase is allowed at all",
            bill(Billed(amount="600.00", rate="600.00", period=A_YEAR_AGO, **PORT), **LAST_MARCH),
            bill(Billed(amount="601.00", rate="601.00", over="1.00", **PORT)),
            papers=(Signed(escalator_cap_percent="0"),),
        ),
        trap(
            "Three per cent of increase are three per cent",
            bill(Billed(amount="600.00", rate="600.00", period=A_YEAR_AGO, **PORT), **LAST_MARCH),
            bill(Billed(amount="618.00", rate="618.00", **PORT)),
            papers=(Signed(escalator_cap_percent="3"),),
        ),
        trap(
            "The cap follows an index and is no fixed percentage",
            bill(Billed(amount="600.00", rate="600.00", period=A_YEAR_AGO, **PORT), **LAST_MARCH),
            bill(Billed(amount="660.00", rate="660.00", **PORT)),
            papers=(Signed(),),
        ),
        example(
            "The higher rate was agreed",
            bill(Billed(amount="600.00", rate="600.00", period=A_YEAR_AGO, **PORT), **LAST_MARCH),
            bill(Billed(amount="660.00", rate="660.00", **PORT)),
            rates=(Agreed(rate="660.00", valid=("2026-01-01", None)),),
            papers=(Signed(escalator_cap_percent="3"),),
        ),
    )
