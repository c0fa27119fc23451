"""Taxes and fees against their tables: above the rate that an authority set.

A fee is found in the tables by its charge code, so a table has to be loaded
with the codes of the bills; each row holds for a time and names its source.
"""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.fees.fusf import ALLOWED
from billing_audit.checks.fees.needs import PUBLIC_FEES
from billing_audit.checks.fees.papers import Published
from billing_audit.checks.inputs import AMOUNT, money, number
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import LEVIES

NOWHERE = {"service": "", "period": (None, None)}
STATE_FUND = {
    "charge": "fee",
    "code": "CHCF",
    "description": "State high cost fund",
    **NOWHERE,
}
STATE_TABLE = Published(code="CHCF", authority="State commission", rate="0.02")
PROPERTY = {
    "charge": "surcharge",
    "code": "PTA",
    "description": "Property tax allotment",
    **NOWHERE,
}
SALES = {"charge": "tax", "code": "TXST", "description": "State sales tax", **NOWHERE}
SALES_TABLE = Published(code="TXST", authority="State revenue office", rate="0.04")

_SQL = """
    SELECT c.*, greatest(0, c.{base} * c.factor - c.billed_before) AS expected,
        least(c.amount, c.billed_before + c.amount - c.{base} * c.factor) AS claim,
        %(tolerance)s::numeric AS tolerance
    FROM tabled c
    WHERE {whose} AND c.amount > 0 AND c.billed_before + c.amount > c.{base} * c.factor
        AND c.billed_in_all - greatest(0, c.{base}) * c.factor
            > greatest(%(tolerance)s::numeric, 0.01 * c.parts, 0.005 * c.charges)
"""


class AboveTheTable(Check, in_catalogue=False):
    """What the two have in common."""

    severity = Severity.MEDIUM
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_TAX
    subject = Subject.PRICE
    recurs = True
    needs = (BILL_LINES, PUBLIC_FEES)
    settings = (ALLOWED,)
    inputs = (
        AMOUNT,
        money("base", "charges it may be on", "line.tabled_base"),
        number("factor", "rate of the table", "fee.rate"),
        money("billed_before", "parts of it before this one", "line.tabled_before"),
        ALLOWED.input,
    )
    formula = "min(amount, max(0, billed_before + amount - base * factor))"
    clause = "is above its published rate"
    explanation = "Billed {amount}; {factor} of {base} is {expected}."


class AboveTheStatesRate(AboveTheTable):
    """A state universal service, relay service or regulatory fee is above its rate.

    Compared are fees whose charge code stands in the table of public fees on
    the day of the bill, with all charges of the bill that are not marked
    interstate, or with the charge the fee names. A fee without a row in the
    table is not judged.

    Why it happens: state rates change often, and at other times than federal
    ones.

    What to ask for: a credit of the difference, and the order that the carrier
    takes its rate from.
    """

    code = "G06"
    title = "State fee above its rate"
    looks_at = LEVIES.of("state_usf", "relay_fee", "emergency_fee")
    inputs = (
        AMOUNT,
        money("base_in_state", "charges within the state", "line.tabled_base_in_state"),
        *AboveTheTable.inputs[2:],
    )
    formula = "min(amount, max(0, billed_before + amount - base_in_state * factor))"
    explanation = "Billed {amount}; {factor} of {base_in_state} is {expected}."
    sql = _SQL.format(base="base_in_state", whose="c.charge_type <> {type tax}")
    examples = (
        example(
            "2% of intrastate charges of 500.00 is 10.00, and 15.00 is billed",
            Billed(amount="500.00", jurisdiction="intrastate"),
            Billed(amount="900.00", jurisdiction="interstate"),
            Billed(amount="15.00", over="5.00", **STATE_FUND),
            papers=(STATE_TABLE,),
        ),
        example(
            "Exactly its rate",
            Billed(amount="500.00", jurisdiction="intrastate"),
            Billed(amount="10.00", **STATE_FUND),
            papers=(STATE_TABLE,),
        ),
        trap(
            "The table ends before the bill: rates change often",
            bill(
                Billed(amount="500.00", jurisdiction="intrastate"),
                Billed(amount="15.00", **STATE_FUND),
                on="2026-04-02",
            ),
            papers=(STATE_TABLE,),
        ),
        example(
            "A fee that stands in no table",
            Billed(amount="500.00"),
            Billed(amount="15.00", **STATE_FUND),
        ),
    )


class AboveTheTaxRate(AboveTheTable):
    """A tax is above its rate on everything it could be charged on.

    Compared are taxes whose charge code stands in the table on the day of the
    bill, with all charges and fees of the bill, or with the charge the tax
    names and the fees on it, since many states tax fees that are passed on.

    Why it happens: the rate of another place, or a rate that was lowered.

    What to ask for: a credit of the difference, and the place the tax was
    reckoned for.
    """

    code = "G17"
    title = "Tax above its rate"
    looks_at = LEVIES
    sql = _SQL.format(base="base", whose="c.charge_type = {type tax}")
    examples = (
        example(
            "4% of 500.00 is 20.00, and 25.00 is billed",
            Billed(amount="500.00"),
            Billed(amount="25.00", over="5.00", **SALES),
            papers=(SALES_TABLE,),
        ),
        example(
            "Two charges, each with its own tax, of which the second is wrong",
            Billed(amount="500.00"),
            Billed(amount="100.00", service="B"),
            Billed(amount="20.00", parent="1", **SALES),
            Billed(amount="6.00", over="2.00", parent="2", **SALES),
            papers=(SALES_TABLE,),
        ),
        trap(
            "A tax that stops at a cap is lower than its rate",
            Billed(amount="5000.00"),
            Billed(amount="100.00", **SALES),
            papers=(SALES_TABLE,),
        ),
        trap(
            "The state taxes the fees that are passed on as well",
            Billed(amount="500.00"),
            Billed(amount="50.00", **PROPERTY),
            Billed(amount="22.00", **SALES),
            papers=(SALES_TABLE,),
        ),
    )
