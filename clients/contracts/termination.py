"""What ending a contract early costs, service by service, by the contract's own formula.

The monthly charge, times the months left, a begun one whole, times the per cent agreed: what the
audit holds a carrier's termination charge against.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clients.contracts.running import DAY, Running, months_after
from clients.telecom.models import Contract, Service
from retainer.lib.money import in_currency
from retainer.lib.months import last_day, month_of, months_left, shifted

#: Months that are told, at most.
FAR = 60
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Charge:
    """What one service costs every month, and where that is read."""

    service: Service
    monthly: Decimal | None
    source: str = ""
    url: str = ""


@dataclass(frozen=True)
class ServiceFee:
    """The fee of one service; ``why`` says what is missing to reckon it."""

    charge: Charge
    early_months: int = 0
    later_months: int = 0
    amount: Decimal | None = None
    why: str = ""


@dataclass(frozen=True)
class Fee:
    """What is due when everything ends on a day."""

    day: date
    services: tuple[ServiceFee, ...]

    @property
    def amount(self) -> Decimal:
        return sum((each.amount for each in self.services if each.amount is not None), NOTHING)

    @property
    def unknown(self) -> int:
        """Services of which it cannot be said."""
        return sum(each.amount is None for each in self.services)

    @property
    def is_known(self) -> bool:
        return self.unknown < len(self.services) or not self.services


def fee_on(contract: Contract, term: Running, charges: Iterable[Charge], day: date) -> Fee | None:
    """The fee for ending everything with ``day``; ``None`` when the contract states no formula."""
    if contract.termination_percent is None or term.ends is None:
        return None
    return Fee(day, tuple(_of_service(contract, term.ends, each, day) for each in charges))


def month_by_month(contract: Contract, term: Running, charges: Iterable[Charge]) -> Iterator[Fee]:
    """The fee for ending with each month, from this one to the end of the term."""
    held = tuple(charges)
    for count in range(FAR):
        day = last_day(shifted(month_of(term.today), count))
        is_last = term.ends is None or day >= term.ends
        fee = fee_on(contract, term, held, min(day, term.ends) if term.ends else day)
        if fee is None or term.is_over:
            return
        yield fee
        if is_last:
            return


def _of_service(contract: Contract, ends: date, charge: Charge, day: date) -> ServiceFee:
    if charge.monthly is None:
        return ServiceFee(charge, why="No monthly charge is on file.")
    installed, minimum = charge.service.install_date, contract.minimum_term_months
    early_end = ends
    if minimum is not None:
        if installed is None:
            return ServiceFee(charge, why="The day of its installation is not on file.")
        early_end = months_after(installed, minimum) - DAY
        if contract.later_termination_percent is None and ends > early_end:
            return ServiceFee(
                charge, why="The contract does not say what is due after the minimum term."
            )
    early = months_left(day, early_end)
    later = months_left(max(day, early_end), ends) if minimum is not None else 0
    share = early * contract.termination_percent
    share += later * (contract.later_termination_percent or NOTHING)
    amount = in_currency(charge.monthly * share / 100, contract.currency)
    return ServiceFee(charge, early, later, amount)
