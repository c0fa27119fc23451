"""The shapes the demo practice is told in, named as the models that will hold them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from retainer.demo.einvoice import Party


@dataclass(frozen=True)
class Letterhead:
    """The practice itself."""

    name: str
    address: str
    email: str
    phone: str
    website: str
    time_zone: str
    accent: str
    logo_svg: str


@dataclass(frozen=True)
class Person:
    email: str
    name: str
    kind: str  # principal, consultant or client
    phone: str = ""


@dataclass(frozen=True)
class Right:
    """What a client user may decide, up to a limit; ``None`` is no limit."""

    subject: str  # dispute, spend, contract or report
    limit: Decimal | None


@dataclass(frozen=True)
class Place:
    """A person's membership at a client."""

    email: str
    role: str  # consultant, executive, manager or viewer
    rights: tuple[Right, ...] = ()


@dataclass(frozen=True)
class Site:
    code: str
    name: str
    street: str
    city: str
    postcode: str
    region: str = "NY"
    closed_on: date | None = None


@dataclass(frozen=True)
class Item:
    """A charge code of a carrier's catalogue."""

    code: str
    name: str
    charge_type: str
    list_price: Decimal
    unit: str = "MON"
    jurisdiction: str = "intrastate"
    taxable: bool = True


@dataclass(frozen=True)
class Carrier:
    name: str
    party: Party
    #: First day of the billing period, and days from there to the bill date.
    cycle_day: int
    dated_after: int
    #: How bills arrive: ``csv``, or XML as ``ubl`` or ``cii`` by client.
    electronic: bool
    number: str  # pattern of its invoice numbers
    items: tuple[Item, ...]

    def item(self, code: str) -> Item:
        return next(item for item in self.items if item.code == code)


@dataclass(frozen=True)
class Account:
    number: str
    carrier: str
    name: str


@dataclass(frozen=True)
class Service:
    number: str
    account: str
    kind: str
    product: str
    site: str
    installed: date
    #: Charge code and quantity, billed each month in advance.
    charges: tuple[tuple[str, int], ...]
    #: Usage code and about how much a month, billed in arrears.
    usage: tuple[tuple[str, int], ...] = ()
    bandwidth: str = ""
    disconnected: date | None = None
    #: Billed, but nobody at the client knows it.
    unknown: bool = False


@dataclass(frozen=True)
class Rate:
    charge_code: str
    rate: Decimal
    valid_from: date
    valid_to: date
    #: File name and page of the paper it stands on.
    document: str
    page: int
    site: str = ""
    service: str = ""


@dataclass(frozen=True)
class Document:
    file_name: str
    title: str
    signed_on: date
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Contract:
    carrier: str
    number: str
    title: str
    starts: date
    ends: date
    notice_days: int
    documents: tuple[Document, ...]
    rates: tuple[Rate, ...]
    prorates_disconnects: bool = False


@dataclass(frozen=True)
class Seat:
    """Somebody of the practice whom the client may call."""

    email: str
    role: str


@dataclass(frozen=True)
class More:
    """Work beyond the allowance that the client is asked to accept."""

    hours: Decimal
    reason: str


@dataclass(frozen=True)
class Agreement:
    """The retainer, its terms named as the agreement names them."""

    title: str
    starts_on: date
    monthly_fee: Decimal
    monthly_hours: Decimal
    notice_days: int = 30
    rollover: str = "lapse"
    rollover_cap: Decimal | None = None
    rollover_months: int | None = None
    overage: str = "bill"
    overage_rate: Decimal | None = None
    rounding_minutes: int = 0
    ends_on: date | None = None
    team: tuple[Seat, ...] = ()
    more: More | None = None


@dataclass(frozen=True)
class Project:
    name: str
    purpose: str
    done: bool = False


@dataclass(frozen=True)
class Entry:
    """Time somebody spent, in words the client can read."""

    worked_on: date
    email: str
    project: str
    hours: Decimal
    text: str


@dataclass(frozen=True)
class ClientStory:
    """Everything about one client but the bills, which are made from it."""

    slug: str
    name: str
    address: str
    party: Party
    #: Of an authority, a charity or a hospital no sales tax is asked.
    tax_exempt: bool
    #: Syntax in which its e-invoices come.
    syntax: str
    places: tuple[Place, ...]
    sites: tuple[Site, ...]
    accounts: tuple[Account, ...]
    services: tuple[Service, ...]
    contracts: tuple[Contract, ...]
    agreement: Agreement
    projects: tuple[Project, ...]
    entries: tuple[Entry, ...]
    fiscal_start_month: int = 1

    @property
    def rates(self) -> tuple[tuple[Contract, Rate], ...]:
        return tuple((contract, rate) for contract in self.contracts for rate in contract.rates)
