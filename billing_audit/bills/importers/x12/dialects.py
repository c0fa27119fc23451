"""How carriers write money in an 811: in cents or with a decimal point, element by element.

X12 has two kinds of amount.  ``N2`` counts cents and has no point, ``R`` is a decimal number, and
the same 1800 is 18.00 in one and 1,800.00 in the other.  The table says which element is which;
nothing is guessed from the single amount.  A file that writes a point where the standard counts
cents is taken at its word for that element from its first segment to its last, and says so.
"""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from billing_audit.bills.importers.einvoice.numbers import number
from billing_audit.bills.importers.x12.segments import Segment


class Money(Enum):
    """How an element writes an amount."""

    CENTS = "cents"
    DECIMAL = "decimal"


Element = tuple[str, int]

#: X12 004010: elements 610 and 360 are N2, 782 and 212 are R.
STANDARD: dict[Element, Money] = {
    ("TDS", 1): Money.CENTS,
    ("SAC", 5): Money.CENTS,
    ("ITA", 7): Money.CENTS,
    ("USD", 9): Money.CENTS,
    ("USD", 8): Money.DECIMAL,
    ("IT1", 4): Money.DECIMAL,
    ("SLN", 6): Money.DECIMAL,
    ("AMT", 2): Money.DECIMAL,
    ("TXI", 2): Money.DECIMAL,
    ("TCD", 12): Money.DECIMAL,
    ("TCD", 13): Money.DECIMAL,
    ("BAL", 3): Money.DECIMAL,
}


class NotANumber(Exception):
    """An amount nobody can read."""

    def __init__(self, element: Element, text: str) -> None:
        super().__init__(text)
        self.element = element
        self.text = text


@dataclass(frozen=True)
class Dialect:
    """One carrier's way of writing an 811."""

    name: str
    #: Words in the sender's name or identifier that tell the dialect.
    senders: tuple[str, ...] = ()
    money: dict[Element, Money] = field(default_factory=lambda: STANDARD)
    #: Where sub-lines and allowances have their amount and their text.
    sub_line: int = 6
    allowance: int = 7
    allowance_text: int = 13

    def amount(self, segment: Segment, place: int) -> Decimal | None:
        """The amount in an element; raises ``NotANumber``."""
        text = segment.at(place)
        if not text:
            return None
        if (value := number(text)) is None:
            raise NotANumber((segment.name, place), text)
        is_cents = self.money[segment.name, place] is Money.CENTS
        return value.scaleb(-2) if is_cents else value


#: Granite puts the amount of a sub-line where the unit of measure belongs, and that of an
#: allowance, in cents, where its handling code belongs.
GRANITE = Dialect(
    "granite",
    senders=("GRANITE",),
    money={**STANDARD, ("SLN", 5): Money.DECIMAL, ("ITA", 4): Money.CENTS},
    sub_line=5,
    allowance=4,
    allowance_text=6,
)
DIALECTS = (GRANITE,)
X12 = Dialect("x12")
#: Segments in which some dialect counts cents.
IN_CENTS = {
    name
    for dialect in (X12, *DIALECTS)
    for (name, _), money in dialect.money.items()
    if money is Money.CENTS
}


def dialect_of(sender: str) -> Dialect:
    """The dialect of a sender, by its name and identifiers."""
    said = sender.upper()
    return next((one for one in DIALECTS if any(word in said for word in one.senders)), X12)


@dataclass
class Points:
    """In which elements that should count cents a file writes a decimal point, and how often."""

    with_point: Counter[Element] = field(default_factory=Counter)
    without: Counter[Element] = field(default_factory=Counter)

    def note(self, segment: Segment, dialect: Dialect) -> None:
        for place in range(1, len(segment.elements) + 1):
            element = (segment.name, place)
            if dialect.money.get(element) is Money.CENTS and (text := segment.at(place)):
                (self.with_point if "." in text else self.without)[element] += 1

    def adapted(self, dialect: Dialect) -> Dialect:
        """The dialect as this file writes it."""
        if not self.with_point:
            return dialect
        decimal = dict.fromkeys(self.with_point, Money.DECIMAL)
        return Dialect(
            **{**vars(dialect), "money": {**dialect.money, **decimal}},
        )

    def in_words(self, dialect: Dialect) -> list[str]:
        """What a person should know of how the amounts were read."""
        said = []
        for (name, place), times in sorted(self.with_point.items()):
            others = self.without[name, place]
            mixed = (
                f" {others} more have none and are read the same way: compare the total."
                if others
                else ""
            )
            said.append(
                f"{name}{place:02} is written with a decimal point ({times} times) although X12 "
                f"counts cents there; it is read as written.{mixed}"
            )
        if dialect.name != X12.name:
            said.append(f"The amounts are read by the dialect of {dialect.name.title()}.")
        return said
