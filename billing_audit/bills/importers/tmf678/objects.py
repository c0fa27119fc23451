"""The bills and rates in a JSON file, one after the other, however large the file.

Whatever wraps them (an array, an object with lists, an event) is gone through without being kept.
Where each object ends is known by its line.
"""

import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import ijson

from billing_audit.bills.caps import cap
from retainer.lib.refusal import Refused

BOM = b"\xef\xbb\xbf"
#: Bytes read at once, where a line is longer than that.
PIECE = 64 * 1024
DEEPEST = cap("BILL_MAX_JSON_DEPTH")
#: Values in one object and its parts: a bill with a thousand tax items has some ten thousand.
MOST_VALUES = cap("BILL_MAX_JSON_VALUES")
#: Bytes of one text: a bill may carry its own PDF.
LONGEST_TEXT = cap("BILL_MAX_JSON_TEXT")
#: Digits and power of ten of a number; and the digits at which it is not even parsed, because
#: Python refuses integers of more than 4,300 in a way that the parser cannot pass on.
MOST_DIGITS, LONGEST_NUMBER = 40, 400
TOO_MANY_DIGITS = re.compile(rb"[0-9]{%d}" % LONGEST_NUMBER)

Plain = dict | list | str | int | bool | Decimal | None


class Found(NamedTuple):
    """An object somebody wanted, and the line it ends on."""

    kind: str
    value: dict
    line: int


@dataclass
class Frame:
    """A container that is open: what it holds so far, and the key the next value goes to."""

    held: dict | list
    key: str = ""
    count: int = 0


@dataclass
class Builder:
    """Puts values together from the parser's events; says what is wrong by its path."""

    kind_of: Callable[[dict, str], str]
    frames: list[Frame] = field(default_factory=list)
    line: int = 1
    #: Values in the objects that are open.
    values: int = 0
    #: The types of the objects that nobody wanted, for the refusal of a file without any other.
    types: set[str] = field(default_factory=set)

    def take(self, event: str, value: Plain) -> Found | None:
        """One event; an object somebody wants, when it is complete."""
        match event:
            case "map_key":
                self._key(value)
            case "string":
                self._put(self._text(value))
            case "number":
                self._put(self._number(value))
            case "start_map":
                self._open({})
            case "end_map":
                return self._close_object()
            case "start_array":
                self._open([])
            case "end_array":
                self._put(self.frames.pop().held)
            case _:
                self._put(value)
        return None

    def path(self) -> str:
        """Where we are: ``[3].taxItem[0].taxAmount``."""
        steps = [
            f"[{frame.count}]" if isinstance(frame.held, list) else f".{frame.key[:80]}"
            for frame in self.frames
        ]
        return "".join(steps).removeprefix(".") or "the beginning"

    def refusal(self, what: str, reason: str) -> Refused:
        return Refused(f"Line {self.line}, at {self.path()}: {what}", reason=reason)

    def _open(self, held: dict | list) -> None:
        if len(self.frames) >= DEEPEST:
            raise self.refusal("this is nested more deeply than any bill is.", "too_deep")
        self.frames.append(Frame(held))

    def _key(self, key: str) -> None:
        frame = self.frames[-1]
        frame.key = self._text(key)
        if key in frame.held:
            raise self.refusal("this name is there twice in one object.", "duplicate_key")

    def _put(self, value: Plain) -> None:
        if not self.frames:
            return
        self.values += 1
        if self.values > MOST_VALUES:
            raise self.refusal("this object holds more values than any bill does.", "too_many")
        frame = self.frames[-1]
        frame.count += 1
        if isinstance(frame.held, list):
            frame.held.append(value)
        else:
            frame.held[frame.key] = value

    def _close_object(self) -> Found | None:
        value = self.frames.pop().held
        frame = self.frames[-1] if self.frames else Frame([])
        name = next((each.key for each in reversed(self.frames) if each.key), "")
        if kind := self.kind_of(value, name):
            self.values = 0
            frame.count += 1
            return Found(kind, value, self.line)
        if len(self.frames) <= 1 and isinstance(frame.held, list):
            self._note_type(value)  # an item of the outermost array: nothing else needs it
            self.values = 0
            frame.count += 1
        else:
            self._put(value)
        return None

    def _note_type(self, value: dict) -> None:
        if len(self.types) < 10:
            self.types.add(str(value.get("@type", ""))[:60])

    def _text(self, text: str) -> str:
        if "\x00" in text:
            raise self.refusal("the text contains a NUL character.", "nul")
        return text

    def _number(self, value: int | Decimal) -> Decimal:
        number = Decimal(value)
        digits = number.as_tuple()
        if len(digits.digits) > MOST_DIGITS or not -MOST_DIGITS < digits.exponent < MOST_DIGITS:
            raise self.refusal("no bill has a number of so many digits.", "too_large_cell")
        return number


def objects(path: str | Path, kind_of: Callable[[dict, str], str]) -> Iterator[Found]:
    """Every object that ``kind_of`` gives a kind, by what it holds and the name it is under.

    Refuses what is no JSON, and a file without any such object.
    """
    builder = Builder(kind_of)
    found_any = False
    for event, value in _events(path, builder):
        if found := builder.take(event, value):
            found_any = True
            yield found
    if not found_any:
        raise nothing_found(builder.types - {""})


def _events(path: str | Path, builder: Builder) -> Iterator[tuple[str, Plain]]:
    """The parser's events, fed line by line so that the builder knows where it is."""
    events = ijson.sendable_list()
    parser = ijson.basic_parse_coro(events, multiple_values=True)  # an object a line, too
    silent, before = 0, b""
    with Path(path).open("rb") as source:
        while piece := source.readline(PIECE):
            if TOO_MANY_DIGITS.search(before + piece):
                raise builder.refusal("no bill has a number of so many digits.", "too_large_cell")
            before = piece[-LONGEST_NUMBER:]
            wrong = _fed(parser, piece.removeprefix(BOM))
            silent = 0 if events else silent + len(piece)
            if silent > LONGEST_TEXT:
                raise builder.refusal("one text is longer than 32 MB.", "text_too_long")
            yield from events
            del events[:]
            if wrong:
                raise builder.refusal(f"this is no JSON: {wrong}.", "not_json")
            builder.line += piece.endswith(b"\n")
    wrong = _fed(parser, b"")
    yield from events
    if wrong:
        raise builder.refusal(f"this is no JSON: {wrong}.", "not_json")


def _fed(parser: Generator[None, bytes, None], piece: bytes) -> str:
    """Feed the parser; what it complains about, once what came before it has been taken."""
    try:
        parser.send(piece)
    except StopIteration:  # the end, when nothing is fed any more
        return ""
    except (ijson.JSONError, UnicodeDecodeError) as wrong:
        return first_line(wrong)
    return ""


def first_line(wrong: Exception) -> str:
    """The parser's complaint without the picture it draws of the place."""
    said = str(wrong.args[0] if wrong.args else wrong)
    if isinstance(wrong.args and wrong.args[0], bytes):
        said = wrong.args[0].decode(errors="replace")
    return " ".join(said.split("\n")[0].split())[:200].rstrip(".") or "it ends too early"


def nothing_found(types: set[str]) -> Refused:
    held = f" Its objects are of the type {', '.join(sorted(types))}." if types else ""
    if "Product" in types:
        held += " A product inventory (TMF637) loads under Services."
    return Refused(
        f"This JSON holds neither a customer bill nor an applied billing rate of TMF678.{held}",
        reason="not_a_bill",
    )
