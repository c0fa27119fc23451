"""One account's year while it is being made: its services, its bills, the faults put on them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from bench.planting.background import GOODWILL, Period
from bench.planting.inventory import Account, Service
from bench.planting.model import Bill, Fault, Line
from bench.planting.ratebook import RateBook


@dataclass
class Ledger:
    account: Account
    services: list[Service]
    #: The monthly bills, in order.
    bills: list[Bill]
    periods: list[Period]
    book: RateBook
    faults: list[Fault] = field(default_factory=list)
    #: Bills beside the monthly ones: equipment, and second copies.
    extra_bills: list[Bill] = field(default_factory=list)
    #: Services that already carry a fault, or something that merely looks like one.
    taken: set[str] = field(default_factory=set)
    _lines: dict[str, list[tuple[int, Line]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for month, bill in enumerate(self.bills):
            for line in bill.lines:
                self._lines.setdefault(line.service_id, []).append((month, line))
                if line.charge_type == "credit" and line.charge_code != GOODWILL:
                    self.taken.add(line.service_id)

    def free_services(self, rng: Random) -> Iterator[Service]:
        """Services without a fault, in random order; faults do not meet on one service."""
        for service in rng.sample(self.services, k=len(self.services)):
            if service.service_id not in self.taken:
                yield service

    def lines_of(self, service: Service, *types: str) -> list[tuple[int, Line]]:
        """The service's lines of these types that show a rate, with the month of their bill."""
        return [
            (month, line)
            for month, line in self._lines.get(service.service_id, ())
            if line.charge_type in types and line.unit_rate is not None and line.amount > 0
        ]

    def repeat(self, line: Line, month: int) -> Line:
        """Put a copy of a line on that month's bill, after everything the service has there."""
        copy = replace(line)
        self.put(copy, month)
        return copy

    def put(self, line: Line, month: int) -> None:
        lines = self.bills[month].lines
        same = [at for at, other in enumerate(lines) if other.service_id == line.service_id]
        lines.insert(same[-1] + 1 if same else len(lines), line)

    def blame(
        self, check: str, month: int, line: Line, note: str, claim: Decimal | None = None
    ) -> None:
        """Note a fault on a line; without a claim of its own the whole line is claimed."""
        amount = line.amount if claim is None else claim
        self.faults.append(Fault(check, self.bills[month], line, amount, note))

    @property
    def all_bills(self) -> list[Bill]:
        return [*self.bills, *self.extra_bills]
