"""An account whose carrier bills it right: its cycles, what stands on its bills, its balance."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from random import Random

from billing_audit.checks.examples import Agreed, Bill, Billed, Example, Owned, Paper, Terms
from billing_audit.checks.payments.papers import Paid

Days = tuple[date, date]
#: How a carrier counts a part of a month.
CONVENTIONS = ("30", "actual", "365")
ROUNDINGS = (ROUND_HALF_UP, ROUND_DOWN, ROUND_UP)
PLACES = {"USD": 2, "EUR": 2, "CAD": 2, "JPY": 0}
ONE_DAY = timedelta(days=1)


def rounded(amount: Decimal, places: int = 2, rounding: str = ROUND_HALF_UP) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-places), rounding=rounding)


def months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, day.day)


def text(days: Days) -> tuple[str, str]:
    return days[0].isoformat(), days[1].isoformat()


@dataclass
class Account:
    """What one carrier bills on one account, cycle by cycle, and what is on file about it."""

    rng: Random
    carrier: str
    number: str
    first: date
    cycles: int = 14
    currency: str = "USD"
    lines: dict[int, list[Billed]] = field(default_factory=dict)
    inventory: list[Owned] = field(default_factory=list)
    rates: list[Agreed] = field(default_factory=list)
    contracts: list[Terms] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    #: Bills beside the regular ones.
    extra: list[Bill] = field(default_factory=list)
    #: Cycles whose bill was never loaded.
    lost: set[int] = field(default_factory=set)
    convention: str = ""
    #: Whether bills carry balances; then they are paid, mostly in time.
    has_balance: bool = False

    def __post_init__(self) -> None:
        self.convention = self.convention or self.rng.choice(CONVENTIONS)
        self.rounding = self.rng.choice(ROUNDINGS)

    @property
    def places(self) -> int:
        return PLACES[self.currency]

    def cycle(self, at: int) -> Days:
        return months_on(self.first, at), months_on(self.first, at + 1) - ONE_DAY

    def cycle_of(self, day: date) -> int:
        return next(at for at in range(-24, 48) if day <= self.cycle(at)[1])

    def day_in(self, at: int) -> date:
        """Some day within a cycle that is neither its first nor its last."""
        first, last = self.cycle(at)
        return first + timedelta(days=self.rng.randint(2, (last - first).days - 2))

    def money(self, amount: Decimal) -> Decimal:
        return rounded(amount, self.places)

    def share(self, monthly: Decimal, days: Days) -> Decimal:
        """What a part of a month costs by the carrier's convention, never more than the month."""
        count = (days[1] - days[0]).days + 1
        first, last = self.cycle(self.cycle_of(days[0]))
        of = (last - first).days + 1
        if self.convention == "30":
            part = monthly * min(count, 30) / 30
        elif self.convention == "actual":
            part = monthly * count / of
        else:
            part = monthly * 12 * count / 365
        return self.money(min(part, monthly))

    def put(self, at: int, line: Billed) -> None:
        if 0 <= at < self.cycles:
            self.lines.setdefault(at, []).append(line)

    def monthly(
        self, service: str, rate: Decimal, cycles: range, *, quantity: int = 1, **about: str
    ) -> None:
        """A charge in advance on each of these bills."""
        amount = self.money(rate * quantity)
        for at in cycles:
            self.put(
                at,
                Billed(
                    service=service, amount=str(amount), quantity=str(quantity), rate=str(rate),
                    period=text(self.cycle(at)), **about,
                ),
            )  # fmt: skip

    def partial(self, at: int, service: str, monthly: Decimal, days: Days, **about: str) -> Billed:
        """A part of a month on a bill; a negative price gives it back."""
        amount = self.share(abs(monthly), days).copy_sign(monthly)
        if self.rng.random() < 0.3 and "quantity" not in about:
            about["quantity"] = "1"
        line = Billed(service=service, amount=str(amount), period=text(days), **about)
        self.put(at, line)
        return line

    def bills(self) -> tuple[Bill, ...]:
        made = []
        balance = Balance(self) if self.has_balance else None
        for at in range(self.cycles):
            lines = tuple(self.lines.get(at, ()))
            if not lines:
                continue
            day = self.cycle(at)[0]
            bill = Bill(
                lines,
                number=f"{self.number}-{day:%y%m}",
                on=day.isoformat(),
                due=(day + timedelta(days=30)).isoformat(),
                account=self.number,
                file=f"{self.number}-{day:%Y%m}.csv",
                carrier=self.carrier,
                currency=self.currency,
            )
            bill = balance.carried_on(bill) if balance else replace(bill, stated=str(total(lines)))
            if at not in self.lost:
                made.append(bill)
        return tuple(made + self.extra)

    def example(self) -> Example:
        return Example(
            f"{self.carrier}, {self.number}",
            self.bills(),
            tuple(self.rates),
            tuple(self.inventory),
            tuple(self.contracts),
            tuple(self.papers),
        )


def total(lines: tuple[Billed, ...]) -> Decimal:
    return sum((Decimal(line.amount) for line in lines if line.charge != "memo"), Decimal(0))


@dataclass
class Balance:
    """What is owed from bill to bill: payments in time, late ones, and some that cross the bill."""

    account: Account
    owed: Decimal = Decimal(0)
    #: Day it was made, amount, whether it came after its bill was due.
    payments: list[tuple[date, Decimal, bool]] = field(default_factory=list)

    def carried_on(self, bill: Bill) -> Bill:
        rng, day = self.account.rng, date.fromisoformat(bill.on)
        posted = [each for each in self.payments if each[0] <= day - timedelta(days=3)]
        self.payments = [each for each in self.payments if each not in posted]
        paid = sum((amount for _, amount, _ in posted), Decimal(0))
        lines = bill.lines
        if any(late for _, _, late in posted):
            late = sum((amount for _, amount, late in posted if late), Decimal(0))
            fee = rounded(late * Decimal("0.015"), self.account.places, ROUND_DOWN)
            lines += (
                Billed(service="", amount=str(fee), code="LPC", charge="late_fee",
                       description="Late payment charge", period=(None, None)),
            )  # fmt: skip
        current = total(lines)
        before, self.owed = self.owed, self.owed - paid + current
        if current > 0:
            is_late = rng.random() < 0.2
            on = day + timedelta(days=rng.randint(34, 36) if is_late else rng.randint(5, 29))
            self.payments.append((on, current, is_late))
            self.account.papers.append(
                Paid(amount=str(current), on=on.isoformat(), invoice=bill.number,
                     account=bill.account, reference=f"TR-{bill.number}")
            )  # fmt: skip
        return replace(
            bill, lines=lines, stated=str(current), previous=str(before), paid=str(-paid),
            due_amount=str(self.owed),
        )  # fmt: skip
