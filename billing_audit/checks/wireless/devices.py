"""Devices: insured twice, on two lines at once."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import AMOUNT, PERIOD_FROM, money, text
from billing_audit.checks.inventory.papers import OTHER, Known
from billing_audit.checks.meanings import meaning
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import OWNED, RECURRING
from billing_audit.checks.wireless.needs import DEVICES
from billing_audit.checks.wireless.papers import Device

meaning(
    "device_protection",
    "insurance of a device",
    codes=("INS", "PROT", "TMP"),
    says=(r"(device|mobile|phone|equipment) (protect\w*|insur\w*|protection)", r"insurance"),
)
PLAN = {"code": "D5", "description": "Smartphone plan", "amount": "45.00"}


class InsuredTwice(Check):
    """A line is charged for the insurance of its device twice on one bill.

    Two charges that both insure a device, for the same days and on the same
    line, protect it once; the cheaper of them is claimed. A line that pays for
    several devices may insure each, and is left alone.

    Why it happens: the insurance of a former plan stays when a bundle brings its own.

    What to ask for: a credit of the cheaper one since the day both were there.
    """

    code = "F09"
    title = "Device insured twice"
    severity = Severity.MEDIUM
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.CHARGE
    recurs = True
    needs = (BILL_LINES,)
    looks_at = RECURRING.of("device_protection")
    inputs = (
        AMOUNT,
        PERIOD_FROM,
        money("first_amount", "insurance charged already", "first.amount"),
    )
    formula = "amount"
    clause = "insures a device that is insured already"
    explanation = "Billed {amount}; the device is insured for {first_amount} on the same bill."
    sql = """
        WITH insurance AS (
            SELECT c.*, row_number() OVER same AS place, first_value(c.line_id) OVER same
                AS first_id, first_value(c.amount) OVER same AS first_amount,
                first_value(c.period_from) OVER same AS begins,
                first_value(c.period_to) OVER same AS ends
            FROM charges c
            JOIN (
                SELECT * FROM wordings w WHERE {means w device_protection} OFFSET 0
            ) w ON {worded c}
            WHERE {recurring c}
            WINDOW same AS (PARTITION BY c.invoice_id, c.billed_service_id
                ORDER BY c.amount DESC, {line_order c})
        )
        SELECT c.*, 0 AS expected FROM (
            SELECT c.*, c.amount AS claim FROM insurance c
            WHERE c.place > 1 AND c.begins <= c.period_from AND c.ends >= c.period_to
                AND (SELECT count(*) FROM inventory n
                    JOIN clients_deviceinstalment i ON i.service_id = n.service_id
                    WHERE n.billed_service_id = c.billed_service_id
                        AND i.first_on <= c.period_to) < 2
            OFFSET 0
        ) c
        WHERE NOT {credited c}
    """
    examples = (
        example(
            "The carrier's insurance and the maker's for one phone",
            Billed(amount="14.00", code="INS", description="Device protection plus"),
            Billed(amount="9.00", code="TMP", description="Phone insurance", over="9.00"),
        ),
        example(
            "Insured once",
            Billed(amount="14.00", code="INS", description="Device protection plus"),
            Billed(**PLAN),
        ),
        trap(
            "Two devices on one line, each insured",
            Billed(amount="14.00", code="INS", description="Device protection phone"),
            Billed(amount="9.00", code="TMP", description="Device protection watch"),
            papers=(
                Device(first="2025-02-01"),
                Device(first="2026-02-01", equipment="350000000000002"),
            ),
        ),
        example(
            "Each on a line of its own",
            Billed(amount="14.00", code="INS", description="Device protection plus"),
            Billed(amount="9.00", code="INS", description="Device protection", service=OTHER),
        ),
    )


class OneDeviceOnTwoLines(Check):
    """Two lines that are charged have the same device or the same SIM.

    A SIM is in one line at a time. A device may well hold two, so lines with the
    same device but each with a SIM of its own are left alone. The cheaper line is
    reported; nothing is claimed until a person says that the finding is valid,
    because the inventory itself may have a slip of the pen.

    Why it happens: a line was replaced after a loss or a port, and the first one stayed.

    What to ask for: the order for each line, and a credit of the one without.
    """

    code = "F16"
    title = "One device on two lines"
    severity = Severity.MEDIUM
    confidence = Confidence.MEDIUM
    precedence = Precedence.TO_BE_CONFIRMED
    subject = Subject.SERVICE
    claims_once_validated = True
    recurs = True
    needs = (BILL_LINES, INVENTORY, DEVICES)
    looks_at = OWNED
    inputs = (AMOUNT, PERIOD_FROM, text("twin", "other line of the device", "twin.number"))
    formula = "amount"
    clause = "has the device of another line"
    explanation = "{twin} is charged for the same days and has the same device or SIM."
    sql = """
        WITH twins AS (
            SELECT a.billed_service_id, a.service_id, t.billed_service_id AS twin_billed_id,
                t.service_id AS twin_id, t.number AS twin
            FROM owned a JOIN owned t ON t.sim = a.sim
            WHERE a.sim <> ''
            UNION
            SELECT a.billed_service_id, a.service_id, t.billed_service_id, t.service_id, t.number
            FROM owned a JOIN owned t ON t.equipment_id = a.equipment_id
            WHERE a.equipment_id <> '' AND (a.sim = '' OR t.sim = '')
        ), monthly AS (
            SELECT c.billed_service_id, c.invoice_id, sum(c.amount) AS together,
                min(c.period_from) AS begins, max(c.period_to) AS ends
            FROM charges c
            WHERE {recurring c}
                AND c.billed_service_id IN (SELECT t.billed_service_id FROM twins t)
            GROUP BY 1, 2
        )
        SELECT c.*, 0 AS expected FROM (
            SELECT c.*, c.amount AS claim, t.twin_id, t.twin
            FROM charges c
            JOIN monthly own USING (billed_service_id, invoice_id)
            JOIN LATERAL (
                SELECT t.twin_id, t.twin FROM twins t
                JOIN monthly theirs ON theirs.billed_service_id = t.twin_billed_id
                WHERE t.billed_service_id = c.billed_service_id
                    AND theirs.begins <= c.period_from AND theirs.ends >= c.period_to
                    AND (own.together, t.service_id) < (theirs.together, t.twin_id)
                ORDER BY t.twin_id LIMIT 1
            ) t ON true
            WHERE {recurring c}
            OFFSET 0
        ) c
        WHERE NOT {credited c}
    """
    examples = (
        example(
            "Two lines with one IMEI, of which the SIMs are not known",
            Billed(over="45.00", **PLAN),
            Billed(service=OTHER, **(PLAN | {"amount": "60.00"})),
            papers=(
                Known(device="phone", equipment="350000000000001"),
                Known(service=OTHER, device="phone", equipment="350000000000001"),
            ),
        ),
        example(
            "Two lines with one SIM",
            Billed(over="45.00", **PLAN),
            Billed(service=OTHER, **(PLAN | {"amount": "60.00"})),
            papers=(Known(sim="8901"), Known(service=OTHER, sim="8901")),
        ),
        trap(
            "A phone with two SIMs",
            Billed(**PLAN),
            Billed(service=OTHER, **(PLAN | {"amount": "60.00"})),
            papers=(
                Known(equipment="350000000000001", sim="8901"),
                Known(service=OTHER, equipment="350000000000001", sim="8902"),
            ),
        ),
        example(
            "The other line is not charged any more",
            Billed(**PLAN),
            papers=(Known(sim="8901"), Known(service=OTHER, sim="8901")),
        ),
    )
