"""What one cell says by the conventions of its profile: a value, or ``Unreadable`` with a reason.

A cell is text, or what a workbook stores as a number or a day.  Nothing is guessed: a number that
the conventions do not allow is no number, however clear it looks to a reader.
"""

import re
from datetime import date, datetime
from decimal import Decimal

from billing_audit.bills.importers.mapped.days import moment
from billing_audit.bills.importers.mapped.profile import Conventions
from billing_audit.bills.importers.standard_csv.cells import CONTROLS, THREE_LETTERS, Unreadable

#: As it comes from the file; a cell that cannot be read at all is the reason itself.
Cell = str | Decimal | datetime | Unreadable

BLANKS = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}"
TO_BLANK = str.maketrans(dict.fromkeys(BLANKS, " "))
#: Other ways to write what the conventions call by one sign.
TO_PLAIN = str.maketrans({"\N{MINUS SIGN}": "-", "\N{RIGHT SINGLE QUOTATION MARK}": "'"})
APART = re.compile(r"(?P<before>[^0-9]*?)(?P<number>[.,]?[0-9](?:.*[0-9])?)(?P<after>[^0-9]*)")
MARK = re.compile(r"\s*(CR|DR|[A-Z]{3}|[-+()$€£¥₹])", re.IGNORECASE)
SYMBOLS = {"€": ("EUR",), "£": ("GBP",), "¥": ("JPY", "CNY"), "₹": ("INR",)}
#: Currencies that no dollar sign stands for.
NO_DOLLARS = ("EUR", "GBP", "JPY", "CNY", "INR", "CHF")
LONGEST_NUMBER = 60
#: Digits that a spreadsheet keeps of a number, and how it shows one that is longer.
DIGITS_KEPT = 15
SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]{1,2}")
SHORTENED = (
    "A spreadsheet has shortened this number. Get the file from the carrier again and load it "
    "without saving it in a spreadsheet."
)
#: What decoding leaves of bytes that mean nothing.
NO_TEXT = re.compile("[\ud800-\udfff\N{REPLACEMENT CHARACTER}]")


def text(cell: Cell, conventions: Conventions) -> str:
    """The cell's words; a number stored as such is written out plainly."""
    match cell:
        case Unreadable():
            raise cell
        case Decimal():
            return f"{cell:f}"
        case datetime():
            written = cell.isoformat(sep=" ")
            return written.removesuffix(" 00:00:00")
    if not cell.isascii() and NO_TEXT.search(cell):
        raise Unreadable("The cell holds bytes that are no text in the encoding of the file.")
    if "\x00" in cell:
        raise Unreadable("The cell contains a NUL character.")
    words = cell.translate(TO_BLANK).strip()
    if not words.isprintable() and CONTROLS.search(words):
        raise Unreadable("The text contains a control character.")
    return "" if words in conventions.empty else words


def key(cell: Cell, conventions: Conventions) -> str:
    """A number that is a name; refuses one that a spreadsheet has shortened."""
    if isinstance(cell, Decimal) and cell.adjusted() >= DIGITS_KEPT:
        raise Unreadable(SHORTENED)
    words = text(cell, conventions)
    if SCIENTIFIC.fullmatch(words):
        raise Unreadable(SHORTENED)
    return words


def day(cell: Cell, conventions: Conventions) -> date | None:
    """The day a cell names."""
    found = time(cell, conventions)
    return found and found.date()


def time(cell: Cell, conventions: Conventions) -> datetime | None:
    """The day and time a cell names, as the carrier's clock showed it."""
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, Decimal):
        raise Unreadable("The cell holds a number; format it as a date and save the file again.")
    if not (words := text(cell, conventions)):
        return None
    ways = " or ".join(conventions.days)
    try:
        found = moment(words, conventions.days)
    except ValueError as wrong:
        raise Unreadable("There is no such day.") from wrong
    if found is None:
        raise Unreadable(f"The layout expects a day written as {ways}.")
    if not 1900 <= found.year < 2200:
        raise Unreadable("No bill is of that year.")
    return found


def number(cell: Cell, conventions: Conventions) -> Decimal | None:
    """A quantity or a rate, with its sign as written."""
    return money(cell, conventions, "")


def money(cell: Cell, conventions: Conventions, currency: str) -> Decimal | None:
    """An amount as written: a credit is what stands in brackets, has a minus, or is marked CR."""
    if isinstance(cell, Decimal):
        return cell
    if isinstance(cell, datetime):
        raise Unreadable("The cell holds a date, not an amount.")
    if not (words := text(cell, conventions).translate(TO_PLAIN)):
        return None
    found = APART.fullmatch(words) if len(words) <= LONGEST_NUMBER else None
    if found is None:
        raise Unreadable("This is not a number.")
    marks = [*_marks(found["before"], currency), *_marks(found["after"], currency)]
    value = _digits(found["number"], conventions)
    return value.copy_negate() if value and _is_negative(marks) else value


def currency(cell: Cell, conventions: Conventions) -> str:
    """The three letters of a currency."""
    words = text(cell, conventions).upper()
    if words and not THREE_LETTERS.fullmatch(words):
        raise Unreadable("The currency is not written as three letters, such as USD.")
    return words


def folded(words: str) -> str:
    """Column names and words of a value table, as they are compared; _ is as good as a blank."""
    return " ".join(words.translate(TO_BLANK).replace("_", " ").split()).casefold()


def _marks(around: str, wanted: str) -> list[str]:
    """The signs before or after the digits; a currency among them must be the bill's."""
    marks, at = [], 0
    around = around.rstrip()
    while at < len(around):
        found = MARK.match(around, at)
        if found is None:
            raise Unreadable("This is not a number.")
        mark, at = found[1].upper(), found.end()
        if mark in ("CR", "DR", "-", "+", "(", ")"):
            marks.append(mark)
        elif wanted and not _is_of(mark, wanted):
            raise Unreadable(f"The amount is in {mark}, the bill in {wanted}.")
    return marks


def _is_of(mark: str, wanted: str) -> bool:
    if mark == "$":
        return wanted not in NO_DOLLARS
    return wanted in SYMBOLS.get(mark, (mark,))


def _is_negative(marks: list[str]) -> bool:
    match marks:
        case [] | ["+"] | ["DR"]:
            return False
        case ["-"] | ["CR"] | ["(", ")"]:
            return True
    raise Unreadable(f"The signs of this amount contradict each other: {' '.join(marks)}.")


def _digits(written: str, conventions: Conventions) -> Decimal:
    """The digits between the signs, by the carrier's decimal sign and thousands."""
    whole, point, decimals = written.partition(conventions.decimal)
    groups = whole.translate(TO_BLANK).split(conventions.thousands or conventions.decimal)
    is_grouped = len(groups[-1]) == 3 and all(1 <= len(each) <= 3 for each in groups)
    plain = "".join(groups) or "0"
    digits = f"{plain}{decimals}"
    if not (is_grouped or len(groups) == 1) or not (digits.isascii() and digits.isdigit()):
        raise Unreadable(_expected(conventions))
    if point and not decimals:
        raise Unreadable(_expected(conventions))
    return Decimal(f"{plain}.{decimals}" if decimals else plain)


def _expected(conventions: Conventions) -> str:
    example = f"1{conventions.thousands}234{conventions.decimal}56"
    return f"The layout expects numbers written like {example}."
