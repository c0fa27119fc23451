"""What an offer costs month by month over the term, its total and its present value."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

CENT = Decimal("0.01")
ZERO = Decimal(0)


@dataclass(frozen=True)
class PriceLine:
    """One line of the price workbook as a bidder filled it; money in the request's currency.

    ``quantities`` are by month from the first on; the last one holds for all later months, so that
    a ramp is its steps. ``steps`` are (month from which, price) for prices that change.
    ``escalator`` raises the monthly price once a year by this share. ``taxes`` are the estimated
    taxes and surcharges as a share of what is billed. A discount is a negative line.
    """

    name: str
    monthly: Decimal = ZERO
    one_time: Decimal = ZERO
    quantities: tuple[Decimal, ...] = (Decimal(1),)
    steps: tuple[tuple[int, Decimal], ...] = ()
    escalator: Decimal = ZERO
    taxes: Decimal = ZERO
    exit_fee: Decimal = ZERO

    def quantity(self, month: int) -> Decimal:
        """Units in a month, counted from 1."""
        return self.quantities[min(month, len(self.quantities)) - 1]

    def price(self, month: int) -> Decimal:
        """The monthly price of one unit in a month, counted from 1."""
        price = self.monthly
        for begins, changed in self.steps:
            if month >= begins:
                price = changed
        return price * (1 + self.escalator) ** ((month - 1) // 12)


@dataclass(frozen=True)
class Commitment:
    """What must be spent in each year of the contract, or the difference is owed at its end."""

    a_year: Decimal
    begins: int = 1  # the month from which it counts


@dataclass(frozen=True)
class Month:
    """Money that falls due in one month, each part rounded to cents."""

    number: int
    recurring: Decimal
    one_time: Decimal
    taxes: Decimal
    shortfall: Decimal
    exit_fees: Decimal

    @property
    def total(self) -> Decimal:
        return self.recurring + self.one_time + self.taxes + self.shortfall + self.exit_fees


def cash_line(
    lines: Iterable[PriceLine], months: int, commitment: Commitment | None = None
) -> list[Month]:
    """Every month of the term. One-time charges fall due as units are added, in their month."""
    told = list(lines)
    made: list[Month] = []
    spent = ZERO
    for number in range(1, months + 1):
        recurring = one_time = taxes = exit_fees = ZERO
        for line in told:
            units = line.quantity(number)
            added = units - (line.quantity(number - 1) if number > 1 else ZERO)
            monthly, once = units * line.price(number), max(added, ZERO) * line.one_time
            recurring += _cents(monthly)
            one_time += _cents(once)
            taxes += _cents((monthly + once) * line.taxes)
            if number == months:
                exit_fees += _cents(units * line.exit_fee)
        shortfall = ZERO
        if commitment is not None and number >= commitment.begins:
            spent += recurring + one_time
            into_year = number - commitment.begins + 1
            if into_year % 12 == 0 or number == months:
                owed = commitment.a_year * ((into_year - 1) % 12 + 1) / 12
                shortfall = max(_cents(owed) - spent, ZERO)
                spent = ZERO
        made.append(Month(number, recurring, one_time, taxes, shortfall, exit_fees))
    return made


def total(months: Iterable[Month]) -> Decimal:
    """The sum over the term."""
    return sum((month.total for month in months), ZERO)


def present_value(months: Iterable[Month], yearly_rate: Decimal) -> Decimal:
    """The worth today of money due at the end of each month, at an effective rate a year."""
    with localcontext() as context:
        context.prec = 40
        factor = (1 + yearly_rate) ** (Decimal(1) / 12)
        worth = sum((month.total / factor**month.number for month in months), ZERO)
    return _cents(worth)


def running(months: Iterable[Month]) -> Iterator[tuple[int, Decimal]]:
    """What was paid up to and with each month."""
    paid = ZERO
    for month in months:
        paid += month.total
        yield month.number, paid


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)
