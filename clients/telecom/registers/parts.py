"""What a fact is made of: the services on an order, the codes on a service record."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from clients.people.models import User
from clients.telecom import forms
from clients.telecom.models import OrderItem, ServiceRecordLine
from clients.telecom.registers.base import Cell
from retainer.lib import format as written


@dataclass(frozen=True)
class Part:
    """A table on the page of the whole, each row with a form of its own."""

    #: The register of the whole, and the fields that lead from one to the other.
    whole: str
    field: str
    many: str
    noun: str
    title: str
    empty: str
    model: type[Model]
    form: type[forms.PartForm]
    cells: tuple[Cell, ...]
    related: tuple[str, ...] = ()
    #: What the button says that adds one.
    add: str = "Add"

    @property
    def one(self) -> str:
        return str(self.model._meta.verbose_name)

    def rows(self, user: User) -> QuerySet:
        return self.model.objects.visible_to(user).select_related(self.field, *self.related)

    def lines(self, rows: Iterable[Any]) -> list[tuple[Any, list[tuple[Cell, object]]]]:
        return [(row, [(cell, cell.write(row)) for cell in self.cells]) for row in rows]

    def of(self, whole: Any) -> QuerySet:
        return getattr(whole, self.many).select_related(*self.related)


def _speed(row: OrderItem) -> str:
    return f"{row.speed_mbps.normalize():f} Mbit/s" if row.speed_mbps else ""


ORDERED = Part(
    whole="order",
    field="order",
    many="items",
    noun="order_item",
    title="Services on this order",
    empty="Name every service that the order adds, changes or takes away: "
    "a disconnect is proved service by service.",
    model=OrderItem,
    form=forms.OrderItemForm,
    related=("service",),
    add="Add a service",
    cells=(
        Cell("Service", lambda row: row.service, "mono"),
        Cell("What", lambda row: row.get_what_display()),
        Cell("Monthly rate agreed", lambda row: written.rate(row.monthly_rate), "num"),
        Cell("Speed", _speed, "num"),
        Cell("Connecting facility", lambda row: row.cfa, "mono"),
    ),
)

CODES = Part(
    whole="record",
    field="record",
    many="lines",
    noun="record_line",
    title="Codes on this record",
    empty="Load the record from a CSV file, or add its codes one by one.",
    model=ServiceRecordLine,
    form=forms.ServiceRecordLineForm,
    add="Add a code",
    cells=(
        Cell("Telephone number", lambda row: row.telephone_number, "mono"),
        Cell("USOC", lambda row: row.usoc, "mono"),
        Cell("Quantity", lambda row: row.quantity, "num"),
        Cell("PIC", lambda row: row.pic, "mono"),
        Cell("LPIC", lambda row: row.lpic, "mono"),
        Cell("Monthly rate", lambda row: written.rate(row.monthly_rate), "num"),
    ),
)

PARTS = (ORDERED, CODES)
