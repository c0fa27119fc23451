"""What a client may tune of a check: how much is still no difference, how long is too long."""

from dataclasses import dataclass
from decimal import Decimal

from billing_audit.checks.inputs import Input, Kind
from retainer.lib import format as written

#: The unit of money, which is compared within one currency only.
OF_THE_BILL = "in the bill’s currency"
#: Decimals of an amount, and of a ratio.
FINE = 2


@dataclass(frozen=True)
class Setting:
    """A number that a check compares with.  The one used stands in the proof of every hit."""

    name: str
    label: str
    kind: Kind
    #: What the trade starts from; see the check's description for the reason.
    default: Decimal
    #: What the number counts, such as ``days``.
    unit: str
    #: What it decides, in a sentence a client can read.
    means: str
    least: Decimal
    most: Decimal
    #: Decimals it may have; none of what is counted.
    places: int = 0

    @property
    def input(self) -> Input:
        """The input that the SELECT gives back under the setting's name."""
        return Input(self.name, self.label, self.kind, f"setting.{self.name}")

    def in_words(self, value: Decimal) -> str:
        """``7`` or ``0.05``, without the unit."""
        if self.kind == Kind.MONEY:
            return written.number(value, FINE)
        return written.number(value.normalize() if value else value)

    @property
    def bounds(self) -> str:
        """What it may be, as a hint beside the field."""
        whole = "a whole number" if not self.places else f"at most {self.places} decimals"
        return f"{self.in_words(self.least)} to {self.in_words(self.most)} {self.unit}, {whole}"

    def fault(self, value: Decimal) -> str:
        """Why a value cannot be used, empty when it can."""
        if not value.is_finite() or not self.least <= value <= self.most:
            least, most = self.in_words(self.least), self.in_words(self.most)
            return f"Give a number from {least} to {most} {self.unit}."
        if value != round(value, self.places):
            if not self.places:
                return f"Give a whole number of {self.unit}, such as {self.in_words(self.default)}."
            return f"Give at most {self.places} decimals, such as {self.in_words(self.default)}."
        return ""


def tolerance(
    default: str,
    label: str = "difference allowed",
    name: str = "tolerance",
    *,
    means: str = "Two amounts that differ by no more than this count as equal.",
    most: str = "1000",
) -> Setting:
    """An amount of money up to which two figures count as equal."""
    bounds = Decimal(0), Decimal(most)
    return Setting(name, label, Kind.MONEY, Decimal(default), OF_THE_BILL, means, *bounds, FINE)


def threshold(
    name: str,
    default: str,
    label: str,
    unit: str,
    *,
    means: str,
    least: str = "1",
    most: str,
    places: int = 0,
) -> Setting:
    """A plain number: days, months, per cent, a ratio."""
    bounds = Decimal(least), Decimal(most)
    return Setting(name, label, Kind.NUMBER, Decimal(default), unit, means, *bounds, places)
