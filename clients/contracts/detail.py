"""One contract's days and what ending it costs, month by month down to the service."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from clients.contracts.calendar import Row
from clients.contracts.termination import Fee, fee_on, month_by_month
from retainer.lib.charts import Point, bars_by_month
from retainer.lib.months import month_of

#: Months in the drawing; the table goes on to the end.
DRAWN = 24


@dataclass
class Ending:
    """What ending a contract costs, and on the day somebody asks about."""

    row: Row
    asked: date | None = None

    @cached_property
    def months(self) -> list[Fee]:
        return list(month_by_month(self.row.contract, self.row.term, self.row.charges))

    @cached_property
    def shown(self) -> Fee | None:
        """The day whose reckoning is shown: the one asked about, else the nearest month's."""
        if self.asked and self.row.term.ends and not self.row.term.is_over:
            day = min(max(self.asked, self.row.term.today), self.row.term.ends)
            return fee_on(self.row.contract, self.row.term, self.row.charges, day)
        return self.months[0] if self.months else None

    @property
    def chart(self) -> str:
        known = [fee for fee in self.months if fee.is_known and fee.services]
        return bars_by_month(
            [Point(month_of(fee.day), fee.amount) for fee in known[:DRAWN]],
            title="Termination fee when everything ends with the month",
            unit=self.row.contract.currency,
        )

    @property
    def why_not(self) -> str:
        """Why no fee can be told."""
        term, contract = self.row.term, self.row.contract
        if term.is_over:
            return "The term is over: nothing is due for ending it."
        if term.ends is None:
            return "No end of the term is on file, so no months are left to be charged."
        if contract.termination_percent is None:
            return "The contract's termination charge is not on file."
        return "" if self.row.charges else "No service in use is on file under this contract."
