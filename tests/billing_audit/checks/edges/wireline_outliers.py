"""Edges of the checks of wireline/outliers.py."""

from billing_audit.checks.wireline.outliers import RateOutOfProportion
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    bill_again,
    line_with,
    otherwise,
    spared,
    without_line,
)

edges(
    RateOutOfProportion,
    otherwise(
        RateOutOfProportion.examples[0],
        "The amount is lower than usual all the same",
        line_with(0, 10, amount="1.00"),
        asked({(0, 10): "0.00"}),
    ),
    otherwise(
        RateOutOfProportion.examples[0],
        "The same in another currency",
        bill_again(0, number="1002", currency="EUR"),
        asked({(0, 10): "2498.00", (1, 10): "2498.00"}),
    ),
    otherwise(RateOutOfProportion.examples[0], "Usage", line_with(0, 10, charge="usage"), spared),
    otherwise(
        RateOutOfProportion.examples[0],
        "A negative amount",
        line_with(0, 10, amount="-5.00"),
        spared,
    ),
    otherwise(
        RateOutOfProportion.examples[0], "Free of charge", line_with(0, 10, amount="0.00"), spared
    ),
    otherwise(
        RateOutOfProportion.examples[0],
        "A quantity below nothing",
        line_with(0, 10, quantity="-1"),
        spared,
    ),
    otherwise(
        RateOutOfProportion.examples[0],
        "A quantity of nothing",
        line_with(0, 10, quantity="0"),
        spared,
    ),
    otherwise(
        RateOutOfProportion.examples[0],
        "Ten lines with it",
        without_line(0, 0),
        asked({(0, 9): "2498.00"}),
    ),
    otherwise(
        RateOutOfProportion.examples[0],
        "Half a time more than twenty times",
        line_with(0, 10, rate="41.00", amount="41.00"),
        asked({(0, 10): "39.00"}),
    ),
)
