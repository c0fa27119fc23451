"""Bills that come twice: the mistakes made after a bill is finished."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from retainer.demo.billing import Bill
from retainer.demo.mistakes import Claim, Mistake, bill_of
from retainer.demo.story import ClientStory


@dataclass(frozen=True)
class SecondNumber(Mistake):
    """The same bill issued again under another number."""

    check = "A07"
    account: str
    month: date
    number: str

    def make(self, client: ClientStory, bills: list[Bill]) -> Iterator[Claim]:
        original = bill_of(bills, self.account, self.month)
        copy = replace(
            original,
            number=self.number,
            bill_date=original.bill_date + timedelta(days=6),
            due=original.due + timedelta(days=6),
            lines=[replace(line) for line in original.lines],
        )
        bills.append(copy)
        yield copy, None, copy.total


@dataclass(frozen=True)
class SentAgain(Mistake):
    """The same bill, same number, in a second file with a later due date."""

    check = "A07"
    account: str
    month: date

    def make(self, client: ClientStory, bills: list[Bill]) -> Iterator[Claim]:
        original = bill_of(bills, self.account, self.month)
        copy = replace(
            original,
            due=original.due + timedelta(days=14),
            lines=[replace(line) for line in original.lines],
        )
        bills.append(copy)
        yield copy, None, copy.total
