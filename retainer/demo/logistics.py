"""Kestrel Ridge Logistics: a hub, four depots and the people on the road."""

from datetime import date
from decimal import Decimal

from retainer.demo.einvoice import Party
from retainer.demo.logistics_contracts import CONTRACTS
from retainer.demo.logistics_work import AGREEMENT, ENTRIES, PROJECTS
from retainer.demo.practice import CASEY, NADIA, STELLA, TOM
from retainer.demo.story import Account, ClientStory, Place, Right, Service, Site

NETWORK, MOBILE, DEPOTS = "CVN-4417730", "MFW-7733902", "VXB-2207719"

SITES = (
    Site("HUB", "Kestrel Ridge hub", "1 Terminal Road", "Doverdale", "14512"),
    Site("NORTH", "North depot", "77 Quarry Road", "Stanmoor", "14423"),
    Site("EAST", "East depot", "640 Canal Parkway", "Elm Lock", "14568"),
    Site("WEST", "West depot", "18 Mill Race", "Pendry", "14470"),
    Site(
        "SOUTH",
        "South depot",
        "2200 Ridge Turnpike",
        "Cobham Ridge",
        "14437",
        closed_on=date(2026, 6, 30),
    ),
)

ACCOUNTS = (
    Account(NETWORK, "Corvane Networks", "Depot network"),
    Account(MOBILE, "Marlfinch Wireless", "Drivers and cabs"),
    Account(DEPOTS, "Vexbridge Telecom", "Depot internet and lines"),
)

NORTH_CIRCUIT = "72/KRGS/118802//CVN"
SOUTH_INTERNET = "97/VXDI/8120//VXB"
DEPOT_INTERNET = ("94/VXDI/8117//VXB", "95/VXDI/8118//VXB", "96/VXDI/8119//VXB")
#: On the unlimited plan that the amendment of July made cheaper.
PHONES = tuple(f"585555{3000 + 19 * index}" for index in range(16))
UNKNOWN = ("5855553901", "5855553904", "5855553911")

_SINCE = date(2024, 5, 1)


def _network() -> list[Service]:
    circuits = [
        Service(
            number,
            NETWORK,
            "circuit",
            "Ethernet access",
            site,
            since,
            (("ETH1G", 1),),
            bandwidth="1G",
        )
        for number, site, since in (
            ("72/KRGS/118801//CVN", "HUB", _SINCE),
            (NORTH_CIRCUIT, "NORTH", date(2026, 3, 1)),
            ("72/KRGS/118803//CVN", "EAST", _SINCE),
        )
    ]
    trunk = Service(
        "SIP-CVN-104417",
        NETWORK,
        "sip_trunk",
        "SIP trunk",
        "HUB",
        _SINCE,
        (("SIPSES", 23),),
        (("LDOUT", 3600),),
    )
    return [*circuits, trunk]


def _mobiles() -> list[Service]:
    depots = ("HUB", "NORTH", "EAST", "WEST")
    since = date(2024, 5, 15)
    phones = [
        Service(
            number,
            MOBILE,
            "mobile",
            "Driver's phone",
            depots[index % 4],
            since,
            (("PLN-U", 1), ("RRF", 1)),
        )
        for index, number in enumerate(PHONES)
    ]
    tablets = [
        Service(
            f"585555{6000 + 23 * index}",
            MOBILE,
            "mobile",
            "Cab tablet",
            depots[index % 4],
            since,
            (("PLN-T", 1), ("RRF", 1)),
            (("DATA-OV", 640),),
        )
        for index in range(10)
    ]
    unknown = [
        Service(number, MOBILE, "mobile", "", "", since, (("PLN-T", 1),), unknown=True)
        for number in UNKNOWN
    ]
    return [*phones, *tablets, *unknown]


def _depots() -> list[Service]:
    lines = [
        Service(
            f"585-555-{1200 + 31 * index}",
            DEPOTS,
            "pots",
            ("Gate line", "Alarm line")[index % 2],
            site,
            _SINCE,
            (("1FB", 1),),
            (("LD", 60),) if index % 2 == 0 else (),
        )
        for index, site in enumerate(("HUB", "HUB", "NORTH", "EAST", "WEST", "WEST"))
    ]
    fast = ("HUB", "93/VXDI/8116//VXB"), ("SOUTH", SOUTH_INTERNET)
    internet = [
        Service(
            number,
            DEPOTS,
            "internet",
            "Dedicated internet",
            site,
            _SINCE,
            (("DIA500", 1),),
            bandwidth="500M",
            disconnected=date(2026, 6, 30) if site == "SOUTH" else None,
        )
        for site, number in fast
    ]
    slower = [
        Service(
            number,
            DEPOTS,
            "internet",
            "Dedicated internet",
            site,
            _SINCE,
            (("DIA100", 1),),
            bandwidth="100M",
        )
        for site, number in zip(("NORTH", "EAST", "WEST"), DEPOT_INTERNET, strict=True)
    ]
    return [*lines, *internet, *slower]


KESTREL_RIDGE = ClientStory(
    slug="kestrel-ridge",
    name="Kestrel Ridge Logistics",
    address="1 Terminal Road\nDoverdale, NY 14512",
    party=Party(
        "Kestrel Ridge Logistics LLC",
        "1 Terminal Road",
        "Doverdale",
        "14512",
        "NY",
        "payables@kestrelridge.example",
        "161733044",
    ),
    tax_exempt=False,
    syntax="cii",
    places=(
        Place(CASEY.email, "consultant"),
        Place(NADIA.email, "consultant"),
        Place(
            STELLA.email,
            "executive",
            (
                Right("dispute", Decimal("10000.00")),
                Right("spend", Decimal("20000.00")),
                Right("report", None),
            ),
        ),
        Place(TOM.email, "viewer"),
    ),
    sites=SITES,
    accounts=ACCOUNTS,
    services=(*_network(), *_mobiles(), *_depots()),
    contracts=CONTRACTS,
    agreement=AGREEMENT,
    projects=PROJECTS,
    entries=ENTRIES,
)
