"""Fees by the unit: billed for more lines than there are.

The inventory says how many lines or seats a service has; where it does not,
nothing can be said.
"""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, Owned, example, trap
from billing_audit.checks.inputs import AMOUNT, QUANTITY, UNIT_RATE, number
from billing_audit.checks.inventory.papers import Known
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import LEVIES

E911 = {"charge": "fee", "code": "E911", "description": "911 fee"}
FLAT = {"charge": "surcharge", "code": "LNP", "description": "Number portability surcharge"}
PRI = Known(product="PRI", seats=23)


class MoreUnitsThanLines(Check, in_catalogue=False):
    """What the two have in common."""

    severity = Severity.MEDIUM
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_TAX
    subject = Subject.SERVICE
    claims_once_validated = True
    recurs = True
    needs = (BILL_LINES, INVENTORY)
    inputs = (AMOUNT, QUANTITY, UNIT_RATE, number("seats", "lines of the service", "facts.lines"))
    formula = "min(amount, (quantity - seats) * unit_rate)"
    explanation = "Billed for {quantity} units at {unit_rate}; the service has {seats} lines."
    SQL = """
        SELECT c.*, c.amount - c.claim AS expected FROM (
            SELECT v.*, s.service_id AS facts_id, n.seats,
                least(v.amount, (v.quantity - n.seats) * v.unit_rate) AS claim
            FROM levies v
            JOIN inventory s ON s.billed_service_id = v.billed_service_id
            JOIN clients_service n ON n.id = s.service_id
            WHERE s.state = 'confirmed' AND n.seats > 0 AND v.unit_rate > 0
                AND (v.kind = 'emergency_fee') IS {is_emergency}
        ) c WHERE c.claim > 0
    """


class EmergencyFeeUnits(MoreUnitsThanLines):
    """The 911 fee is billed for more units than the service has lines.

    States count lines, channels or numbers, and some cap the count; but a
    provider of voice over the internet may not be charged more than telephone
    service of the same capacity (FCC, 30 October 2019). Nothing is claimed
    before somebody has looked up how the state counts.

    Why it happens: every number is counted where the state counts lines, or the
    quantity stays when channels go.

    What to ask for: the rule the carrier counts by, and a credit of what is
    beyond it.
    """

    code = "G07"
    title = "911 fee for more units than lines"
    looks_at = LEVIES.of("emergency_fee")
    clause = "bears 911 fees for more units than it has lines"
    sql = MoreUnitsThanLines.SQL.replace("{is_emergency}", "TRUE")
    examples = (
        example(
            "A PRI with 23 channels bears 100 fees, one for each number",
            Billed(amount="75.00", quantity="100", rate="0.75", over="57.75", **E911),
            papers=(PRI,),
        ),
        example(
            "One fee for each channel",
            Billed(amount="17.25", quantity="23", rate="0.75", **E911),
            papers=(PRI,),
        ),
        trap(
            "Fewer units than lines, where the state caps the count",
            Billed(amount="3.75", quantity="5", rate="0.75", **E911),
            papers=(PRI,),
        ),
        example(
            "A service whose lines nobody has counted",
            Billed(amount="75.00", quantity="100", rate="0.75", **E911),
            inventory=(Owned(),),
        ),
    )


class FeeUnits(MoreUnitsThanLines):
    """A fee by the unit is billed for more units than the service has lines.

    Why it happens: trunks, numbers or disconnected lines are counted as lines.

    What to ask for: what the carrier counts, and a credit of what is too much.
    Nothing is claimed before somebody has asked, because some fees are by the
    trunk.
    """

    code = "G18"
    title = "Fee for more units than lines"
    looks_at = LEVIES
    clause = "bears a fee for more units than it has lines"
    sql = MoreUnitsThanLines.SQL.replace("{is_emergency}", "NOT TRUE")
    examples = (
        example(
            "A surcharge on 30 lines of a service that has 23",
            Billed(amount="15.00", quantity="30", rate="0.50", over="3.50", **FLAT),
            papers=(PRI,),
        ),
        example(
            "A surcharge on 23 lines",
            Billed(amount="11.50", quantity="23", rate="0.50", **FLAT),
            papers=(PRI,),
        ),
        trap(
            "Trunks are no lines: the inventory does not say how many there are",
            Billed(amount="15.00", quantity="30", rate="0.50", **FLAT),
            inventory=(Owned(product="Trunk group"),),
        ),
    )
