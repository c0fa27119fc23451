"""Which option of a draft is which after somebody changed their words, their order or both.

What apps know an option by goes with what the client reads, never with its place in the form:
else a client who chooses to pay could be taken to withhold.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from clients.advice.models import AdviceOption
from clients.advice.services import OptionText

#: Parts of a hundred that two wordings have in common, from which on they are of one option.
ALIKE = 60


def with_codes(former: Sequence[AdviceOption], now: dict[int, OptionText]) -> list[OptionText]:
    """The options by place, each with the code of the one it was; a new one has none.

    The most alike find each other first.  One that is worded wholly anew is the one whose place
    it has, if that went nowhere else.
    """
    pairs = sorted(
        ((_likeness(was, option, place), was, place) for was in former
         for place, option in now.items()),
        key=lambda pair: pair[0],
        reverse=True,
    )  # fmt: skip
    codes: dict[int, str] = {}
    taken: set[int] = set()
    for (_, common, is_in_place), was, place in pairs:
        is_same = common >= ALIKE or is_in_place
        if is_same and was.position not in taken and place not in codes:
            codes[place] = was.code
            taken.add(was.position)
    return [replace(option, code=codes.get(place, "")) for place, option in now.items()]


def _likeness(was: AdviceOption, option: OptionText, place: int) -> tuple[bool, int, bool]:
    """The title first, which is what a client chooses by; then all words; then the place."""
    before, after = f"{was.title}\n{was.text}", f"{option.title}\n{option.text}"
    is_titled_alike = was.title == option.title
    common = int(SequenceMatcher(None, before, after).ratio() * 100)
    return is_titled_alike, 100 if is_titled_alike else common, was.position == place
