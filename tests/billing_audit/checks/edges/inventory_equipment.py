"""Edges of the checks of inventory/equipment.py."""

from billing_audit.checks.examples import Billed
from billing_audit.checks.inventory.equipment import (
    ChannelTerminationForACrossConnect,
    EquipmentRentedOn,
)
from billing_audit.checks.inventory.papers import Item
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    bill_again,
    line_again,
    line_with,
    otherwise,
    paper_again,
    paper_with,
    spared,
)

edges(
    ChannelTerminationForACrossConnect,
    otherwise(
        ChannelTerminationForACrossConnect.examples[0],
        "Another charge of the circuit",
        line_with(0, 0, code="PORT", description="Port"),
        spared,
    ),
    otherwise(
        ChannelTerminationForACrossConnect.examples[0],
        "A later order took it away",
        paper_again(0, number="PO-8", placed="2026-01-20", items=(Item(what="removed"),)),
        asked({(0, 0): "173.00"}),
    ),
    otherwise(
        ChannelTerminationForACrossConnect.examples[0],
        "A later order names no facility",
        paper_again(0, number="PO-8", placed="2026-01-20", items=(Item(what="new", rate="12"),)),
        spared,
    ),
    otherwise(
        ChannelTerminationForACrossConnect.examples[0],
        "Another order of the day names no facility",
        paper_again(0, number="PO-8", items=(Item(what="new", rate="12"),)),
        spared,
    ),
    otherwise(
        ChannelTerminationForACrossConnect.examples[0],
        "The circuit was changed",
        paper_with(0, items=(Item(what="changed", rate="12", cfa="101/T3/ALBYNY01/ALBYNY02"),)),
        asked({(0, 0): "173.00"}),
    ),
    otherwise(
        ChannelTerminationForACrossConnect.examples[0],
        "The order was with another carrier",
        paper_with(0, carrier="Bellweather"),
        spared,
    ),
    otherwise(
        ChannelTerminationForACrossConnect.examples[0],
        "It took effect within the month",
        paper_with(0, effective="2026-03-10"),
        spared,
    ),
    otherwise(
        ChannelTerminationForACrossConnect.examples[0],
        "Done on the first day billed",
        paper_with(0, completed="2026-03-01"),
        asked({(0, 0): "173.00"}),
    ),
    otherwise(
        ChannelTerminationForACrossConnect.examples[0],
        "The order agrees what is billed",
        paper_with(0, items=(Item(what="new", rate="185", cfa="101/T3/ALBYNY01/ALBYNY02"),)),
        spared,
    ),
    otherwise(
        ChannelTerminationForACrossConnect.examples[0],
        "A one-time charge",
        line_with(0, 0, charge="one_time"),
        spared,
    ),
    otherwise(
        ChannelTerminationForACrossConnect.examples[0],
        "Two of them",
        line_with(0, 0, quantity="2"),
        spared,
    ),
    otherwise(
        ChannelTerminationForACrossConnect.examples[0],
        "The difference came back in April",
        bill_again(
            0,
            number="1002",
            on="2026-04-01",
            file="april.csv",
            lines=(Billed(amount="-173.00", charge="credit", code="CR"),),
        ),
        spared,
    ),
    otherwise(
        ChannelTerminationForACrossConnect.examples[0],
        "A later order for another service of the bill",
        line_again(
            0,
            0,
            service="315-200-0014",
            amount="1.00",
            charge="usage",
            code="USG",
            description="Calls",
        ),
        paper_again(
            0,
            number="PO-8",
            placed="2026-01-20",
            items=(Item(what="new", service="315-200-0014", rate="12"),),
        ),
        asked({(0, 0): "173.00"}),
    ),
)

edges(
    EquipmentRentedOn,
    otherwise(
        EquipmentRentedOn.examples[0],
        "It went back on the first day billed",
        paper_with(0, ours="2026-03-01"),
        spared,
    ),
    otherwise(
        EquipmentRentedOn.examples[0],
        "The rent came back in April",
        bill_again(
            0,
            number="1002",
            on="2026-04-01",
            file="april.csv",
            lines=(Billed(amount="-45.00", charge="credit", code="CR"),),
        ),
        spared,
    ),
)
