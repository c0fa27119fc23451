"""Prices that were agreed anew, or ran out: what is billed when a contract changes or ends."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import HOLDOVER
from billing_audit.checks.contract.papers import Signed
from billing_audit.checks.examples import Agreed, Billed, Owned, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, QUANTITY, UNIT_RATE, day, rate
from billing_audit.checks.needs import BILL_LINES, CONTRACT_RATES
from billing_audit.checks.populations import RATED
from billing_audit.checks.sources.registry import source

#: A line that prints a rounded rate or a part of a month costs less than rate times quantity.
PRINTED_MORE = "max(0, half_up(unit_rate * quantity) - amount)"
PORT = {"quantity": "1", "code": "PORT"}
APRIL = {"number": "1002", "on": "2026-04-01", "file": "april.csv"}
WHOLE_APRIL = ("2026-04-01", "2026-04-30")
LAST_MARCH = {"number": "901", "on": "2025-03-01", "file": "march-2025.csv"}
A_YEAR_AGO = ("2025-03-01", "2025-03-31")
BEFORE = Agreed(rate="612.00", contract="MSA-1", valid=("2024-01-01", "2026-03-14"))
AFTER = Agreed(rate="580.00", contract="MSA-1", valid=("2026-03-15", None))
EXPIRED = Agreed(rate="580.00", contract="MSA-1", valid=("2023-01-01", "2026-01-31"))
CONTINUES = Signed(term=("2023-01-01", "2026-01-31"), holdover="agreed")

# Rates that took the place of a higher one: counted before they are joined, because they are few.
source(
    "amended",
    key="charge_code_id",
    select="""
    SELECT r.*, former.rate_id AS former_id, former.contract_rate AS former_rate
    FROM rates r JOIN rates former ON former.charge_code_id = r.charge_code_id
        AND former.valid_until = r.valid_from
        AND former.currency = r.currency
        AND (former.service_id, former.site_id, former.contract_id)
            IS NOT DISTINCT FROM (r.service_id, r.site_id, r.contract_id)""",
)


class AmendmentNotLoaded(Check):
    """A charge is still billed at exactly the rate that an amendment replaced.

    The agreed rate of the day followed directly on another one for the same
    charge, and it is this former rate, to the last decimal, that the bill
    still uses. The new rate counts from the first period that begins on or
    after its first day, so the cycle in which it falls is spared. B01 claims
    the same money first; this says why it is billed.

    Why it happens: the amendment is signed and filed, and nobody sends it to
    the desk that keeps the price table; batches of wireless plans are updated
    in part.

    What to ask for: the new rates loaded, and a credit since their first day.
    """

    code = "B05"
    title = "Amendment not loaded"
    severity = Severity.CRITICAL
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_RATE
    subject = Subject.PRICE
    recurs = True
    needs = (BILL_LINES, CONTRACT_RATES)
    looks_at = RATED
    inputs = (
        AMOUNT,
        QUANTITY,
        UNIT_RATE,
        rate("contract_rate", "rate agreed", "rate.rate"),
        rate("former_rate", "rate agreed before", "former.rate"),
        day("period_from", "valid on", "line.period_from"),
    )
    formula = f"(unit_rate - contract_rate) * quantity - {PRINTED_MORE}"
    clause = "is still billed at the rate before the amendment"
    explanation = "Billed at {unit_rate}, the rate before the amendment; {contract_rate} is agreed."
    sql = """
        SELECT f.*, f.contract_rate * f.quantity AS expected FROM (
            SELECT c.*, r.rate_id, r.contract_rate, r.currency, r.specific,
                r.former_id, r.former_rate,
                (c.unit_rate - r.contract_rate) * c.quantity
                    - greatest(0, round(c.unit_rate * c.quantity, b.places) - c.amount) AS claim
            FROM (
                SELECT c.* FROM charges c
                WHERE c.charge_code_id IN (SELECT a.charge_code_id FROM amended a) OFFSET 0
            ) c
            JOIN bills b USING (invoice_id)
            JOIN amended r ON {exceeds c} AND r.former_rate = c.unit_rate
                AND r.currency = b.currency
            LEFT JOIN inventory s ON s.billed_service_id = c.billed_service_id
            WHERE (r.service_id IS NULL OR r.service_id = s.service_id)
                AND (r.site_id IS NULL OR r.site_id = s.site_id)
            OFFSET 0
        ) f
        LEFT JOIN inventory s ON s.billed_service_id = f.billed_service_id
        WHERE f.claim > 0 AND NOT {corrected f} AND NOT EXISTS (
            SELECT FROM rates r WHERE {outranks f}
                AND (r.service_id IS NULL OR r.service_id = s.service_id)
                AND (r.site_id IS NULL OR r.site_id = s.site_id)
        )
    """
    examples = (
        example(
            "Amended to 580.00 in March, and April is billed at the former 612.00",
            bill(
                Billed(amount="612.00", rate="612.00", period=WHOLE_APRIL, over="32.00", **PORT),
                **APRIL,
            ),
            rates=(BEFORE, AFTER),
        ),
        trap(
            "Effective within the cycle: the new rate begins with the first full one",
            Billed(amount="612.00", rate="612.00", **PORT),
            rates=(BEFORE, AFTER),
        ),
        example(
            "Billed too high at a rate that never was agreed",
            bill(Billed(amount="640.00", rate="640.00", period=WHOLE_APRIL, **PORT), **APRIL),
            rates=(BEFORE, AFTER),
        ),
        example(
            "The service has a rate of its own",
            bill(Billed(amount="612.00", rate="612.00", period=WHOLE_APRIL, **PORT), **APRIL),
            rates=(BEFORE, AFTER, Agreed(rate="612.00", service="315-200-0007")),
            inventory=(Owned(),),
        ),
    )


class HoldoverAboveLastRate(Check):
    """A charge is billed above the last agreed rate although the rates continue.

    The contract's term is over, no newer rate is on file for the charge, and
    the contract says that its rates continue from month to month. They are
    compared as B01 does. Where the contract says that list rates apply then,
    or nobody has read what it says, nothing is claimed.

    Why it happens: the carrier's system falls back to list rates by itself on
    the day after the term.

    What to ask for: the agreed rates back, and a credit since the term ended;
    and a renewal, because the clause can be ended by notice.
    """

    code = "B06"
    title = "List rate billed after the contract’s term"
    severity = Severity.CRITICAL
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_RATE
    subject = Subject.PRICE
    recurs = True
    needs = (BILL_LINES, CONTRACT_RATES, HOLDOVER)
    looks_at = RATED
    inputs = (
        AMOUNT,
        QUANTITY,
        UNIT_RATE,
        rate("contract_rate", "last rate agreed", "rate.rate"),
        day("term_to", "term ended", "contract.last_day"),
    )
    formula = f"(unit_rate - contract_rate) * quantity - {PRINTED_MORE}"
    clause = "is billed above the last agreed rate"
    explanation = (
        "Billed at {unit_rate}; the term ended on {term_to}, and the rate of {contract_rate} "
        "continues."
    )
    sql = """
        SELECT c.*, c.contract_rate * c.quantity AS expected FROM (
            SELECT DISTINCT ON (c.line_id) c.*, a.contract_id, a.term_to, r.rate_id,
                r.contract_rate, (c.unit_rate - r.contract_rate) * c.quantity
                    - greatest(0, round(c.unit_rate * c.quantity, b.places) - c.amount) AS claim
            FROM charges c
            JOIN agreements a USING (invoice_id)
            JOIN bills b USING (invoice_id)
            LEFT JOIN inventory s USING (billed_service_id)
            JOIN rates r ON r.charge_code_id = c.charge_code_id AND r.currency = b.currency
                AND r.contract_id = a.contract_id AND r.valid_until <= c.period_from
                AND (r.service_id IS NULL OR r.service_id = s.service_id)
                AND (r.site_id IS NULL OR r.site_id = s.site_id)
            WHERE a.holdover = 'agreed'
                AND r.valid_until > a.term_to AND c.amount > 0 AND c.quantity > 0
                AND NOT EXISTS (
                    SELECT FROM rates r WHERE r.charge_code_id = c.charge_code_id
                        AND c.period_from >= r.valid_from AND c.period_from < r.valid_until
                )
            ORDER BY c.line_id, r.valid_until DESC, r.specific DESC
            OFFSET 0
        ) c
        WHERE c.claim > 0 AND NOT {corrected c}
    """
    examples = (
        example(
            "The term ended in January; March is billed at the list rate of 690.00",
            Billed(amount="690.00", rate="690.00", over="110.00", **PORT),
            rates=(EXPIRED,),
            papers=(CONTINUES,),
        ),
        trap(
            "The old rates continue and are billed",
            Billed(amount="580.00", rate="580.00", **PORT),
            rates=(EXPIRED,),
            papers=(CONTINUES,),
        ),
        trap(
            "The contract says that list rates apply after the term",
            Billed(amount="690.00", rate="690.00", **PORT),
            rates=(EXPIRED,),
            papers=(Signed(term=("2023-01-01", "2026-01-31"), holdover="carrier"),),
        ),
        example(
            "Nobody has read what the contract says",
            Billed(amount="690.00", rate="690.00", **PORT),
            rates=(EXPIRED,),
            papers=(Signed(term=("2023-01-01", "2026-01-31")),),
        ),
        example(
            "A new rate was agreed meanwhile",
            Billed(amount="690.00", rate="690.00", **PORT),
            rates=(EXPIRED, Agreed(rate="690.00", valid=("2026-02-01", None))),
            papers=(CONTINUES,),
        ),
        example(
            "The term still runs",
            Billed(amount="690.00", rate="690.00", **PORT),
            rates=(EXPIRED,),
            papers=(Signed(term=("2023-01-01", "2026-12-31"), holdover="agreed"),),
        ),
    )
