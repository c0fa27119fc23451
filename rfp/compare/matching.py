"""Which unit of one document is which of the other: in place, moved, changed, new or gone.

Texts that occur once on both sides and keep their order hold the two documents together (a
patience diff), so that the work grows with the length and not with its square.
"""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: How alike two texts must be to be one that changed; where they stand between the same
#: neighbours less is enough, and this much is not looked beyond.
ALIKE, ALIKE_IN_PLACE, SURELY = 0.6, 0.3, 0.75
SHORT = 40  # letters; short texts in the same place are one, however little they share
FEW_WORDS = 12  # texts of fewer are compared by letters
AHEAD = 30  # how many later texts may be what one became
COMMON = 40  # a word of more texts says nothing about where one went
SMALL = 250_000  # pairs of texts in a stretch that may be compared each with each

MayPair = Callable[[int, int], bool]


@dataclass(frozen=True)
class Pair:
    """Numbers of a unit before and after; None where it has no counterpart."""

    before: int | None
    after: int | None
    is_moved: bool = False


def match(before: Sequence[str], after: Sequence[str], may_pair: MayPair) -> list[Pair]:
    """Pairs for every text of both sides, in the order of the second, the gone ones where they
    stood. ``may_pair`` says whether two units are of a kind."""
    steady = [(one, other) for one, other in _steady(before, after) if may_pair(one, other)]
    pairs = [Pair(one, other) for one, other in steady]
    gone: list[int] = []
    new: list[int] = []
    kept = {one for one, _ in steady}, {other for _, other in steady}
    elsewhere = {text for at, text in enumerate(before) if at not in kept[0]} & {
        text for at, text in enumerate(after) if at not in kept[1]
    }
    lower = left = 0
    for upper, right in [*steady, (len(before), len(after))]:
        if lower < upper or left < right:
            old_left = [at for at in range(lower, upper) if before[at] not in elsewhere]
            new_left = [at for at in range(left, right) if after[at] not in elsewhere]
            inside = list(_in_place(before, after, old_left, new_left, may_pair))
            pairs += inside
            paired = {pair.before for pair in inside}, {pair.after for pair in inside}
            gone += [number for number in range(lower, upper) if number not in paired[0]]
            new += [number for number in range(left, right) if number not in paired[1]]
        lower, left = upper + 1, right + 1
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


def _steady(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Equal texts that keep their order, ascending."""
    found: list[tuple[int, int]] = []
    waiting = [(0, len(before), 0, len(after))]
    while waiting:
        lower, upper, left, right = waiting.pop()
        while lower < upper and left < right and before[lower] == after[left]:
            found.append((lower, left))
            lower, left = lower + 1, left + 1
        while lower < upper and left < right and before[upper - 1] == after[right - 1]:
            upper, right = upper - 1, right - 1
            found.append((upper, right))
        if lower == upper or left == right:
            continue
        anchors = _anchors(before, after, lower, upper, left, right)
        if anchors:
            for one, other in [*anchors, (upper, right)]:
                waiting.append((lower, one, left, other))
                lower, left = one + 1, other + 1
            found += anchors
        elif (upper - lower) * (right - left) <= SMALL:
            matcher = SequenceMatcher(None, before[lower:upper], after[left:right], False)
            for block in matcher.get_matching_blocks():
                found += [(lower + block.a + at, left + block.b + at) for at in range(block.size)]
    return sorted(found)


def _anchors(
    before: Sequence[str], after: Sequence[str], lower: int, upper: int, left: int, right: int
) -> list[tuple[int, int]]:
    """Texts that occur once in both stretches: the longest row of them in the same order."""
    mine, back = Counter(before[lower:upper]), Counter(after[left:right])
    places = {after[at]: at for at in range(left, right)}
    single = [
        (at, places[before[at]])
        for at in range(lower, upper)
        if mine[before[at]] == 1 and back[before[at]] == 1
    ]
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for number, (_, other) in enumerate(single):
        at = bisect_left(tails, other)
        previous.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [other]
        ends[at : at + 1] = [number]
    row = []
    number = ends[-1] if ends else -1
    while number >= 0:
        row.append(single[number])
        number = previous[number]
    return row[::-1]


def _in_place(
    before: Sequence[str],
    after: Sequence[str],
    old: list[int],
    new: list[int],
    may_pair: MayPair,
) -> Iterator[Pair]:
    """What changed between the same neighbours, paired in order by likeness."""
    are_as_many = len(old) == len(new)
    start = 0
    for nth, number in enumerate(old):
        best, best_at = 0.0, -1
        for at in range(start, min(len(new), start + AHEAD)):
            if not may_pair(number, new[at]):
                continue
            likeness = alike(before[number], after[new[at]])
            if likeness > best:
                best, best_at = likeness, at
            if best >= SURELY:
                break
        is_short = (
            are_as_many
            and start <= nth
            and max(len(before[number]), len(after[new[nth]])) <= SHORT
            and may_pair(number, new[nth])
        )
        if best_at < 0 or best < ALIKE_IN_PLACE:
            best_at = nth if is_short else -1
        if best_at >= 0:
            yield Pair(number, new[best_at])
            start = best_at + 1


def _moved(
    before: Sequence[str],
    after: Sequence[str],
    gone: list[int],
    new: list[int],
    may_pair: MayPair,
) -> Iterator[Pair]:
    """What stands elsewhere, word for word first, then changed on the way."""
    by_text: dict[str, deque[int]] = defaultdict(deque)
    for number in new:
        by_text[after[number]].append(number)
    left = []
    taken = set()
    for number in gone:
        there = by_text[before[number]]
        if there and may_pair(number, there[0]):
            at = there.popleft()
            taken.add(at)
            yield Pair(number, at, is_moved=True)
        else:
            left.append(number)
    index: dict[str, list[int]] = defaultdict(list)
    for number in new:
        if number not in taken:
            for word in set(after[number].split()):
                index[word].append(number)
    for number in left:
        shared = Counter(
            at
            for word in set(before[number].split())
            if len(index.get(word, ())) <= COMMON
            for at in index.get(word, ())
        )
        near = [at for at, _ in shared.most_common(5) if at not in taken and may_pair(number, at)]
        scored = [(alike(before[number], after[at]), at) for at in near]
        if scored and max(scored)[0] >= ALIKE:
            at = max(scored)[1]
            taken.add(at)
            yield Pair(number, at, is_moved=True)


def alike(one: str, other: str) -> float:
    """How much of two texts is the same, from 0 to 1: by words, of short texts by letters."""
    words, others = one.split(), other.split()
    if max(len(words), len(others)) > FEW_WORDS:
        shared = (Counter(words) & Counter(others)).total()
        return 2 * shared / (len(words) + len(others))
    matcher = SequenceMatcher(None, one, other, False)
    if matcher.real_quick_ratio() < ALIKE_IN_PLACE or matcher.quick_ratio() < ALIKE_IN_PLACE:
        return 0.0
    return matcher.ratio()
