"""A response workbook that came back, held against the one that was issued.

Programs other than Excel let a bidder write anywhere, so every locked cell is compared with what
was issued and every answer with what may stand there.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from retainer.lib.refusal import Refused
from rfp.bids.asking import heading_of, judged, number_in, row_name
from rfp.issuing.grid import NEEDS_WORDS, Ask, Cell, Formula, Sheet, sheets
from rfp.issuing.shape import IssuedRequest
from rfp.issuing.workbook import MARK


class NotAResponse(Refused):
    """A file that is no workbook, or the workbook of another request."""


@dataclass(frozen=True)
class Problem:
    """Something a bidder has to mend, or somebody has to know; ``cell`` is as Excel names it."""

    sheet: str
    cell: str
    words: str
    is_error: bool = True


@dataclass
class Response:
    """What a bidder answered, cell by cell, and what is wrong with it."""

    #: By sheet and id of the row: the answers by heading.
    answers: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    #: What differs from the issued file and does not matter.
    tolerated: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether nothing has to be mended."""
        return not any(problem.is_error for problem in self.problems)

    def answer(self, sheet: str, row: str, heading: str) -> str:
        """An answer as it was written, or nothing."""
        return self.answers.get(sheet, {}).get(row, {}).get(heading, "")


def read(file: IO[bytes], request: IssuedRequest) -> Response:
    """The response in a file; refuses what is none to this request."""
    try:
        book = load_workbook(file, data_only=False, keep_links=False)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as problem:
        raise NotAResponse(
            "This is no Excel workbook that can be opened. Save it as XLSX and try again."
        ) from problem
    response = Response()
    _check_mark(book, request, response)
    expected = sheets(request)
    for sheet in expected:
        if sheet.name not in book.sheetnames:
            response.problems.append(Problem(sheet.name, "", "The sheet is missing."))
            continue
        _read_sheet(book[sheet.name], sheet, response)
    known = {sheet.name for sheet in expected} | {MARK}
    for name in book.sheetnames:
        if name not in known:
            response.tolerated.append(f"The sheet “{name}” is the bidder's own; it is not read.")
    return response


def _check_mark(book: Any, request: IssuedRequest, response: Response) -> None:
    page = book[MARK] if MARK in book.sheetnames else None
    told = {row[0].value: row[1].value for row in page.iter_rows(max_col=2)} if page else {}
    if told and told.get("Request") != request.reference:
        raise NotAResponse(f"This workbook answers {told.get('Request')}, not {request.reference}.")
    if told.get("Digest") not in (None, request.digest):
        response.problems.append(
            Problem(
                MARK,
                "",
                f"The workbook is of version {told.get('Version')}; the request is now in version "
                f"{request.version}. Copy the answers into the new workbook.",
            )
        )
    if not told:
        response.tolerated.append("The hidden sheet that names the issue is gone.")


def _read_sheet(page: Worksheet, sheet: Sheet, response: Response) -> None:
    for column, heading in enumerate(sheet.headings, start=1):
        if _text(page.cell(1, column).value) != heading:
            _tell(response, sheet, 1, column, f"The heading was “{heading}”.")
    for row, column, content in sheet.cells():
        found = page.cell(row, column).value
        if isinstance(content, Ask):
            _read_answer(found, content, sheet, row, column, response)
        elif isinstance(content, Formula):
            if str(found).lstrip("=").replace(" ", "") != content.text:
                _tell(response, sheet, row, column, f"The formula was ={content.text}.")
        elif not _is_same(found, content):
            _tell(
                response,
                sheet,
                row,
                column,
                f"The text was changed. Issued: “{_text(content)}”. Returned: “{_text(found)}”.",
            )
    _check_explained(sheet, response)
    last = len(sheet.rows) + 1
    for cells in page.iter_rows(min_row=last + 1):
        if any(_text(cell.value) for cell in cells):
            _tell(response, sheet, cells[0].row, 1, "Rows below the last one are not read.")
            break


def _tell(response: Response, sheet: Sheet, row: int, column: int, words: str) -> None:
    cell = f"{get_column_letter(column)}{row}"
    response.problems.append(Problem(sheet.name, cell, words))


def _read_answer(
    found: object, ask: Ask, sheet: Sheet, row: int, column: int, response: Response
) -> None:
    words = f"{found:%Y-%m-%d}" if isinstance(found, date | datetime) else _text(found)
    if not words:
        if ask.is_required:
            _tell(response, sheet, row, column, "An answer is missing.")
        return
    words, complaint = judged(words, ask)
    if complaint:
        _tell(response, sheet, row, column, complaint)
    name, heading = row_name(sheet, row), heading_of(sheet, column)
    response.answers.setdefault(sheet.name, {}).setdefault(name, {})[heading] = words


def _check_explained(sheet: Sheet, response: Response) -> None:
    """Some answers say nothing alone."""
    if "Explanation" not in sheet.headings:
        return
    column = sheet.headings.index("Explanation") + 1
    for row, cells in enumerate(sheet.rows, start=2):
        given = response.answer(sheet.name, str(cells[0]), "Answer")
        if given in NEEDS_WORDS and not response.answer(sheet.name, str(cells[0]), "Explanation"):
            _tell(response, sheet, row, column, f"“{given}” needs an explanation.")


def _is_same(found: object, issued: Cell) -> bool:
    if isinstance(issued, Decimal | int) and not isinstance(issued, bool):
        return number_in(found) == issued
    return _text(found) == _text(issued)


def _text(value: object) -> str:
    """A cell's words with white space as a reader sees it."""
    return "" if value is None else " ".join(str(value).split())
