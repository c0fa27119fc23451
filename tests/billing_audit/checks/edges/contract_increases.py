"""Edges of the checks of contract/increases.py."""

from billing_audit.checks.contract.increases import IncreaseAboveCap
from billing_audit.checks.examples import Agreed
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    bill_with,
    having,
    line_again,
    line_with,
    otherwise,
    paper_with,
    spared,
)

edges(
    IncreaseAboveCap,
    otherwise(
        IncreaseAboveCap.examples[0],
        "Three of them",
        line_with(1, 0, quantity="3", amount="1980.00"),
        asked({(1, 0): "126.00"}),
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "Three of them, a cent less than printed",
        line_with(1, 0, quantity="3", amount="1979.99"),
        asked({(1, 0): "125.99"}),
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "Fractions of a cent are rounded as printed",
        line_with(0, 0, rate="0.2999", amount="2.10", quantity="7"),
        line_with(1, 0, rate="0.33355", quantity="7", amount="2.33"),
        paper_with(0, escalator_cap_percent="0"),
        asked({(1, 0): "0.24"}),
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "Another service a year ago",
        line_with(0, 0, service="315-200-9999"),
        spared,
    ),
    otherwise(
        IncreaseAboveCap.examples[0], "Another code a year ago", line_with(0, 0, code="COS"), spared
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "A one-time charge a year ago",
        line_with(0, 0, charge="one_time"),
        spared,
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "Another description a year ago",
        line_with(0, 0, description="Other"),
        spared,
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "Another currency a year ago",
        bill_with(0, currency="EUR"),
        spared,
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "Two rates a year ago: the higher one counts",
        line_again(0, 0, rate="620.00", amount="1.00"),
        asked({(1, 0): "21.40"}),
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "A one-time charge now",
        line_with(1, 0, charge="one_time"),
        spared,
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "A quantity below nothing",
        line_with(1, 0, quantity="-1", rate="500.00"),
        spared,
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "A rate begins in the middle of the period",
        having(rates=(Agreed(rate="660.00", valid=("2026-03-15", None)),)),
        asked({(1, 0): "42.00"}),
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "A rate begins with the period",
        having(rates=(Agreed(rate="660.00", valid=("2026-03-01", None)),)),
        spared,
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "A rate ends in the middle of the period",
        having(rates=(Agreed(rate="660.00", valid=("2026-02-01", "2026-03-10")),)),
        spared,
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "A rate ends before the period",
        having(rates=(Agreed(rate="660.00", valid=("2026-02-01", "2026-02-28")),)),
        asked({(1, 0): "42.00"}),
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "The difference was credited",
        line_again(1, 0, amount="-42.00", rate=None, quantity=None, charge="credit"),
        spared,
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "Three of them, billed a cent above what is printed",
        line_with(1, 0, quantity="3", amount="1980.01"),
        asked({(1, 0): "126.00"}),
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "Another line of a year ago prints no rate",
        line_again(0, 0, rate=None),
        asked({(1, 0): "42.00"}),
    ),
    otherwise(
        IncreaseAboveCap.examples[0],
        "A year ago the rate was nothing",
        line_with(0, 0, rate="0.00", amount="5.00"),
        spared,
    ),
)
