"""Where everything found so far is by now, as the rows that the page, PDF and workbook print."""

from dataclasses import astuple, dataclass
from decimal import Decimal

from billing_audit.money.places import MEANINGS
from billing_audit.reports.shape import Figures
from retainer.lib import format as written


@dataclass(frozen=True)
class PlaceRow:
    """A place with what is in it in each currency; a sum heads or ends the places it adds."""

    word: str
    meaning: str
    by_currency: list[tuple[str, Decimal]]
    is_sum: bool = False

    @property
    def amounts(self) -> list[str]:
        return [written.money(amount, currency) for currency, amount in self.by_currency]


def rows(figures: Figures) -> list[PlaceRow]:
    """The places in the order of the way, with what they come to."""
    told = [each for each in figures.money if each.total] or figures.money[:1]
    places = [
        PlaceRow(word, meaning, [(each.currency, astuple(each.places)[at]) for each in told])
        for at, (word, meaning) in enumerate(MEANINGS.values())
    ]
    found = PlaceRow("Found so far", "", [(each.currency, each.total) for each in told], True)
    still = PlaceRow("Of this still open", "", [(each.currency, each.open) for each in told], True)
    return [*places, found, still]
