"""Accounts with their sites and services: what the client really has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bench.planting.market import Carrier, Charge, Product
from bench.planting.ratebook import RateBook

ACCOUNT_COLUMNS = ("account_no", "carrier")
SERVICE_COLUMNS = (
    "service_id",
    "account_no",
    "install_date",
    "disconnect_date",
    "kind",
    "site",
    "product",
    "bandwidth",
    "monthly_rate",
)

_TOWNS = ("Harwick", "Millbrook", "Ashford Falls", "Grantham", "Port Ellis", "Redfield", "Stowe")
_PLACES = ("clinic", "depot", "office", "warehouse", "laboratory", "call centre")


@dataclass(slots=True, eq=False)
class Service:
    service_id: str
    product: Product
    site: str
    install_date: date
    disconnect_date: date | None
    #: Quantity of each charge, fixed for the life of the service.
    quantities: tuple[int, ...]
    #: Billed at this share of the agreed rate; below 100 the carrier is kinder than it must be.
    percent: int = 100
    #: Billed although nobody has it in the inventory.
    phantom: bool = False

    def row(self, account_no: str) -> tuple[object, ...]:
        product = self.product
        return (
            self.service_id,
            account_no,
            self.install_date,
            self.disconnect_date,
            product.kind,
            self.site,
            product.name,
            product.bandwidth,
            product.charges[0].rate,
        )


@dataclass(frozen=True)
class Account:
    account_no: str
    carrier: Carrier
    cycle_day: int
    sites: tuple[str, ...]

    def period(self, first_month: date, index: int) -> tuple[date, date]:
        """The billing period of the month with that index; -1 is the one before the first."""
        start, after = (_months_on(first_month, i, self.cycle_day) for i in (index, index + 1))
        return start, after - timedelta(days=1)


def _months_on(first_month: date, count: int, day: int) -> date:
    years, month = divmod(first_month.month - 1 + count, 12)
    return date(first_month.year + years, month + 1, day)


def open_account(rng: Random, carrier: Carrier, number: int) -> Account:
    cycle_day = 1 if carrier.cycle == "calendar" else rng.randint(2, 27)
    towns = rng.sample(_TOWNS, k=rng.randint(2, 5))
    sites = tuple(f"{town} {rng.choice(_PLACES)} {number + 1}" for town in towns)
    return Account(f"{carrier.mark}-{8100000 + number * 37}", carrier, cycle_day, sites)


def service_number(kind: str, mark: str, number: int) -> str:
    """Numbers as the trade writes them: circuit ids with slashes, telephone numbers with dashes."""
    if kind in ("pots", "pri"):
        exchange, line = divmod(2000000 + number * 7, 10000)
        return f"315-{exchange:03d}-{line:04d}"
    if kind == "mobile":
        return f"585{2000000 + number * 3}"
    if kind == "sip_trunk":
        return f"SIP-{mark}-{100000 + number}"
    return f"{30 + number % 60}/KXGS/{200000 + number}//{mark}"


def install_services(
    rng: Random,
    account: Account,
    book: RateBook,
    *,
    lines_a_month: int,
    first_month: date,
    months: int,
    numbers: Iterator[int],
) -> list[Service]:
    """As many services as fill the account's bills, a few installed or disconnected on the way."""
    carrier = account.carrier
    weights = [product.weight for product in carrier.products]
    services: list[Service] = []
    budget = lines_a_month
    while budget > 0:
        product = rng.choices(carrier.products, weights)[0]
        service = _install(rng, account, product, next(numbers), first_month, months)
        services.append(service)
        budget -= product.lines_a_month
        charge = product.charges[0]
        if charge.contracted and rng.random() < 0.03:
            _agree_own_rate(rng, account, book, service, charge)
    return services


def _install(
    rng: Random, account: Account, product: Product, number: int, first_month: date, months: int
) -> Service:
    span = 30 * months
    install = first_month - timedelta(days=rng.randint(90, 2000))
    disconnect = None
    fate = rng.random()
    if fate < 0.05:
        install = first_month + timedelta(days=rng.randrange(span * 2 // 3))
    elif fate < 0.09:
        disconnect = first_month + timedelta(days=rng.randrange(span // 4, span))
    return Service(
        service_number(product.kind, account.carrier.mark, number),
        product,
        rng.choice(account.sites),
        install,
        disconnect,
        tuple(rng.choice(charge.quantities) for charge in product.charges),
        percent=rng.choice((85, 90)) if rng.random() < 0.12 else 100,
    )


def _agree_own_rate(
    rng: Random, account: Account, book: RateBook, service: Service, charge: Charge
) -> None:
    carrier = account.carrier.name
    agreed = book.on(carrier, charge.code, "", "", service.install_date)
    agreed = agreed or book.on(carrier, charge.code, "", "", date.max)
    if agreed is None:
        return
    if rng.random() < 0.3 and not book.has_own_rate(carrier, charge.code, service.site):
        book.agree_for_site(rng, carrier, charge.code, agreed, service.site)
    else:
        book.agree_for_service(rng, carrier, charge.code, agreed, service.service_id)
