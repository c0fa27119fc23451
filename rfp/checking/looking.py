"""A look at a request: its remarks, those that may stay, and what an edit brought."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from clients.people.models import User
from rfp.authoring.history_models import LintPass
from rfp.authoring.models import Rfp
from rfp.checking.engine import Noted, check
from rfp.checking.surroundings import surroundings_of
from rfp.checking.texts import RequestText, as_it_stands
from rfp.checking.values import values_of


@dataclass(frozen=True)
class Let:
    """A remark that may stay, and the pass that says why."""

    note: Noted
    by: LintPass


@dataclass(frozen=True)
class Look:
    """What is open, what may stay, and the passes whose words are gone."""

    notes: tuple[Noted, ...]
    let: tuple[Let, ...]
    idle: tuple[LintPass, ...]

    def of(self, code: str) -> "Look":
        """The same of one piece."""
        letter, number = code[0], int(code[2:])
        return Look(
            tuple(each for each in self.notes if each.code == code),
            tuple(each for each in self.let if each.note.code == code),
            tuple(each for each in self.idle if (each.letter, each.number) == (letter, number)),
        )


def look(rfp: Rfp, user: User, request: RequestText | None = None) -> Look:
    """The remarks on a request, or on a text it would be, as this person may see them."""
    notes = check(request or as_it_stands(rfp), values_of(rfp), surroundings_of(rfp, user))
    return sorted_out(notes, rfp.passes.select_related("by"))


def sorted_out(notes: Iterable[Noted], passes: Iterable[LintPass]) -> Look:
    """Remarks that a pass lets stand, and the others."""
    by_key = {key_of(each): each for each in passes}
    open_, let, used = [], [], set()
    for note in notes:
        found = by_key.get(note.key)
        if found is None:
            open_.append(note)
        else:
            used.add(note.key)
            let.append(Let(note, found))
    idle = [each for key, each in by_key.items() if key not in used]
    return Look(tuple(open_), tuple(let), tuple(idle))


def key_of(each: LintPass) -> tuple[str, str, str]:
    """What a pass lets stand, as ``Noted.key`` says it."""
    return each.rule, f"{each.letter}-{each.number:03}", each.words


@dataclass(frozen=True)
class Delta:
    """Remarks of two moments: those that came, those that went, and how many stayed."""

    new: tuple[Noted, ...]
    gone: tuple[Noted, ...]
    still: tuple[Noted, ...]


def between(before: Iterable[Noted], now: Iterable[Noted]) -> Delta:
    """What changed; the same words of the same rule in the same piece are one remark."""
    left = Counter(note.key for note in before)
    new, still = [], []
    for note in now:
        if left[note.key]:
            left[note.key] -= 1
            still.append(note)
        else:
            new.append(note)
    gone = []
    for note in before:
        if left[note.key]:
            left[note.key] -= 1
            gone.append(note)
    return Delta(tuple(new), tuple(gone), tuple(still))
