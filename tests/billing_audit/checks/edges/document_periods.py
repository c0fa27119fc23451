"""Edges of the checks of document/periods.py."""

from billing_audit.checks.document.periods import OverlappingPeriods
from billing_audit.checks.examples import Billed
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    bill_again,
    bill_with,
    line_again,
    line_with,
    otherwise,
    spared,
)

edges(
    OverlappingPeriods,
    otherwise(
        OverlappingPeriods.examples[8],
        "The days of April are billed before the seats",
        line_with(1, 0, period=("2026-04-22", "2026-04-30")),
        line_with(0, 0, period=("2026-04-01", "2026-04-30")),
        asked({(1, 0): "12.90", (1, 1): "72.00"}),
    ),
    otherwise(
        OverlappingPeriods.examples[2],
        "A third charge covers the first day alone",
        line_again(0, 0, period=("2026-03-01", "2026-03-01")),
        asked({(0, 1): "20.00", (0, 2): "20.00", (0, 3): "310.00"}),
    ),
    otherwise(
        OverlappingPeriods.examples[6],
        "A charge that states no first day",
        line_with(0, 0, period=(None, "2026-03-31")),
        line_again(0, 1, period=("2026-03-01", "2027-03-10")),
        spared,
    ),
    otherwise(
        OverlappingPeriods.examples[6],
        "Nine of ten days were taken back",
        line_again(0, 2, period=("2027-03-01", "2027-03-10")),
        line_with(0, 2, period=("2026-03-01", "2026-03-09")),
        asked({(0, 1): "10.00"}),
    ),
    otherwise(
        OverlappingPeriods.examples[0],
        "Two of them",
        line_with(1, 0, rate="200.00", quantity="2"),
        asked({(1, 0): "100.00"}),
    ),
    otherwise(
        OverlappingPeriods.examples[0],
        "Charges without codes",
        line_with(0, 0, code=""),
        line_with(1, 0, code=""),
        asked({(1, 0): "100.00"}),
    ),
    otherwise(
        OverlappingPeriods.examples[0],
        "Charges without codes, of two names",
        line_with(0, 0, code="", description="Other"),
        line_with(1, 0, code=""),
        spared,
    ),
    otherwise(
        OverlappingPeriods.examples[0],
        "The code has another name",
        line_with(0, 0, description="Old name"),
        asked({(1, 0): "100.00"}),
    ),
    otherwise(
        OverlappingPeriods.examples[0],
        "The earlier bill is in another currency",
        bill_with(0, currency="EUR"),
        spared,
    ),
    otherwise(
        OverlappingPeriods.examples[0],
        "Five of the ten days came back",
        bill_again(
            1,
            number="1003",
            on="2026-05-01",
            file="may.csv",
            lines=(Billed(amount="-50.00", charge="credit", period=("2026-03-22", "2026-03-26")),),
        ),
        asked({(1, 0): "50.00"}),
    ),
    otherwise(
        OverlappingPeriods.examples[0],
        "Two days in between came back",
        bill_again(
            1,
            number="1003",
            on="2026-05-01",
            file="may.csv",
            lines=(Billed(amount="-20.00", charge="credit", period=("2026-03-25", "2026-03-26")),),
        ),
        asked({(1, 0): "80.00"}),
    ),
    otherwise(
        OverlappingPeriods.examples[0],
        "More than the charge came back",
        bill_again(
            1,
            number="1003",
            on="2026-05-01",
            file="may.csv",
            lines=(Billed(amount="-500.00", charge="credit", period=("2026-03-15", "2026-05-10")),),
        ),
        spared,
    ),
    otherwise(
        OverlappingPeriods.examples[1],
        "The last day came back",
        line_again(0, 0, amount="-10.00", charge="credit", period=("2026-03-10", "2026-03-10")),
        asked({(0, 1): "90.00"}),
    ),
    otherwise(
        OverlappingPeriods.examples[0],
        "Days of another code came back",
        line_again(0, 0, code="COS", amount="45.00"),
        line_again(1, 0, code="COS", amount="60.00"),
        bill_again(
            1,
            number="1003",
            on="2026-05-01",
            file="may.csv",
            lines=(
                Billed(
                    amount="-50.00",
                    charge="credit",
                    code="COS",
                    period=("2026-03-22", "2026-03-26"),
                ),
            ),
        ),
        asked({(1, 0): "100.00", (1, 1): "7.50"}),
    ),
    otherwise(
        OverlappingPeriods.examples[0],
        "A credit takes another charge back",
        line_again(1, 0, amount="90.00", period=("2026-03-22", "2026-03-31")),
        line_again(1, 0, amount="-90.00", charge="credit", period=("2026-03-22", "2026-03-31")),
        asked({(1, 0): "100.00"}),
    ),
    otherwise(
        OverlappingPeriods.examples[1],
        "A later bill takes the partial month back",
        bill_again(
            0,
            number="1003",
            on="2026-05-01",
            file="may.csv",
            lines=(Billed(amount="-100.00", charge="credit", period=("2026-03-01", "2026-03-10")),),
        ),
        spared,
    ),
)
