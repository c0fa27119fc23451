"""Outliers: one rate of a code that stands far above all others."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import AMOUNT, QUANTITY, UNIT_RATE, rate
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import MONTHLY, Trait
from billing_audit.checks.settings import threshold
from billing_audit.checks.sources.registry import source

# A code has few rates: counted first, so that no line has to be sorted for the median.
source(
    "usual_rates",
    key="charge_code_id",
    is_costly=True,
    select="""
    WITH rates_of_codes AS (
        SELECT c.charge_code_id, b.currency, c.unit_rate, count(*) AS lines,
            min(c.line_id) AS line_id
        FROM all_charges c JOIN all_bills b USING (invoice_id)
        WHERE c.charge_type = {type recurring} AND c.charge_code_id IS NOT NULL
            AND c.unit_rate > 0 AND c.quantity > 0 AND c.amount > 0
        GROUP BY c.charge_code_id, b.currency, c.unit_rate
    )
    SELECT DISTINCT ON (charge_code_id, currency) charge_code_id, currency,
        line_id AS typical_id, unit_rate AS typical_rate, in_all
    FROM (
        SELECT r.*, sum(lines) OVER so_far AS reached,
            sum(lines) OVER (PARTITION BY charge_code_id, currency) AS in_all
        FROM rates_of_codes r
        WINDOW so_far AS (PARTITION BY charge_code_id, currency ORDER BY unit_rate)
    ) r
    WHERE 2 * reached >= in_all
    ORDER BY charge_code_id, currency, unit_rate""",
)
DID = {"code": "DID", "description": "DID number"}


class RateOutOfProportion(Check):
    """A recurring rate is more than twenty times what its code usually costs.

    The usual rate is the median of all recurring lines with the code and the
    currency, on this bill and those before; there have to be ten of them at
    least. A block of numbers has a quantity or a code of its own. Nothing is
    claimed before a person has looked at the line.

    Why it happens: a decimal point slips when a rate is keyed. One number that
    was keyed at 2,500.00 instead of 2.00 was billed for two years.

    What to ask for: a credit down to the usual rate, back to the first bill.
    """

    code = "D13"
    title = "Rate out of proportion"
    severity = Severity.MEDIUM
    confidence = Confidence.LOW
    precedence = Precedence.TO_BE_CONFIRMED
    subject = Subject.CHARGE
    claims_once_validated = True
    recurs = True
    needs = (BILL_LINES,)
    looks_at = MONTHLY.with_(Trait.PRICED)
    settings = (
        threshold(
            "times",
            "20",
            "times the usual rate",
            "times",
            least="2",
            most="1000",
            places=2,
            means=("A rate is out of proportion when it is more than so many times the usual one."),
        ),
        threshold(
            "fewest",
            "10",
            "lines that tell what is usual, at least",
            "lines",
            least="3",
            most="1000",
            means="What is usual is known only from so many lines with the code.",
        ),
    )
    inputs = (
        AMOUNT,
        QUANTITY,
        UNIT_RATE,
        rate("typical_rate", "usual rate of the code", "typical.unit_rate"),
        settings[0].input,
        settings[1].input,
    )
    formula = "max(0, amount - quantity * typical_rate)"
    clause = "is billed at a rate out of all proportion"
    explanation = "{unit_rate}; the code usually costs {typical_rate}."
    sql = """
        SELECT c.*, u.typical_id, u.typical_rate, %(times)s::numeric AS times,
            %(fewest)s::numeric AS fewest, c.quantity * u.typical_rate AS expected,
            greatest(0, c.amount - c.quantity * u.typical_rate) AS claim
        FROM charges c
        JOIN bills b USING (invoice_id)
        JOIN usual_rates u ON u.charge_code_id = c.charge_code_id AND u.currency = b.currency
        WHERE c.charge_type = {type recurring} AND c.amount > 0 AND c.quantity > 0
            AND u.in_all >= %(fewest)s::numeric
            AND c.unit_rate > %(times)s::numeric * u.typical_rate
    """
    _TEN = tuple(Billed(amount="2.00", quantity="1", rate="2.00", **DID) for _ in range(10))
    examples = (
        example(
            "One number among ten costs 2,500.00 instead of 2.00",
            *_TEN,
            Billed(amount="2500.00", quantity="1", rate="2500.00", over="2498.00", **DID),
        ),
        example(
            "Twenty times as much is not more than twenty times",
            *_TEN,
            Billed(amount="40.00", quantity="1", rate="40.00", **DID),
        ),
        trap(
            "A block of a thousand numbers has a quantity",
            *_TEN,
            Billed(amount="2000.00", quantity="1000", rate="2.00", **DID),
        ),
        trap(
            "A code of three lines has no usual rate",
            Billed(amount="2.00", quantity="1", rate="2.00", **DID),
            Billed(amount="2.00", quantity="1", rate="2.00", **DID),
            Billed(amount="2500.00", quantity="1", rate="2500.00", **DID),
        ),
    )
