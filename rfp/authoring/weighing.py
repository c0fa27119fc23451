"""What each section counts: the points for quality, shared by the weights of requirements."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal


def points_of_sections(weights: Iterable[tuple[str, int]], quality: Decimal) -> dict[str, Decimal]:
    """Points of 100 by title of section, for all that have any.

    Sections of one title count as one: whoever scores sees one factor.
    """
    by_title: dict[str, int] = defaultdict(int)
    for title, weight in weights:
        by_title[title] += weight
    total = sum(by_title.values())
    return {title: quality * weight / total for title, weight in by_title.items() if weight}
