"""Edges of the checks of document/duplicate_charges.py."""

from billing_audit.checks.document.duplicate_charges import (
    SameChargeAgainOnALaterBill,
    SameChargeTwiceOnOneBill,
)
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import asked, line_again, line_with, otherwise, spared

edges(
    SameChargeTwiceOnOneBill,
    otherwise(
        SameChargeTwiceOnOneBill.examples[2],
        "A third copy of each, with another first day and another amount",
        line_again(0, 3, period=("2026-03-02", "2026-03-31")),
        line_again(0, 1, amount="44.00"),
        asked({(0, 2): "612.00", (0, 3): "45.00"}),
    ),
    otherwise(
        SameChargeTwiceOnOneBill.examples[2],
        "One of the copies is taken back",
        line_again(0, 0, amount="-612.00"),
        line_again(0, 0, period=("2026-03-01", "2027-03-31")),
        asked({(0, 3): "45.00"}),
    ),
    otherwise(
        SameChargeTwiceOnOneBill.examples[0],
        "Copies with another description and another rate",
        line_again(0, 0, description="State sales tax"),
        line_again(0, 1, rate="1224.00"),
        asked({(0, 1): "612.00", (0, 2): "612.00"}),
    ),
)

edges(
    SameChargeAgainOnALaterBill,
    otherwise(
        SameChargeAgainOnALaterBill.examples[1],
        "The first of the two charges began in February",
        line_with(1, 0, period=("2026-02-01", "2026-03-31")),
        asked({(1, 1): "45.00"}),
    ),
    otherwise(
        SameChargeAgainOnALaterBill.examples[6],
        "A charge that ends in April",
        line_again(2, 0, period=("2026-03-01", "2026-04-01")),
        spared,
    ),
)
