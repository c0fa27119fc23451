"""The obligations a page or a file shows, and a file's rows of them."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest

from clients.obligations.loading import often_of
from clients.obligations.models import Obligation
from clients.obligations.querysets import ORDER, ObligationQuerySet

HEADING = (
    *("client", "relationship", "obligation", "owes", "first_on", "how_often", "working_day"),
    *("clause", "evidence", "when", "state", "next_due", "last_done_on"),
)


def asked_for(request: HttpRequest, rows: ObligationQuerySet, today: date) -> ObligationQuerySet:
    """What the address asks for of these."""
    asked = request.GET
    if slug := asked.get("client"):
        rows = rows.filter(client__slug=slug)
    if (owes := asked.get("owes")) in Obligation.Owes.values:
        rows = rows.filter(owes=owes)
    match asked.get("state", ""):
        case "overdue":
            return rows.overdue(today)
        case "due_soon":
            return rows.soon(today)
        case "done":
            return rows.done_for_good()
        case "ended":
            return rows.ended()
        case "all":
            return rows
    return rows.open()


def lines(rows: ObligationQuerySet) -> Iterator[tuple]:
    """A file's rows, which can be loaded again."""
    for owed in rows.for_list().order_by(*ORDER).iterator(chunk_size=2000):
        yield (
            owed.client, owed.relationship, owed.what, owed.owes, owed.first_on,
            often_of(owed.first_on, owed.rule, owed.working_day), owed.working_day,
            owed.clause, owed.evidence, str(owed.when), owed.shown, owed.next_due,
            owed.last_done_on,
        )  # fmt: skip
