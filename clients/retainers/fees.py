"""Fees and overage as the accountant takes them over, from the statements and nothing else."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from clients.retainers.frozen import OtherShape, read_as
from clients.retainers.models import Statement
from clients.retainers.prices import OverageAt
from retainer.lib import format as written
from retainer.lib.refusal import Refused

HEADING = (
    "statement", "client", "agreement", "month", "fee", "overage_hours", "overage_rate",
    "overage_amount", "total", "currency", "figures_sha256",
)  # fmt: skip


class FeesRefused(Refused):
    """Some statements do not say what they billed in words this release knows."""


@dataclass(frozen=True)
class Rate:
    """Of the terms that held, the price of an hour beyond the allowance."""

    overage_rate: Decimal | None


@dataclass(frozen=True)
class Billed:
    """Of a statement's figures what is billed; whatever else a release kept is passed over."""

    client: str
    agreement: str
    basis: str
    currency: str
    month: date
    terms: Rate
    fee: Decimal
    overage: Decimal
    overage_cost: Decimal
    overage_at: list[OverageAt] | None = None

    @property
    def hours(self) -> Decimal:
        """What was billed beyond the allowance; what the next month bears is not."""
        if self.overage_at is None:
            return self.overage
        return sum((part.amount for part in self.overage_at), Decimal(0))

    @property
    def rate(self) -> Decimal | None:
        """The one rate of all that was billed beyond the allowance; none where there are more."""
        if self.overage_at is None:
            return self.terms.overage_rate
        rates = {part.rate for part in self.overage_at}
        return rates.pop() if len(rates) == 1 else None


def fee_rows(statements: QuerySet[Statement]) -> list[tuple[object, ...]]:
    """A row for each statement; raises ``FeesRefused`` naming those that cannot be read.

    Where the retainer counts money there are no overage hours; where each person's
    own rate counted, or more than one rate, there is no one overage rate.
    """
    rows, unread = [], []
    for statement in statements.select_related("client").order_by("client__name", "pk"):
        try:
            rows.append(_row(statement, _billed(statement.figures)))
        except OtherShape:
            unread.append(statement)
    if unread:
        raise FeesRefused(_which(unread))
    return rows


def _which(unread: list[Statement]) -> str:
    named = ", ".join(
        f"{each.number} ({each.client}, {written.month(each.month)})" for each in unread
    )
    what = "Statement" if len(unread) == 1 else "Statements"
    whose = "its fee and overage from its PDF" if len(unread) == 1 else "theirs from their PDFs"
    return (
        f"{what} {named} cannot be read: another release kept other figures. Take {whose}, and "
        "export the other clients one by one: choose a client, then the file."
    )


def _billed(stored: dict[str, Any]) -> Billed:
    """Of what was stored only what is billed, so that other figures may come and go."""
    known = {field.name for field in fields(Billed)}
    of = {name: value for name, value in stored.items() if name in known}
    terms = stored.get("terms")
    if isinstance(terms, dict):
        of["terms"] = {name: terms[name] for name in ("overage_rate",) if name in terms}
    return read_as(Billed, of)


def _row(statement: Statement, billed: Billed) -> tuple[object, ...]:
    in_hours = billed.basis == "hours"
    return (
        statement.number,
        billed.client,
        billed.agreement,
        billed.month,
        billed.fee,
        billed.hours if in_hours else None,
        billed.rate if in_hours and billed.overage_cost else None,
        billed.overage_cost,
        billed.fee + billed.overage_cost,
        billed.currency,
        statement.figures_sha256,
    )
