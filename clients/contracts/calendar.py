"""Contracts by what is due next: when each can be ended, and what ending it would cost."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet

from clients.contracts.estate import charges_of
from clients.contracts.noticing import last_days
from clients.contracts.running import Running, running
from clients.contracts.termination import NOTHING, Charge, Fee, fee_on
from clients.people.models import Client, User
from clients.telecom.models import Contract
from clients.telecom.reference.lookups import last_day
from retainer.lib import format as written


@dataclass(frozen=True)
class Row:
    """A contract as the calendar shows it."""

    contract: Contract
    carrier: str
    term: Running
    charges: tuple[Charge, ...]
    #: What is due when everything ends today.
    fee: Fee | None

    @property
    def monthly(self) -> Decimal:
        return sum((each.monthly for each in self.charges if each.monthly is not None), NOTHING)

    @property
    def signed_until(self) -> date | None:
        """The last day of the term as it was signed."""
        return last_day(self.contract.term) if self.contract.term else None

    @property
    def renewal(self) -> str:
        """What follows when nobody gives notice."""
        if self.term.first is None:
            return written.UNKNOWN
        if self.term.is_ended_by_notice:
            return "Ends by notice"
        if self.term.is_evergreen:
            return "Runs until it is ended"
        if self.term.renews_for:
            return f"Renews itself for {written.count(self.term.renews_for, 'month')}"
        return self.contract.get_holdover_display() or "Ends"

    @property
    def order(self) -> tuple[int, date]:
        """The next day to act comes first; what is over comes last."""
        term = self.term
        if term.is_over or term.first is None:
            return 2, term.ends or date.max
        if term.days_left is not None and term.days_left >= 0:
            return 0, term.notice_by
        return 1, term.ends or date.max


def contracts_of(user: User, client: Client | None = None) -> QuerySet[Contract]:
    """The contracts of clients that are not archived; of carriers client users read the name."""
    seen = Contract.objects.visible_to(user).filter(client__in=Client.objects.active())
    if client is not None:
        seen = seen.filter(client=client)
    return seen.select_related("client").annotate(carrier_name=F("carrier__name"))


def rows(user: User, contracts: Iterable[Contract], today: date) -> list[Row]:
    """The contracts with their days and fees, the next day to act first."""
    held = list(contracts)
    charges = charges_of(user, held, today)
    ended = last_days(held)
    found = [
        _row(each, tuple(charges.get(each.pk, ())), running(each, today, ended.get(each.pk)))
        for each in held
    ]
    return sorted(found, key=lambda row: (row.order, row.carrier, row.contract.number))


def _row(contract: Contract, charges: tuple[Charge, ...], term: Running) -> Row:
    fee = None if term.is_over else fee_on(contract, term, charges, term.today)
    return Row(contract, contract.carrier_name, term, charges, fee)


HEADING = (
    "client", "carrier", "contract", "title", "term_from", "term_to", "renewals", "renews_months",
    "notice_days", "notice_from", "notice_by", "services", "monthly", "termination_fee_today",
    "services_not_reckoned", "currency",
)  # fmt: skip


def lines(found: Iterable[Row]) -> Iterator[tuple[object, ...]]:
    """The rows of the CSV file under ``HEADING``."""
    for row in found:
        contract, term, fee = row.contract, row.term, row.fee
        yield (
            contract.client.name, row.carrier, contract.number, contract.title, term.first,
            term.ends, term.renewals, term.renews_for, term.notice_days, term.notice_from,
            term.notice_by, len(row.charges), row.monthly,
            fee.amount if fee and fee.is_known else None, fee.unknown if fee else None,
            contract.currency,
        )  # fmt: skip
