"""Every retainer this month: how much is left, how fast it goes, where that leads."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from clients.agreements.pricing import PriceList
from clients.models import RetainerAgreement
from clients.retainers.pace import FRIDAY, Pace
from clients.retainers.side_by_side import Stand, stands
from retainer.lib.charts import Left, burn_down
from retainer.lib.months import last_day, month_of

#: What needs a look comes first.
ORDER = ("over", "above", "below", "even")


@dataclass(frozen=True)
class Burning:
    """One retainer on a day."""

    stand: Stand
    pace: Pace
    day: date
    #: Whether another agreement with the client holds in the same month.
    shares_its_month: bool

    @property
    def agreement(self) -> RetainerAgreement:
        return self.stand.agreement

    @property
    def in_words(self) -> str:
        return self.pace.in_words(self.agreement)

    @property
    def chart(self) -> str:
        """What is left, day by day, beside an even month."""
        unit = self.agreement.currency if self.agreement.counts_money else "h"
        projected = None
        if self.pace.projected is not None and self.day < self._last:
            projected = Left(self._last, self.pace.available - self.pace.projected)
        return burn_down(
            self._left(),
            self._even(),
            title=f"{self.agreement.client}: left of this month",
            unit=unit,
            projected=projected,
        )

    @property
    def _first(self) -> date:
        return max(month_of(self.stand.balance.month), self.agreement.starts_on)

    @property
    def _last(self) -> date:
        return min(last_day(self.stand.balance.month), self.agreement.ends_on or date.max)

    def _left(self) -> list[Left]:
        left, points = self.pace.available, []
        for day in _days(self._first, min(self.day, self._last)):
            left -= self.stand.by_day.get(day, 0)
            points.append(Left(day, left))
        return points

    def _even(self) -> list[Left]:
        """Falls on working days only."""
        over, points = 0, [Left(self._first, self.pace.available)]
        for day in _days(self._first, self._last):
            over += day.weekday() <= FRIDAY
            points.append(Left(day, self.pace.available - self.pace.expected_after(over)))
        return points


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def burning(agreements: list[RetainerAgreement], day: date, prices: PriceList) -> list[Burning]:
    """The retainers that hold in the month of a day, those that need a look first."""
    held = [agreement for agreement in agreements if agreement.touches(day)]
    of_client = Counter(agreement.client_id for agreement in held)
    rows = [
        Burning(
            stand,
            Pace.of(stand.agreement, stand.balance, day),
            day,
            shares_its_month=of_client[stand.agreement.client_id] > 1,
        )
        for stand in stands(held, day, prices)
    ]
    return sorted(rows, key=lambda row: (ORDER.index(row.pace.state), row.agreement.client.name))
