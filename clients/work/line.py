"""One line that says a work entry: ``1.5h acme audit "Verizon dispute call" @yesterday #R-12``.

Reading asks nothing of the database, so that a preview can read at every key.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from clients.work.days import read_day
from clients.work.hours import read_hours, read_span, write_hours
from clients.work.models import Mode, WorkEntry
from clients.work.naming import Finder, Named, Place

#: A word with its mark: ``@`` a day, ``#`` a reference, ``+`` a mode, ``!`` what is not billable.
TOKEN = re.compile(
    r'"(?P<quoted>(?:[^"]|"")*)"?|“(?P<curly>[^”]*)”?|(?P<mark>[@#+!]?)(?P<word>\S+)'
)
UNIT = re.compile(r"(?:\d{1,2})?(?:h|hours?|m|min|minutes?)", re.IGNORECASE)
#: Words a length of time is at most written in: ``1 h 30 min``.
PARTS = 4
ALL = "all"
#: What a line may leave out when it only starts the clock.
MEASURED = ("hours", "text")
SHORTEST, DAY = Decimal("0.01"), Decimal(24)
TEXT = WorkEntry._meta.get_field("text").max_length or 0
REFERENCE = WorkEntry._meta.get_field("reference").max_length or 0


@dataclass(frozen=True)
class Context:
    """What a line is read against; day and place stand in for what it leaves out."""

    places: tuple[Place, ...]
    today: date
    day: date | None = None
    place: Place | None = None


@dataclass(frozen=True)
class Problem:
    """What could not be read, where it stands in the line, and what to do."""

    field: str
    sentence: str
    start: int
    end: int


@dataclass(frozen=True)
class Entry:
    """What a whole line says."""

    hours: Decimal
    place: Place
    text: str
    worked_on: date
    reference: str = ""
    mode: str = Mode.ADVISE
    unbilled: Decimal = Decimal(0)


@dataclass(frozen=True)
class Token:
    kind: str  # word, text, or a mark
    text: str
    start: int
    end: int


class Reading:
    """A line as far as it could be read: what it says, and what is the matter with it."""

    def __init__(self, line: str, context: Context) -> None:
        self.context = context
        self.end = len(line)
        self.problems: list[Problem] = []
        #: What the line said nothing about: the last project again, and today.
        self.assumed: set[str] = set()
        self.hours: Decimal | None = None
        #: The words that may name client and project.
        self.names: list[Token] = []
        self.reference, self.mode, self.unbilled = "", str(Mode.ADVISE), Decimal(0)
        tokens = self._read_hours(tokens_of(line))
        self.place, plain = self._read_place(tokens)
        self.text = self._read_text(plain)
        self.worked_on = self._read_day(tokens)
        self._read_marks(tokens)
        self.problems.sort(key=lambda problem: problem.start)

    @cached_property
    def entry(self) -> Entry | None:
        """The entry, when nothing is the matter."""
        if self.problems or self.hours is None or self.place is None:
            return None
        return Entry(
            self.hours, self.place, self.text, self.worked_on, self.reference, self.mode,
            self.unbilled,
        )  # fmt: skip

    @property
    def worked_on_is_another_day(self) -> bool:
        """Whether the line says a day, and not today."""
        return "worked_on" not in self.assumed and self.worked_on != self.context.today

    def _wrong(self, field: str, sentence: str, at: Token | None = None) -> None:
        start, end = (at.start, at.end) if at else (self.end, self.end)
        self.problems.append(Problem(field, sentence, start, end))

    def _read_hours(self, tokens: list[Token]) -> list[Token]:
        """Take the length of time out of the line: the first words that are one."""
        first = next((n for n, token in enumerate(tokens) if token.kind in ("word", "text")), 0)
        for at in range(len(tokens)):
            for parts in range(PARTS, 0, -1):
                said = tokens[at : at + parts]
                hours = _length(said, bare=at == first)
                if hours is not None:
                    self._check_hours(hours, said)
                    return tokens[:at] + tokens[at + parts :]
        self._wrong("hours", "Say how long it took, such as 1.5h, 90m or 9:15-10:45.")
        return tokens

    def _check_hours(self, hours: Decimal, said: list[Token]) -> None:
        at = Token("word", " ".join(token.text for token in said), said[0].start, said[-1].end)
        if read_span(at.text) is not None and hours <= 0:
            self._wrong("hours", f"{at.text} ends before it begins.", at)
        elif hours < SHORTEST:
            self._wrong("hours", "Nothing is less than a hundredth of an hour.", at)
        elif hours > DAY:
            self._wrong("hours", "A day has 24 hours.", at)
        else:
            self.hours = hours

    def _read_place(self, tokens: list[Token]) -> tuple[Place | None, list[Token]]:
        """The project the first words name, and what is left to be the text."""
        plain = [token for token in tokens if token.kind in ("word", "text")]
        quote = next((n for n, token in enumerate(plain) if token.kind == "text"), None)
        words = self.names = plain[:quote]
        finder = Finder(self.context.places, self.context.place, must_name=quote is not None)
        named = finder.find([token.text for token in words])
        if named.sentence:
            self._wrong("project", named.sentence, words[named.wrong] if words else None)
            return None, plain[max(named.taken, 1) :] if words else plain
        if named == Named(named.place):
            self.assumed.add("project")
        return named.place, plain[named.taken :]

    def _read_text(self, plain: list[Token]) -> str:
        text = " ".join(" ".join(token.text for token in plain).split())
        if not text:
            self._wrong("text", "Say what was done, in words the client can read.")
        elif len(text) > TEXT:
            self._wrong("text", f"Shorten the text: it has {len(text)} characters of {TEXT}.")
        return text

    def _read_day(self, tokens: list[Token]) -> date:
        said = self._one_of(tokens, "@", "worked_on", "The day is said twice.")
        if said is None:
            self.assumed.add("worked_on")
            return self.context.day or self.context.today
        day = read_day(said.text, self.context.today)
        if day is None:
            self._wrong(
                "worked_on",
                f"‘{said.text}’ is no day. Write @yesterday, @mon, @12, @12/3 or @2026-03-12.",
                said,
            )
        elif day > self.context.today:
            self._wrong("worked_on", "That day has not come yet.", said)
        return day or self.context.today

    def _read_marks(self, tokens: list[Token]) -> None:
        if said := self._one_of(tokens, "#", "reference", "A line has one reference."):
            self.reference = said.text
            if len(said.text) > REFERENCE:
                self._wrong("reference", f"A reference has at most {REFERENCE} characters.", said)
        if said := self._one_of(tokens, "+", "mode", "A line has one mode."):
            modes = [mode for mode in Mode.values if mode.startswith(said.text.casefold())]
            if modes:
                self.mode = modes[0]
            else:
                known = ", ".join(f"+{mode}" for mode in Mode.values)
                self._wrong("mode", f"‘{said.text}’ is no mode. There are {known}.", said)
        if said := self._one_of(tokens, "!", "unbilled", "Say once how much is not billable."):
            self._read_unbilled(said)

    def _read_unbilled(self, said: Token) -> None:
        everything = said.text.casefold() == ALL
        unbilled = self.hours or Decimal(0) if everything else read_hours(said.text)
        if unbilled is None:
            sentence = f"‘{said.text}’ is no length of time. Write !30m, or !all."
            self._wrong("unbilled", sentence, said)
        elif self.hours is not None and unbilled > self.hours:
            self._wrong("unbilled", "No more can be not billable than was worked.", said)
        else:
            self.unbilled = unbilled

    def _one_of(self, tokens: list[Token], mark: str, field: str, twice: str) -> Token | None:
        said = [token for token in tokens if token.kind == mark]
        for again in said[1:]:
            self._wrong(field, twice, again)
        return said[0] if said else None


def tokens_of(line: str) -> list[Token]:
    """The words of a line; what stands in quotes is one."""
    found = []
    for match in TOKEN.finditer(line):
        if match["quoted"] is not None:
            kind, text = "text", match["quoted"].replace('""', '"')
        elif match["curly"] is not None:
            kind, text = "text", match["curly"]
        else:
            kind, text = match["mark"] or "word", match["word"]
        found.append(Token(kind, text, *match.span()))
    return found


def _length(said: list[Token], *, bare: bool) -> Decimal | None:
    """The hours some words say together; a bare number is hours only where the line begins."""
    if any(token.kind != "word" for token in said):
        return None
    text = " ".join(token.text for token in said)
    if len(said) > 1:
        return read_hours(text) if UNIT.fullmatch(said[-1].text) else None
    if bare or any(letter in text.casefold() for letter in "hm:"):
        hours = read_hours(text)
        return read_span(text) if hours is None else hours
    return None


def write_line(entry: Entry) -> str:
    """The line that says this entry and nothing else, whatever it is read against."""
    rest = begin_line(
        entry.place.path,
        entry.text,
        worked_on=entry.worked_on,
        reference=entry.reference,
        mode=entry.mode,
    )
    parts = [f"{write_hours(entry.hours)}h", rest]
    if entry.unbilled:
        all_of_it = entry.unbilled == entry.hours
        parts.append("!all" if all_of_it else f"!{write_hours(entry.unbilled)}h")
    return " ".join(parts)


def begin_line(
    names: str,
    text: str = "",
    *,
    worked_on: date | None = None,
    reference: str = "",
    mode: str = "",
) -> str:
    """A line that waits for its hours, which are written before it."""
    said = {
        "@": worked_on.isoformat() if worked_on else "",
        "#": reference,
        "+": "" if mode == Mode.ADVISE else mode,
    }
    doubled = text.replace('"', '""')
    parts = [names, f'"{doubled}"' if text else ""]
    parts += [mark + word for mark, word in said.items() if word]
    return " ".join(part for part in parts if part)
