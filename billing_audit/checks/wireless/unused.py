"""Lines that nobody uses, or that nobody has: what could be saved."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.examples import Bill, Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, PERIOD_FROM, day, text, values
from billing_audit.checks.inventory.papers import Known
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import OWNED, RECURRING
from billing_audit.checks.wireless.needs import GIVEN_BACK, PLANS_FOR_DEVICES
from billing_audit.checks.wireless.papers import Plan

PLAN = {"code": "D5", "description": "Smartphone plan"}
USE = {"amount": "0.00", "charge": "usage", "code": "USG", "description": "Data used"}
MONTHS = (
    ("2026-01-01", "2026-01-31"),
    ("2026-02-01", "2026-02-28"),
    ("2026-03-01", "2026-03-31"),
)


def three_months(*used: str | None, over: str = "", charged: int = 3) -> tuple[Bill, ...]:
    """A bill a month with the plan and what the line used, ``None`` for no line of usage."""
    bills = []
    for place, (period, quantity) in enumerate(zip(MONTHS, used, strict=True), start=1):
        lines = [] if quantity is None else [Billed(quantity=quantity, period=period, **USE)]
        if place > 3 - charged:
            due = over if place == 3 else ""
            lines.append(Billed(amount="45.00", period=period, over=due, **PLAN))
        about = {"number": f"100{place}", "on": period[0], "file": f"{period[0]}.csv"}
        bills.append(bill(*lines, **about))
    return tuple(bills)


class NotUsedForThreeMonths(Check):
    """A service is charged each month and has not been used for three.

    It has a recurring charge in each of the last three months that its account
    was billed for, and its lines of usage in these months come to nothing. A
    service without any line of usage is not reported: its bill does not measure
    use. Spares, emergency phones and machines that are kept on purpose, as the
    inventory says, are left alone. It is no error of the carrier, so nothing is
    asked back; the monthly charges show what could be saved.

    Why it happens: somebody left, a device lies in a drawer, a project ended.

    What to ask for: whether it is needed; then cancel, suspend or move it.
    """

    code = "F01"
    title = "Not used for three months"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.IDEA
    subject = Subject.SERVICE
    nature = Nature.SAVING
    recurs = True
    needs = (BILL_LINES,)
    looks_at = RECURRING
    inputs = (
        AMOUNT,
        values("monthly", "charged for the month", "line.amount"),
        values("used", "used in three months", "line.quantity"),
    )
    formula = "0"
    clause = "is charged and not used"
    explanation = "{monthly} for the month, and no use in three months."
    sql = """
        WITH recent AS (
            SELECT b.invoice_id, b.month, b.back FROM (
                SELECT b.invoice_id, b.month, dense_rank() OVER (
                    PARTITION BY b.account_id ORDER BY b.month DESC) AS back
                FROM all_bills b WHERE b.line_count > 0
            ) b WHERE b.back <= 3
        ), idle AS (
            SELECT c.billed_service_id, c.account_id
            FROM all_charges c JOIN recent r USING (invoice_id)
            WHERE c.charge_type IN ({type recurring}, {type usage})
            GROUP BY 1, 2
            HAVING count(DISTINCT r.month) FILTER (
                    WHERE c.charge_type = {type recurring} AND c.amount > 0) = 3
                AND sum(coalesce(c.quantity, abs(c.amount))) FILTER (
                    WHERE c.charge_type = {type usage}) = 0
        ), told AS (
            SELECT i.billed_service_id, i.account_id,
                jsonb_agg(jsonb_build_object('line', c.line_id, 'quantity', c.quantity::text))
                    FILTER (WHERE c.charge_type = {type usage} AND c.quantity IS NOT NULL) AS used,
                jsonb_agg(jsonb_build_object('line', c.line_id, 'amount', c.amount::text))
                    FILTER (WHERE c.charge_type = {type recurring} AND c.amount > 0
                        AND r.back = 1) AS monthly
            FROM idle i
            JOIN all_charges c USING (billed_service_id, account_id)
            JOIN recent r USING (invoice_id)
            GROUP BY 1, 2
        )
        SELECT c.*, null AS expected, 0 AS claim FROM (
            SELECT c.*, i.monthly, coalesce(i.used, '[]') AS used, row_number() OVER (
                PARTITION BY c.billed_service_id, c.account_id ORDER BY c.amount DESC, c.line_id
            ) AS place
            FROM charges c
            JOIN recent r ON r.invoice_id = c.invoice_id AND r.back = 1
            JOIN told i ON i.billed_service_id = c.billed_service_id
                AND i.account_id = c.account_id
            LEFT JOIN owned s ON s.billed_service_id = c.billed_service_id
            WHERE c.charge_type = {type recurring} AND coalesce(s.kept_because, '') = ''
        ) c
        WHERE c.place = 1
    """
    examples = (
        example("Charged and not used in three months", *three_months("0", "0", "0", over="0.00")),
        example("Used once in February", *three_months("0", "0.25", "0")),
        example("The bills do not measure use", *three_months(None, None, None)),
        example(
            "One month with a line of usage is enough",
            *three_months(None, None, "0", over="0.00"),
        ),
        example("Charged since February only", *three_months("0", "0", "0", charged=2)),
        example("Two months were billed so far", *three_months("0", "0", "0", over="")[1:]),
        trap(
            "An emergency phone is kept for the day it is needed",
            *three_months("0", "0", "0"),
            papers=(Known(kept="emergency phone"),),
        ),
        trap(
            "A spare",
            *three_months("0", "0", "0"),
            papers=(Known(kept="spare"),),
        ),
        trap(
            "A meter that reports when something breaks",
            *three_months("0", "0", "0"),
            papers=(Known(kept="leak sensor", device="sensor"),),
        ),
    )


class NobodyHasIt(Check):
    """A line is charged for a period that begins after its person gave it back.

    The inventory knows the day on which somebody left or gave the line back.
    A line that a role has, such as a lobby phone, has no such day, or says that
    it is kept on purpose. The carrier was not told and owes nothing; the charge
    shows what could be saved from the next month on.

    Why it happens: leavers are taken off the payroll and not off the mobile account.

    What to ask for: nothing back; cancel the line or give it to somebody else.
    """

    code = "F02"
    title = "Line that nobody has"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.IDEA
    subject = Subject.SERVICE
    nature = Nature.SAVING
    recurs = True
    needs = (BILL_LINES, INVENTORY, GIVEN_BACK)
    looks_at = OWNED
    inputs = (
        AMOUNT,
        PERIOD_FROM,
        day("unassigned_on", "given back on", "facts.unassigned_on"),
        text("assigned_to", "last assigned to", "facts.assigned_to"),
    )
    formula = "0"
    clause = "is charged and assigned to nobody"
    explanation = "Charged from {period_from}; {assigned_to} gave it back on {unassigned_on}."
    sql = """
        SELECT c.*, null AS expected, 0 AS claim, s.service_id AS facts_id, s.unassigned_on,
            s.assigned_to
        FROM charges c JOIN owned s USING (billed_service_id)
        WHERE {recurring c} AND s.unassigned_on < c.period_from AND s.kept_because = ''
            AND s.disconnect_date IS NULL
    """
    examples = (
        example(
            "Somebody left in February",
            Billed(amount="45.00", over="0.00", **PLAN),
            papers=(Known(assigned="J. Harlow", unassigned="2026-02-13", device="phone"),),
        ),
        example(
            "Somebody has it",
            Billed(amount="45.00", **PLAN),
            papers=(Known(assigned="J. Harlow", device="phone"),),
        ),
        trap(
            "A role has it, whoever is in it",
            Billed(amount="45.00", **PLAN),
            papers=(
                Known(assigned="Night desk", unassigned="2026-02-13", kept="night desk's phone"),
            ),
        ),
        example(
            "Given back within the month",
            Billed(amount="45.00", **PLAN),
            papers=(Known(assigned="J. Harlow", unassigned="2026-03-13", device="phone"),),
        ),
    )


class PlanForAnotherDevice(Check):
    """A line is on a plan that is made for another kind of device.

    The plan says what it is made for, the inventory what the line is in. A
    router that stands in when a circuit fails belongs to a redundancy group or
    is kept on purpose, and may well have a phone's plan.

    Why it happens: the SIM of a phone was put into a tablet or a machine, and
    the plan went along.

    What to ask for: nothing back; the carrier's plan for the device, which often costs less.
    """

    code = "F17"
    title = "Plan made for another device"
    severity = Severity.MEDIUM
    confidence = Confidence.MEDIUM
    precedence = Precedence.IDEA
    subject = Subject.SERVICE
    nature = Nature.SAVING
    recurs = True
    needs = (BILL_LINES, INVENTORY, PLANS_FOR_DEVICES)
    looks_at = OWNED
    inputs = (
        AMOUNT,
        text("made_for", "plan made for", "plan.device"),
        text("device", "line is in", "facts.device"),
    )
    formula = "0"
    clause = "is on a plan made for another device"
    explanation = "The plan is made for a {made_for}; the line is in a {device}."
    sql = """
        SELECT c.*, null AS expected, 0 AS claim, s.service_id AS facts_id, s.device,
            p.id AS plan_id, p.device AS made_for
        FROM charges c
        JOIN bills b USING (invoice_id)
        JOIN owned s USING (billed_service_id)
        JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
        JOIN clients_wirelessplan p ON p.client_id = %(client)s
            AND p.carrier_id = b.carrier_id AND p.charge_code = k.code
        WHERE {recurring c} AND p.device <> '' AND s.device <> '' AND p.device <> s.device
            AND s.kept_because = '' AND s.redundancy_group = ''
    """
    examples = (
        example(
            "A tablet on a phone's plan",
            Billed(amount="45.00", over="0.00", **PLAN),
            papers=(Plan(device="phone"), Known(device="tablet")),
        ),
        example(
            "A phone on a phone's plan",
            Billed(amount="45.00", **PLAN),
            papers=(Plan(device="phone"), Known(device="phone")),
        ),
        trap(
            "A router that stands in when the circuit fails",
            Billed(amount="45.00", **PLAN),
            papers=(Plan(device="phone"), Known(device="router", group="Depot")),
        ),
        example(
            "A plan for any device",
            Billed(amount="45.00", **PLAN),
            papers=(Plan(), Plan(code="D9", device="phone"), Known(device="tablet")),
        ),
    )
