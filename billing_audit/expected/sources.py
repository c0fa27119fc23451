"""The ways to what expected lines were made from: bill line, rate, order, fee and so on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.urls import reverse

from billing_audit.bills.models import Line, LineShelf
from billing_audit.expected.models import ExpectedLine
from billing_audit.findings.exhibits import line_url
from clients.people.models import User
from clients.telecom.models import (
    ContractRate,
    DeviceInstalment,
    Discount,
    PublicFee,
    ScheduledCredit,
    Service,
    ServiceOrder,
)

#: By the name of the input: the row's model, its page, and what it is called.
ROWS: dict[str, tuple[type[Model], str, str]] = {
    "rate": (ContractRate, "telecom:rate_detail", "Contract rate"),
    "order": (ServiceOrder, "telecom:order_detail", "Order"),
    "service": (Service, "telecom:service_detail", "Inventory"),
    "instalment": (DeviceInstalment, "telecom:instalment_detail", "Instalment"),
    "discount": (Discount, "telecom:discount_detail", "Discount"),
    "promise": (ScheduledCredit, "telecom:scheduled_credit_detail", "Promise"),
    "fee": (PublicFee, "telecom:fee_detail", "Public factor"),
}


@dataclass(frozen=True)
class Source:
    """A link to a row as it is now."""

    words: str
    url: str


def sources(lines: Iterable[ExpectedLine], user: User) -> dict[int, list[Source]]:
    """What each line was made from, as far as it is still there and the person sees it."""
    lines = list(lines)
    found: dict[int, list[Source]] = defaultdict(list)
    bill_lines = lines_of({line.client_id for line in lines}, [line.line_id for line in lines])
    for line in lines:
        if line.line_id in bill_lines:
            found[line.pk].append(Source("Last bill", line_url(bill_lines[line.line_id])))
    for name, (model, page, words) in ROWS.items():
        keys = {line.pk: int(line.inputs[name]) for line in lines if name in line.inputs}
        rows = _seen(model, user).in_bulk(set(keys.values())) if keys else {}
        for line, key in keys.items():
            if key in rows:
                found[line].append(Source(words, reverse(page, args=[rows[key].public_id])))
    return found


def lines_of(clients: Iterable[int], keys: Iterable[int | None]) -> dict[int, Line]:
    """Bill lines by their keys, on the shelves of these clients."""
    shelves = LineShelf.objects.filter(client__in=list(clients)).values_list("pk", flat=True)
    lines = Line.objects.filter(
        shelf_id__in=list(shelves), pk__in=[key for key in keys if key]
    ).select_related("invoice")
    return {line.pk: line for line in lines}


def _seen(model: type[Model], user: User) -> QuerySet:
    """Public facts are everybody's."""
    rows = model._default_manager
    return rows.visible_to(user) if hasattr(rows, "visible_to") else rows.all()
