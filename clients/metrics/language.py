"""The language metrics are defined in: inputs, a formula, rounding, a target; no row of any table.

Whoever asks for bids defines the metrics of the later contract by the same words.
"""

import decimal
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import models

from retainer.lib import formula as arithmetic
from retainer.lib.formula import NotAFormula

#: Functions of a formula besides + − × ÷.
FUNCTIONS = {"min": min, "max": max}
NAME = re.compile(r"[a-z][a-z0-9_]{0,29}", re.ASCII)
#: Values keep what a column of 24 digits keeps, 8 of them after the point.
DECIMALS, LARGEST = 8, Decimal(10) ** 16
#: Digits after the point that a metric may be rounded to.
MOST_PLACES = 6


class Rounding(models.TextChoices):
    HALF_UP = "half_up", "Half up: 99.945 becomes 99.95"
    HALF_EVEN = "half_even", "Half to even: 99.945 becomes 99.94"
    DOWN = "down", "Cut off: 99.949 becomes 99.94"
    UP = "up", "Up: 99.941 becomes 99.95"


MODES = {
    Rounding.HALF_UP: decimal.ROUND_HALF_UP,
    Rounding.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    Rounding.DOWN: decimal.ROUND_DOWN,
    Rounding.UP: decimal.ROUND_UP,
}


class Direction(models.TextChoices):
    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"


class Outcome(models.TextChoices):
    MET = "met", "Met"
    MISSED = "missed", "Missed"
    FLOOR = "floor", "Beyond the floor"


class CannotCompute(ValueError):
    """These inputs have no value by this definition; the message says why."""


@dataclass(frozen=True)
class Quantity:
    """An input of a formula: its name there, what it is, and its unit."""

    name: str
    label: str
    unit: str

    def __str__(self) -> str:
        return f"{self.name}, {self.label}, {self.unit}"


@dataclass(frozen=True)
class Measure:
    """What is needed to reckon a value from inputs and to judge it."""

    formula: str
    quantities: tuple[Quantity, ...]
    places: int
    rounding: str
    direction: str
    target: Decimal
    floor: Decimal | None = None

    def faults(self) -> list[str]:
        """What keeps it from being reckoned, in sentences."""
        known = {each.name for each in self.quantities}
        try:
            named = arithmetic.names_in(self.formula, FUNCTIONS)
        except NotAFormula as why:
            return [_sentence(why)]
        said = [f"The formula speaks of {name}, which is no input." for name in named - known]
        said += [f"The formula does not need the input {name}." for name in known - named]
        if self.floor is not None and self.is_at_least(self.floor, self.target):
            said.append("The floor lies beyond the target: it is the worse of the two.")
        return sorted(said)

    def value(self, inputs: Mapping[str, Decimal]) -> Decimal:
        """The formula's value, rounded once as the definition says."""
        for quantity in self.quantities:
            if inputs.get(quantity.name) is None:
                raise CannotCompute(f"{quantity.label.capitalize()} ({quantity.name}) is missing.")
        try:
            exact = arithmetic.evaluate(self.formula, inputs, FUNCTIONS)
        except NotAFormula as why:
            raise CannotCompute(_sentence(why)) from why
        if abs(exact) >= LARGEST:
            raise CannotCompute(f"The result is {exact:.3E}, too large to be a value.")
        step = Decimal(1).scaleb(-self.places)
        return exact.quantize(step, MODES[Rounding(self.rounding)], _WIDE)

    def is_at_least(self, value: Decimal, mark: Decimal) -> bool:
        """Whether a value is as good as a mark, or better."""
        return value >= mark if self.direction == Direction.HIGHER else value <= mark

    def outcome(self, value: Decimal) -> Outcome:
        if self.is_at_least(value, self.target):
            return Outcome.MET
        if self.floor is not None and not self.is_at_least(value, self.floor):
            return Outcome.FLOOR
        return Outcome.MISSED


#: A context whose precision no value of ours exceeds.
_WIDE = decimal.Context(prec=arithmetic.PRECISION)


def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Inputs as a person lists them, one a line: ``down, minutes out of service, minutes``."""
    found: dict[str, Quantity] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split(",")]
        if len(cells) < 3 or not all(cells):
            raise ValueError(f"Line {number}: write the name, what it is, and its unit.")
        name, *label, unit = cells
        if not NAME.fullmatch(name) or name in FUNCTIONS:
            raise ValueError(
                f"Line {number}: {name!r} is no name. Use small letters, digits and _, "
                "a letter first, and neither min nor max."
            )
        if name in found:
            raise ValueError(f"Line {number}: {name} is listed above already.")
        found[name] = Quantity(name, ", ".join(label), unit)
    if not found:
        raise ValueError("List at least one input.")
    return tuple(found.values())


def written(quantities: Sequence[Quantity]) -> str:
    """The inputs as ``read_quantities`` reads them."""
    return "\n".join(str(each) for each in quantities)


def _sentence(why: Exception) -> str:
    text = str(why)
    return f"{text[0].upper()}{text[1:]}."
