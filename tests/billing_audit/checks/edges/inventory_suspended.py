"""Edges of the checks of inventory/suspended.py."""

from billing_audit.checks.examples import Billed
from billing_audit.checks.inventory.suspended import (
    SuspendedAndBilledInFull,
    SuspendedLineAtFullRate,
)
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    bill_again,
    line_again,
    line_with,
    otherwise,
    paper_with,
    spared,
)

edges(
    SuspendedAndBilledInFull,
    otherwise(
        SuspendedAndBilledInFull.examples[0],
        "Two large charges",
        line_again(0, 0, amount="300.00", code="FEAT"),
        asked({(0, 0): "310.00"}),
    ),
    otherwise(
        SuspendedAndBilledInFull.examples[0],
        "The first month of the suspension",
        line_with(0, 0, period=("2026-02-01", "2026-02-28")),
        asked({(0, 0): "295.00"}),
    ),
    otherwise(
        SuspendedAndBilledInFull.examples[0],
        "The suspension ends within the period",
        line_with(0, 0, period=("2026-07-15", "2026-08-14")),
        spared,
    ),
    otherwise(
        SuspendedAndBilledInFull.examples[0],
        "The suspension ends a day before the period",
        line_with(0, 0, period=("2026-07-02", "2026-08-01")),
        spared,
    ),
    otherwise(
        SuspendedAndBilledInFull.examples[0],
        "Two months in one charge",
        line_with(0, 0, period=("2026-02-01", "2026-03-31")),
        spared,
    ),
    otherwise(
        SuspendedAndBilledInFull.examples[0],
        "A charge of 32 days",
        line_with(0, 0, period=("2026-03-01", "2026-04-01")),
        spared,
    ),
    otherwise(
        SuspendedAndBilledInFull.examples[0], "A phone", paper_with(0, device="phone"), spared
    ),
    otherwise(
        SuspendedAndBilledInFull.examples[0],
        "The difference came back in April",
        bill_again(
            0,
            number="1002",
            on="2026-04-01",
            file="april.csv",
            lines=(Billed(amount="-295.00", charge="credit", code="CR"),),
        ),
        spared,
    ),
)

edges(
    SuspendedLineAtFullRate,
    otherwise(
        SuspendedLineAtFullRate.examples[1],
        "The larger charge has the lower rate",
        line_with(0, 0, rate="1.00", quantity="45"),
        line_with(0, 1, rate="30.00", quantity="1"),
        asked({(0, 0): "45.00"}),
    ),
    otherwise(
        SuspendedLineAtFullRate.examples[0],
        "The first month of the suspension",
        line_with(0, 0, period=("2026-02-01", "2026-02-28")),
        asked({(0, 0): "40.00"}),
    ),
    otherwise(
        SuspendedLineAtFullRate.examples[0],
        "Suspended within the period",
        line_with(0, 0, period=("2026-01-15", "2026-02-14")),
        spared,
    ),
    otherwise(
        SuspendedLineAtFullRate.examples[0],
        "The suspension ends within the period",
        paper_with(0, suspended=("2026-02-01", "2026-03-20")),
        spared,
    ),
    otherwise(
        SuspendedLineAtFullRate.examples[0],
        "The suspension ends a day before the period",
        paper_with(0, suspended=("2026-02-01", "2026-03-30")),
        spared,
    ),
    otherwise(
        SuspendedLineAtFullRate.examples[0],
        "Two months in one charge",
        line_with(0, 0, period=("2026-02-01", "2026-03-31")),
        spared,
    ),
    otherwise(
        SuspendedLineAtFullRate.examples[0],
        "A charge of 32 days",
        line_with(0, 0, period=("2026-03-01", "2026-04-01")),
        spared,
    ),
    otherwise(
        SuspendedLineAtFullRate.examples[0], "No mobile device", paper_with(0, device=""), spared
    ),
    otherwise(
        SuspendedLineAtFullRate.examples[0],
        "A day more than ninety",
        line_with(0, 0, period=("2026-04-03", "2026-05-02")),
        spared,
    ),
    otherwise(
        SuspendedLineAtFullRate.examples[0],
        "The difference came back in April",
        bill_again(
            0,
            number="1002",
            on="2026-04-01",
            file="april.csv",
            lines=(Billed(amount="-40.00", charge="credit", code="CR"),),
        ),
        spared,
    ),
)
