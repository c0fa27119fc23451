"""Carriers, and what the client has of them."""

from collections.abc import Callable

from clients.telecom import forms
from clients.telecom.models import BillingAccount, Carrier, Service, Site
from clients.telecom.reference import Accounts, Carriers, Services, Sites
from clients.telecom.reference.lookups import last_day
from clients.telecom.registers.base import CLIENT, Cell, Register
from retainer.lib import format as written

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
        Cell("Legal entity", lambda row: row.legal_entity, detail_only=True),
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


def _suspended(service: Service) -> str:
    if service.suspended is None:
        return ""
    period = written.period(service.suspended.lower, last_day(service.suspended))
    rate = service.suspended_rate
    return f"{period}, at {written.rate(rate)} a month" if rate is not None else period


def _or_unknown(write: Callable[[Service], object]) -> Callable[[Service], object]:
    return lambda row: write(row) or written.UNKNOWN


MORE_OF_A_SERVICE = (
    ("Speed", lambda row: f"{row.speed_mbps.normalize():f} Mbit/s" if row.speed_mbps else ""),
    ("Seats or working lines", lambda row: row.seats),
    ("Part of", lambda row: row.parent),
    ("Far end", lambda row: row.far_end),
    ("Redundancy group", lambda row: row.redundancy_group),
    ("Assigned to", lambda row: row.assigned_to),
    ("Given back on", lambda row: written.day(row.unassigned_on)),
    ("Kept on purpose because", lambda row: row.kept_because),
    ("Suspended", _suspended),
    ("Device", lambda row: row.get_device_display()),
    ("IMEI or asset number", lambda row: row.equipment_id),
    ("SIM", lambda row: row.sim),
    ("Equipment bought or returned on", lambda row: written.day(row.equipment_ours_on)),
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
        *(
            Cell(heading, _or_unknown(write), detail_only=True, panel="Details")
            for heading, write in MORE_OF_A_SERVICE
        ),
    ),
    order=("number", "id"),
    search=("number", "kind", "product", "site__name", "site__code"),
    related=("client", "account__carrier", "site", "far_end", "parent"),
    loader=Services,
    icon="service",
)
