"""Devices paid for too long."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import AMOUNT, PERIOD_FROM, day, number, text
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import PLAIN, Trait
from billing_audit.checks.wireless.needs import INSTALMENTS
from billing_audit.checks.wireless.papers import Device

EIP = {"code": "EIP", "description": "Device instalment", "amount": "30.00"}
PLAN = {"code": "D5", "description": "Smartphone plan", "amount": "45.00"}


class InstalmentPastTheLast(Check):
    """An instalment of a device is billed after the last one, after the payoff, or twice.

    The device on file says when its instalments began, how many there are and
    when the rest was paid at once. A line that pays for several devices under
    one code may be billed as many instalments as are still running; what is
    billed beyond that number is claimed.

    Why it happens: an upgrade or a trade-in closes the plan in one system and
    leaves the charge in the other.

    What to ask for: a credit of every instalment past the last, and proof that it ended.
    """

    code = "F10"
    title = "Instalment past the last one"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.NOT_DUE
    subject = Subject.CHARGE
    recurs = True
    needs = (BILL_LINES, INSTALMENTS)
    looks_at = PLAIN.with_(Trait.SERVICE)
    inputs = (
        AMOUNT,
        PERIOD_FROM,
        text("equipment_id", "device", "instalment.equipment_id"),
        number("months", "instalments", "instalment.months"),
        day("last_on", "last instalment from", "instalment.last_on"),
        day("paid_off_on", "paid off on", "instalment.paid_off_on"),
    )
    formula = "amount"
    clause = "is an instalment that is not due"
    explanation = (
        "Billed from {period_from}; the last of {months} instalments of {equipment_id} was that "
        "of {last_on}, paid off: {paid_off_on}."
    )
    sql = """
        WITH devices AS (
            SELECT w.billed_service_id, i.id AS instalment_id, i.equipment_id, i.charge_code,
                i.months, i.first_on, i.paid_off_on,
                (i.first_on + make_interval(months => i.months - 1))::date AS last_on
            FROM clients_deviceinstalment i
            JOIN inventory w ON w.service_id = i.service_id
            WHERE i.client_id = %(client)s
        )
        SELECT c.*, 0 AS expected FROM (
            SELECT c.*, c.amount AS claim, d.instalment_id, d.equipment_id, d.months, d.last_on,
                d.paid_off_on, k.code,
                row_number() OVER (PARTITION BY c.invoice_id, c.billed_service_id,
                    c.charge_code_id, c.period_from ORDER BY {line_order c}) AS place
            FROM charges c
            JOIN billing_audit_chargecode k ON k.id = c.charge_code_id
            JOIN LATERAL (
                SELECT d.* FROM devices d
                WHERE d.billed_service_id = c.billed_service_id AND d.charge_code = k.code
                    AND d.first_on <= c.period_from
                ORDER BY d.first_on DESC, d.instalment_id DESC LIMIT 1
            ) d ON true
            WHERE c.charge_type IN ({type recurring}, {type one_time}) AND c.amount > 0
                AND c.billed_service_id IN (SELECT d.billed_service_id FROM devices d)
        ) c
        WHERE c.place > (
            SELECT count(*) FROM devices d
            WHERE d.billed_service_id = c.billed_service_id AND d.charge_code = c.code
                AND d.first_on <= c.period_to
                AND c.period_from < (d.first_on + make_interval(months => d.months))::date
                AND c.period_from <= coalesce(d.paid_off_on, 'infinity')
        ) AND NOT {credited c}
    """
    examples = (
        example(
            "The 24th instalment was January's",
            Billed(over="30.00", **EIP),
            papers=(Device(first="2024-02-01"),),
        ),
        example(
            "The rest was paid at once in February",
            Billed(over="30.00", **EIP),
            papers=(Device(first="2025-02-01", paid_off="2026-02-12"),),
        ),
        example(
            "Two instalments for one device",
            Billed(**EIP),
            Billed(over="30.00", **EIP),
            papers=(Device(first="2025-02-01"),),
        ),
        example(
            "March's is the last one",
            Billed(**EIP),
            papers=(Device(first="2024-04-01"),),
        ),
        trap(
            "The old device was traded in, and the new one is paid for under the same code",
            Billed(**EIP),
            papers=(
                Device(first="2024-02-01"),
                Device(first="2026-02-01", equipment="350000000000002"),
            ),
        ),
        trap(
            "The old and the new one run side by side",
            Billed(**EIP),
            Billed(**EIP),
            papers=(
                Device(first="2025-02-01"),
                Device(first="2026-02-01", equipment="350000000000002"),
            ),
        ),
        example(
            "Another charge of the line",
            Billed(**PLAN),
            papers=(Device(first="2024-02-01"),),
        ),
    )
