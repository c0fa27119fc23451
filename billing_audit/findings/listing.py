"""Occurrences as data for other programs, one after the other, however many there are."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from billing_audit.bills.models import Line, LineShelf
from billing_audit.findings.models import Occurrence
from clients.people.models import Client
from retainer.lib.money import exponent, half_up

AT_A_TIME = 2000


def occurrences(client: Client, check_code: str = "") -> Iterator[dict[str, Any]]:
    """What ``list_findings`` says of every charge that findings touch."""
    found = Occurrence.objects.filter(client=client).select_related("finding", "invoice")
    if check_code:
        found = found.filter(check_code=check_code)
    rows = found.order_by("check_code", "month", "pk").iterator(chunk_size=AT_A_TIME)
    shelves = list(LineShelf.objects.filter(client=client).values_list("pk", flat=True))
    while chunk := list(islice(rows, AT_A_TIME)):
        lines = Line.objects.filter(
            client=client, shelf_id__in=shelves, pk__in=[each.line_id for each in chunk]
        ).select_related("billed_service")
        by_key = {line.pk: line for line in lines}
        for each in chunk:
            yield as_data(each, by_key.get(each.line_id))


def as_data(occurrence: Occurrence, line: Line | None) -> dict[str, Any]:
    finding = occurrence.finding
    places = exponent(finding.currency)
    return {
        "check": occurrence.check_code,
        "finding": str(finding.public_id),
        "state": finding.state,
        "invoice_no": occurrence.invoice.number,
        "line_no": line.line_no if line else None,
        "service_id": line.billed_service.number if line and line.billed_service else None,
        "month": f"{occurrence.month:%Y-%m}",
        "billed": exact(occurrence.billed, places),
        "expected": exact(occurrence.expected, places),
        "claimed": exact(half_up(occurrence.claimed, places), places),
        "supporting": occurrence.supporting,
        "proof": {
            "inputs": occurrence.inputs,
            "formula": occurrence.formula,
            "result": exact(half_up(occurrence.result, places), places),
        },
    }


def exact(amount: Decimal | None, places: int) -> str | None:
    """The amount with the currency's digits, and every further one that says something."""
    if amount is None:
        return None
    stated = -int(amount.normalize().as_tuple().exponent)
    return f"{half_up(amount, max(stated, places)):f}"
