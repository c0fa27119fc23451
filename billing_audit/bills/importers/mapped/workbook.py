"""A workbook (XLSX) as a ZIP of XML: its sheets, its shared texts, and which styles are dates.

Read straight from the XML, because figures then stay what the file says and never become floats,
and because any row can be the last: a workbook of any size passes through in little memory.
"""

import re
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from lxml import etree

from billing_audit.bills.caps import cap
from retainer.lib.refusal import Refused

MAIN = (
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
    "{http://purl.oclc.org/ooxml/spreadsheetml/main}",
)
#: How strangers' XML is parsed.
SAFELY = {
    "resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False,
    "remove_comments": True, "remove_pis": True,
}  # fmt: skip
TEXTS = tuple(f"{space}t" for space in MAIN)
RELATION = re.compile(r"\{.*/relationships\}id")
#: What the parts of one workbook may unpack to together, and its shared texts alone.
MOST_UNPACKED = cap("BILL_MAX_SHEET_BYTES")
MOST_TEXT = 100_000_000
#: Beyond this, a workbook that unpacks to more than so many times its size is a bomb.
HARMLESS, MOST_TIMES = 100_000_000, cap("BILL_MAX_EXPANSION")
MOST_MEMBERS = 2000
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: Formats of numbers that every workbook knows as dates without saying so.
DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
#: What makes a format a date, once what stands in quotes and brackets is gone.
IN_DATES = re.compile(r"[ymdhs]", re.IGNORECASE)
LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
#: A control character, as a workbook writes it in a text.
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Sheet(NamedTuple):
    """A sheet and where it lies in the ZIP."""

    name: str
    member: str
    is_hidden: bool


class Part(NamedTuple):
    """Something the workbook consists of."""

    kind: str
    member: str


class Texts:
    """The texts that cells share: one piece of memory, however many there are."""

    def __init__(self) -> None:
        self._blob = bytearray()
        self._ends = array("Q", [0])
        self._known: dict[int, str] = {}

    def add(self, text: str) -> None:
        self._blob += text.encode(errors="surrogatepass")
        self._ends.append(len(self._blob))
        if len(self._blob) > MOST_TEXT:
            raise Refused(
                f"The workbook holds more than {MOST_TEXT // 1_000_000} MB of text. Save the sheet "
                "as CSV and load that.",
                reason="too_large_unpacked",
            )

    def __getitem__(self, place: int) -> str:
        if (text := self._known.get(place)) is None:
            if not 0 <= place < len(self._ends) - 1:
                raise _damaged()
            text = self._blob[self._ends[place] : self._ends[place + 1]].decode()
            if len(self._known) > 20_000:
                self._known.clear()
            self._known[place] = text
        return text


class Workbook:
    """An open workbook."""

    def __init__(self, archive: zipfile.ZipFile, size: int) -> None:
        self._archive = archive
        self._limit = min(MOST_UNPACKED, max(HARMLESS, MOST_TIMES * size))
        self._unpacked = 0
        self._names = {each.filename.lower(): each for each in archive.infolist()}

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The sheets of cells, in the order of their tabs."""
        found = []
        for each in self.elements(self._book, "sheet"):
            link = next((v for name, v in each.attrib.items() if RELATION.fullmatch(name)), "")
            part = self._parts.get(link)
            if part and part.kind == "worksheet":
                is_hidden = each.get("state", "visible") != "visible"
                found.append(Sheet(each.get("name", ""), part.member, is_hidden))
        return found

    @cached_property
    def is_1904(self) -> bool:
        """Whether days are counted from 1904, as old Macintosh programs did."""
        properties = next(self.elements(self._book, "workbookPr"), None)
        return properties is not None and properties.get("date1904") in ("1", "true")

    @cached_property
    def texts(self) -> Texts:
        texts = Texts()
        if member := self._part("sharedStrings"):
            for item in self.elements(member, "si"):
                texts.add(text_of(item))
        return texts

    @cached_property
    def date_styles(self) -> frozenset[str]:
        """The styles that show a number as a day."""
        member = self._part("styles")
        if not member:
            return frozenset()
        formats = {
            each.get("numFmtId"): LITERAL.sub("", each.get("formatCode", ""))
            for each in self.elements(member, "numFmt")
        }
        dates = {str(each) for each in DATES} - {*formats}
        dates |= {key for key, code in formats.items() if key and IN_DATES.search(code)}
        styles = next(self.elements(member, "cellXfs"), ())
        return frozenset(str(at) for at, each in enumerate(styles) if each.get("numFmtId") in dates)

    def elements(self, member: str, name: str) -> Iterator[etree._Element]:
        """Every element of the name, each cleared away when the next is asked for."""
        tags = tuple(f"{space}{name}" for space in MAIN) if name != "*" else None
        with self.part(member) as source:
            for _, element in etree.iterparse(source, tag=tags, **SAFELY):
                refuse_doctype(element)
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]

    @contextmanager
    def part(self, member: str) -> Iterator["Counted"]:
        """A part of the ZIP to read; what is wrong with it is damage."""
        try:
            with self._archive.open(self._names[member.lower()]) as file:
                yield Counted(file, self)
        except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError) as broken:
            raise _damaged() from broken

    def take(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > self._limit:
            raise Refused(
                f"The workbook unpacks to more than {self._limit // 1_000_000:,} MB, the most we "
                "take of one of its size. Split it, or save the sheet as CSV and load that.",
                reason="too_large_unpacked",
            )

    @cached_property
    def _book(self) -> str:
        """The part that lists the sheets."""
        for name in ("xl/workbook.xml", "workbook.xml"):
            if name in self._names:
                return name
        raise _damaged()

    @cached_property
    def _parts(self) -> dict[str, Part]:
        """The parts that the book speaks of and the ZIP holds, by their links."""
        book = PurePosixPath(self._book)
        links = str(book.parent / "_rels" / f"{book.name}.rels")
        if links.lower() not in self._names:
            raise _damaged()
        parts = {}
        for each in self.elements(links, "*"):
            target = each.get("Target", "")
            member = target[1:] if target.startswith("/") else str(book.parent / target)
            if member.lower() in self._names:
                parts[each.get("Id", "")] = Part(each.get("Type", "").rpartition("/")[2], member)
        return parts

    def _part(self, kind: str) -> str:
        return next((part.member for part in self._parts.values() if part.kind == kind), "")


class Counted:
    """A part of the ZIP that is counted while it unpacks."""

    def __init__(self, file: BinaryIO, book: Workbook) -> None:
        self._file, self._book = file, book

    def read(self, size: int) -> bytes:
        piece = self._file.read(size)
        self._book.take(len(piece))
        return piece


@contextmanager
def opened(path: str | Path) -> Iterator[Workbook]:
    """The workbook at a path; refuses a ZIP that is none, or that we had better not unpack."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise _damaged()
            if any(each.flag_bits & 0x1 or each.compress_type not in METHODS for each in members):
                raise Refused(
                    "The workbook is protected or packed in a way we do not read. Save it in Excel "
                    "without a password.",
                    reason="encrypted",
                )
            yield Workbook(archive, Path(path).stat().st_size)
    except (zipfile.BadZipFile, NotImplementedError) as broken:
        raise _damaged() from broken


def text_of(item: etree._Element) -> str:
    """A text, whatever pieces it is formatted in; what is said above it to pronounce it is not."""
    if len(item) == 1 and item[0].tag in TEXTS:
        text = item[0].text or ""  # as nearly every one
    else:
        pieces = (each for each in item.iter(*TEXTS) if not each.getparent().tag.endswith("}rPh"))
        text = "".join(each.text or "" for each in pieces)
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def refuse_doctype(element: etree._Element) -> None:
    if element.getroottree().docinfo.doctype:
        raise Refused(
            "The workbook contains a document type, which no workbook needs and which can do harm. "
            "Save it in Excel again.",
            reason="doctype",
        )


def _damaged() -> Refused:
    return Refused(
        "The workbook is damaged. Open it in Excel, save it again, then send it.",
        reason="damaged",
    )
