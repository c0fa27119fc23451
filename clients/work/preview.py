"""What is shown under the box while a line is being written: how it reads, and what would fit."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from clients.work.desk import Desk
from clients.work.line import MEASURED, Problem, Reading, tokens_of
from clients.work.models import Mode, WorkEntry
from clients.work.naming import Place, words_of
from clients.work.rules import WorkRefused, refuse_what_cannot_be

#: What a line is asked for at its end, when it did not say it.
UNSAID = ("hours", "project", "text")
#: Projects offered at once.
MOST = 5


@dataclass(frozen=True)
class Fault:
    """A problem of the line; ``waits`` while it only says that the line is not finished."""

    sentence: str
    start: int
    end: int
    waits: bool


@dataclass(frozen=True)
class Offer:
    """Words that Tab would write between two places of the line."""

    label: str
    insert: str
    start: int
    end: int


class Preview:
    """A line as it reads so far; places in it are told as browsers count them."""

    def __init__(
        self,
        line: str,
        desk: Desk,
        at: int | None = None,
        *,
        timing: bool = False,
        refused: Iterable[str] = (),
    ) -> None:
        self.line, self.desk, self.at = line, desk, None if at is None else _from_browser(line, at)
        self.reading = Reading(line, desk.context)
        self._spared = MEASURED if timing else ()
        self._refusals = list(refused)
        self.offers = [] if self.at is None else self._offers(self.at)

    @property
    def mode(self) -> str:
        """Which part we take, unless it is the usual one."""
        return "" if self.reading.mode == Mode.ADVISE else Mode(self.reading.mode).label

    @cached_property
    def faults(self) -> list[Fault]:
        """What is the matter with the line, or with the book that is to take it."""
        if not self.line.strip() and not self._refusals:
            return []
        found = [each for each in self.reading.problems if each.field not in self._spared]
        told = {each.sentence for each in found}
        end = len(self.line)
        found += [
            Problem("line", sentence, end, end)
            for sentence in self._refusals
            if sentence not in told
        ]
        return [
            Fault(each.sentence, self._told(each.start), self._told(each.end), self._waits(each))
            for each in found or self._refused()
        ]

    def _waits(self, problem: Problem) -> bool:
        """Whether it is about what is still to be written, or about the word under the hand."""
        if self._refusals:
            return False
        is_missing = problem.field in UNSAID and problem.start == problem.end
        return is_missing or problem.end == self.at

    def _refused(self) -> list[Problem]:
        """Why the book would not take the line, which says a whole entry."""
        said = self.reading.entry
        if said is None:
            return []
        project = self.desk.projects[said.place.key]
        entry = WorkEntry(
            client=project.client, project=project, consultant=self.desk.user,
            worked_on=said.worked_on, hours=said.hours, unbilled=said.unbilled,
        )  # fmt: skip
        try:
            refuse_what_cannot_be(entry, looking=True)
        except WorkRefused as refusal:
            return [Problem(refusal.field, refusal.sentence, len(self.line), len(self.line))]
        return []

    def _offers(self, at: int) -> list[Offer]:
        """What the word under the hand could become."""
        tokens = [token for token in tokens_of(self.line) if token.start < at]
        if not tokens or tokens[-1].end != at:
            return []
        last = tokens[-1]
        if last.kind == "+":
            modes = [mode for mode in Mode.values if mode.startswith(last.text.casefold())]
            return [self._offer(f"+{mode}", f"+{mode}", last.start, at) for mode in modes]
        words = [token for token in self.reading.names if token.end <= at]
        if last not in words:
            return []
        said = [token.text.casefold() for token in words]
        # The project of the last line comes first: Tab takes the first.
        last_one = self.desk.context.place
        places = sorted(self.desk.places, key=lambda place: place != last_one)
        fitting = [place for place in places if _fits(place, said)]
        return [
            self._offer(str(place), place.path, words[0].start, at)
            for place in fitting[:MOST]
            if place.path != said[0]
        ]

    def _offer(self, label: str, insert: str, start: int, end: int) -> Offer:
        return Offer(label, f"{insert} ", self._told(start), self._told(end))

    def _told(self, place: int) -> int:
        """A place as browsers count it: in units of UTF-16."""
        return len(self.line[:place].encode("utf-16-le", "surrogatepass")) // 2


def _fits(place: Place, said: list[str]) -> bool:
    names = [place.path, place.slug, *words_of(place.client), place.word, *words_of(place.project)]
    return all(any(name.startswith(word) for name in names) for word in said)


def _from_browser(line: str, at: int) -> int:
    units = line.encode("utf-16-le", "surrogatepass")[: 2 * max(at, 0)]
    return len(units.decode("utf-16-le", "ignore"))
