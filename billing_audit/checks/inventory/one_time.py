"""One-time charges: for orders nobody placed, and for a date that was missed."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import AMOUNT, day, text
from billing_audit.checks.inventory.needs import ORDERS
from billing_audit.checks.inventory.papers import OTHER, Item, Known, Ordered
from billing_audit.checks.meanings import meaning
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import ORDERED_ONCE
from billing_audit.checks.settings import threshold

meaning(
    "expedite",
    "charge for an expedited order",
    codes=("EXP", "EXPED", "EODDB"),
    says=(r"expedit\w*", "rush (order|charge|fee)"),
)
ONCE = {"charge": "one_time", "code": "NRC", "description": "Installation"}
RUSH = {"charge": "one_time", "code": "EXP", "description": "Expedite charge"}
MATCHED = threshold(
    "least_matched",
    "80",
    "per cent of one-time charges with an order",
    "per cent",
    most="100",
    means=("Below this share it is the orders on file that are incomplete, and nothing is said."),
)


class OneTimeChargeWithoutAnOrder(Check):
    """A one-time charge for a service that no order stands behind, or a cancelled one.

    An order stands behind a charge when it is with the same carrier, names the
    service and was placed in the half year before the bill, or when the charge
    itself names the order by our number or by the carrier's. A charge whose only
    order was cancelled is reported always. One without any order is reported only
    where nearly all other one-time charges of the account have theirs, because
    else it is the orders on file that are incomplete; and as a person may know
    of an order that is not on file, nothing is claimed until somebody says so.

    Why it happens: an order of a neighbour's account, a carrier's own work that
    is billed to the customer, or a cancelled order that billing never saw.

    What to ask for: the order that the charge belongs to; without one, its credit.
    """

    code = "C15"
    title = "One-time charge without an order"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.NOT_DUE
    subject = Subject.CHARGE
    claims_once_validated = True
    needs = (BILL_LINES, INVENTORY, ORDERS)
    looks_at = ORDERED_ONCE
    settings = (MATCHED,)
    inputs = (AMOUNT, text("order_number", "cancelled order", "order.number"), MATCHED.input)
    formula = "amount"
    clause = "is a one-time charge that nobody ordered"
    explanation = "Billed {amount}; no order stands behind it (cancelled order: {order_number})."
    sql = """
        SELECT c.*, 0 AS expected, c.amount AS claim, %(least_matched)s AS least_matched
        FROM (
            SELECT c.*, gone.order_id, gone.order_number, live.order_id AS live_id,
                count(live.order_id) OVER (PARTITION BY c.account_id) AS matched,
                count(*) OVER (PARTITION BY c.account_id) AS together
            FROM charges c
            JOIN bills b USING (invoice_id)
            JOIN owned s USING (billed_service_id)
            LEFT JOIN LATERAL (
                SELECT o.order_id FROM ordered o
                WHERE o.order_carrier_id = b.carrier_id AND o.cancelled_on IS NULL
                    AND o.billed_service_id = c.billed_service_id
                    AND o.placed_on BETWEEN b.bill_date - 183 AND b.bill_date
                UNION ALL
                SELECT o.id FROM clients_serviceorder o
                WHERE o.client_id = %(client)s AND o.carrier_id = b.carrier_id
                    AND o.cancelled_on IS NULL
                    AND (strpos(upper(c.description), upper(o.number)) > 0
                        OR (o.carrier_number <> ''
                            AND strpos(upper(c.description), upper(o.carrier_number)) > 0))
                LIMIT 1
            ) live ON true
            LEFT JOIN LATERAL (
                SELECT o.order_id, o.order_number FROM ordered o
                WHERE o.order_carrier_id = b.carrier_id AND o.cancelled_on <= b.bill_date
                    AND o.billed_service_id = c.billed_service_id
                    AND o.placed_on BETWEEN b.bill_date - 183 AND b.bill_date
                ORDER BY o.placed_on DESC, o.order_id DESC LIMIT 1
            ) gone ON true
            WHERE c.charge_type = {type one_time} AND c.amount > 0
        ) c
        WHERE c.live_id IS NULL AND (c.order_id IS NOT NULL
            OR c.matched * 100 >= %(least_matched)s * (c.together - 1) AND c.matched > 0)
    """
    examples = (
        example(
            "The order was cancelled in February",
            Billed(amount="250.00", over="250.00", **ONCE),
            papers=(
                Ordered(kind="add", cancelled="2026-02-10", items=(Item(what="new"),)),
            ),
        ),
        example(
            "The charge before it has an order, this one has none",
            Billed(amount="250.00", **ONCE),
            Billed(amount="90.00", service=OTHER, over="90.00", **ONCE),
            papers=(
                Known(service=OTHER),
                Ordered(kind="add", completed="2026-02-20", items=(Item(what="new"),)),
            ),
        ),
        example(
            "No order is on file for any of the charges: the orders are incomplete",
            Billed(amount="250.00", **ONCE),
            Billed(amount="90.00", service=OTHER, **ONCE),
            papers=(
                Known(service=OTHER),
                Known(),
                Ordered(items=(Item(service="315-200-0099"),)),
            ),
        ),
        trap(
            "The bill names the carrier's own number of an order for another service",
            Billed(
                amount="250.00", charge="one_time", code="NRC",
                description="Installation, order N4471182",
            ),
            papers=(
                Known(),
                Ordered(
                    kind="add", carrier_number="N4471182", completed="2026-02-20",
                    items=(Item(what="new", service=OTHER),),
                ),
            ),
        ),
        example(
            "A cancelled order was placed again",
            Billed(amount="250.00", **ONCE),
            papers=(
                Ordered(kind="add", cancelled="2026-02-10", items=(Item(what="new"),)),
                Ordered(
                    number="PO-8", kind="add", placed="2026-02-11", completed="2026-02-25",
                    items=(Item(what="new"),),
                ),
            ),
        ),
    )  # fmt: skip


class ExpediteForAMissedDate(Check):
    """An expedite is charged though the carrier missed the date it had confirmed.

    The order asked for the expedite, the carrier confirmed a firm date, and the
    service was done and accepted later than that. Where the client held the
    order up the date is not the carrier's, and nothing is said.

    Why it happens: the fee is keyed when the order is placed, and nobody looks
    at the day it was done.

    What to ask for: a credit of the fee, with the firm date and the day of acceptance.
    """

    code = "C17"
    title = "Expedite charged for a missed date"
    severity = Severity.MEDIUM
    confidence = Confidence.HIGH
    precedence = Precedence.NOT_DUE
    subject = Subject.CHARGE
    needs = (BILL_LINES, INVENTORY, ORDERS)
    looks_at = ORDERED_ONCE.of("expedite")
    inputs = (
        AMOUNT,
        day("confirmed_for", "firm order date", "order.confirmed_for"),
        day("completed_on", "done and accepted on", "order.completed_on"),
        text("order_number", "order", "order.number"),
    )
    formula = "amount"
    clause = "is charged though the date was missed"
    explanation = (
        "Order {order_number} was confirmed for {confirmed_for} and done on {completed_on}."
    )
    sql = """
        SELECT c.*, 0 AS expected FROM (
            SELECT c.*, c.amount AS claim, o.order_id, o.order_number, o.confirmed_for,
                o.completed_on
            FROM charges c
            JOIN bills b USING (invoice_id)
            JOIN LATERAL (
                SELECT o.* FROM ordered o
                WHERE o.billed_service_id = c.billed_service_id AND o.cancelled_on IS NULL
                    AND o.order_carrier_id = b.carrier_id
                    AND o.placed_on BETWEEN b.bill_date - 183 AND b.bill_date
                ORDER BY o.placed_on DESC, o.order_id DESC LIMIT 1
            ) o ON o.expedite_asked AND NOT o.delayed_by_client
                AND o.completed_on > o.confirmed_for
            WHERE c.charge_type = {type one_time} AND c.amount > 0 AND {means c expedite}
            OFFSET 0
        ) c
        WHERE NOT {credited c}
    """
    examples = (
        example(
            "Confirmed for 10 February, done on the 24th",
            Billed(amount="400.00", over="400.00", **RUSH),
            papers=(
                Ordered(
                    kind="add", expedite=True, confirmed="2026-02-10", completed="2026-02-24",
                    items=(Item(what="new"),),
                ),
            ),
        ),
        example(
            "Done on the day that was confirmed",
            Billed(amount="400.00", **RUSH),
            papers=(
                Ordered(
                    kind="add", expedite=True, confirmed="2026-02-10", completed="2026-02-10",
                    items=(Item(what="new"),),
                ),
            ),
        ),
        trap(
            "The client's own room was not ready",
            Billed(amount="400.00", **RUSH),
            papers=(
                Ordered(
                    kind="add", expedite=True, confirmed="2026-02-10", completed="2026-02-24",
                    delayed_by_client=True, items=(Item(what="new"),),
                ),
            ),
        ),
        example(
            "The carrier never confirmed a date",
            Billed(amount="400.00", **RUSH),
            papers=(
                Ordered(
                    kind="add", expedite=True, due="2026-02-10", completed="2026-02-24",
                    items=(Item(what="new"),),
                ),
            ),
        ),
    )  # fmt: skip
