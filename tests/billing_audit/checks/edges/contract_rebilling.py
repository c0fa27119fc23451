"""Edges of the check of contract/rebilling.py."""

from billing_audit.checks.contract.rebilling import RebilledAboveMarkup
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import asked, line_with, otherwise, paper_with, spared

FIVE = RebilledAboveMarkup.examples[0]

edges(
    RebilledAboveMarkup,
    otherwise(FIVE, "Five cents are tolerated", line_with(1, 0, amount="105.05"), spared),
    otherwise(
        FIVE,
        "Six cents are not",
        line_with(1, 0, amount="105.06"),
        asked({(1, 0): "0.06"}),
    ),
    otherwise(
        FIVE,
        "Another kind of charge is not what is compared",
        line_with(0, 0, charge="one_time"),
        spared,
    ),
    otherwise(FIVE, "Monthly charges are not agreed on", paper_with(0, kinds=("usage",)), spared),
    otherwise(
        FIVE,
        "The last day of the agreement was that of the charge",
        paper_with(0, valid=("2026-01-01", "2026-03-01")),
    ),
    otherwise(
        FIVE,
        "The agreement ran out the day before",
        paper_with(0, valid=("2026-01-01", "2026-02-28")),
        spared,
    ),
)
