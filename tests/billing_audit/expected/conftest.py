"""Bills of Acme's account, month by month, and what is expected of the next one."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from billing_audit.checks.examples import Bill, Billed, Paper, bill
from billing_audit.expected import making
from billing_audit.expected.models import ExpectedBill, ExpectedLine
from clients.models import Client
from tests.billing_audit.on_file import OnFile, put_paper

SERVICE = "315-200-0007"


def period(month: int, year: int = 2026) -> tuple[str, str]:
    return f"{year}-{month:02}-01", f"{year}-{month:02}-{monthrange(year, month)[1]}"


def of_month(month: int, *lines: Billed, account: str = "A-1", **about: object) -> Bill:
    """The bill dated the first of a month; lines without days of their own are for that month."""
    usual = Billed(amount="0").period
    dated = (
        replace(line, period=period(month)) if line.period == usual else line for line in lines
    )
    return bill(
        *dated, number=f"{account}-{month}", on=f"2026-{month:02}-01", account=account,
        file=f"{account}-{month}.csv", **about,
    )  # fmt: skip


class Desk:
    """Puts bills and papers on file and says what is expected next."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.on_file = OnFile(client)

    def file(self, *papers: Paper | Bill) -> "Desk":
        for paper in papers:
            if isinstance(paper, Bill):
                self.on_file.put_bill(paper)
            else:
                put_paper(paper, self.on_file)
        return self

    def expect(self) -> ExpectedBill:
        [expected] = making.expect_bills(client=self.client)
        return expected

    def lines(self) -> list[ExpectedLine]:
        return list(self.expect().lines.order_by("pk"))

    def amounts(self) -> dict[str, Decimal]:
        """What is expected, by the rule it follows."""
        found: dict[str, Decimal] = {}
        for line in self.lines():
            found[line.rule] = found.get(line.rule, Decimal(0)) + line.amount
        return found

    def compare(self) -> ExpectedBill:
        [expected] = making.compare_bills(client=self.client)
        return expected


@pytest.fixture
def desk(acme: Client) -> Desk:
    return Desk(acme)


def rules(expected: ExpectedBill) -> Iterator[tuple[str, Decimal, str]]:
    for line in expected.lines.order_by("pk"):
        yield line.rule, line.amount, line.sure


Expecting = Callable[..., ExpectedBill]
MARCH_1 = date(2026, 3, 1)
