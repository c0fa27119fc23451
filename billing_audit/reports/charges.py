"""The charges of the month one by one: bill lines, or bills, on which something is claimed."""

from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from billing_audit.bills.models import Line, LineShelf
from billing_audit.checks.base import Nature
from billing_audit.checks.catalogue import codes_of
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.reports.shape import Charge, Rest
from clients.people.models import Client
from retainer.lib.money import in_currency

#: Charges the PDF lists one by one; what is beyond them is summed up, and the workbook has all.
LISTED = 150


def charges(client: Client, month: date) -> tuple[list[Charge], list[Rest]]:
    """The month's charges with most claimed, and the sums of those that are not listed."""
    every = of_errors(client).filter(month=month)
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


def of_errors(client: Client) -> QuerySet[Occurrence]:
    """The charges of findings that say a bill is wrong, and that stand."""
    return Occurrence.objects.filter(
        client=client, supporting=False, finding__resolved_at=None
    ).exclude(
        Q(finding__state__in=Finding.DISMISSED)
        | Q(check_code__in=codes_of(Nature.SAVING, Nature.ALERT, Nature.INFORMATION))
    )


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
