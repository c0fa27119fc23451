"""Edges of the checks of document/arithmetic.py."""

from billing_audit.checks.document.arithmetic import (
    AmountIsNotQuantityTimesRate,
    TotalIsNotTheSumOfLines,
)
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    asked_of_bills,
    bill_with,
    line_again,
    line_with,
    otherwise,
    spared,
)

edges(
    AmountIsNotQuantityTimesRate,
    otherwise(
        AmountIsNotQuantityTimesRate.examples[0],
        "A quantity that is no whole number",
        line_with(0, 0, amount="54.50"),
        line_with(0, 0, quantity="3.01"),
        asked({(0, 0): "10.85"}),
    ),
    otherwise(
        AmountIsNotQuantityTimesRate.examples[5],
        "The same at a rate of two decimals",
        line_again(0, 0, rate="0.05"),
        spared,
    ),
    otherwise(
        AmountIsNotQuantityTimesRate.examples[8],
        "Yen at two rates",
        line_again(0, 0, amount="499"),
        line_with(0, 0, rate="334"),
        spared,
    ),
)

edges(
    TotalIsNotTheSumOfLines,
    otherwise(
        TotalIsNotTheSumOfLines.examples[0],
        "Half a cent in the client's favour",
        line_with(0, 0, amount="-100.00"),
        line_with(0, 1, amount="-20.00"),
        bill_with(0, stated="-100.005"),
        asked_of_bills({0: "19.99"}),
    ),
    otherwise(
        TotalIsNotTheSumOfLines.examples[0],
        "The lines have half a cent",
        line_with(0, 0, amount="100.005"),
        asked_of_bills({0: "4.99"}),
    ),
    otherwise(
        TotalIsNotTheSumOfLines.examples[3],
        "Less than a cent more",
        bill_with(0, stated="100.004"),
        spared,
    ),
)
