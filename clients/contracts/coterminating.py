"""What it takes to have all contracts of a client end on one day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clients.contracts.calendar import Row
from clients.contracts.termination import NOTHING, fee_on
from retainer.lib.money import in_currency
from retainer.lib.months import months_left


@dataclass(frozen=True)
class Move:
    """One contract, ended on the common day instead of its own."""

    row: Row
    day: date

    @property
    def kind(self) -> str:
        ends = self.row.term.ends
        if ends is None:
            return "any_day" if self.row.term.is_evergreen else "no_term"
        if ends == self.day:
            return "same_day"
        return "shortened" if self.day < ends else "extended"

    @property
    def months(self) -> int:
        """Months by which it is shorter or longer; a begun one counts whole."""
        ends = self.row.term.ends
        if ends is None:
            return 0
        return months_left(min(self.day, ends), max(self.day, ends))

    @property
    def fee(self) -> Decimal | None:
        """What ending early costs; ``None`` when that is not on file of every service."""
        if self.kind != "shortened":
            return NOTHING
        fee = fee_on(self.row.contract, self.row.term, self.row.charges, self.day)
        return fee.amount if fee and not fee.unknown else None

    @property
    def charges(self) -> Decimal:
        """The monthly charges of those months: saved when shorter, negative; due when longer."""
        sign = {"shortened": -1, "extended": 1}.get(self.kind, 0)
        return in_currency(sign * self.months * self.row.monthly, self.row.contract.currency)

    @property
    def net(self) -> Decimal | None:
        """What it costs, or saves when negative, against letting it run to its own end."""
        return None if self.fee is None else self.fee + self.charges


@dataclass(frozen=True)
class Plan:
    """Every contract ended on one day."""

    day: date
    moves: tuple[Move, ...]

    @property
    def sums(self) -> dict[str, tuple[Decimal, Decimal, Decimal]]:
        """By currency: fees, charges and net of the contracts of which all is known."""
        found: dict[str, list[Decimal]] = defaultdict(lambda: [NOTHING, NOTHING, NOTHING])
        for move in self.moves:
            if move.net is not None and move.kind != "no_term":
                sums = found[move.row.contract.currency]
                for place, amount in enumerate((move.fee, move.charges, move.net)):
                    sums[place] += amount
        return {currency: tuple(sums) for currency, sums in found.items()}

    @property
    def unknown(self) -> int:
        """Contracts of which it cannot be told."""
        return sum(move.net is None or move.kind == "no_term" for move in self.moves)


def plan(rows: Iterable[Row], day: date) -> Plan:
    """Every running contract moved to a day."""
    return Plan(day, tuple(Move(row, day) for row in rows if not row.term.is_over))


def candidates(rows: Iterable[Row]) -> list[Plan]:
    """A plan for the end of each contract, the earliest day first."""
    held = list(rows)
    ends = {row.term.ends for row in held if row.term.ends and not row.term.is_over}
    return [plan(held, day) for day in sorted(ends)]
