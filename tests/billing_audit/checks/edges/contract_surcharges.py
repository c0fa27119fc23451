"""Edges of the checks of contract/surcharges.py."""

from billing_audit.checks.contract.surcharges import SurchargeAboveContract
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    line_again,
    line_with,
    otherwise,
    spared,
    without_line,
)

edges(
    SurchargeAboveContract,
    otherwise(
        SurchargeAboveContract.examples[0],
        "Two of them",
        line_with(0, 1, rate="28.00", quantity="2"),
        asked({(0, 1): "15.50"}),
    ),
    otherwise(
        SurchargeAboveContract.examples[2],
        "Excluded, beside two charges",
        line_again(0, 0),
        asked({(0, 1): "40.50"}, says={(0, 1): ("none",)}),
    ),
    otherwise(
        SurchargeAboveContract.examples[0],
        "The surcharge states no period",
        line_with(0, 1, period=(None, None)),
        asked({(0, 1): "15.50"}),
    ),
    otherwise(
        SurchargeAboveContract.examples[5],
        "The surcharge is for February",
        line_with(0, 1, period=("2026-02-01", "2026-02-28")),
        asked({(0, 1): "15.50"}),
    ),
    otherwise(
        SurchargeAboveContract.examples[5],
        "The surcharge begins before the amendment",
        line_with(0, 1, period=("2026-02-15", "2026-03-14")),
        asked({(0, 1): "15.50"}),
    ),
    otherwise(
        SurchargeAboveContract.examples[0],
        "A negative charge is no part of it",
        line_again(0, 0, amount="-100.00"),
        asked({(0, 1): "15.50"}),
    ),
    otherwise(
        SurchargeAboveContract.examples[0],
        "A free charge is no part of it",
        line_again(0, 0, amount="0.00"),
        asked({(0, 1): "15.50"}, says={(0, 1): ("1 line",)}),
    ),
    otherwise(
        SurchargeAboveContract.examples[0],
        "The surcharge is billed as a monthly charge",
        line_with(0, 1, charge="recurring"),
        asked({(0, 1): "15.50"}),
    ),
    otherwise(
        SurchargeAboveContract.examples[0],
        "Usage is part of it",
        line_again(0, 0, charge="usage", code="LD", amount="200.00"),
        asked({(0, 1): "7.40"}),
    ),
    otherwise(
        SurchargeAboveContract.examples[0],
        "A one-time charge is part of it",
        line_again(0, 0, charge="one_time", code="NRC", amount="200.00"),
        asked({(0, 1): "7.40"}),
    ),
    otherwise(
        SurchargeAboveContract.examples[0],
        "A tax is no part of it",
        line_again(0, 0, charge="tax", code="TAX", amount="200.00"),
        asked({(0, 1): "15.50"}),
    ),
    otherwise(
        SurchargeAboveContract.examples[0],
        "Five cents are tolerated",
        line_with(0, 1, amount="40.55"),
        spared,
    ),
    otherwise(
        SurchargeAboveContract.examples[0],
        "Fifty cents are not",
        line_with(0, 1, amount="41.00"),
        asked({(0, 1): "0.50"}),
    ),
    otherwise(
        SurchargeAboveContract.examples[2],
        "Excluded, and nothing else is on the bill",
        without_line(0, 0),
        asked({(0, 0): "40.50"}),
    ),
)
