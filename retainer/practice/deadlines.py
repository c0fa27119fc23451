"""What a principal must not miss: agreements that end, and months that should be closed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from clients.agreements.pricing import PriceList
from clients.models import RetainerAgreement, Statement
from retainer.lib.months import month_of, shifted

#: How far ahead the page looks.
AHEAD = timedelta(days=90)


@dataclass(frozen=True)
class Ending:
    """An agreement that ends, with the last day on which notice is in time."""

    agreement: RetainerAgreement
    notice_by: date
    day: date

    @property
    def is_late(self) -> bool:
        return self.notice_by < self.day


@dataclass(frozen=True)
class Unclosed:
    """Months of an agreement that are over and not closed, the first of them to be closed first."""

    agreement: RetainerAgreement
    first: date
    last: date

    @property
    def number(self) -> int:
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1


def endings(agreements: list[RetainerAgreement], day: date, prices: PriceList) -> list[Ending]:
    """Agreements whose end, or the day to give notice, comes within the days ahead."""
    found = []
    for agreement in agreements:
        if agreement.ends_on is None or agreement.ends_on < day:
            continue
        notice = timedelta(days=prices.terms_in(agreement, day).notice_days)
        notice_by = agreement.ends_on - notice
        if min(notice_by, agreement.ends_on) <= day + AHEAD:
            found.append(Ending(agreement, notice_by, day))
    return sorted(found, key=lambda ending: (ending.notice_by, ending.agreement.pk))


def unclosed(agreements: list[RetainerAgreement], day: date) -> list[Unclosed]:
    """Agreements with months that should have been closed, most of them first."""
    closed = dict(
        Statement.objects.filter(agreement__in=agreements)
        .order_by()
        .values_list("agreement")
        .annotate(last=Max("month"))
    )
    rows = []
    for agreement in agreements:
        last_closed = closed.get(agreement.pk)
        first = shifted(last_closed, 1) if last_closed else month_of(agreement.starts_on)
        over = month_of(agreement.ends_on) if _is_over(agreement, day) else shifted(day, -1)
        if first <= over:
            rows.append(Unclosed(agreement, first, over))
    return sorted(rows, key=lambda row: (-row.number, row.agreement.client.name))


def _is_over(agreement: RetainerAgreement, day: date) -> bool:
    return agreement.ends_on is not None and agreement.ends_on < day
