"""What bills charge at prices that were agreed anew: the first of them, and what all save."""

from collections.abc import Collection
from decimal import Decimal

from django.db.models import Count, DecimalField, F, Max, Min, Q, QuerySet, Sum, Value
from django.urls import reverse

from billing_audit.bills.models import Invoice, Line, LineShelf
from clients.contracts import followed
from clients.contracts.followed import Brought, FirstBill
from clients.contracts.models import Renegotiation
from clients.people.models import User

#: Bills that are told.
FIRST = 3
EXACT = DecimalField(max_digits=38, decimal_places=12)


def first_bills(user: User, renegotiation: Renegotiation) -> list[FirstBill]:
    """The first bills whose charges of that code begin on the day or later."""
    lines = _lines(user, renegotiation.client_id).filter(_at_the_price(renegotiation))
    grouped = lines.values("invoice__number", "invoice__bill_date", "invoice__public_id").annotate(
        lowest=Min("unit_rate"), highest=Max("unit_rate"), lines=Count("pk")
    )
    return [
        FirstBill(
            number=row["invoice__number"],
            bill_date=row["invoice__bill_date"],
            lowest=row["lowest"],
            highest=row["highest"],
            lines=row["lines"],
            url=reverse("bills:invoice_detail", args=[row["invoice__public_id"]]),
        )
        for row in grouped.order_by("invoice__bill_date", "invoice__number")[:FIRST]
    ]


def brought(user: User, renegotiations: Collection[Renegotiation]) -> dict[int, Brought]:
    """By how much less was billed than at the old prices, in one look at a client's bills.

    What a bill still charges above the agreed price saves as much less.
    """
    found: dict[int, Brought] = {}
    for client in {each.client_id for each in renegotiations}:
        theirs = [each for each in renegotiations if each.client_id == client]
        sums = {}
        for each in theirs:
            at_the_price = _at_the_price(each) & Q(quantity__isnull=False)
            less = (Value(each.old_price) - F("unit_rate")) * F("quantity")
            sums[f"saved_{each.pk}"] = Sum(less, filter=at_the_price, output_field=EXACT)
            sums[f"bills_{each.pk}"] = Count("invoice", distinct=True, filter=at_the_price)
        told = _lines(user, client).aggregate(**sums)
        found |= {
            each.pk: Brought(told[f"saved_{each.pk}"] or Decimal(0), told[f"bills_{each.pk}"])
            for each in theirs
        }
    return found


def _lines(user: User, client: int) -> QuerySet[Line]:
    """The priced charges of a client's bills that hold."""
    shelves = LineShelf.objects.filter(client=client)
    return Line.objects.filter(
        client=client,
        shelf_id__in=list(shelves.values_list("pk", flat=True)),
        unit_rate__isnull=False,
        amount__gt=0,
        invoice__in=Invoice.objects.visible_to(user).filter(superseded_by=None),
    )


def _at_the_price(renegotiation: Renegotiation) -> Q:
    """What a price that was agreed holds for, until the next one is agreed."""
    rate = renegotiation.rate
    held = Q(
        charge_code__carrier=rate.carrier_id,
        charge_code__code=rate.charge_code,
        period_from__gte=renegotiation.effective_on,
    )
    if (until := renegotiation.new_rate.valid.upper) is not None:
        held &= Q(period_from__lt=until)
    if rate.contract_id:
        held &= Q(account__contract=rate.contract_id) | Q(account__contract=None)
    if rate.service_id:
        held &= Q(billed_service__service=rate.service_id)
    if rate.site_id:
        held &= Q(billed_service__service__site=rate.site_id)
    return held


def register() -> None:
    """Let the register of prices tell whether bills follow them, and what they save."""
    followed.register(first_bills)
    followed.register_savings(brought)
