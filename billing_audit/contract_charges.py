"""What a contract's bills charged in a month, for the credits that are per cent of it."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from billing_audit.bills.charge_types import ChargeType
from billing_audit.bills.models import Invoice, Line, LineShelf
from clients.metrics.charged import Asked, register
from clients.people.models import User
from clients.telecom.models import Contract


def bills_under(user: User, contract: Contract, months: set[date]) -> QuerySet[Invoice]:
    """The bills of these months that fall under a contract and that no other bill replaced.

    Those of accounts that name it; of accounts that name none, where it is the carrier's only
    contract, or the only one whose term the bill is dated in.
    """
    others = Contract.objects.filter(client=contract.client_id, carrier=contract.carrier_id)
    others = others.exclude(pk=contract.pk)
    nameless = Q(account__contract=None)
    if others.exists():
        nameless &= Q(pk__in=[]) if contract.term is None else _within(contract)
        for other in others.filter(term__isnull=False):
            nameless &= ~_within(other)
    bills = Invoice.objects.visible_to(user).filter(
        client=contract.client_id,
        carrier=contract.carrier_id,
        currency=contract.currency,
        month__in=months,
    )
    replaced = Q(superseded_by__isnull=False) & ~Q(superseded_by__document_type="credit_note")
    return bills.filter(Q(account__contract=contract) | nameless).exclude(replaced)


def _within(contract: Contract) -> Q:
    dated = Q()
    if contract.term.lower:
        dated &= Q(bill_date__gte=contract.term.lower)
    if contract.term.upper:
        dated &= Q(bill_date__lt=contract.term.upper)
    return dated


def charged(user: User, contract: Contract, asked: set[Asked]) -> dict[Asked, Decimal]:
    """The monthly charges of each month, or those of some codes; none of a month without bills."""
    bills = bills_under(user, contract, {month for month, _ in asked})
    months = dict(bills.values_list("pk", "month"))
    shelves = LineShelf.objects.filter(client=contract.client_id)
    lines = Line.objects.filter(
        client=contract.client_id,
        shelf_id__in=list(shelves.values_list("pk", flat=True)),
        invoice__in=list(months),
    )
    found: dict[Asked, Decimal] = defaultdict(Decimal)
    for codes in {codes for _, codes in asked}:
        counted = (
            lines.filter(charge_code__code__in=codes)
            if codes
            else lines.filter(charge_type=ChargeType.RECURRING)
        )
        for month in set(months.values()):
            found[month, codes] += Decimal(0)
        for invoice, amount in counted.order_by().values_list("invoice").annotate(Sum("amount")):
            found[months[invoice], codes] += amount
    return {key: amount for key, amount in found.items() if key in asked}


def register_charges() -> None:
    """Let credits for missed metrics be told in money."""
    register(charged)
