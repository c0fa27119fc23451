"""New charges: a code that the account was never charged before."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, day, number
from billing_audit.checks.inventory.needs import ORDERS
from billing_audit.checks.inventory.papers import OTHER, Item, Ordered
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import MONTHLY
from billing_audit.checks.settings import threshold

APRIL = ("2026-04-01", "2026-04-30")
PLACED = Ordered(items=(Item(what="new", service=OTHER),), kind="add", placed="2025-06-01")


class NewCodeWithoutAnOrder(Check):
    """A recurring charge with a code that is new on the account, and no order for it.

    The account has two earlier bills at least and none charges the code. No
    order on file was placed with the carrier in the sixty days before the bill
    that names the service, or no service at all. A code that replaces another,
    on the same service at the same amount, is that charge under a new name.
    Orders have to be on file for the check to say anything, and nothing is
    claimed before a person has confirmed it.

    Why it happens: a feature is added in a call with the carrier's sales desk,
    or a trial begins to cost.

    What to ask for: the order the charge rests on; without one, its removal
    and a credit since its first bill.
    """

    code = "I03"
    title = "New charge without an order"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.TO_BE_CONFIRMED
    subject = Subject.CHARGE
    claims_once_validated = True
    needs = (BILL_LINES, ORDERS)
    looks_at = MONTHLY
    settings = (
        threshold(
            "days",
            "60",
            "days before the bill within which it was ordered",
            "days",
            most="365",
            means="An order so long before the bill still explains a new charge.",
        ),
    )
    inputs = (
        AMOUNT,
        day("bill_date", "first charged on", "invoice.bill_date"),
        day("other_bill_date", "date of the bill before", "other.bill_date"),
        number("line_count", "its lines, none with the code", "other.line_count"),
        settings[0].input,
    )
    formula = "amount"
    clause = "is charged since a bill that no order explains"
    explanation = "{amount} since {bill_date}; the bill of {other_bill_date} had no such charge."
    sql = """
        SELECT c.*, b.bill_date, p.invoice_id AS other_id, p.bill_date AS other_bill_date,
            p.line_count, %(days)s::numeric AS days, 0 AS expected, c.amount AS claim
        FROM first_charged f
        JOIN bills b ON b.account_id = f.account_id AND b.bill_date = f.since
        JOIN charges c ON c.invoice_id = b.invoice_id AND c.charge_code_id = f.charge_code_id
        CROSS JOIN LATERAL (
            SELECT o.invoice_id, o.bill_date, o.line_count, count(*) OVER () AS bills
            FROM all_bills o
            WHERE o.account_id = b.account_id AND o.bill_date < b.bill_date AND o.line_count > 0
            ORDER BY o.bill_date DESC, o.invoice_id DESC LIMIT 1
        ) p
        LEFT JOIN inventory i ON i.billed_service_id = c.billed_service_id
        WHERE c.charge_type = {type recurring} AND c.amount > 0 AND p.bills >= 2
            AND NOT EXISTS (
                SELECT FROM clients_serviceorder o
                LEFT JOIN clients_orderitem t ON t.order_id = o.id
                WHERE o.client_id = %(client)s AND o.carrier_id = b.carrier_id
                    AND o.cancelled_on IS NULL
                    AND o.placed_on BETWEEN b.bill_date - (%(days)s::numeric)::integer
                        AND b.bill_date
                    AND (t.service_id IS NULL OR t.service_id = i.service_id)
            )
            AND NOT EXISTS (
                SELECT FROM all_charges x
                WHERE x.invoice_id = p.invoice_id AND x.amount = c.amount
                    AND x.billed_service_id IS NOT DISTINCT FROM c.billed_service_id
                    AND x.charge_type = {type recurring}
                    AND NOT EXISTS (
                        SELECT FROM all_charges y
                        WHERE y.invoice_id = c.invoice_id
                            AND y.charge_code_id = x.charge_code_id
                            AND y.billed_service_id IS NOT DISTINCT FROM c.billed_service_id
                    )
            )
    """
    _BEFORE = (
        bill(Billed(amount="50.00"), number="1000", on="2026-02-01"),
        bill(Billed(amount="50.00")),
    )
    _NEW = {"code": "SEC", "description": "Security suite", "period": APRIL}
    _ON = {"number": "1002", "on": "2026-04-01"}
    examples = (
        example(
            "A security suite since April",
            *_BEFORE,
            bill(
                Billed(amount="50.00", period=APRIL),
                Billed(amount="12.00", over="12.00", **_NEW),
                **_ON,
            ),
            papers=(PLACED,),
        ),
        example(
            "It was ordered in March",
            *_BEFORE,
            bill(Billed(amount="12.00", **_NEW), **_ON),
            papers=(Ordered(items=(Item(what="changed"),), kind="change", placed="2026-03-10"),),
        ),
        example(
            "The account's first bill charges only what is new",
            bill(Billed(amount="12.00", **_NEW), **_ON),
            papers=(PLACED,),
        ),
        trap(
            "The carrier gave the port another code",
            *_BEFORE,
            bill(
                Billed(amount="50.00", code="PORT-N", description="Port, 100 Mbps", period=APRIL),
                **_ON,
            ),
            papers=(PLACED,),
        ),
    )
