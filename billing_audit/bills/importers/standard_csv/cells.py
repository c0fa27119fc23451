"""What each kind of cell may say.

Every kind is a dictionary from the cell as written to the text the database
stores: a bill repeats its cells, so each distinct one is read once and found
ever after.  A cell that cannot be read raises ``Unreadable`` with the reason.
"""

import re
from datetime import date

#: Distinct cells remembered per column; more than that, and we begin anew.
MOST_REMEMBERED = 20_000
NULL = "\\N"

ISO_DAY = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
#: Not ``Decimal``: it also takes NaN, 1e5, 1_000 and the digits of other scripts.
PLAIN_NUMBER = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
LIKE_A_NUMBER = re.compile(r"[-+($ ]*[0-9][0-9.,' ]*[-)% ]*")
THREE_LETTERS = re.compile(r"[A-Z]{3}")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

EMPTY = "This cell must not be empty."


class Unreadable(Exception):
    """A cell nobody can read; the message is the reason, a sentence for people."""

    def __init__(self, reason: str, column: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.column = column


class Cells(dict[str, str]):
    """The cells of one column, as written and as stored."""

    def __init__(self, *, required: bool = False) -> None:
        super().__init__()
        self.required = required

    def __missing__(self, cell: str) -> str:
        stored = self.read(cell)
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[cell] = stored
        return stored

    def read(self, cell: str) -> str:
        text = clean(cell)
        if text:
            return self.read_text(text)
        if self.required:
            raise Unreadable(EMPTY)
        return self.empty()

    def empty(self) -> str:
        return NULL

    def read_text(self, text: str) -> str:
        raise NotImplementedError


class Text(Cells):
    """Words, names and numbers that are names."""

    def __init__(self, longest: int, *, required: bool = False) -> None:
        super().__init__(required=required)
        self.longest = longest

    def empty(self) -> str:
        return ""

    def read_text(self, text: str) -> str:
        return escaped(checked(text, self.longest))


class Number(Cells):
    """A decimal number that fits its column exactly; nothing is rounded on the way in."""

    def __init__(self, digits: int, decimals: int, *, required: bool = False) -> None:
        super().__init__(required=required)
        self.digits = digits
        self.decimals = decimals

    def read_text(self, text: str) -> str:
        found = PLAIN_NUMBER.fullmatch(text)
        if found is None:
            raise Unreadable(
                "Write the number with a decimal point and nothing else, such as -1234.56."
                if LIKE_A_NUMBER.fullmatch(text)
                else "This is not a number."
            )
        sign, whole, decimals = found[1], found[2].lstrip("0") or "0", found[3] or ""
        if len(whole) > self.digits:
            raise Unreadable(f"The number has more than {self.digits} digits before the point.")
        kept = decimals if len(decimals) <= self.decimals else decimals.rstrip("0")
        if len(kept) > self.decimals:
            raise Unreadable(f"The number has more than {self.decimals} decimals.")
        return f"{sign}{whole}.{kept}" if kept else f"{sign}{whole}"


class Rate(Number):
    """A unit price, stored with the decimals the carrier printed of it."""

    def empty(self) -> str:
        return f"{NULL}\t{NULL}"

    def read_text(self, text: str) -> str:
        stored = super().read_text(text)
        return f"{stored}\t{len(text.partition('.')[2])}"


class Day(Cells):
    """A date, in ISO form."""

    def read_text(self, text: str) -> str:
        if ISO_DAY.fullmatch(text):
            try:
                return date.fromisoformat(text).isoformat()
            except ValueError as wrong:
                raise Unreadable("There is no such day.") from wrong
        raise Unreadable("Write the date as year-month-day, such as 2026-03-31.")


class OneOf(Cells):
    """A word of a fixed vocabulary, stored as a number."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        super().__init__(required=True)
        self.vocabulary = vocabulary

    def read_text(self, text: str) -> str:
        known = self.vocabulary.get(text.lower())
        if known is None:
            raise Unreadable(f"Write one of {', '.join(self.vocabulary)}.")
        return str(known)


class Currency(Cells):
    """The three letters of a currency."""

    def empty(self) -> str:
        return ""

    def read_text(self, text: str) -> str:
        if THREE_LETTERS.fullmatch(text.upper()):
            return text.upper()
        raise Unreadable("Write the currency as three letters, such as USD.")


def clean(cell: str) -> str:
    """The cell without surrounding blanks; refuses what no database column takes."""
    try:
        cell.encode()
    except UnicodeEncodeError as wrong:
        raise Unreadable("This is not UTF-8 text. Save the file with UTF-8 encoding.") from wrong
    if "\x00" in cell:
        raise Unreadable("The cell contains a NUL character.")
    return cell.strip()


def checked(text: str, longest: int) -> str:
    if len(text) > longest:
        raise Unreadable(f"The text is longer than {longest} characters.")
    if CONTROLS.search(text):
        raise Unreadable("The text contains a control character.")
    return text


def escaped(text: str) -> str:
    """As ``COPY`` wants it."""
    return text.translate(ESCAPES)


def shown(cell: str) -> str:
    """A cell nobody could read, made fit to be stored and shown."""
    visible = cell.encode(errors="surrogateescape").decode("cp1252", errors="replace")
    try:
        cell.encode()
    except UnicodeEncodeError:
        cell = visible
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", cell[:200])
