"""The made-up carriers, what they sell and at what list price.

Charge codes collide between carriers on purpose (``ACC1`` is an Ethernet access
here and a business line there), as they do in life.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Charge:
    """One charge a product brings each month."""

    code: str
    description: str
    rate: str
    quantities: tuple[int, ...] = (1,)
    charge_type: str = "recurring"
    jurisdiction: str = "intrastate"
    #: Contract rates exist for the code.
    contracted: bool = True


@dataclass(frozen=True)
class Usage:
    """Metered use, billed in arrears."""

    code: str
    description: str
    unit: str
    rate: str
    around: int
    jurisdiction: str = "interstate"
    #: What the bill prints when it shows fewer decimals than it rates with.
    printed_rate: str | None = None


@dataclass(frozen=True)
class Product:
    kind: str
    name: str
    bandwidth: str
    weight: int
    charges: tuple[Charge, ...]
    usage: tuple[Usage, ...] = ()

    @property
    def lines_a_month(self) -> int:
        return len(self.charges) + len(self.usage)


@dataclass(frozen=True)
class Carrier:
    name: str
    mark: str
    #: ``calendar``: bills dated the first; ``cycle``: each account has its own day.
    cycle: str
    line_step: int
    #: One counter per account makes invoice numbers collide between accounts.
    numbers_per_account: bool
    products: tuple[Product, ...]

    @property
    def charges(self) -> tuple[Charge | Usage, ...]:
        """Every code the carrier has a contract rate for, once."""
        found: dict[str, Charge | Usage] = {}
        for product in self.products:
            for charge in product.charges:
                if charge.contracted:
                    found.setdefault(charge.code, charge)
            for usage in product.usage:
                if usage.printed_rate is None:
                    found.setdefault(usage.code, usage)
        return tuple(found.values())


_EUCL = "Federal subscriber line charge"

CORVANE = Carrier(
    "Corvane Networks",
    "CVN",
    "calendar",
    1,
    False,
    (
        Product(
            "circuit",
            "MPLS port",
            "100M",
            3,
            (
                Charge("PORT100", "MPLS port, 100 Mbps", "612.00", jurisdiction="interstate"),
                Charge("COS", "Class of service, silver", "45.0000", jurisdiction="interstate"),
                Charge("RTR", "Managed router", "88.50"),
            ),
        ),
        Product(
            "circuit",
            "Ethernet access",
            "1G",
            3,
            (Charge("ACC1", "Ethernet access, 1 Gbps", "945.00", jurisdiction="interstate"),),
        ),
        Product(
            "sip_trunk",
            "SIP trunk",
            "",
            3,
            (
                Charge("SIPSES", "SIP sessions", "14.50", (10, 23, 46), jurisdiction="interstate"),
                Charge("E911R", "E911 record keeping", "0.75", (10, 20), "fee", contracted=False),
            ),
            (Usage("USG", "Outbound long distance", "MIN", "0.0185", 2400),),
        ),
    ),
)

PELLBROOK = Carrier(
    "Pellbrook Telephone",
    "PBT",
    "cycle",
    1,
    True,
    (
        Product(
            "pots",
            "Business line",
            "",
            6,
            (
                Charge("ACC1", "Business line, flat rate", "41.75"),
                Charge("EUCL", _EUCL, "9.20", (1,), "surcharge", "interstate", contracted=False),
                Charge("VMX", "Voice mail, included", "0.00", (1,), "memo", contracted=False),
            ),
            (Usage("USG", "Toll calls in state", "MIN", "0.0420", 90, "intrastate"),),
        ),
        Product(
            "pri",
            "ISDN primary rate",
            "1.544M",
            2,
            (
                Charge("PRI23", "Primary rate interface, 23B+D", "398.00"),
                Charge("DID20", "Block of 20 DID numbers", "3.25", (1, 2, 5)),
                Charge("EUCL", _EUCL, "9.20", (5,), "surcharge", "interstate", contracted=False),
            ),
            (
                Usage("USG", "Toll calls in state", "MIN", "0.0420", 800, "intrastate"),
                Usage(
                    "LDX", "Long distance, out of state", "MIN", "0.0237", 1500, printed_rate="0.02"
                ),
            ),
        ),
    ),
)

MARLFINCH = Carrier(
    "Marlfinch Wireless",
    "MFW",
    "cycle",
    10,
    False,
    (
        Product(
            "mobile",
            "Unlimited smartphone",
            "",
            8,
            (
                Charge("PLN-U", "Business unlimited plan", "38.00"),
                Charge("ACC1", "Device protection", "7.95"),
                Charge("RRF", "Regulatory recovery fee", "1.95", (1,), "fee", contracted=False),
            ),
        ),
        Product(
            "mobile",
            "Shared data tablet",
            "",
            3,
            (Charge("PLN-T", "Tablet share plan", "14.00"),),
            (Usage("DATA", "Data over allowance", "MB", "0.0150", 420),),
        ),
    ),
)

OSTREY = Carrier(
    "Ostrey Fiber",
    "OSF",
    "calendar",
    1,
    True,
    (
        Product(
            "internet",
            "Dedicated internet",
            "500M",
            2,
            (
                Charge("PORT100", "Dedicated internet, 500 Mbps", "720.00"),
                Charge("IPB", "Block of public addresses", "1.2500", (8, 16, 32)),
            ),
        ),
        Product(
            "dark_fiber",
            "Dark fiber pair",
            "",
            1,
            (Charge("DKF", "Dark fiber, per strand mile", "27.40", (4, 7, 12)),),
        ),
    ),
)

CARRIERS = (CORVANE, PELLBROOK, MARLFINCH, OSTREY)

#: Contribution factors of the federal universal service fund, by quarter (FCC public notices).
FUSF = {
    (2025, 1): Decimal("0.363"),
    (2025, 2): Decimal("0.366"),
    (2025, 3): Decimal("0.360"),
    (2025, 4): Decimal("0.381"),
    (2026, 1): Decimal("0.376"),
    (2026, 2): Decimal("0.370"),
}
