"""St. Brannock Regional Health: a hospital, its clinics, and what they have from whom."""

from datetime import date
from decimal import Decimal

from retainer.demo.einvoice import Party
from retainer.demo.hospital_contracts import CONTRACTS
from retainer.demo.hospital_work import AGREEMENT, ENTRIES, PROJECTS
from retainer.demo.practice import CASEY, LENA, NADIA, OWEN, RUTH
from retainer.demo.story import Account, ClientStory, Place, Right, Service, Site

WAN, MOBILE = "CVN-4410027", "MFW-7731150"
VOICE, CLINICS = "VXB-2200481", "VXB-2200482"

SITES = (
    Site("MAIN", "Brannock Hospital", "200 Hospital Drive", "Aldersey", "13402"),
    Site("ADM", "Administration and data center", "31 Foundry Street", "Aldersey", "13402"),
    Site("EAST", "East Pavilion", "212 Hospital Drive", "Aldersey", "13402"),
    Site("QB", "Quarry Bend family medicine", "5 Mill Lane", "Quarry Bend", "13418"),
    Site("WEX", "Wexcombe imaging center", "88 Station Road", "Wexcombe", "13477"),
    Site("LST", "Little Stoke physical therapy", "14 Church Street", "Little Stoke", "13425"),
    Site("HLK", "Harrow Lake dialysis", "3 Lakeview Plaza", "Harrow Lake", "13361"),
    Site("FEN", "Fennimore urgent care", "1500 Route 20", "Fennimore", "13350"),
    Site(
        "TARN",
        "Tarn Hill clinic",
        "9 Orchard Hill",
        "Tarn Hill",
        "13488",
        closed_on=date(2026, 3, 31),
    ),
)

ACCOUNTS = (
    Account(WAN, "Corvane Networks", "Wide-area network and SIP"),
    Account(MOBILE, "Marlfinch Wireless", "Clinical and staff mobiles"),
    Account(VOICE, "Vexbridge Telecom", "Hospital campus voice and internet"),
    Account(CLINICS, "Vexbridge Telecom", "Clinics voice and internet"),
)

PORTS = tuple(
    (f"{31 + index}/KXGS/{204410 + 7 * index}//CVN", code)
    for index, code in enumerate(("EAST", "QB", "WEX", "LST", "HLK", "FEN", "TARN"))
)
PORT_AT = {code: number for number, code in PORTS}
#: Phones of people who left in the January reorganization.
LEAVERS = tuple(f"315555{4000 + 11 * index}" for index in (3, 9, 17, 22, 31, 40))

#: Lines that appear on the clinics' bill and belong to no clinic.
UNKNOWN = ("315-555-6644", "315-555-6651")
#: The trunk that the SIP migration replaced.
LOST_TRUNK = "315-555-9100"

_SINCE = date(2023, 7, 1)


def _network() -> list[Service]:
    ports = [
        Service(
            number,
            WAN,
            "circuit",
            "MPLS port",
            code,
            _SINCE,
            (("PORT100", 1), ("RTR", 1)),
            bandwidth="100M",
            disconnected=date(2026, 3, 31) if code == "TARN" else None,
        )
        for number, code in PORTS
    ]
    router = ("RTR", 1)
    long_distance = (("LDOUT", 9800),)
    return [
        *ports,
        Service(
            "70/KRGS/110214//CVN",
            WAN,
            "circuit",
            "Ethernet access",
            "MAIN",
            _SINCE,
            (("ETH10G", 1), router),
            bandwidth="10G",
        ),
        Service(
            "71/KRGS/110215//CVN",
            WAN,
            "circuit",
            "Ethernet access",
            "ADM",
            _SINCE,
            (("ETH1G", 1), router),
            bandwidth="1G",
        ),
        Service(
            "SIP-CVN-100871",
            WAN,
            "sip_trunk",
            "SIP trunk",
            "MAIN",
            _SINCE,
            (("SIPSES", 92),),
            long_distance,
        ),
        Service("SIP-CVN-100872", WAN, "sip_trunk", "SIP trunk", "ADM", _SINCE, (("SIPSES", 46),)),
    ]


def _mobiles() -> list[Service]:
    sites = ("MAIN", "MAIN", "EAST", "ADM", "QB", "WEX", "LST", "HLK", "FEN")
    phones = []
    for index in range(52):
        number = f"315555{4000 + 11 * index}"
        protected = (("DEV-PROT", 1),) if index % 3 == 0 else ()
        phones.append(
            Service(
                number,
                MOBILE,
                "mobile",
                "Unlimited smartphone",
                sites[index % len(sites)],
                date(2024, 2, 15),
                (("PLN-U", 1), *protected, ("RRF", 1)),
                disconnected=date(2026, 2, 14) if number in LEAVERS else None,
            )
        )
    tablets = [
        Service(
            f"315555{7000 + 13 * index}",
            MOBILE,
            "mobile",
            "Tablet for rounds",
            sites[index % len(sites)],
            date(2024, 9, 15),
            (("PLN-T", 1), ("RRF", 1)),
            (("DATA-OV", 310),) if index % 4 == 0 else (),
        )
        for index in range(22)
    ]
    return phones + tablets


def _voice() -> list[Service]:
    since = date(2022, 11, 1)
    lines = [
        Service(
            f"315-555-{2100 + 17 * index}",
            VOICE if index < 14 else CLINICS,
            "pots",
            ("Elevator line", "Fire alarm line", "Fax line")[index % 3],
            ("MAIN", "EAST")[index % 2]
            if index < 14
            else ("QB", "WEX", "LST", "HLK", "FEN")[index % 5],
            since,
            (("1FB", 1),),
            (("LD", 45),) if index % 3 == 2 else (),
        )
        for index in range(24)
    ]
    unknown = [
        Service(number, CLINICS, "pots", "", "", since, (("1FB", 1),), unknown=True)
        for number in UNKNOWN
    ]
    trunks = [
        Service(
            f"315-555-{9000 + 100 * index}",
            VOICE,
            "pri",
            "ISDN primary rate",
            ("MAIN", "ADM")[index],
            since,
            (("PRI23", 1), ("DID20", 5)),
            bandwidth="1.544M",
            disconnected=(None, date(2026, 5, 31))[index],
        )
        for index in range(2)
    ]
    internet = [
        Service(
            f"{90 + index}/VXDI/{7730 + index}//VXB",
            VOICE if code == "MAIN" else CLINICS,
            "internet",
            "Dedicated internet",
            code,
            since,
            (("DIA500", 1),) if code == "MAIN" else (("DIA100", 1),),
            bandwidth="500M" if code == "MAIN" else "100M",
        )
        for index, code in enumerate(("MAIN", "QB", "WEX", "LST", "HLK", "FEN"))
    ]
    return [*trunks, *lines, *internet, *unknown]


ST_BRANNOCK = ClientStory(
    slug="st-brannock",
    name="St. Brannock Regional Health",
    address="200 Hospital Drive\nAldersey, NY 13402",
    party=Party(
        "St. Brannock Regional Health",
        "200 Hospital Drive",
        "Aldersey",
        "13402",
        "NY",
        "ap@stbrannock.example",
        "150532881",
    ),
    tax_exempt=True,
    syntax="ubl",
    fiscal_start_month=7,
    places=(
        Place(CASEY.email, "consultant"),
        Place(NADIA.email, "consultant"),
        Place(
            OWEN.email,
            "executive",
            (
                Right("dispute", None),
                Right("spend", Decimal("50000.00")),
                Right("contract", Decimal("750000.00")),
                Right("report", None),
            ),
        ),
        Place(LENA.email, "manager", (Right("dispute", Decimal("5000.00")),)),
        Place(RUTH.email, "viewer"),
    ),
    sites=SITES,
    accounts=ACCOUNTS,
    services=(*_network(), *_mobiles(), *_voice()),
    contracts=CONTRACTS,
    agreement=AGREEMENT,
    projects=PROJECTS,
    entries=ENTRIES,
)
