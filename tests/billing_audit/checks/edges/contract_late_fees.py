"""Edges of the checks of contract/late_fees.py."""

from billing_audit.checks.contract.late_fees import LateFeeAboveContract
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    bill_again,
    bill_with,
    line_with,
    otherwise,
    paper_with,
    spared,
)

edges(
    LateFeeAboveContract,
    otherwise(
        LateFeeAboveContract.examples[0],
        "Two of them",
        line_with(1, 1, rate="15.00", quantity="2"),
        asked({(1, 1): "10.00"}),
    ),
    otherwise(
        LateFeeAboveContract.examples[0],
        "The account was in credit",
        bill_with(0, due_amount="-100.00"),
        asked({(1, 1): "30.00"}),
    ),
    otherwise(
        LateFeeAboveContract.examples[0],
        "Two per cent are agreed",
        paper_with(0, late_fee_percent="2"),
        line_with(1, 1, amount="50.00"),
        asked({(1, 1): "10.00"}),
    ),
    otherwise(
        LateFeeAboveContract.examples[0],
        "The fee has no code",
        line_with(1, 1, code=""),
        asked({(1, 1): "10.00"}),
    ),
    otherwise(
        LateFeeAboveContract.examples[0],
        "A credit note came between",
        bill_again(0, number="CN", on="2026-02-20", document="credit_note", due_amount="-100.00"),
        asked({(1, 1): "10.00"}),
    ),
    otherwise(
        LateFeeAboveContract.examples[0],
        "An older bill asked for more",
        bill_again(0, number="990", on="2026-01-20", due_amount="5000.00"),
        asked({(1, 1): "10.00"}),
    ),
    otherwise(
        LateFeeAboveContract.examples[0],
        "Two bills of one day before",
        bill_again(0, number="1000-2", due_amount="1000.00"),
        asked({(1, 1): "20.00"}),
    ),
    otherwise(
        LateFeeAboveContract.examples[0],
        "The bill before is 45 days old",
        bill_with(0, on="2026-01-15"),
        asked({(1, 1): "10.00"}),
    ),
    otherwise(
        LateFeeAboveContract.examples[0],
        "The bill before is 46 days old",
        bill_with(0, on="2026-01-14"),
        spared,
    ),
    otherwise(
        LateFeeAboveContract.examples[0],
        "A cent is tolerated",
        line_with(1, 1, amount="20.01"),
        spared,
    ),
    otherwise(
        LateFeeAboveContract.examples[0],
        "Fifty cents are not",
        line_with(1, 1, amount="20.50"),
        asked({(1, 1): "0.50"}),
    ),
)
