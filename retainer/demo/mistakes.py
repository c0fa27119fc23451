"""The carriers' mistakes, each told as data, each knowing what it does to the bills.

A mistake answers with what an audit may claim for it, line by line, so that a
test can say whether everything planted is found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

from retainer.demo.billing import MONTHS, Bill, BillLine, agreed_rate, charges, line_of
from retainer.demo.einvoice import ZERO, cents
from retainer.demo.story import ClientStory, Service

#: Bill, line (``None``: the bill as a whole), claim.
Claim = tuple[Bill, BillLine | None, Decimal]


@dataclass(frozen=True)
class Mistake:
    """What went wrong and why, in the words a consultant would use."""

    #: The check that must find it.
    check: ClassVar[str]
    why: str

    def make(self, client: ClientStory, bills: list[Bill]) -> Iterator[Claim]:
        """Spoil the bills; yield what may be claimed."""
        raise NotImplementedError


def bill_of(bills: list[Bill], account: str, month: date) -> Bill:
    return next(bill for bill in bills if (bill.account.number, bill.month) == (account, month))


def service_of(client: ClientStory, number: str) -> Service:
    return next(service for service in client.services if service.number == number)


@dataclass(frozen=True)
class WrongRate(Mistake):
    """A rate above contract, from a month to another."""

    check = "B01"
    services: tuple[str, ...]
    code: str
    rate: Decimal
    first: date
    last: date = MONTHS[-1]

    def make(self, client: ClientStory, bills: list[Bill]) -> Iterator[Claim]:
        for number in self.services:
            service = service_of(client, number)
            for month in MONTHS:
                if not self.first <= month <= self.last:
                    continue
                bill = bill_of(bills, service.account, month)
                line = bill.of(number, self.code)
                agreed = agreed_rate(client, service, line.item, line.period_from)
                line.unit_rate = self.rate
                line.amount = cents(self.rate * line.quantity)
                yield bill, line, cents((self.rate - agreed) * line.quantity)


@dataclass(frozen=True)
class StillBilled(Mistake):
    """Disconnected, and billed on."""

    check = "C01"
    services: tuple[str, ...]
    last: date = MONTHS[-1]

    def make(self, client: ClientStory, bills: list[Bill]) -> Iterator[Claim]:
        for number in self.services:
            service = service_of(client, number)
            alive = replace(service, disconnected=None)
            for month in MONTHS:
                lines = charges(client, alive, month)
                if month > self.last or lines[0].period_from <= service.disconnected:
                    continue
                bill = bill_of(bills, service.account, month)
                for line in lines:
                    bill.add(line)
                    if line.is_recurring:
                        yield bill, line, line.amount


@dataclass(frozen=True)
class BilledTwice(Mistake):
    """The same line twice on one bill."""

    check = "A09"
    services: tuple[str, ...]
    code: str
    month: date

    def make(self, client: ClientStory, bills: list[Bill]) -> Iterator[Claim]:
        for number in self.services:
            bill = bill_of(bills, service_of(client, number).account, self.month)
            copy = replace(bill.of(number, self.code))
            bill.add(copy)
            yield bill, copy, copy.amount


@dataclass(frozen=True)
class InstalledTwice(Mistake):
    """A one-time charge entered twice."""

    check = "A09"
    service: str
    code: str
    month: date

    def make(self, client: ClientStory, bills: list[Bill]) -> Iterator[Claim]:
        service = service_of(client, self.service)
        bill = bill_of(bills, service.account, self.month)
        day = service.installed
        line = line_of(client, service, bill.carrier.item(self.code), Decimal(1), (day, day))
        bill.add(line)
        copy = replace(line)
        bill.add(copy)
        yield bill, copy, copy.amount


@dataclass(frozen=True)
class BilledAgain(Mistake):
    """A month already billed comes back on a later bill."""

    check = "A19"
    service: str
    code: str
    of: date
    month: date

    def make(self, client: ClientStory, bills: list[Bill]) -> Iterator[Claim]:
        account = service_of(client, self.service).account
        copy = replace(bill_of(bills, account, self.of).of(self.service, self.code))
        bill = bill_of(bills, account, self.month)
        bill.add(copy)
        yield bill, copy, copy.amount


@dataclass(frozen=True)
class ReachesBack(Mistake):
    """The period begins before the last one ended."""

    check = "A10"
    service: str
    code: str
    month: date
    days: int

    def make(self, client: ClientStory, bills: list[Bill]) -> Iterator[Claim]:
        account = service_of(client, self.service).account
        bill = bill_of(bills, account, self.month)
        line = bill.of(self.service, self.code)
        line.period_from -= timedelta(days=self.days)
        length = (line.period_to - line.period_from).days + 1
        yield bill, line, cents(line.amount * self.days / length)


@dataclass(frozen=True)
class WrongExtension(Mistake):
    """More than quantity times rate."""

    check = "A01"
    service: str
    code: str
    month: date
    by: Decimal

    def make(self, client: ClientStory, bills: list[Bill]) -> Iterator[Claim]:
        bill = bill_of(bills, service_of(client, self.service).account, self.month)
        found = (ln for ln in bill.lines if (ln.service, ln.item.code) == (self.service, self.code))
        line = next(found)
        line.amount += self.by
        yield bill, line, self.by


@dataclass(frozen=True)
class NotOurs(Mistake):
    """Billed for a service nobody at the client knows; nothing is claimed until a person looks."""

    check = "C04"
    services: tuple[str, ...]

    def make(self, client: ClientStory, bills: list[Bill]) -> Iterator[Claim]:
        for bill in bills:
            for line in bill.lines:
                if line.service in self.services:
                    yield bill, line, ZERO


@dataclass(frozen=True)
class MisstatedTotal(Mistake):
    """The stated total is more than the lines come to."""

    check = "A03"
    account: str
    month: date
    by: Decimal

    def make(self, client: ClientStory, bills: list[Bill]) -> Iterator[Claim]:
        bill = bill_of(bills, self.account, self.month)
        bill.overstated = self.by
        yield bill, None, self.by


@dataclass(frozen=True)
class MisstatedPayable(MisstatedTotal):
    """The same on an e-invoice: the amount to pay is not what its own totals give."""

    check = "A20"


@dataclass(frozen=True)
class MisratedTax(Mistake):
    """An e-invoice's tax is more than its base times its rate."""

    check = "A20"
    account: str
    month: date
    by: Decimal

    def make(self, client: ClientStory, bills: list[Bill]) -> Iterator[Claim]:
        bill = bill_of(bills, self.account, self.month)
        bill.overtaxed = self.by
        yield bill, None, self.by
