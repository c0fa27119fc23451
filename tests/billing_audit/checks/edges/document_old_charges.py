"""Edges of the checks of document/old_charges.py."""

from billing_audit.checks.document.old_charges import WholeMonthForAPart
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    bill_with,
    line_again,
    line_with,
    otherwise,
    spared,
)

edges(
    WholeMonthForAPart,
    otherwise(
        WholeMonthForAPart.examples[1],
        "February is billed in the same way",
        line_again(0, 0, period=("2026-02-01", "2026-02-28")),
        asked({(1, 0): "110.00"}),
    ),
    otherwise(
        WholeMonthForAPart.examples[1],
        "A charge begins on the last day of March",
        line_again(1, 0, period=("2026-03-31", "2026-04-20")),
        asked({(1, 0): "110.00"}),
    ),
    otherwise(
        WholeMonthForAPart.examples[0],
        "The whole month is a fee",
        line_with(0, 0, charge="fee"),
        line_again(0, 0, period=("2026-03-01", "2027-03-31")),
        spared,
    ),
    otherwise(
        WholeMonthForAPart.examples[0],
        "The last charge is a surcharge",
        bill_with(2, period=("2026-03-01", "2026-03-31")),
        line_with(2, 0, charge="surcharge"),
        spared,
    ),
)
