"""Edges of the checks of inventory/speeds.py."""

from billing_audit.checks.examples import MARCH, Billed
from billing_audit.checks.inventory.papers import Known
from billing_audit.checks.inventory.speeds import FasterThanOrdered
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_paper,
    asked,
    bill_again,
    line_again,
    line_with,
    otherwise,
    paper_with,
    spared,
)

edges(
    FasterThanOrdered,
    otherwise(
        FasterThanOrdered.examples[0],
        "The speed is printed in kilobits",
        line_with(0, 0, description="Dedicated internet 512000 Kbps"),
        line_with(0, 0, amount="1150.00"),
        asked({(0, 0): "670.00"}),
    ),
    otherwise(
        FasterThanOrdered.examples[0],
        "A lower speed is printed in kilobits",
        line_with(0, 0, description="Dedicated internet 50000 Kbps"),
        spared,
    ),
    otherwise(
        FasterThanOrdered.examples[0],
        "A one-time charge",
        line_with(0, 0, charge="one_time"),
        spared,
    ),
    otherwise(
        FasterThanOrdered.examples[0], "A mobile device", paper_with(0, device="Phone"), spared
    ),
    otherwise(
        FasterThanOrdered.examples[0],
        "The rate billed is on file",
        paper_with(0, rate="1150"),
        spared,
    ),
    otherwise(FasterThanOrdered.examples[0], "Two of them", line_with(0, 0, quantity="2"), spared),
    otherwise(
        FasterThanOrdered.examples[0],
        "Two months in one charge",
        line_with(0, 0, period=("2026-03-01", "2026-04-30")),
        spared,
    ),
    otherwise(
        FasterThanOrdered.examples[0],
        "A charge of 32 days",
        line_with(0, 0, period=("2026-03-01", "2026-04-01")),
        spared,
    ),
    otherwise(
        FasterThanOrdered.examples[0],
        "The month before was billed as ordered",
        bill_again(
            0,
            number="900",
            on="2026-02-01",
            lines=(
                Billed(
                    amount="480.00",
                    description="Dedicated internet 100 Mbps",
                    period=("2026-02-01", "2026-02-28"),
                ),
            ),
        ),
        asked({(0, 0): "670.00"}),
    ),
    otherwise(
        FasterThanOrdered.examples[2],
        "Billed as ordered before and after",
        bill_again(
            0,
            number="900",
            on="2026-02-01",
            lines=(
                Billed(
                    amount="480.00",
                    description="Dedicated internet 100 Mbps",
                    period=("2026-02-01", "2026-02-28"),
                ),
            ),
        ),
        asked({(0, 0): "670.00"}),
    ),
    otherwise(
        FasterThanOrdered.examples[2],
        "Another service was billed so before",
        bill_again(
            0,
            number="900",
            on="2026-02-01",
            lines=(
                Billed(
                    amount="480.00",
                    service="315-200-0014",
                    description="Dedicated internet 100 Mbps",
                    period=("2026-02-01", "2026-02-28"),
                ),
            ),
        ),
        and_paper(Known(service="315-200-0014", speed="100", rate="480")),
        spared,
    ),
    otherwise(
        FasterThanOrdered.examples[2],
        "Slower before, and as ordered after",
        bill_again(
            0,
            number="900",
            on="2026-02-01",
            lines=(
                Billed(
                    amount="480.00",
                    description="Dedicated internet 50 Mbps",
                    period=("2026-02-01", "2026-02-28"),
                ),
            ),
        ),
        spared,
    ),
    otherwise(
        FasterThanOrdered.examples[2],
        "The charge before ended within the month",
        bill_again(
            0,
            number="900",
            on="2026-02-01",
            lines=(
                Billed(
                    amount="480.00",
                    description="Dedicated internet 100 Mbps",
                    period=("2026-02-15", "2026-03-14"),
                ),
            ),
        ),
        asked({(0, 0): "670.00"}),
    ),
    otherwise(
        FasterThanOrdered.examples[2],
        "Both speeds are billed for March, and the lower one after",
        bill_again(
            0,
            number="1001-2",
            lines=(Billed(amount="480.00", description="Dedicated internet 100 Mbps"),),
        ),
        spared,
    ),
    otherwise(
        FasterThanOrdered.examples[2],
        "Both speeds are billed for March on two bills",
        line_with(1, 0, period=MARCH),
        asked({(0, 0): "670.00"}),
    ),
    otherwise(
        FasterThanOrdered.examples[2],
        "The lower speed begins within the month",
        line_with(1, 0, period=("2026-03-15", "2026-04-14")),
        spared,
    ),
    otherwise(
        FasterThanOrdered.examples[2],
        "A speed that nobody ordered comes after",
        line_with(1, 0, description="Dedicated internet 50 Mbps"),
        asked({(0, 0): "670.00"}),
    ),
    otherwise(
        FasterThanOrdered.examples[0],
        "Another service of the bill has that speed",
        line_again(0, 0, service="315-200-0014", amount="480.00", description="Ethernet 100 Mbps"),
        and_paper(Known(service="315-200-0014", speed="100", rate="480")),
        asked({(0, 0): "670.00"}),
    ),
    otherwise(
        FasterThanOrdered.examples[0],
        "The difference came back in April",
        bill_again(
            0,
            number="1002",
            on="2026-04-01",
            file="april.csv",
            lines=(Billed(amount="-670.00", charge="credit", code="CR"),),
        ),
        spared,
    ),
)
