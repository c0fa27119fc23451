"""Orders placed with carriers."""

from clients.telecom import forms
from clients.telecom.models import ServiceOrder
from clients.telecom.reference import Orders
from clients.telecom.registers.base import CLIENT, Cell, Register
from retainer.lib import format as written


def _agreed(order: ServiceOrder) -> str:
    return "Waived" if order.charge_waived else written.money(order.charge_agreed)


def _overlap(order: ServiceOrder) -> str:
    return "" if order.overlap_days is None else written.count(order.overlap_days, "day")


ORDERS = Register(
    noun="order",
    title="Orders",
    answer="What was ordered from carriers, when it was due, and what of it is still billed.",
    empty="Enter moves, adds, changes and disconnects, or load them from a CSV file. "
    "A disconnect is done when its last bill proves it.",
    model=ServiceOrder,
    form=forms.OrderForm,
    cells=(
        Cell("Order", lambda row: row.number, "mono"),
        Cell("Kind", lambda row: row.get_kind_display()),
        Cell("Carrier", lambda row: row.carrier),
        CLIENT,
        Cell("Carrier's number", lambda row: row.carrier_number, "mono", detail_only=True),
        Cell("State", lambda row: row.state.capitalize()),
        Cell("Placed on", lambda row: written.day(row.placed_on)),
        Cell("Due on", lambda row: written.day(row.due_on)),
        Cell("Firm order date", lambda row: written.day(row.confirmed_for), detail_only=True),
        Cell("Done and accepted on", lambda row: written.day(row.completed_on)),
        Cell("Effective on", lambda row: written.day(row.effective_on), detail_only=True),
        Cell("Cancelled on", lambda row: written.day(row.cancelled_on), detail_only=True),
        Cell("One-time charge", _agreed, "num", detail_only=True),
        Cell(
            "Expedite asked for",
            lambda row: "Yes" if row.expedite_asked else "No",
            detail_only=True,
        ),
        Cell(
            "Held up by the client",
            lambda row: "Yes" if row.delayed_by_client else "No",
            detail_only=True,
        ),
        Cell("Planned overlap", _overlap, detail_only=True),
        Cell("Notes", lambda row: row.notes, detail_only=True),
    ),
    order=("-placed_on", "-id"),
    search=("number", "carrier_number", "carrier__name"),
    related=("client", "carrier"),
    loader=Orders,
    icon="list",
)
