"""What the carriers got wrong at Kestrel Ridge in twelve months."""

from datetime import date
from decimal import Decimal

from retainer.demo.copies import SentAgain
from retainer.demo.logistics import (
    DEPOT_INTERNET,
    DEPOTS,
    MOBILE,
    NETWORK,
    NORTH_CIRCUIT,
    PHONES,
    SOUTH_INTERNET,
    UNKNOWN,
)
from retainer.demo.mistakes import (
    BilledAgain,
    BilledTwice,
    InstalledTwice,
    MisratedTax,
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
        "Amendment 1 lowered the unlimited plan to $32.00 from July 2026; Marlfinch bills the "
        "sixteen drivers' phones at the old $38.00.",
        services=PHONES,
        code="PLN-U",
        rate=Decimal("38.00"),
        first=date(2026, 7, 1),
    ),
    WrongRate(
        "Depot internet rose to $420.00 in January 2026 although the rate is fixed for the term.",
        services=DEPOT_INTERNET,
        code="DIA100",
        rate=Decimal("420.00"),
        first=date(2026, 1, 1),
    ),
    StillBilled(
        "The South depot was given up at the end of June 2026; its internet access is billed on.",
        services=(SOUTH_INTERNET,),
    ),
    InstalledTwice(
        "Installation of the North depot's circuit charged twice on one bill.",
        service=NORTH_CIRCUIT,
        code="NRC",
        month=date(2026, 3, 1),
    ),
    BilledTwice(
        "Two cab tablets stand twice on the December bill.",
        services=("5855556046", "5855556069"),
        code="PLN-T",
        month=date(2025, 12, 1),
    ),
    BilledAgain(
        "March's charge for the East depot's circuit came back on the May bill.",
        service="72/KRGS/118803//CVN",
        code="ETH1G",
        of=date(2026, 3, 1),
        month=date(2026, 5, 1),
    ),
    ReachesBack(
        "The hub's circuit is billed from 23 January on the February bill.",
        service="72/KRGS/118801//CVN",
        code="ETH1G",
        month=date(2026, 2, 1),
        days=9,
    ),
    WrongExtension(
        "Data over the allowance is more than the megabytes at the printed rate.",
        service="5855556115",
        code="DATA-OV",
        month=date(2026, 9, 1),
        by=Decimal("38.25"),
    ),
    MisstatedTotal(
        "The stated total of the January wireless bill is above its lines.",
        account=MOBILE,
        month=date(2026, 1, 1),
        by=Decimal("57.90"),
    ),
    MisratedTax(
        "The September e-invoice shows more tax than eight per cent of its own base.",
        account=DEPOTS,
        month=date(2026, 9, 1),
        by=Decimal("49.20"),
    ),
    NotOurs(
        "Three tablet lines that dispatch cannot match to a cab or a person.",
        services=UNKNOWN,
    ),
    SentAgain(
        "Corvane sent the August bill a second time with a later due date; it was nearly paid "
        "twice.",
        account=NETWORK,
        month=date(2026, 8, 1),
    ),
)
