"""Edges of the checks of wireline/access_charges.py."""

from billing_audit.checks.wireline.access_charges import (
    CentrexLineAsAFullLine,
    LineChargeAboveItsCap,
    PiccAboveItsCap,
    TouchTone,
)
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
    CentrexLineAsAFullLine,
    otherwise(
        CentrexLineAsAFullLine.examples[0],
        "Plain lines stand beside",
        line_again(0, 0, description="PICC", quantity="10", amount="43.10", rate="4.31"),
        asked({(0, 0): "227.11"}),
    ),
    otherwise(
        CentrexLineAsAFullLine.examples[0],
        "A quantity of nothing stands beside",
        line_again(0, 0, quantity="0", amount="5.00"),
        asked({(0, 0): "227.11"}),
    ),
    otherwise(
        CentrexLineAsAFullLine.examples[0],
        "In another currency",
        bill_with(0, currency="EUR"),
        spared,
    ),
    otherwise(
        CentrexLineAsAFullLine.examples[0],
        "Nine lines",
        line_with(0, 0, quantity="9", amount="24.75"),
        asked({(0, 0): "20.44"}),
    ),
    otherwise(
        CentrexLineAsAFullLine.examples[0],
        "Twice five lines",
        line_with(0, 0, quantity="5", amount="13.75"),
        line_again(0, 0),
        asked({(0, 0): "11.36", (0, 1): "11.36"}),
    ),
    otherwise(
        CentrexLineAsAFullLine.examples[0],
        "Eight lines, and another charge for ten",
        line_with(0, 0, quantity="8", amount="22.00"),
        line_again(
            0,
            0,
            code="9ZR",
            description="Subscriber line charge, Centrex",
            quantity="10",
            amount="10.00",
        ),
        spared,
    ),
    otherwise(
        CentrexLineAsAFullLine.examples[0],
        "Eight lines, and ten plain ones",
        line_with(0, 0, quantity="8", amount="22.00"),
        line_again(0, 0, description="PICC", quantity="10", amount="43.10", rate="4.31"),
        spared,
    ),
)

edges(
    PiccAboveItsCap,
    otherwise(
        PiccAboveItsCap.examples[0],
        "One line without a quantity",
        line_with(0, 0, quantity=None, rate=None, amount="5.95"),
        asked({(0, 0): "1.64"}),
    ),
    otherwise(
        PiccAboveItsCap.examples[0],
        "A quantity of nothing",
        line_with(0, 0, quantity="0", amount="5.95"),
        spared,
    ),
    otherwise(
        PiccAboveItsCap.examples[0],
        "Another charge",
        line_with(
            0, 0, code="9ZR", description="Subscriber line charge", quantity="1", amount="9.20"
        ),
        spared,
    ),
    otherwise(
        PiccAboveItsCap.examples[0],
        "Centrex lines",
        line_with(0, 0, description="PICC, Centrex"),
        spared,
    ),
    otherwise(
        PiccAboveItsCap.examples[0], "In another currency", bill_with(0, currency="EUR"), spared
    ),
)

edges(
    LineChargeAboveItsCap,
    otherwise(
        LineChargeAboveItsCap.examples[0],
        "One line without a quantity",
        line_with(0, 0, quantity=None, rate=None, amount="9.95"),
        asked({(0, 0): "0.75"}),
    ),
    otherwise(
        LineChargeAboveItsCap.examples[0],
        "A quantity of nothing",
        line_with(0, 0, quantity="0", amount="9.95"),
        spared,
    ),
    otherwise(
        LineChargeAboveItsCap.examples[0],
        "Another charge",
        line_with(0, 0, code="PICC", description="PICC"),
        spared,
    ),
    otherwise(
        LineChargeAboveItsCap.examples[0],
        "In another currency",
        bill_with(0, currency="EUR"),
        spared,
    ),
)

edges(
    TouchTone,
    otherwise(
        TouchTone.examples[0],
        "Another charge",
        line_with(0, 0, code="PICC", description="PICC"),
        asked({(0, 1): "5.00"}),
    ),
)
