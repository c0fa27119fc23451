"""Taxes on the wrong base or in the wrong place."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, Owned, bill, example, trap
from billing_audit.checks.fees.papers import Placed
from billing_audit.checks.fees.tables import SALES
from billing_audit.checks.inputs import AMOUNT, text
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import TAXES

CHARGED_ON = text("charged_on", "what it is charged on", "base.description")


class TaxOnTax(Check):
    """A tax is charged on another tax.

    Judged are taxes that name a tax as the line they are on. Fees and
    surcharges that a carrier passes on may be taxed in many states and are left
    alone.

    Why it happens: the tax engine takes the whole bill as its base.

    What to ask for: the law that allows it; nothing is claimed before somebody
    has looked it up, because some states do tax federal taxes.
    """

    code = "G11"
    title = "Tax on a tax"
    severity = Severity.MEDIUM
    confidence = Confidence.LOW
    precedence = Precedence.WRONG_TAX
    subject = Subject.PRICE
    claims_once_validated = True
    needs = (BILL_LINES,)
    looks_at = TAXES
    inputs = (AMOUNT, CHARGED_ON)
    formula = "amount"
    clause = "is a tax on a tax"
    explanation = "Billed {amount} on {charged_on}."
    sql = """
        SELECT c.*, o.parent_id AS base_id, p.description AS charged_on, 0 AS expected,
            c.amount AS claim
        FROM levies c
        JOIN levied_on o ON o.line_id = c.line_id
        JOIN charges p ON p.line_id = o.parent_id
        WHERE c.charge_type = {type tax} AND p.charge_type = {type tax} AND c.amount > 0
    """
    examples = (
        example(
            "State sales tax on the federal excise tax",
            Billed(amount="100.00"),
            Billed(amount="3.00", charge="tax", code="FET", description="Federal excise tax"),
            Billed(amount="0.12", over="0.12", parent="2", **SALES),
        ),
        trap(
            "A fee that is passed on may be taxed",
            Billed(amount="100.00"),
            Billed(amount="5.00", charge="fee", code="REC", description="Recovery fee"),
            Billed(amount="0.20", parent="2", **SALES),
        ),
    )


class WrongState(Check):
    """A state's tax is billed on a service whose site is in another state.

    Compared are taxes whose jurisdiction is a state by its two letters, on a
    service whose site's state is written the same way.

    Why it happens: the carrier taxes by the billing address instead of the place
    where the service is used.

    What to ask for: the tax of the right place, which may be more or less; so
    nothing is claimed before somebody has looked it up.
    """

    code = "G12"
    title = "Tax of another state"
    severity = Severity.MEDIUM
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_TAX
    subject = Subject.SERVICE
    claims_once_validated = True
    recurs = True
    needs = (BILL_LINES, INVENTORY)
    looks_at = TAXES
    inputs = (
        AMOUNT,
        text("jurisdiction", "taxed in", "line.jurisdiction"),
        text("region", "state of the site", "site.region"),
    )
    formula = "amount"
    clause = "bears the tax of another state"
    explanation = "Taxed in {jurisdiction}; its site is in {region}."
    sql = """
        SELECT c.*, e.id AS site_id, e.region, 0 AS expected, c.amount AS claim
        FROM levies c
        JOIN inventory s ON s.billed_service_id = c.billed_service_id AND s.state = 'confirmed'
        JOIN clients_site e ON e.id = s.site_id
        WHERE c.charge_type = {type tax} AND c.amount > 0
            AND c.jurisdiction ~ '^[A-Za-z][A-Za-z]$' AND e.region ~ '^[A-Za-z][A-Za-z]$'
            AND upper(c.jurisdiction) <> upper(e.region)
    """
    examples = (
        example(
            "The tax of Texas on a service in Ohio",
            bill(
                Billed(
                    amount="12.00", over="12.00", charge="tax", code="TXST",
                    description="State tax", jurisdiction="TX",
                )
            ),
            inventory=(Owned(site="Depot"),),
            papers=(Placed(site="Depot", region="OH"),),
        ),
        example(
            "The tax of Ohio on a service in Ohio",
            bill(
                Billed(
                    amount="12.00", charge="tax", code="TXST", description="State tax",
                    jurisdiction="OH",
                )
            ),
            inventory=(Owned(site="Depot"),),
            papers=(Placed(site="Depot", region="OH"),),
        ),
        trap(
            "A tax that does not name its state",
            bill(
                Billed(
                    amount="12.00", charge="tax", code="TXST", description="State tax",
                    jurisdiction="county",
                )
            ),
            inventory=(Owned(site="Depot"),),
            papers=(Placed(site="Depot", region="OH"),),
        ),
    )  # fmt: skip
