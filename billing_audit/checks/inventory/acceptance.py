"""Orders for something new: charged before the client had it."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import AMOUNT, PERIOD_FROM, PERIOD_TO, day, text
from billing_audit.checks.inventory.needs import ORDERS
from billing_audit.checks.inventory.papers import Clause, Item, Ordered
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import ORDERED

NEW = (Item(what="new"),)


class BilledBeforeAcceptance(Check):
    """A recurring charge for days before the client accepted the new service.

    Billing begins on the day the order names as effective, else on the day the
    service was accepted. A period that ends before that day is claimed whole;
    one that contains it for the days before, in proportion to its own days.
    Where the contract takes a service as accepted some days after delivery, an
    order counts only when its firm date is known and those days were not over.

    Why it happens: billing starts with the carrier's own test, or with the date
    that was planned, and not when the client signed for the service.

    What to ask for: a credit of the days before acceptance, and the right start date.
    """

    code = "C02"
    title = "Billed before acceptance"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_PERIOD
    subject = Subject.SERVICE
    needs = (BILL_LINES, INVENTORY, ORDERS)
    looks_at = ORDERED
    inputs = (
        AMOUNT,
        PERIOD_FROM,
        PERIOD_TO,
        day("begins_on", "first day to be paid", "order.settled_on"),
        text("order_number", "order", "order.number"),
    )
    formula = {
        "whole": "amount",
        "share": "amount * days_after(period_from, begins_on) / days(period_from, period_to)",
    }
    clause = "is billed for days before it was accepted"
    explanation = "Billed from {period_from}; order {order_number} begins on {begins_on}."
    sql = """
        SELECT c.*, c.amount - c.claim AS expected FROM (
            SELECT c.*, o.order_id, o.order_number, o.begins_on,
                CASE WHEN o.begins_on > c.period_to THEN 'whole' ELSE 'share' END AS formula,
                CASE WHEN o.begins_on > c.period_to THEN c.amount
                    ELSE c.amount * (o.begins_on - c.period_from)
                        / (c.period_to - c.period_from + 1) END AS claim
            FROM charges c
            JOIN bills b USING (invoice_id)
            JOIN LATERAL (
                SELECT o.*, coalesce(o.effective_on, o.completed_on) AS begins_on
                FROM ordered o
                WHERE o.billed_service_id = c.billed_service_id AND o.what = 'new'
                    AND o.cancelled_on IS NULL AND o.order_carrier_id = b.carrier_id
                    AND o.placed_on <= c.period_to
                ORDER BY o.placed_on DESC, o.order_id DESC LIMIT 1
            ) o ON o.begins_on > c.period_from
            WHERE {recurring c}
                AND c.billed_service_id IN (SELECT n.billed_service_id FROM ordered n)
                AND NOT EXISTS (
                    SELECT FROM clients_contract k
                    WHERE k.client_id = %(client)s AND k.carrier_id = b.carrier_id
                        AND k.acceptance_days IS NOT NULL AND o.effective_on IS NULL
                        AND (k.term IS NULL OR k.term @> o.begins_on)
                        AND coalesce(o.confirmed_for + k.acceptance_days < o.begins_on, true)
                )
        ) c
        WHERE NOT {credited c}
    """
    examples = (
        example(
            "Accepted on 11 March, billed from 1 March: ten days too early",
            Billed(amount="310.00", over="100.00"),
            papers=(Ordered(kind="add", completed="2026-03-11", items=NEW),),
        ),
        example(
            "Accepted in April, billed for March",
            Billed(amount="310.00", over="310.00"),
            papers=(Ordered(kind="add", completed="2026-04-02", items=NEW),),
        ),
        example(
            "The contract takes it as accepted 30 days after delivery, and they are not over",
            Billed(amount="310.00", over="100.00"),
            papers=(
                Clause(acceptance_days=30),
                Ordered(kind="add", confirmed="2026-02-20", completed="2026-03-11", items=NEW),
            ),
        ),
        trap(
            "The contract takes it as accepted five days after delivery",
            Billed(amount="310.00"),
            papers=(
                Clause(acceptance_days=5),
                Ordered(kind="add", confirmed="2026-02-20", completed="2026-03-11", items=NEW),
            ),
        ),
        trap(
            "Deemed acceptance, and nobody noted the day of delivery",
            Billed(amount="310.00"),
            papers=(
                Clause(acceptance_days=5),
                Ordered(kind="add", completed="2026-03-11", items=NEW),
            ),
        ),
        example(
            "It was agreed that billing begins before the last test",
            Billed(amount="310.00"),
            papers=(
                Ordered(kind="add", effective="2026-03-01", completed="2026-03-11", items=NEW),
            ),
        ),
        example(
            "A credit on the same bill gives the ten days back",
            Billed(amount="310.00"),
            Billed(amount="-100.00", charge="credit", period=("2026-03-01", "2026-03-10")),
            papers=(Ordered(kind="add", completed="2026-03-11", items=NEW),),
        ),
        example(
            "A change of a service that was there already",
            Billed(amount="310.00"),
            papers=(Ordered(kind="change", completed="2026-03-11", items=(Item(what="changed"),)),),
        ),
        example(
            "The order that replaced it was accepted before March",
            Billed(amount="310.00"),
            papers=(Ordered(kind="add", completed="2026-02-20", items=NEW),),
        ),
    )
