"""Orders that ended a service: what is billed after the day they name."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, PERIOD_FROM, day, text
from billing_audit.checks.inventory.needs import ORDERS
from billing_audit.checks.inventory.papers import OTHER, Clause, Item, Ordered
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import ORDERED
from billing_audit.checks.settings import threshold

OVERLAP = threshold(
    "usual_overlap",
    "30",
    "days of overlap where nothing is agreed",
    "days",
    least="0",
    most="365",
    means=(
        "The old service may be billed for so long beside the new one "
        "where neither order nor contract says otherwise."
    ),
)
REPLACED = (Item(what="new", service=OTHER), Item(what="removed"))
BOTH = (Item(what="removed"), Item(what="removed", service=OTHER))


class BilledThoughAnOrderRemovedIt(Check):
    """A recurring charge of a service that an order took away, after the order's last day.

    The last day is the one the order names as effective. Where it names none it
    is the day the order was done, or the end of the notice that the contract
    asks for, whichever is later. Only charges whose period begins after that
    day are claimed. An order counts when the carrier gave it a number, confirmed
    a date or did it, and when no later order brought the service back. Orders
    that replace a service by a new one are looked at by another check.

    Why it happens: an order with several services is closed when the first of
    them is gone, or reaches operations and not billing.

    What to ask for: a credit back to the order's last day for each service still
    billed, with the carrier's own order number, and the end of the charges.
    """

    code = "C20"
    title = "Removed by an order and still billed"
    severity = Severity.CRITICAL
    confidence = Confidence.HIGH
    precedence = Precedence.DISCONNECTED
    subject = Subject.SERVICE
    recurs = True
    needs = (BILL_LINES, INVENTORY, ORDERS)
    looks_at = ORDERED
    inputs = (
        AMOUNT,
        PERIOD_FROM,
        day("ended_on", "last day by the order", "order.settled_on"),
        text("order_number", "order", "order.number"),
    )
    formula = "amount"
    clause = "is billed after an order removed it"
    explanation = "Billed from {period_from}; order {order_number} ended it on {ended_on}."
    sql = """
        SELECT c.*, 0 AS expected FROM (
            SELECT c.*, c.amount AS claim, o.order_id, o.order_number, o.ended_on
            FROM removals o
            JOIN charges c USING (billed_service_id)
            JOIN bills b ON b.invoice_id = c.invoice_id AND b.carrier_id = o.order_carrier_id
            WHERE {recurring c} AND NOT o.is_replaced AND o.ended_on < c.period_from
                AND (o.effective_on IS NOT NULL
                    OR o.placed_on + coalesce(o.notice, 0) < c.period_from)
                AND o.back_on > c.period_to
            OFFSET 0
        ) c
        WHERE NOT {credited c}
    """
    examples = (
        example(
            "Two services on one order, and only one of them is gone",
            bill(Billed(amount="310.00", over="310.00")),
            papers=(Ordered(completed="2026-02-10", effective="2026-02-28", items=BOTH),),
        ),
        example(
            "Done on 10 February, and a notice of 30 days was over before March",
            Billed(amount="310.00", over="310.00"),
            papers=(
                Clause(disconnect_notice_days=30),
                Ordered(completed="2026-02-10", items=BOTH),
            ),
        ),
        trap(
            "A notice of 60 days runs until the middle of March",
            Billed(amount="310.00"),
            papers=(
                Clause(disconnect_notice_days=60),
                Ordered(completed="2026-02-10", items=BOTH),
            ),
        ),
        trap(
            "A notice of 45 days ends on the first day that is billed",
            Billed(amount="310.00"),
            papers=(
                Clause(disconnect_notice_days=45),
                Ordered(completed="2026-02-10", items=BOTH),
            ),
        ),
        example(
            "The order names the first day that is billed as the last one",
            Billed(amount="310.00"),
            papers=(Ordered(completed="2026-02-10", effective="2026-03-01", items=BOTH),),
        ),
        trap(
            "The service is not among those on the order",
            Billed(amount="310.00"),
            papers=(
                Ordered(
                    completed="2026-02-10",
                    items=(Item(what="changed"), Item(what="removed", service=OTHER)),
                ),
            ),
        ),
        trap(
            "A later order brought it back",
            Billed(amount="310.00"),
            papers=(
                Ordered(completed="2026-02-10", items=BOTH),
                Ordered(number="PO-9", kind="add", placed="2026-02-12", items=(Item(what="new"),)),
            ),
        ),
        example(
            "The order was cancelled",
            Billed(amount="310.00"),
            papers=(Ordered(effective="2026-02-10", cancelled="2026-02-01", items=BOTH),),
        ),
        example(
            "The carrier has neither numbered, confirmed nor done the order",
            Billed(amount="310.00"),
            papers=(Ordered(effective="2026-02-10", items=BOTH),),
        ),
        example(
            "An order with another carrier",
            Billed(amount="310.00"),
            papers=(Ordered(carrier="Pellbrook", completed="2026-02-10", items=BOTH),),
        ),
        example(
            "It ends within the period",
            Billed(amount="310.00"),
            papers=(Ordered(completed="2026-03-10", items=BOTH),),
        ),
    )


class OldServiceBesideItsReplacement(Check):
    """The old service is billed on after its replacement was accepted.

    One order brings the new service and takes the old one away. The old one may
    be billed for the overlap that the order plans, else for the one that the
    contract allows, else for a usual number of days; only charges whose period
    begins after it are claimed.

    Why it happens: the carrier waits for a separate order to disconnect, or for
    a person to say that the migration is done.

    What to ask for: a credit of the old service since the end of the overlap, and its removal.
    """

    code = "C07"
    title = "Old service beside its replacement"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.DISCONNECTED
    subject = Subject.SERVICE
    recurs = True
    needs = (BILL_LINES, INVENTORY, ORDERS)
    looks_at = ORDERED
    settings = (OVERLAP,)
    inputs = (
        AMOUNT,
        PERIOD_FROM,
        day("completed_on", "replacement accepted on", "order.completed_on"),
        text("order_number", "order", "order.number"),
        OVERLAP.input,
    )
    formula = "amount"
    clause = "is billed beside the service that replaced it"
    explanation = (
        "Billed from {period_from}; its replacement on order {order_number} was accepted on "
        "{completed_on}."
    )
    sql = """
        SELECT c.*, 0 AS expected, %(usual_overlap)s AS usual_overlap FROM (
            SELECT c.*, c.amount AS claim, o.order_id, o.order_number, o.completed_on
            FROM removals o
            JOIN charges c USING (billed_service_id)
            JOIN bills b ON b.invoice_id = c.invoice_id AND b.carrier_id = o.order_carrier_id
            WHERE {recurring c} AND o.is_replaced AND o.back_on > c.period_to
                AND o.completed_on + coalesce(o.overlap_days, o.overlap, %(usual_overlap)s::int)
                    < c.period_from
                AND coalesce(o.effective_on, '-infinity') < c.period_from
            OFFSET 0
        ) c
        WHERE NOT {credited c}
    """
    examples = (
        example(
            "Replaced on 20 January, and 30 days later still billed",
            Billed(amount="310.00", over="310.00"),
            Billed(amount="280.00", service=OTHER),
            papers=(Ordered(kind="change", completed="2026-01-20", items=REPLACED),),
        ),
        example(
            "The contract allows ten days only",
            Billed(amount="310.00", over="310.00"),
            papers=(
                Clause(overlap_days=10),
                Ordered(kind="change", completed="2026-02-10", items=REPLACED),
            ),
        ),
        trap(
            "The order plans 60 days side by side",
            Billed(amount="310.00"),
            papers=(Ordered(kind="change", completed="2026-01-20", overlap=60, items=REPLACED),),
        ),
        trap(
            "Accepted on 10 February, and the usual 30 days are not over",
            Billed(amount="310.00"),
            papers=(Ordered(kind="change", completed="2026-02-10", items=REPLACED),),
        ),
        trap(
            "The usual 30 days end on the first day that is billed",
            Billed(amount="310.00"),
            papers=(Ordered(kind="change", completed="2026-01-30", items=REPLACED),),
        ),
        example(
            "The usual 30 days ended on the day before",
            Billed(amount="310.00", over="310.00"),
            papers=(Ordered(kind="change", completed="2026-01-29", items=REPLACED),),
        ),
        trap(
            "A later order brought the old service back",
            Billed(amount="310.00"),
            papers=(
                Ordered(kind="change", completed="2026-01-20", items=REPLACED),
                Ordered(number="PO-9", kind="add", placed="2026-02-12", items=(Item(what="new"),)),
            ),
        ),
        example(
            "The order names the first day that is billed as the last one",
            Billed(amount="310.00"),
            papers=(
                Ordered(
                    kind="change", completed="2026-01-20", effective="2026-03-01", items=REPLACED
                ),
            ),
        ),
        example(
            "The replacement is not accepted yet",
            Billed(amount="310.00"),
            papers=(Ordered(kind="change", items=REPLACED),),
        ),
        example(
            "The order names a later last day",
            Billed(amount="310.00"),
            papers=(
                Ordered(
                    kind="change", completed="2026-01-20", effective="2026-03-31", items=REPLACED
                ),
            ),
        ),
    )
