"""Reckons a business case: what each scenario costs year by year; no row of any table.

Money of a year counts as paid at its end, so that the present value of ``x`` in year ``n`` is
``x / (1 + rate) ** n``.  Nothing is rounded before it is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from retainer.lib import formula as arithmetic
from retainer.lib.formula import NotAFormula

ZERO = Decimal(0)
LONGEST_TERM = 10
#: The order in which they are compared.
BASELINE, PROPOSAL, COMPETITION = SCENARIOS = ("baseline", "proposal", "competition")


def grown(rate: Decimal, year: Decimal) -> Decimal:
    """What 1 of the first year has grown to, at so many per cent a year."""
    if year != int(year) or not 1 <= year <= LONGEST_TERM:
        raise NotAFormula(f"grown() takes a year from 1 to {LONGEST_TERM}")
    return (1 + rate / 100) ** (int(year) - 1)


def first(amount: Decimal, year: Decimal) -> Decimal:
    """The amount in the first year, nothing after it."""
    return amount if year == 1 else ZERO


FUNCTIONS = {"min": min, "max": max, "grown": grown, "first": first}
#: What every formula may speak of besides the drivers.
ALWAYS = ("year", "years")


@dataclass(frozen=True)
class Driver:
    name: str
    title: str
    unit: str
    value: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Cost:
    scenario: str
    title: str
    formula: str


@dataclass(frozen=True)
class Line:
    """A cost with what it comes to in each year; none where it cannot be reckoned."""

    title: str
    formula: str
    years: list[Decimal]
    fault: str = ""

    @property
    def total(self) -> Decimal:
        return sum(self.years, ZERO)


@dataclass
class Course:
    """One scenario over the term."""

    scenario: str
    lines: list[Line]
    years: list[Decimal]
    present: Decimal
    total: Decimal = field(init=False)

    def __post_init__(self) -> None:
        self.total = sum(self.years, ZERO)


@dataclass(frozen=True)
class Swing:
    """What the proposal saves against today while one driver is low or high."""

    driver: Driver
    at_low: Decimal
    at_high: Decimal

    @property
    def width(self) -> Decimal:
        return abs(self.at_high - self.at_low)

    @property
    def turns(self) -> bool:
        """Whether the proposal stops to pay within the driver's range."""
        return min(self.at_low, self.at_high) < 0


@dataclass
class Result:
    """The three scenarios side by side, and what the proposal saves in present value."""

    courses: dict[str, Course]
    swings: list[Swing] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        lines = [line for course in self.courses.values() for line in course.lines]
        return [f"{line.title}: {line.fault}" for line in lines if line.fault]

    def saving(self, scenario: str = PROPOSAL, against: str = BASELINE) -> Decimal:
        return self.courses[against].present - self.courses[scenario].present


def reckon(
    drivers: Sequence[Driver], costs: Sequence[Cost], *, years: int, rate: Decimal
) -> Result:
    """The three scenarios as expected, and how far each driver alone can move the saving."""
    values = {driver.name: driver.value for driver in drivers}
    result = _at(values, costs, years, rate)
    for driver in drivers:
        savings = [
            _at(values | {driver.name: value}, costs, years, rate).saving()
            for value in (driver.low, driver.high)
        ]
        result.swings.append(Swing(driver, *savings))
    result.swings.sort(key=lambda swing: -swing.width)
    return result


def _at(values: Mapping[str, Decimal], costs: Sequence[Cost], years: int, rate: Decimal) -> Result:
    courses = {}
    for scenario in SCENARIOS:
        lines = [_line(cost, values, years) for cost in costs if cost.scenario == scenario]
        sums = [sum((line.years[n] for line in lines), ZERO) for n in range(years)]
        present = sum((paid / (1 + rate / 100) ** n for n, paid in enumerate(sums, 1)), ZERO)
        courses[scenario] = Course(scenario, lines, sums, present)
    return Result(courses)


def _line(cost: Cost, values: Mapping[str, Decimal], years: int) -> Line:
    found = []
    try:
        for year in range(1, years + 1):
            inputs = {**values, "year": Decimal(year), "years": Decimal(years)}
            found.append(arithmetic.evaluate(cost.formula, inputs, FUNCTIONS))
    except NotAFormula as wrong:
        return Line(cost.title, cost.formula, [ZERO] * years, str(wrong))
    return Line(cost.title, cost.formula, found)
