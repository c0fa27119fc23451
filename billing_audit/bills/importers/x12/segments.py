"""X12 from bytes to segments: as tolerant of how it is written as EDI software in the field is.

The separators come from the ISA, padded to its 106 characters or compact.  Line ends after (or
instead of) the terminator, lines wrapped at some width, a byte order mark, blanks before the ISA,
names in lower case and several interchanges in one file are all met with in real files.
"""

import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, NamedTuple

from billing_audit.bills.caps import cap
from retainer.lib.refusal import Refused

CHUNK = 64 * 1024
BLANK = b" \t\r\n\x1a\x00"
BOM = b"\xef\xbb\xbf"
#: The ISA and what follows it fit well into this.
ISA_WITHIN = 4096
#: Bytes of one segment: the longest that the standard knows takes some thousand.
LONGEST_SEGMENT = cap("BILL_MAX_LINE_BYTES")
MOST_SEGMENTS = cap("BILL_MAX_ROWS")

ISA_ELEMENTS = 16
#: What ends the ISA: the component separator and the terminator, up to the next segment's name.
AFTER_ISA = rb"([^A-Za-z0-9]{1,8}?)[ \t]*(?:GS|TA1|ST|IEA)"
#: What no segment begins with unless bytes were lost.
NAME = re.compile("[A-Z][A-Z0-9]{1,2}")


class Segment(NamedTuple):
    """One segment; elements are counted from 1, as the standard does."""

    number: int
    name: str
    elements: list[str]

    def at(self, place: int) -> str:
        """What stands in the element; nothing where the segment ends before it."""
        return self.elements[place - 1].strip() if place <= len(self.elements) else ""


class TooLong(Exception):
    """A segment that no carrier writes."""


@dataclass(frozen=True)
class Separators:
    """What stands between the elements and after the segments of an interchange."""

    element: bytes
    segment: bytes

    @cached_property
    def between(self) -> str:
        """The element separator as text."""
        return self.element.decode("latin-1")

    @cached_property
    def breaks_lines(self) -> bool:
        """Whether line ends mean nothing, because something else ends a segment."""
        return self.segment not in b"\r\n"


#: The texts of some segments, and what separates them.
Block = tuple[list[bytes], Separators]


def segments(path: str | Path) -> Iterator[Segment]:
    """Every segment of the file, numbered through; refuses what cannot be taken apart."""
    number, names = 0, Names()
    with Path(path).open("rb") as source:
        try:
            for texts, separators in _blocks(source):
                if number + len(texts) > MOST_SEGMENTS:
                    raise Refused(
                        f"The file has more than {MOST_SEGMENTS:,} segments, the most we read. "
                        "Split it and send the parts.",
                        reason="too_many_segments",
                    )
                for text in _decoded(texts, number, separators):
                    number += 1
                    name, *elements = text.split(separators.between)
                    yield Segment(number, names[name] or _no_name(number, name), elements)
        except TooLong as wrong:
            raise Refused(
                f"Segment {number + 1} of this file is longer than {LONGEST_SEGMENT // 1024} kB, "
                "so it is not the X12 its ISA announces. Ask the carrier for it again.",
                reason="segment_too_long",
            ) from wrong


class Names(dict[str, str]):
    """What segments are called, as written and as the standard writes it; "" is no name."""

    def __missing__(self, written: str) -> str:
        name = written.strip().upper()
        if not NAME.fullmatch(name):
            return ""
        self[written] = name
        return name


def _no_name(number: int, written: str) -> str:
    raise Refused(
        f"Segment {number} begins with “{shown(written.strip().upper())}”, which is no segment of "
        "X12. The file is damaged; ask the carrier for it again.",
        reason="not_x12",
    )


def _decoded(texts: list[bytes], before: int, separators: Separators) -> Iterable[str]:
    """The segments of a block as text: at once, where there is nothing odd about any."""
    together = separators.segment.join(texts)
    if together.isascii() and b"\x00" not in together:
        return together.decode().split(separators.segment.decode("latin-1"))
    return (decoded(text, number) for number, text in enumerate(texts, before + 1))


def decoded(text: bytes, number: int) -> str:
    if b"\x00" in text:
        raise Refused(
            f"Segment {number} contains a NUL byte. The file is damaged; ask the carrier for it "
            "again.",
            reason="nul",
        )
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("cp1252", errors="replace")


def shown(text: str) -> str:
    return re.sub(r"[^\x20-\x7e\xa0-\uffff]", "\N{REPLACEMENT CHARACTER}", text[:20])


def _blocks(source: BinaryIO) -> Iterator[Block]:
    """The texts of segments, interchange after interchange."""
    rest = source.read(CHUNK).removeprefix(BOM)
    while True:
        if len(rest := rest.lstrip(BLANK)) < ISA_WITHIN:
            rest = (rest + source.read(CHUNK)).lstrip(BLANK)
        if not rest:
            return
        separators = read_separators(rest[:ISA_WITHIN])
        rest = yield from _interchange(rest, source, separators)


def _interchange(
    begun: bytes, source: BinaryIO, separators: Separators
) -> Generator[Block, None, bytes]:
    """The texts up to the IEA; what was read beyond it comes back."""
    while True:
        chunk = source.read(CHUNK)
        texts = begun.split(separators.segment)
        begun = texts.pop() if chunk else b""
        clean = [cleaned(text, separators) for text in texts]
        last = next((at for at, text in enumerate(clean, 1) if text[:3].upper() == b"IEA"), None)
        long = next((at for at, text in enumerate(texts[:last]) if is_too_long(text)), None)
        if good := [*filter(None, clean[: last if long is None else long])]:
            yield good, separators
        if long is not None:
            raise TooLong
        if last:
            after = [*texts[last:], begun] if chunk else texts[last:]
            return separators.segment.join(after).lstrip(separators.segment) + chunk
        if not chunk:
            return b""
        begun += chunk
        if is_too_long(begun.partition(separators.segment)[0]):
            raise TooLong


def cleaned(text: bytes, separators: Separators) -> bytes:
    if separators.breaks_lines:
        text = text.replace(b"\r", b"").replace(b"\n", b"")
    return text.strip(b" \t\r\n\x1a")


def is_too_long(text: bytes) -> bool:
    return len(text) > LONGEST_SEGMENT


def read_separators(head: bytes) -> Separators:
    """What the ISA says, which ``head`` must begin with."""
    if head[:3].upper() != b"ISA":
        raise Refused(
            "This is no X12 interchange: it does not begin with an ISA segment.", reason="not_x12"
        )
    element = head[3:4]
    if not element or element.isalnum() or element in b" \r\n\x00" or element > b"\x7f":
        raise Refused(
            "The ISA does not say what separates its elements: the fourth character should.",
            reason="not_x12",
        )
    *_, tail = parts = head.split(element, ISA_ELEMENTS)
    found = re.match(AFTER_ISA + re.escape(element), tail, re.IGNORECASE)
    if len(parts) <= ISA_ELEMENTS or found is None:
        raise Refused(
            "The ISA is not whole: it should have sixteen elements and be followed by a GS. "
            "Ask the carrier for the file again.",
            reason="not_x12",
        )
    return Separators(element, _terminator(found[1], tail[found.end(1) :], element))


def _terminator(marks: bytes, after: bytes, element: bytes) -> bytes:
    """What ends segments, from the one or two marks after the ISA's last separator."""
    visible = marks.strip(BLANK)
    line_end = b"\n" if b"\n" in marks else b"\r"
    if len(visible) >= 2:
        terminator = visible[1:2]
    elif not visible:
        terminator = line_end
    elif visible == marks or re.search(re.escape(visible) + rb"[\r\n]", after):
        terminator = visible  # the component separator was left out
    else:
        terminator = line_end
    if terminator == element:
        raise Refused(
            "The ISA names the same character for elements and segments.", reason="not_x12"
        )
    return terminator
