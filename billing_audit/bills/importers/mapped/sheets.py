"""The rows of a sheet, each cell what the workbook stores: a text, a number or a day."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from billing_audit.bills.importers.mapped.cells import Cell
from billing_audit.bills.importers.mapped.rows import Row
from billing_audit.bills.importers.mapped.sheet_xml import RawRow, SheetXml
from billing_audit.bills.importers.mapped.workbook import MAIN, Sheet, Workbook, opened, text_of
from billing_audit.bills.importers.standard_csv.cells import Unreadable
from retainer.lib.refusal import Refused

LAST_ROW, MOST_COLUMNS = 1_048_576, 200
#: Sheets that are looked at, and rows of each in which the column names are looked for.
MOST_SHEETS, FIRST_ROWS = 50, 50
LETTERS = re.compile(r"[A-Z]{1,3}")
TOO_WIDE = (
    f"The sheet has more than {MOST_COLUMNS} columns. Delete those that are empty and save it "
    "again."
)
NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?([eE][-+]?[0-9]{1,3})?")
#: A workbook stores 1234.56 as 1234.5599999999999: its programs keep, and show, 15 digits.
AS_SHOWN = Context(prec=15, rounding=ROUND_HALF_UP)
DAY_0, DAY_0_OF_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 no time zone
MOST_REMEMBERED = 20_000
VALUES = tuple(f"{space}v" for space in MAIN)
INLINE = tuple(f"{space}is" for space in MAIN)
NO_RESULT = (
    "The cell holds a formula without its result. Open the workbook in Excel, save it, and send "
    "it again."
)


class Rows:
    """The filled rows of one sheet, and how many of them were hidden."""

    def __init__(self, book: Workbook, sheet: Sheet) -> None:
        self.book, self.sheet = book, sheet
        self.hidden = 0
        self._places: dict[tuple[str, ...], list[int | None] | None] = {}
        self._numbers: dict[str, Cell] = {}
        self._days: dict[str, Cell] = {}

    def __iter__(self) -> Iterator[Row]:
        number = 0
        with self.book.part(self.sheet.member) as source:
            for row in SheetXml(self._value).rows(source):
                is_numbered = row.number.isascii() and row.number.isdigit()
                number = int(row.number) if is_numbered else number + 1
                if number > LAST_ROW:
                    raise Refused(
                        f"The sheet has a row {number:,}; no sheet has more than {LAST_ROW:,}.",
                        reason="too_many_rows",
                    )
                cells = self._laid_out(row)
                if any(cell != "" for cell in cells):
                    self.hidden += row.is_hidden
                    yield Row(number, cells)

    def _laid_out(self, row: RawRow) -> list[Cell]:
        """The cells, each in its column."""
        places = self._places_of(row.letters)
        if places is None:
            return row.cells
        cells: list[Cell] = []
        for place, value in zip(places, row.cells, strict=True):
            at = len(cells) if place is None else place
            if at == len(cells):
                cells.append(value)
            elif value != "":
                cells += [""] * (at + 1 - len(cells))
                cells[at] = value
        if len(cells) > MOST_COLUMNS:
            raise Refused(TOO_WIDE, reason="too_many_columns")
        return cells

    def _places_of(self, letters: tuple[str, ...]) -> list[int | None] | None:
        """Where the cells say they stand; ``None`` if that is one behind the other."""
        if letters not in self._places:
            places = [_column(each) if each else None for each in letters]
            in_order = places == [*range(len(places))]
            self._places[letters] = None if in_order else places
        return self._places[letters]

    def _value(self, element: etree._Element) -> Cell:
        written, has_formula = "", False
        for child in element:
            tag = child.tag
            if tag in VALUES:
                written = child.text or ""
            elif tag in INLINE:
                return text_of(child)
            else:
                has_formula = True
        kind = element.get("t", "n")
        if not written:
            return Unreadable(NO_RESULT) if has_formula and kind != "str" else ""
        match kind:
            case "s":
                return self.book.texts[int(written) if written.isdigit() else -1]
            case "n":
                if element.get("s", "") in self.book.date_styles:
                    return self._once(self._days, written, self._day)
                return self._once(self._numbers, written, number_of)
            case "b":
                return "TRUE" if written == "1" else "FALSE"
            case "e":
                return Unreadable(f"The cell holds the error {written[:40]}.")
            case "d":
                return self._once(self._days, written, _iso_day)
        return written

    def _once(self, known: dict[str, Cell], written: str, read: Callable[[str], Cell]) -> Cell:
        if (cell := known.get(written)) is None:
            if len(known) > MOST_REMEMBERED:
                known.clear()
            cell = known[written] = read(written)
        return cell

    def _day(self, written: str) -> Cell:
        number = number_of(written)
        if isinstance(number, Unreadable):
            return number
        start = DAY_0_OF_1904 if self.book.is_1904 else DAY_0
        try:
            days, part = divmod(number, 1)
            return start + timedelta(
                days=int(days), seconds=int((part * 86400).to_integral_value())
            )
        except (OverflowError, InvalidOperation):
            return Unreadable("There is no such day.")


class Beginning(NamedTuple):
    """A sheet and its first rows."""

    name: str
    is_hidden: bool
    rows: list[Row]


def beginnings(path: str | Path) -> list[Beginning]:
    """Every sheet of a workbook, without reading more of it than its first rows."""
    with opened(path) as book:
        return [
            Beginning(sheet.name, sheet.is_hidden, [*islice(Rows(book, sheet), FIRST_ROWS)])
            for sheet in book.sheets[:MOST_SHEETS]
        ]


def first_rows(path: str | Path) -> dict[str, list[Row]]:
    """The first rows of the sheets that show, by their names."""
    return {each.name: each.rows for each in beginnings(path) if not each.is_hidden}


def number_of(written: str) -> Cell:
    """A number as the workbook's own program shows it, without a float in between."""
    if not NUMBER.fullmatch(written):
        return Unreadable("This is not a number.")
    number = AS_SHOWN.create_decimal(written)
    if number and not -30 < number.adjusted() < 30:
        return Unreadable("No bill has a figure as large or as small as this.")
    return number if number else Decimal(0)


def _iso_day(written: str) -> Cell:
    try:
        return datetime.fromisoformat(written.removesuffix("Z"))
    except ValueError:
        return Unreadable("There is no such day.")


def _column(letters: str) -> int:
    """0 for A, 26 for AA."""
    if not LETTERS.fullmatch(letters):
        raise Refused(
            "The workbook is damaged: a cell does not say where it stands. Save it in Excel again.",
            reason="damaged",
        )
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    if place > MOST_COLUMNS:
        raise Refused(TOO_WIDE, reason="too_many_columns")
    return place - 1
