"""The first rows of a file as a table, cut the way a profile says; runs in the child."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from billing_audit.bills.importers.mapped import rows, workbook
from billing_audit.bills.importers.mapped.cells import Cell
from billing_audit.bills.importers.mapped.faults import letter
from billing_audit.bills.importers.mapped.opening import beginning, delimiter_of
from billing_audit.bills.importers.mapped.profile import Table
from billing_audit.bills.importers.mapped.rows import Row
from billing_audit.bills.importers.mapped.sheets import Rows
from billing_audit.bills.importers.mapped.sheets import first_rows as first_rows_of_sheets
from billing_audit.mapping.ways import are_figures
from retainer.lib.refusal import Refused
from retainer.lib.uploads.kinds import Kind, sniff

#: Rows looked at for proposals and for the words of a column.
MOST_ROWS = 1000
#: Rows among which the column names are looked for.
ROWS = 40
Sheets = dict[str, list[Row]]
KINDS = {Kind.TEXT: "csv", Kind.XLSX: "xlsx"}


@dataclass(frozen=True)
class Seen:
    """The beginning of a table."""

    table: Table
    #: The names over the columns, as the file writes them; empty over one without a name.
    heads: list[str]
    rows: list[Row]
    #: The names of a workbook's sheets, and the one that is shown.
    sheets: list[str]
    sheet: str

    @property
    def cells(self) -> list[list[Cell]]:
        return [row.cells for row in self.rows]

    def column(self, name: str) -> list[Cell]:
        """The cells of the column of this name; none if there is no such column."""
        if name not in self.heads:
            return []
        place = self.heads.index(name)
        return [row.cells[place] for row in self.rows if place < len(row.cells)]


def table_in(path: Path) -> Table:
    """How the file seems to be cut, before anybody has said it."""
    kind = KINDS.get(sniff(path))
    if kind is None:
        raise Refused(
            f"This is {sniff(path).in_words}; only a text file or a workbook has columns to map.",
            reason="no_table",
        )
    if kind == "xlsx":
        return Table(kind="xlsx")
    return Table(delimiter=delimiter_of(beginning(path)))


def seen(path: Path, table: Table, *, is_new: bool) -> Seen:
    """The first rows; of a file that is new the row of the names is found as well."""
    if table.kind == "xlsx":
        sheets = first_rows_of_sheets(path)
        table = replace(table, sheet=_sheet_of(sheets)) if is_new else table
        shown = table.sheet if table.sheet in sheets else _first_filled(sheets)
        first = _more_of(path, shown)
    else:
        sheets, shown = {}, ""
        first = rows.first_rows(path, table)[:MOST_ROWS]
    if not first:
        raise Refused("There is no row in it.", reason="empty")
    if is_new:
        place = header_row_of([[str(cell) for cell in row.cells] for row in first])
        table = replace(table, header_row=first[place - 1].number)
    heads = heads_of(first, table)
    if not table.header_row:
        table = replace(table, width=len(heads))
    return Seen(
        table, heads, [row for row in first if row.number > table.header_row], list(sheets), shown
    )


def heads_of(first: Sequence[Row], table: Table) -> list[str]:
    """What the columns are called; where nothing names them, A, B, C as in a spreadsheet."""
    width = max(len(row.cells) for row in first)
    named = next((row.cells for row in first if row.number == table.header_row), [])
    if table.header_row:
        names = [cell.strip() if isinstance(cell, str) else "" for cell in named]
        return names[: max((place + 1 for place, name in enumerate(names) if name), default=0)]
    return [letter(place) for place in range(width)]


def header_row_of(first: Sequence[Sequence[str]]) -> int:
    """The number of the row that names the columns: as full as any, and without figures."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in first[:ROWS]]
    fullest = max(filled, default=0)
    for number, (row, cells) in enumerate(zip(first, filled, strict=False), start=1):
        if cells > 1 and cells * 4 >= fullest * 3 and not any(are_figures([c]) for c in row):
            return number
    return 1


def _first_filled(sheets: Sheets) -> str:
    return next((name for name, first in sheets.items() if first), "")


def _more_of(path: Path, name: str) -> list[Row]:
    """As many rows of one sheet as proposals are made from."""
    with workbook.opened(path) as book:
        sheet = next((each for each in book.sheets if each.name == name), None)
        return list(islice(Rows(book, sheet), MOST_ROWS)) if sheet else []


def _sheet_of(sheets: Sheets) -> str:
    """The sheet that holds the most; nothing if that is the first, which then needs no name.

    A sheet that is named must be called so next month, too.
    """
    filled = {name: sum(len(row.cells) for row in first) for name, first in sheets.items()}
    fullest = max(filled, key=filled.__getitem__, default="")
    return "" if fullest == _first_filled(sheets) else fullest
