"""Fees and overage as the accountant takes them over, from the statements and nothing else."""

from collections.abc import Iterator

from django.db.models import QuerySet

from clients.retainers.frozen import read
from clients.retainers.models import Statement

HEADING = (
    "statement", "client", "agreement", "month", "fee", "overage_hours", "overage_rate",
    "overage_amount", "total", "currency", "figures_sha256",
)  # fmt: skip


def fee_rows(statements: QuerySet[Statement]) -> Iterator[tuple[object, ...]]:
    """A row for each statement.

    Where the retainer counts money there are no overage hours; where each person's
    own rate counted there is no one overage rate.
    """
    for statement in statements.order_by("client__name", "pk"):
        figures = read(statement.figures)
        in_hours = figures.basis == "hours"
        billed = bool(figures.overage_cost)
        yield (
            statement.number,
            figures.client,
            figures.agreement,
            figures.month,
            figures.fee,
            figures.overage if in_hours else None,
            figures.terms.overage_rate if in_hours and billed else None,
            figures.overage_cost,
            figures.fee + figures.overage_cost,
            figures.currency,
            statement.figures_sha256,
        )
