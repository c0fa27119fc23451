"""The map: influence down, stance across, everybody in one of its places."""

from collections.abc import Iterable
from dataclasses import dataclass

from clients.stakeholders.models import Influence, Stakeholder, Stance


@dataclass(frozen=True)
class Row:
    """Everybody of one influence, by stance."""

    influence: str
    places: list[list[Stakeholder]]


@dataclass(frozen=True)
class Map:
    """Everybody who is there, from those against us to those with us."""

    stances: list[str]
    rows: list[Row]


def map_of(stakeholders: Iterable[Stakeholder]) -> Map:
    """The highest influence first, as it is what a reader has to deal with."""
    everybody = list(stakeholders)
    return Map(
        Stance.labels,
        [
            Row(influence.label, [_at(everybody, influence, stance) for stance in Stance])
            for influence in Influence
        ],
    )


def _at(everybody: list[Stakeholder], influence: str, stance: str) -> list[Stakeholder]:
    return [each for each in everybody if (each.influence, each.stance) == (influence, stance)]
