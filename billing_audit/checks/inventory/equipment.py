"""Equipment that is the client's, or back with the carrier, and still rented; codes of it."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import AMOUNT, PERIOD_FROM, day, money, text
from billing_audit.checks.inventory.needs import EQUIPMENT, ORDERS
from billing_audit.checks.inventory.papers import Item, Known, Ordered
from billing_audit.checks.meanings import meaning
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import ORDERED, OWNED

meaning(
    "equipment_rental",
    "rental of equipment",
    codes=("RTR", "CPE", "CPERENT", "RENTAL"),
    says=(r"rent\w*", r"leas\w*", "cpe", r"(router|modem|phone|handset|equipment) (charge|fee)s?"),
    says_not=(r"mainten\w*", r"support", "warranty", "purchase"),
)
meaning(
    "channel_termination",
    "channel termination",
    codes=("TMECS", "TRG", "CHTERM"),
    says=(r"chan(nel)? term\w*",),
)
RENTAL = {"code": "RTR", "description": "Router rental"}
TERMINATION = {"code": "CHTERM", "description": "Channel termination"}


class EquipmentRentedOn(Check):
    """Equipment is rented on after it was bought, or given back to the carrier.

    The inventory says on which day the equipment of the service was bought or
    returned; a rental whose period begins later is claimed whole. Maintenance
    and support are no rental. Without the day nothing is said: the receipt of
    the return is what the carrier will ask for.

    Why it happens: the return is booked in the warehouse and not in billing.

    What to ask for: a credit since the day of the receipt, and the end of the rental.
    """

    code = "C13"
    title = "Equipment rented after purchase or return"
    severity = Severity.MEDIUM
    confidence = Confidence.HIGH
    precedence = Precedence.DISCONNECTED
    subject = Subject.CHARGE
    recurs = True
    needs = (BILL_LINES, INVENTORY, EQUIPMENT)
    looks_at = OWNED.of("equipment_rental")
    inputs = (
        AMOUNT,
        PERIOD_FROM,
        day("ours_on", "equipment bought or returned on", "facts.equipment_ours_on"),
    )
    formula = "amount"
    clause = "is rent for equipment that was bought or returned"
    explanation = "Rent from {period_from}; the equipment was bought or returned on {ours_on}."
    sql = """
        SELECT c.*, 0 AS expected FROM (
            SELECT c.*, c.amount AS claim, s.service_id AS facts_id, s.equipment_ours_on AS ours_on
            FROM charges c
            JOIN owned s USING (billed_service_id)
            JOIN (
                SELECT * FROM wordings w WHERE {means w equipment_rental} OFFSET 0
            ) w ON {worded c}
            WHERE {recurring c} AND s.equipment_ours_on < c.period_from
            OFFSET 0
        ) c
        WHERE NOT {credited c}
    """
    examples = (
        example(
            "The router went back in February",
            Billed(amount="45.00", over="45.00", **RENTAL),
            Billed(amount="310.00"),
            papers=(Known(ours="2026-02-11"),),
        ),
        trap(
            "It went back, and nobody kept the receipt with its day",
            Billed(amount="45.00", **RENTAL),
            papers=(Known(),),
        ),
        example(
            "It goes back within the month",
            Billed(amount="45.00", **RENTAL),
            papers=(Known(ours="2026-03-11"),),
        ),
        example(
            "Maintenance of a router that was bought",
            Billed(amount="12.00", code="RMT", description="Router rental maintenance"),
            papers=(Known(ours="2026-02-11"),),
        ),
    )


class ChannelTerminationForACrossConnect(Check):
    """A channel termination is billed where the order asked for a cross-connect.

    An order that names a connecting facility (CFA) hands the circuit over by a
    cross-connect inside the building. The channel termination, which brings a
    circuit out to the customer, costs many times as much. Claimed is what is
    billed above the rate that the order agreed for the cross-connect; without
    an agreed rate nothing is claimed.

    Why it happens: the service order is coded as an end-user circuit.

    What to ask for: the cross-connect's rate since the start, with the CFA on the order.
    """

    code = "C12"
    title = "Channel termination instead of cross-connect"
    severity = Severity.HIGH
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_RATE
    subject = Subject.CHARGE
    recurs = True
    needs = (BILL_LINES, INVENTORY, ORDERS)
    looks_at = ORDERED.of("channel_termination")
    inputs = (
        AMOUNT,
        money("agreed", "cross-connect agreed at", "item.monthly_rate"),
        text("cfa", "connecting facility", "item.cfa"),
    )
    formula = "amount - agreed"
    clause = "is billed where a cross-connect was ordered"
    explanation = "Billed {amount}; the order names {cfa} and agrees {agreed} for a cross-connect."
    sql = """
        SELECT c.*, c.agreed AS expected FROM (
            SELECT c.*, o.item_id, o.ordered_rate AS agreed, o.cfa,
                c.amount - o.ordered_rate AS claim
            FROM charges c
            JOIN bills b USING (invoice_id)
            JOIN (
                SELECT * FROM wordings w WHERE {means w channel_termination} OFFSET 0
            ) w ON {worded c}
            JOIN LATERAL (
                SELECT o.* FROM ordered o
                WHERE o.billed_service_id = c.billed_service_id AND o.cancelled_on IS NULL
                    AND o.what IN ('new', 'changed') AND o.order_carrier_id = b.carrier_id
                    AND coalesce(o.effective_on, o.completed_on) <= c.period_from
                ORDER BY o.placed_on DESC, o.order_id DESC LIMIT 1
            ) o ON o.cfa <> '' AND o.ordered_rate < c.amount
            WHERE {recurring c} AND coalesce(c.quantity, 1) = 1
            OFFSET 0
        ) c
        WHERE NOT {credited c}
    """
    examples = (
        example(
            "Ordered with a CFA at 12.00, billed as a channel termination",
            Billed(amount="185.00", over="173.00", **TERMINATION),
            papers=(
                Ordered(
                    kind="add",
                    completed="2026-02-10",
                    items=(Item(what="new", rate="12", cfa="101/T3/ALBYNY01/ALBYNY02"),),
                ),
            ),
        ),
        trap(
            "No rate was agreed for the cross-connect: the tariff's section has to be cited first",
            Billed(amount="185.00", **TERMINATION),
            papers=(
                Ordered(
                    kind="add",
                    completed="2026-02-10",
                    items=(Item(what="new", cfa="101/T3/ALBYNY01/ALBYNY02"),),
                ),
            ),
        ),
        example(
            "An end-user circuit without a CFA",
            Billed(amount="185.00", **TERMINATION),
            papers=(
                Ordered(kind="add", completed="2026-02-10", items=(Item(what="new", rate="12"),)),
            ),
        ),
        example(
            "A partial month was billed before the order was done",
            Billed(amount="185.00", **TERMINATION),
            papers=(
                Ordered(
                    kind="add",
                    completed="2026-03-10",
                    items=(Item(what="new", rate="12", cfa="101/T3/ALBYNY01/ALBYNY02"),),
                ),
            ),
        ),
    )
