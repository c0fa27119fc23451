"""Edges of the checks of contract/coverage.py."""

from billing_audit.checks.contract.coverage import DearerThanElsewhere, OffContract
from billing_audit.checks.examples import Agreed, Billed
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    bill_again,
    having,
    line_again,
    line_with,
    otherwise,
    spared,
    without_line,
)

edges(
    OffContract,
    otherwise(
        OffContract.examples[0],
        "Exactly four fifths are covered",
        line_with(0, 1, amount="153.00"),
        asked({(0, 1): "153.00"}),
    ),
    otherwise(
        OffContract.examples[0],
        "A little less than four fifths are covered",
        line_with(0, 1, amount="153.01"),
        spared,
    ),
    otherwise(OffContract.examples[0], "The charge has no code", line_with(0, 1, code=""), spared),
    otherwise(
        OffContract.examples[0],
        "Usage without a rate",
        line_again(0, 1, charge="usage", code="LD"),
        asked({(0, 1): "45.00"}),
    ),
    otherwise(
        OffContract.examples[0],
        "In April the rates cover half",
        bill_again(
            0,
            number="1002",
            on="2026-04-01",
            lines=(
                Billed(amount="612.00", period=("2026-04-01", "2026-04-30")),
                Billed(amount="600.00", code="CPE", period=("2026-04-01", "2026-04-30")),
            ),
        ),
        asked({(0, 1): "45.00"}),
    ),
)

edges(
    DearerThanElsewhere,
    otherwise(
        DearerThanElsewhere.examples[0],
        "Two of them",
        line_with(0, 4, quantity="2", amount="1590.00"),
        asked({(0, 4): "366.00"}),
    ),
    otherwise(
        DearerThanElsewhere.examples[0],
        "The amount is lower than the difference",
        line_with(0, 4, amount="100.00"),
        asked({(0, 4): "100.00"}),
    ),
    otherwise(DearerThanElsewhere.examples[0], "Four are no crowd", without_line(0, 0), spared),
    otherwise(
        DearerThanElsewhere.examples[0],
        "Two of eight are dearer",
        line_again(0, 0, service="Q-1"),
        line_again(0, 0, service="Q-2"),
        line_again(0, 4, service="Q-3"),
        asked({(0, 4): "183.00", (0, 7): "183.00"}),
    ),
    otherwise(
        DearerThanElsewhere.examples[0],
        "Ten per cent dearer",
        line_with(0, 4, rate="673.20", amount="673.20"),
        spared,
    ),
    otherwise(
        DearerThanElsewhere.examples[0],
        "A little more than ten per cent dearer",
        line_with(0, 4, rate="676.00", amount="676.00"),
        asked({(0, 4): "64.00"}),
    ),
    otherwise(
        DearerThanElsewhere.examples[0],
        "A rate begins in the middle of the period",
        having(rates=(Agreed(rate="795.00", valid=("2026-03-15", None)),)),
        asked({(0, 4): "183.00"}),
    ),
    otherwise(
        DearerThanElsewhere.examples[0],
        "A rate begins with the period",
        having(rates=(Agreed(rate="795.00", valid=("2026-03-01", None)),)),
        spared,
    ),
    otherwise(
        DearerThanElsewhere.examples[0],
        "A rate ends in the middle of the period",
        having(rates=(Agreed(rate="795.00", valid=("2026-02-01", "2026-03-10")),)),
        spared,
    ),
    otherwise(
        DearerThanElsewhere.examples[0],
        "A rate ends before the period",
        having(rates=(Agreed(rate="795.00", valid=("2026-02-01", "2026-02-28")),)),
        asked({(0, 4): "183.00"}),
    ),
    otherwise(
        DearerThanElsewhere.examples[0],
        "A one-time charge at the dearer price beside",
        line_again(0, 4, service="Q-9", charge="one_time"),
        asked({(0, 4): "183.00"}),
    ),
    otherwise(
        DearerThanElsewhere.examples[0],
        "A dearer charge without a quantity beside",
        line_again(0, 4, service="Q-9", quantity=None),
        asked({(0, 4): "183.00"}),
    ),
    otherwise(
        DearerThanElsewhere.examples[0],
        "A dearer charge of nothing beside",
        line_again(0, 4, service="Q-9", quantity="0"),
        asked({(0, 4): "183.00"}),
    ),
)
