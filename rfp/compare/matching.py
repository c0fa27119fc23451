"""Which unit of one document is which of the other: in place, moved, changed, new or gone."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: How alike two texts must be to be one that changed; where they stand between the same
#: neighbours less is enough.
ALIKE, ALIKE_IN_PLACE = 0.6, 0.3
SHORT = 40  # letters; short texts in the same place are one, however little they share


@dataclass(frozen=True)
class Pair:
    """Numbers of a unit before and after; None where it has no counterpart."""

    before: int | None
    after: int | None
    is_moved: bool = False


def match(
    before: Sequence[str], after: Sequence[str], may_pair: Callable[[int, int], bool]
) -> list[Pair]:
    """Pairs for every text of both sides, in the order of the second, the gone ones where they
    stood. ``may_pair`` says whether two units are of a kind."""
    pairs: list[Pair] = []
    gone: list[int] = []
    new: list[int] = []
    for lower, upper, left, right in _gaps(before, after, pairs):
        inside = list(_in_place(before, after, range(lower, upper), range(left, right), may_pair))
        pairs += inside
        paired_before = {pair.before for pair in inside}
        paired_after = {pair.after for pair in inside}
        gone += [number for number in range(lower, upper) if number not in paired_before]
        new += [number for number in range(left, right) if number not in paired_after]
    moved = list(_moved(before, after, gone, new, may_pair))
    pairs += moved
    taken_before = {pair.before for pair in moved}
    taken_after = {pair.after for pair in moved}
    pairs += [Pair(number, None) for number in gone if number not in taken_before]
    pairs += [Pair(None, number) for number in new if number not in taken_after]
    return sorted(pairs, key=_place(pairs))


def _place(pairs: list[Pair]) -> Callable[[Pair], tuple[int, int]]:
    """Sorts by the place after; what is gone stands where what came before it stands."""
    where = {pair.before: pair.after for pair in pairs if None not in (pair.before, pair.after)}
    last = -1
    places = {}
    for number in sorted(pair.before for pair in pairs if pair.before is not None):
        last = where.get(number, last) if where.get(number) is not None else last
        places[number] = last

    def key(pair: Pair) -> tuple[int, int]:
        if pair.after is not None:
            return (pair.after, 0)
        return (places[pair.before or 0], 1)

    return key


def _gaps(
    before: Sequence[str], after: Sequence[str], pairs: list[Pair]
) -> Iterator[tuple[int, int, int, int]]:
    """Stretches between texts that stayed in place; those go to ``pairs``."""
    for tag, lower, upper, left, right in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            pairs += [Pair(lower + at, left + at) for at in range(upper - lower)]
        else:
            yield lower, upper, left, right


def _in_place(
    before: Sequence[str],
    after: Sequence[str],
    old: range,
    new: range,
    may_pair: Callable[[int, int], bool],
) -> Iterator[Pair]:
    """What changed between the same neighbours, paired in order by likeness."""
    elsewhere_before = set(before)
    elsewhere_after = set(after)
    old_left = [number for number in old if before[number] not in elsewhere_after]
    new_left = [number for number in new if after[number] not in elsewhere_before]
    start = 0
    for number in old_left:
        best, best_at = 0.0, -1
        for at in range(start, min(len(new_left), start + 50)):
            other = new_left[at]
            if not may_pair(number, other):
                continue
            likeness = alike(before[number], after[other])
            if likeness > best:
                best, best_at = likeness, at
        is_only = len(old_left) == len(new_left) == 1
        is_short = is_only and max(len(before[number]), len(after[new_left[0]])) <= SHORT
        if best_at >= 0 and (best >= ALIKE_IN_PLACE or is_short):
            yield Pair(number, new_left[best_at])
            start = best_at + 1
        elif is_short and may_pair(number, new_left[0]):
            yield Pair(number, new_left[0])


def _moved(
    before: Sequence[str],
    after: Sequence[str],
    gone: list[int],
    new: list[int],
    may_pair: Callable[[int, int], bool],
) -> Iterator[Pair]:
    """What stands elsewhere, word for word first, then changed on the way."""
    by_text: dict[str, list[int]] = defaultdict(list)
    for number in new:
        by_text[after[number]].append(number)
    left = []
    taken = set()
    for number in gone:
        there = [at for at in by_text[before[number]] if at not in taken and may_pair(number, at)]
        if there:
            taken.add(there[0])
            yield Pair(number, there[0], is_moved=True)
        else:
            left.append(number)
    index: dict[str, list[int]] = defaultdict(list)
    for number in new:
        if number not in taken:
            for word in set(after[number].split()):
                index[word].append(number)
    for number in left:
        shared = Counter(at for word in set(before[number].split()) for at in index.get(word, ()))
        near = [at for at, _ in shared.most_common(5) if at not in taken and may_pair(number, at)]
        scored = [(alike(before[number], after[at]), at) for at in near]
        if scored and max(scored)[0] >= ALIKE:
            at = max(scored)[1]
            taken.add(at)
            yield Pair(number, at, is_moved=True)


def alike(one: str, other: str) -> float:
    """How much of two texts is the same, from 0 to 1, by words and the letters of short ones."""
    by_letter = max(len(one), len(other)) <= 200
    matcher = SequenceMatcher(
        None, one if by_letter else one.split(), other if by_letter else other.split(), False
    )
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE_IN_PLACE else 0.0
