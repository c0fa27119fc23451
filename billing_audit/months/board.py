"""The board: every account's last months, each with what is known of its bill."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from billing_audit.bills.expecting import Due, due_bills
from billing_audit.months import cells
from billing_audit.months.cells import Bills, Cell
from billing_audit.months.gathering import Known, gather
from clients.telecom.models import BillingAccount
from retainer.lib.months import last_day, month_of, shifted

#: Months side by side, the current one included.
SPANS = (6, 12, 24)


@dataclass(frozen=True)
class Row:
    """An account with its months, the newest first."""

    account: BillingAccount
    cells: list[Cell]

    def says(self, state: str) -> bool:
        return any(cell.state == state for cell in self.cells)


def months_until(today: date, span: int) -> list[date]:
    """So many months, the current one first."""
    return [shifted(month_of(today), -back) for back in range(span)]


def rows_of(accounts: Iterable[BillingAccount], months: list[date], today: date) -> list[Row]:
    """A row for each account; the number of queries does not depend on how many there are."""
    accounts = list(accounts)
    known = gather(accounts, months[-1], today)
    return [Row(account, _cells(account, months, known, today)) for account in accounts]


def missing(rows: Iterable[Row]) -> int:
    """How many bills are overdue."""
    return sum(cell.state == cells.MISSING for row in rows for cell in row.cells)


def _cells(account: BillingAccount, months: list[date], known: Known, today: date) -> list[Cell]:
    dues: dict[date, Due] = {}
    for due in due_bills(
        known.billed.get(account.pk, ()),
        until=last_day(months[0]),
        closed=min(filter(None, (account.closed_on, known.ended.get(account.pk))), default=None),
    ):
        dues.setdefault(due.month, due)
    return [_cell(account, month, known, dues.get(month), today) for month in months]


def _cell(account: BillingAccount, month: date, known: Known, due: Due | None, today: date) -> Cell:
    place = account.pk, month
    if bills := known.bills.get(place):
        return Cell(month, _how_far(account.client_id, month, bills, known), bills=bills)
    if place in known.drafts:
        return Cell(month, cells.DRAFT)
    if place in known.words:
        return Cell(month, cells.NO_BILL, reason=known.words[place])
    if due is None:
        return Cell(month, cells.NOTHING)
    is_missing = due.is_missing(today)
    return Cell(month, cells.MISSING if is_missing else cells.EXPECTED, due.overdue_since)


def _how_far(client: int, month: date, bills: Bills, known: Known) -> str:
    """What an audit or a report saw that came before the last of the bills does not count."""

    def has_seen(at: datetime | None) -> bool:
        return at is not None and (bills.loaded_at is None or bills.loaded_at <= at)

    if has_seen(known.reports.get((client, month))):
        return cells.REPORTED
    return cells.AUDITED if has_seen(known.audited_at(client, month)) else cells.LOADED
