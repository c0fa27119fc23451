"""The bills the made-up carriers send: twelve months of them, right until a mistake is made."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from random import Random

from retainer.demo.carriers import CARRIERS
from retainer.demo.einvoice import CENT, ZERO, cents
from retainer.demo.fees import factor_billed_on
from retainer.demo.story import Account, Carrier, ClientStory, Item, Service

#: The last month billed, and how many before it the client has brought along.
MONTHS = tuple(date(2025 + month // 12, month % 12 + 1, 1) for month in range(10, 22))
STATE_TAX = Decimal("4.00")
COUNTY_TAX = Decimal("4.00")


@dataclass(eq=False)
class BillLine:
    """One line while the bill is being written; mistakes change it."""

    service: str
    item: Item
    charge_type: str
    amount: Decimal
    quantity: Decimal | None
    unit_rate: Decimal | None
    period_from: date | None
    period_to: date | None
    description: str
    number: int = 0

    @property
    def is_recurring(self) -> bool:
        return self.charge_type == "recurring"


@dataclass(eq=False)
class Bill:
    carrier: Carrier
    account: Account
    month: date
    number: str
    bill_date: date
    due: date
    lines: list[BillLine] = field(default_factory=list)
    #: What the carrier states beyond the sum of the lines; on an e-invoice, in the amount to pay.
    overstated: Decimal = ZERO
    #: On an e-invoice, tax beyond base times rate.
    overtaxed: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), ZERO)

    def of(self, service: str, code: str) -> BillLine:
        """The service's recurring line of that code."""
        return next(
            line
            for line in self.lines
            if (line.service, line.item.code) == (service, code) and line.is_recurring
        )

    def add(self, line: BillLine) -> None:
        """After what the service already has on the bill."""
        last = max(
            (at for at, other in enumerate(self.lines) if other.service == line.service),
            default=len(self.lines) - 1,
        )
        self.lines.insert(last + 1, line)


def period_of(carrier: Carrier, month: date) -> tuple[date, date]:
    """The billing period that begins in a month."""
    days = monthrange(month.year, month.month)[1]
    begins = month.replace(day=carrier.cycle_day)
    return begins, begins + timedelta(days=days - 1)


def previous(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def correct_bills(client: ClientStory) -> list[Bill]:
    """What a carrier that makes no mistakes would have sent."""
    return [_bill(client, account, month) for account in client.accounts for month in MONTHS]


def _bill(client: ClientStory, account: Account, month: date) -> Bill:
    carrier = CARRIERS[account.carrier]
    begins, _ = period_of(carrier, month)
    bill_date = begins + timedelta(days=carrier.dated_after)
    number = carrier.number.format(bill=month, account=account.number[-7:])
    bill = Bill(carrier, account, month, number, bill_date, bill_date + timedelta(days=30))
    for service in client.services:
        if service.account == account.number:
            bill.lines += charges(client, service, month) + usage(client, service, previous(month))
    return bill


def charges(client: ClientStory, service: Service, month: date) -> list[BillLine]:
    """The month in advance; the month of a disconnect is billed whole, none after it."""
    carrier = _carrier(client, service)
    begins, ends = period_of(carrier, month)
    if service.installed > begins or (service.disconnected and service.disconnected < begins):
        return []
    return [
        line_of(
            client,
            service,
            carrier.item(code),
            Decimal(quantity),
            (begins, ends),
        )
        for code, quantity in service.charges
    ]


def usage(client: ClientStory, service: Service, month: date) -> list[BillLine]:
    """The month in arrears, the same on every run."""
    carrier = _carrier(client, service)
    begins, ends = period_of(carrier, month)
    if service.installed > begins or (service.disconnected and service.disconnected < ends):
        return []
    lines = []
    for code, around in service.usage:
        rng = Random(f"{service.number} {code} {month}")  # noqa: S311 - reproducible, not secret
        minutes = Decimal(rng.randint(around * 8 // 10, around * 12 // 10))
        lines.append(line_of(client, service, carrier.item(code), minutes, (begins, ends)))
    return lines


def line_of(
    client: ClientStory, service: Service, item: Item, quantity: Decimal, period: tuple[date, date]
) -> BillLine:
    rate = agreed_rate(client, service, item, period[0])
    return BillLine(
        service.number,
        item,
        item.charge_type,
        cents(rate * quantity),
        quantity,
        rate,
        *period,
        item.name,
    )


def agreed_rate(client: ClientStory, service: Service, item: Item, day: date) -> Decimal:
    """The contract's rate, the service's own before the site's before the common one."""
    carrier = _carrier(client, service).name
    fitting = [
        rate
        for contract, rate in client.rates
        if contract.carrier == carrier
        and rate.charge_code == item.code
        and rate.valid_from <= day <= rate.valid_to
        and rate.site in ("", service.site)
        and rate.service in ("", service.number)
    ]
    if not fitting:
        return item.list_price
    return max(fitting, key=lambda rate: (rate.service != "", rate.site != "")).rate


def _carrier(client: ClientStory, service: Service) -> Carrier:
    account = next(each for each in client.accounts if each.number == service.account)
    return CARRIERS[account.carrier]


def levy(client: ClientStory, bill: Bill) -> None:
    """Add the taxes and surcharges of a CSV bill and number its lines."""
    interstate = _base(bill, lambda line: line.item.jurisdiction == "interstate")
    taxable = ZERO if client.tax_exempt else _base(bill, lambda line: line.item.taxable)
    for code, name, kind, base, percent, where in (
        (
            "FUSF",
            "Federal universal service fund",
            "surcharge",
            interstate,
            factor_billed_on(bill.bill_date),
            "interstate",
        ),
        ("TXST", "State sales tax", "tax", taxable, STATE_TAX, "state"),
        ("TXCO", "County sales tax", "tax", taxable, COUNTY_TAX, "county"),
    ):
        amount = (base * percent / 100).quantize(CENT, rounding=ROUND_DOWN)
        if amount > 0:
            item = Item(code, name, kind, ZERO, jurisdiction=where)
            bill.lines.append(BillLine("", item, kind, amount, None, None, None, None, name))


def _base(bill: Bill, counts: Callable[[BillLine], bool]) -> Decimal:
    return sum((line.amount for line in bill.lines if counts(line)), ZERO)


def number_lines(bill: Bill) -> None:
    for number, line in enumerate(bill.lines, start=1):
        line.number = number
