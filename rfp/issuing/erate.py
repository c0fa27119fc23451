"""Dates and weights that bind an E-rate competition.

Sources: 47 CFR 54.503 (28 days), 54.516 (ten years), and USAC's pages on competitive bidding: a
bidding window lasts 28 full days, a contract is allowed from day 29 on, and a change of substance
starts the window again. A library or school whose rules are stricter goes by those.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

WINDOW = timedelta(days=28)
KEEPS_YEARS = 10


@dataclass(frozen=True)
class Window:
    """The bidding window of a posting, restarted by changes of substance."""

    posted: date
    substantive_changes: tuple[date, ...] = ()
    #: More than 28 where the library's or school's own rules ask for more.
    days: int = WINDOW.days

    @property
    def begins(self) -> date:
        """The posting, or the last change of substance after it."""
        return max((self.posted, *self.substantive_changes))

    @property
    def closes(self) -> date:
        """Its last full day: proposals are due on it at the earliest."""
        return self.begins + timedelta(days=self.days)

    @property
    def allowable_contract_date(self) -> date:
        """The first day on which a contract may be signed: the day after the full days."""
        return self.closes + timedelta(days=1)

    def faults(self, due: date, award: date) -> list[str]:
        """What is wrong with a due day and an award day; nothing if they may stand."""
        told = []
        if due < self.closes:
            told.append(
                f"Proposals are due on {due:%-d %b %Y}; the window of {self.days} days is open "
                f"until {self.closes:%-d %b %Y}."
            )
        if award < self.allowable_contract_date:
            told.append(
                f"The award is on {award:%-d %b %Y}; the allowable contract date is "
                f"{self.allowable_contract_date:%-d %b %Y}."
            )
        return told


def keep_until(last_service: date) -> date:
    """The last day on which the papers must still be there: ten years after the last service."""
    try:
        return last_service.replace(year=last_service.year + KEEPS_YEARS)
    except ValueError:  # 29 February
        return last_service.replace(year=last_service.year + KEEPS_YEARS, day=28)


def as_heavy(points: Mapping[str, Decimal], price: Decimal) -> list[str]:
    """Those of the other factors that weigh as much as the price or more.

    There must be none: the price of eligible services is the heaviest, alone (47 CFR 54.503(c)).
    """
    return [name for name, each in points.items() if each >= price]
