"""Three made-up carriers, what they sell, and how their bills look."""

from decimal import Decimal

from retainer.demo.einvoice import Party
from retainer.demo.story import Carrier, Item


def _item(code: str, name: str, price: str, **more: object) -> Item:
    charge_type = str(more.pop("charge_type", "recurring"))
    return Item(code, name, charge_type, Decimal(price), **more)


CORVANE = Carrier(
    "Corvane Networks",
    Party(
        "Corvane Networks",
        "900 Exchange Place",
        "Syracuse",
        "13202",
        "NY",
        "billing@corvane.example",
        "161400219",
        "Corvane Networks, Inc.",
    ),
    cycle_day=1,
    dated_after=0,
    electronic=False,
    number="CN{bill:%y%m}-{account}",
    items=(
        _item("PORT100", "MPLS port 100 Mbps", "640.00"),
        _item("RTR", "Managed router", "82.00"),
        _item("ETH1G", "Ethernet access 1 Gbps", "920.00"),
        _item("ETH10G", "Ethernet access 10 Gbps", "2350.00"),
        _item("SIPSES", "SIP session", "14.50", unit="EA", jurisdiction="interstate"),
        _item(
            "LDOUT",
            "Outbound long distance",
            "0.0240",
            charge_type="usage",
            unit="MIN",
            jurisdiction="interstate",
        ),
        _item("NRC", "Installation and configuration", "450.00", charge_type="one_time", unit="EA"),
    ),
)

MARLFINCH = Carrier(
    "Marlfinch Wireless",
    Party(
        "Marlfinch Wireless",
        "2 Signal Way",
        "Albany",
        "12207",
        "NY",
        "accounts@marlfinch.example",
        "141877306",
        "Marlfinch Wireless LLC",
    ),
    cycle_day=15,
    dated_after=0,
    electronic=False,
    number="{account}{bill:%m%y}",
    items=(
        _item("PLN-U", "Business unlimited plan", "42.00"),
        _item("PLN-T", "Tablet share plan", "18.00"),
        _item("DEV-PROT", "Device protection", "7.95", taxable=False),
        _item("RRF", "Regulatory recovery fee", "1.95", charge_type="fee", taxable=False),
        _item("DATA-OV", "Data over allowance", "0.0150", charge_type="usage", unit="MB"),
    ),
)

VEXBRIDGE = Carrier(
    "Vexbridge Telecom",
    Party(
        "Vexbridge Telecom",
        "40 Canal Street",
        "Rochester",
        "14604",
        "NY",
        "billing@vexbridge.example",
        "161400777",
        "Vexbridge Telecom Corporation",
    ),
    cycle_day=1,
    dated_after=2,
    electronic=True,
    number="VX{bill:%Y%m}{account}",
    items=(
        _item("1FB", "Business line, flat rate", "44.00"),
        _item("PRI23", "Primary rate interface 23B+D", "410.00"),
        _item("DID20", "Block of 20 DID numbers", "4.00", unit="EA"),
        _item("DIA100", "Dedicated internet access 100 Mbps", "460.00", taxable=False),
        _item("DIA500", "Dedicated internet access 500 Mbps", "690.00", taxable=False),
        _item("LD", "Toll calls", "0.0450", charge_type="usage", unit="MIN"),
    ),
)

CARRIERS = {carrier.name: carrier for carrier in (CORVANE, MARLFINCH, VEXBRIDGE)}
