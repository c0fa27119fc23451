"""The charges of the month one by one: every bill line, or bill, on which something is claimed."""

from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from billing_audit.bills.models import Line, LineShelf
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.reports.shape import Charge, Rest
from clients.people.models import Client
from retainer.lib.money import in_currency

#: Charges listed one by one; what is beyond them is summed up.
LISTED = 1_000


def charges(client: Client, month: date) -> tuple[list[Charge], list[Rest]]:
    """The month's charges with most claimed, and the sums of those that are not listed."""
    every = _charges_of(client, month)
    shown = list(
        every.select_related("finding", "invoice")
        .defer("inputs", "formula")
        .order_by("-claimed", "-exposure", "pk")[:LISTED]
    )
    lines = _line_numbers(client, shown)
    listed = [_charge(each, lines) for each in shown]
    return listed, _rest(every.exclude(pk__in=[each.pk for each in shown]))


def _rest(charges: QuerySet[Occurrence]) -> list[Rest]:
    rows = (
        charges.order_by("finding__currency")
        .values("finding__currency")
        .annotate(count=Count("pk"), claimed=Sum("claimed"))
    )
    return [
        Rest(
            currency=row["finding__currency"],
            charges=row["count"],
            claimed=in_currency(row["claimed"], row["finding__currency"]),
        )
        for row in rows
    ]


def _charges_of(client: Client, month: date) -> QuerySet[Occurrence]:
    return Occurrence.objects.filter(
        client=client, month=month, supporting=False, finding__resolved_at=None
    ).exclude(finding__state=Finding.State.FALSE_POSITIVE)


def _line_numbers(client: Client, listed: list[Occurrence]) -> dict[int, str]:
    shelves = list(LineShelf.objects.filter(client=client).values_list("pk", flat=True))
    keys = [each.line_id for each in listed if each.line_id]
    lines = Line.objects.filter(client=client, shelf_id__in=shelves, pk__in=keys)
    return dict(lines.values_list("pk", "line_no"))


def _charge(occurrence: Occurrence, lines: dict[int, str]) -> Charge:
    currency = occurrence.finding.currency

    def coins(amount: Decimal | None) -> Decimal | None:
        return None if amount is None else in_currency(amount, currency)

    return Charge(
        check=occurrence.check_code,
        subject=occurrence.finding.subject,
        bill=occurrence.invoice.number,
        line=lines.get(occurrence.line_id, ""),
        currency=currency,
        billed=coins(occurrence.billed),
        expected=coins(occurrence.expected),
        claimed=in_currency(occurrence.claimed, currency),
        at_stake=in_currency(occurrence.exposure, currency),
    )
