"""What may stand in a cell of the response, whether it comes in a workbook or from the form."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from openpyxl.utils import get_column_letter

from rfp.issuing.grid import Ask, Sheet, sheets
from rfp.issuing.shape import IssuedRequest

#: The sheets of the response, as ``rfp.issuing.grid`` names them.
GUIDE, REQUIREMENTS, SITES, PRICES = "How to answer", "Requirements", "Sites", "Prices"
EXCEPTIONS, DECLARATIONS = "Exceptions", "Declarations"


@dataclass(frozen=True)
class Place:
    """A cell that a bidder fills in."""

    sheet: str
    row: str
    heading: str
    ask: Ask
    #: As Excel names it.
    cell: str

    @property
    def name(self) -> str:
        """Names it in a form."""
        return f"{self.sheet.lower().replace(' ', '-')}-{self.cell}"


def places(request: IssuedRequest) -> Iterator[Place]:
    """Every cell that a bidder fills in, exceptions apart: those are rows of their own."""
    for sheet in sheets(request):
        if sheet.name == EXCEPTIONS:
            continue
        for row, column, content in sheet.cells():
            if isinstance(content, Ask):
                yield Place(
                    sheet.name,
                    row_name(sheet, row),
                    heading_of(sheet, column),
                    content,
                    f"{get_column_letter(column)}{row}",
                )


def row_name(sheet: Sheet, row: int) -> str:
    """The id of a row, or its number where it has none; ``row`` counts as Excel does."""
    first = sheet.rows[row - 2][0]
    return first if isinstance(first, str) and first else str(row)


def heading_of(sheet: Sheet, column: int) -> str:
    """The heading of a column, which counts from 1."""
    return sheet.headings[column - 1] or sheet.headings[0]


def judged(words: str, ask: Ask) -> tuple[str, str]:
    """The answer as it is kept, and what is wrong with it or nothing."""
    match ask.kind:
        case "choice":
            chosen = next((one for one in ask.choices if one.lower() == words.lower()), None)
            if chosen is None:
                return words, f"“{words}” is none of {', '.join(ask.choices)}."
            return chosen, ""
        case "number":
            number = number_in(words)
            return (words, f"“{words}” is no number.") if number is None else (f"{number:f}", "")
        case "date":
            try:
                return date.fromisoformat(words).isoformat(), ""
            except ValueError:
                return words, f"“{words}” is no date."
        case _:
            return words, ""


def number_in(value: object) -> Decimal | None:
    """The number that somebody wrote, with or without a currency sign and commas."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = Decimal(str(value).strip().replace(",", "").lstrip("$€£ "))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
