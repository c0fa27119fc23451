"""How a field of a flat file says something: texts, days, and numbers with their sign."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, auto

from billing_audit.bills.importers.einvoice.numbers import number

Value = str | date | Decimal | None


class Unreadable(Exception):
    """A field nobody can read; the message is the reason."""


class Sign(Enum):
    """Where a number says that it is below zero."""

    LEADING = auto()  # -12.34
    TRAILING = auto()  # 12.34-
    CREDIT = auto()  # 12.34CR
    OVERPUNCH = auto()  # 123M: the last digit and the sign in one character


#: The last digit with its sign, as mainframes write it.
OVERPUNCHED = {
    **{letter: (str(digit), "") for digit, letter in enumerate("{ABCDEFGHI")},
    **{letter: (str(digit), "-") for digit, letter in enumerate("}JKLMNOPQR")},
}


@dataclass(frozen=True)
class Text:
    """Words, and numbers that are names."""

    def read(self, text: str) -> str:
        return text


@dataclass(frozen=True)
class Day:
    """A date in a fixed form; nothing or zeros only mean none."""

    form: str = "%Y%m%d"

    def read(self, text: str) -> date | None:
        if not text.strip("0"):
            return None
        try:
            return datetime.strptime(text, self.form).date()  # noqa: DTZ007 a day has no zone
        except ValueError as wrong:
            raise Unreadable("This is no date.") from wrong


@dataclass(frozen=True)
class Number:
    """A number as the layout writes it; ``decimals`` digits follow a point that is not written."""

    decimals: int = 0
    sign: Sign = Sign.LEADING

    def read(self, text: str) -> Decimal | None:
        if not text:
            return None
        digits, minus = self._apart(text)
        if self.decimals and not digits.isdecimal():
            raise Unreadable(f"This is no whole number with {self.decimals} decimals understood.")
        value = number(f"{minus}{digits}")
        if value is None:
            raise Unreadable("This is not a number.")
        return value.scaleb(-self.decimals)

    def _apart(self, text: str) -> tuple[str, str]:
        """The digits, and a minus if the number is below zero."""
        match self.sign:
            case Sign.LEADING if text[0] in "+-":
                return text[1:].strip(), text[0].strip("+")
            case Sign.TRAILING if text[-1] in "+-":
                return text[:-1].strip(), text[-1].strip("+")
            case Sign.CREDIT if text.upper().endswith(("CR", "DR")):
                return text[:-2].strip(), "-" if text.upper().endswith("CR") else ""
            case Sign.OVERPUNCH if text[-1].upper() in OVERPUNCHED:
                digit, minus = OVERPUNCHED[text[-1].upper()]
                return f"{text[:-1]}{digit}", minus
        return text, ""
