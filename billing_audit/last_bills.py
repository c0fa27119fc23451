"""Which bill was the last to charge a service every month, for the orders that end services."""

from collections.abc import Collection, Iterator

from django.db.models import Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Greatest
from django.urls import reverse

from billing_audit.bills.models import BilledService, ChargeType, Invoice, Line, LineShelf
from clients.people.models import User
from clients.telecom.last_bills import LastBill, register
from clients.telecom.models import Service


def last_bills(user: User, services: Collection[Service]) -> dict[int, LastBill]:
    """The newest bill that charges each service by the month, as far as somebody may see it."""
    owners = dict(billed_as(services))
    charged: dict[int, dict] = {}
    for row in _charged(services, owners):
        charged[owners[row["billed_service"]]] = row
    bills = Invoice.objects.visible_to(user).select_related("account")
    found = bills.annotate(newest=_newest_of_account()).in_bulk(
        {row["invoice"] for row in charged.values()}
    )
    return {
        service: _last(found[row["invoice"]], row)
        for service, row in charged.items()
        if row["invoice"] in found
    }


def billed_as(services: Collection[Service]) -> Iterator[tuple[int, int]]:
    """The numbers by which bills charge the services, each with its service."""
    by_number = {(service.client_id, service.number): service.pk for service in services}
    linked = Q(service__in=[service.pk for service in services])
    named = Q(service=None, number__in=[number for _, number in by_number])
    clients = {service.client_id for service in services}
    for billed in BilledService.objects.filter(linked | named, client__in=clients):
        service = billed.service_id or by_number.get((billed.client_id, billed.number))
        if service:
            yield billed.pk, service


def _charged(services: Collection[Service], owners: Collection[int]) -> Iterator[dict]:
    """What each bill charges for each of them every month, the newest bill last."""
    clients = {service.client_id for service in services}
    shelves = LineShelf.objects.filter(client__in=clients)
    lines = Line.objects.filter(
        client__in=clients,
        shelf_id__in=list(shelves.values_list("pk", flat=True)),
        billed_service__in=list(owners),
        charge_type=ChargeType.RECURRING,
        amount__gt=0,
    )
    yield from (
        lines.values("billed_service", "invoice")
        .annotate(
            sum=Sum("amount"),
            reaches=Max(Greatest("period_from", "period_to")),
            dated=Max("invoice__bill_date"),
        )
        .order_by("dated", "invoice")
    )


def _newest_of_account() -> Subquery:
    newer = Invoice.objects.filter(account=OuterRef("account")).order_by("-bill_date")
    return Subquery(newer.values("bill_date")[:1])


def _last(invoice: Invoice, row: dict) -> LastBill:
    return LastBill(
        number=invoice.number,
        bill_date=invoice.bill_date,
        charged_to=row["reaches"],
        amount=row["sum"],
        currency=invoice.currency,
        url=reverse("bills:invoice_detail", args=[invoice.public_id]),
        is_followed=invoice.newest > invoice.bill_date,
    )


def register_last_bills() -> None:
    """Let orders tell the last bill of what they end."""
    register(last_bills)
