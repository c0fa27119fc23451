"""What the pages of each telecom register show: one declaration, one look.

A register is a list with search, a page per row, a form, a CSV file in and out.
What differs between registers stands here; the views are the same for all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from clients.people.models import User
from clients.telecom import forms
from clients.telecom.models import (
    BillingAccount,
    Carrier,
    Contract,
    ContractRate,
    PublicFee,
    Service,
    Site,
)
from clients.telecom.reference import (
    Accounts,
    Carriers,
    Contracts,
    Loader,
    PublicFees,
    Rates,
    Services,
    Sites,
)
from clients.telecom.reference.lookups import last_day
from retainer.lib import format as written


@dataclass(frozen=True)
class Cell:
    """A column of the list and a line of the page: its heading and how to write it."""

    heading: str
    write: Callable[[Any], object]
    style: str = ""  # a class of the look: num, mono
    #: Only on the row's own page.
    detail_only: bool = False


@dataclass(frozen=True)
class Register:
    """Everything the pages need to know of one kind of fact."""

    noun: str
    title: str
    answer: str
    empty: str
    model: type[Model]
    form: type[forms.FactForm]
    cells: tuple[Cell, ...]
    order: tuple[str, ...]
    search: tuple[str, ...]
    related: tuple[str, ...] = ()
    loader: type[Loader] | None = None
    #: Belongs to a client; else it is a public fact of the practice.
    of_client: bool = True
    #: Deeds for principals: what every client relies on is not one consultant's to change.
    principals_only: tuple[str, ...] = ()
    icon: str = "list"

    @property
    def one(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def many(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    def may(self, user: User) -> dict[str, bool]:
        """Which deeds are this person's to do."""
        deeds = ("create", "edit", "import")
        return {deed: user.is_principal or deed not in self.principals_only for deed in deeds}

    @property
    def list_cells(self) -> list[Cell]:
        return [cell for cell in self.cells if not cell.detail_only]

    def rows(self, user: User) -> QuerySet:
        """The rows this person may see."""
        rows = self.model.objects.select_related(*self.related)
        return rows.visible_to(user) if self.of_client else rows

    def found(self, rows: QuerySet, words: str) -> QuerySet:
        """Only the rows in which every word occurs."""
        for word in words.split()[:6]:
            match = Q()
            for path in self.search:
                match |= Q(**{f"{path}__icontains": word})
            rows = rows.filter(match)
        return rows


def _until(row: Any) -> str:
    return written.day(last_day(row.valid)) if last_day(row.valid) else "further notice"


CLIENT = Cell("Client", lambda row: row.client)

CARRIERS = Register(
    noun="carrier",
    title="Carriers",
    answer="Everybody who sends your clients bills.",
    empty="A carrier is named once for the whole practice; its accounts belong to clients.",
    model=Carrier,
    form=forms.CarrierForm,
    cells=(
        Cell("Carrier", lambda row: row.name),
        Cell("Currency", lambda row: row.currency),
        Cell("Website", lambda row: row.website, detail_only=True),
        Cell("Notes", lambda row: row.notes, detail_only=True),
    ),
    order=("name", "id"),
    search=("name",),
    loader=Carriers,
    of_client=False,
    principals_only=("edit", "import"),
    icon="account",
)

ACCOUNTS = Register(
    noun="account",
    title="Billing accounts",
    answer="Account numbers as the bills print them. A dropped bill finds its client by them.",
    empty="Add the account numbers that stand on the bills, or load them from a CSV file.",
    model=BillingAccount,
    form=forms.AccountForm,
    cells=(
        Cell("Account number", lambda row: row.number, "mono"),
        Cell("Carrier", lambda row: row.carrier),
        CLIENT,
        Cell("Name", lambda row: row.name),
        Cell("Currency", lambda row: row.currency),
        Cell("Closed on", lambda row: written.day(row.closed_on), detail_only=True),
    ),
    order=("number", "id"),
    search=("number", "carrier__name", "name"),
    related=("client", "carrier"),
    loader=Accounts,
    icon="account",
)

SITES = Register(
    noun="site",
    title="Sites",
    answer="Where the services are.",
    empty="Sites give services a place; services loaded from a CSV file make theirs.",
    model=Site,
    form=forms.SiteForm,
    cells=(
        Cell("Code", lambda row: row.code, "mono"),
        Cell("Site", lambda row: row.name),
        CLIENT,
        Cell("City", lambda row: row.city),
        Cell("Street", lambda row: row.street, detail_only=True),
        Cell("State or region", lambda row: row.region),
        Cell("ZIP or postcode", lambda row: row.postcode, detail_only=True),
        Cell("Country", lambda row: row.country, detail_only=True),
        Cell("Closed on", lambda row: written.day(row.closed_on)),
    ),
    order=("code", "id"),
    search=("code", "name", "city", "street"),
    related=("client",),
    loader=Sites,
    icon="site",
)

SERVICES = Register(
    noun="service",
    title="Services",
    answer="The inventory that bills are audited against.",
    empty="Load the inventory from a CSV file. Services seen only on bills are proposed here.",
    model=Service,
    form=forms.ServiceForm,
    cells=(
        Cell("Service number", lambda row: row.number, "mono"),
        Cell("State", lambda row: row.get_state_display()),
        CLIENT,
        Cell("Account", lambda row: row.account),
        Cell("Kind", lambda row: row.kind),
        Cell("Product", lambda row: row.product, detail_only=True),
        Cell("Bandwidth", lambda row: row.bandwidth, detail_only=True),
        Cell("Site", lambda row: row.site),
        Cell("Monthly rate", lambda row: written.rate(row.monthly_rate), "num", detail_only=True),
        Cell("Installed on", lambda row: written.day(row.install_date)),
        Cell("Disconnected on", lambda row: written.day(row.disconnect_date)),
    ),
    order=("number", "id"),
    search=("number", "kind", "product", "site__name", "site__code"),
    related=("client", "account__carrier", "site"),
    loader=Services,
    icon="service",
)

CONTRACTS = Register(
    noun="contract",
    title="Contracts",
    answer="What was signed with carriers, and for how long.",
    empty="A contract holds the signed papers that its rates point at.",
    model=Contract,
    form=forms.ContractForm,
    cells=(
        Cell("Contract number", lambda row: row.number, "mono"),
        Cell("Carrier", lambda row: row.carrier),
        CLIENT,
        Cell("Title", lambda row: row.title),
        Cell("From", lambda row: written.day(row.term.lower if row.term else None)),
        Cell("Until", lambda row: written.day(last_day(row.term) if row.term else None)),
        Cell("Notice", lambda row: written.count(row.notice_days, "day"), detail_only=True),
        Cell(
            "Last month billed by the day",
            lambda row: "yes" if row.prorates_disconnects else "no",
            detail_only=True,
        ),
    ),
    order=("number", "id"),
    search=("number", "title", "carrier__name"),
    related=("client", "carrier"),
    loader=Contracts,
    icon="contract",
)

RATES = Register(
    noun="rate",
    title="Contract rates",
    answer="Agreed unit prices. The most specific one that fits a bill line wins.",
    empty="Without rates nobody can say whether a price is right. Load them from a CSV file.",
    model=ContractRate,
    form=forms.RateForm,
    cells=(
        Cell("Charge code", lambda row: row.charge_code, "mono"),
        Cell("Carrier", lambda row: row.carrier),
        CLIENT,
        Cell("Rate", lambda row: written.rate(row.rate, row.currency), "num"),
        Cell("From", lambda row: written.day(row.valid.lower)),
        Cell("Until", _until),
        Cell("Contract", lambda row: row.contract and row.contract.number),
        Cell("Site", lambda row: row.site),
        Cell("Service", lambda row: row.service, "mono"),
        Cell("Document", lambda row: row.document, detail_only=True),
        Cell("Page", lambda row: row.page, detail_only=True),
    ),
    order=("charge_code", "id"),
    search=("charge_code", "carrier__name", "contract__number", "service__number"),
    related=("client", "carrier", "contract", "site", "service", "document"),
    loader=Rates,
    icon="rate",
)

FEES = Register(
    noun="fee",
    title="Public fees",
    answer="Fees and taxes set by authorities, the same for every client.",
    empty="Factors such as the federal universal service charge, each with its source.",
    model=PublicFee,
    form=forms.FeeForm,
    cells=(
        Cell("Code", lambda row: row.code, "mono"),
        Cell("Fee", lambda row: row.title),
        Cell("Authority", lambda row: row.authority),
        Cell(
            "Rate",
            lambda row: (
                written.percent(row.rate) if row.unit == "percent" else written.rate(row.rate)
            ),
            "num",
        ),
        Cell("From", lambda row: written.day(row.valid.lower)),
        Cell("Until", _until),
        Cell("Source", lambda row: row.source, detail_only=True),
        Cell("Published on", lambda row: written.day(row.published_on), detail_only=True),
    ),
    order=("code", "id"),
    search=("code", "title", "authority"),
    loader=PublicFees,
    of_client=False,
    principals_only=("create", "edit", "import"),
    icon="fee",
)

REGISTERS = (CARRIERS, ACCOUNTS, SITES, SERVICES, CONTRACTS, RATES, FEES)
