"""What the carriers got wrong at St. Brannock in twelve months."""

from datetime import date
from decimal import Decimal

from retainer.demo.copies import SecondNumber
from retainer.demo.hospital import LEAVERS, LOST_TRUNK, MOBILE, PORT_AT, UNKNOWN, VOICE
from retainer.demo.mistakes import (
    BilledAgain,
    BilledTwice,
    MisstatedPayable,
    MisstatedTotal,
    Mistake,
    NotOurs,
    ReachesBack,
    StillBilled,
    WrongExtension,
    WrongRate,
)

MISTAKES: tuple[Mistake, ...] = (
    WrongRate(
        "Amendment 2 lowered the MPLS port to $548.00 from January 2026; four of the seven ports "
        "stayed on the old rate table.",
        services=tuple(PORT_AT[code] for code in ("WEX", "LST", "HLK", "FEN")),
        code="PORT100",
        rate=Decimal("585.00"),
        first=date(2026, 1, 1),
    ),
    WrongRate(
        "A price review in March 2026 raised SIP sessions to $13.50 although the rate is fixed "
        "for the term.",
        services=("SIP-CVN-100871", "SIP-CVN-100872"),
        code="SIPSES",
        rate=Decimal("13.50"),
        first=date(2026, 3, 1),
    ),
    StillBilled(
        "The Tarn Hill clinic closed on 31 March 2026 and Corvane confirmed the disconnect; port "
        "and router are billed every month since.",
        services=(PORT_AT["TARN"],),
    ),
    StillBilled(
        "Six phones of people who left were cancelled in February 2026; the plans run on.",
        services=LEAVERS,
    ),
    StillBilled(
        "The second primary rate trunk was replaced by SIP sessions and disconnected on 31 May "
        "2026; Vexbridge never stopped billing it.",
        services=(LOST_TRUNK,),
    ),
    BilledAgain(
        "January's sessions came back on the February bill after the carrier's system move.",
        service="SIP-CVN-100871",
        code="SIPSES",
        of=date(2026, 1, 1),
        month=date(2026, 2, 1),
    ),
    BilledTwice(
        "Device protection entered twice for a batch of phones when the plan was renewed.",
        services=tuple(f"315555{4000 + 11 * index}" for index in (0, 6, 12, 15, 18, 24)),
        code="DEV-PROT",
        month=date(2026, 7, 1),
    ),
    BilledTwice(
        "The data center's access circuit stands twice on the April bill.",
        services=("71/KRGS/110215//CVN",),
        code="ETH1G",
        month=date(2026, 4, 1),
    ),
    ReachesBack(
        "The bill after the hospital's 10 Gbps upgrade begins eleven days early.",
        service="70/KRGS/110214//CVN",
        code="ETH10G",
        month=date(2026, 6, 1),
        days=11,
    ),
    WrongExtension(
        "Long distance for August is more than the minutes at the printed rate.",
        service="SIP-CVN-100871",
        code="LDOUT",
        month=date(2026, 9, 1),
        by=Decimal("86.40"),
    ),
    MisstatedTotal(
        "The stated total of the April wireless bill is above its lines.",
        account=MOBILE,
        month=date(2026, 4, 1),
        by=Decimal("214.60"),
    ),
    MisstatedPayable(
        "The May e-invoice asks for more than its own totals give: a paid balance was added.",
        account=VOICE,
        month=date(2026, 5, 1),
        by=Decimal("312.40"),
    ),
    NotOurs(
        "Two business lines on the clinics' bill match no clinic, no order and no wiring record.",
        services=UNKNOWN,
    ),
    SecondNumber(
        "The August wireless bill was issued again six days later under a second number.",
        account=MOBILE,
        month=date(2026, 8, 1),
        number="77311500826R",
    ),
)
