"""Edges of the checks of document/second_versions.py."""

from billing_audit.checks.document.second_versions import TwoFilesStateDifferentTotals
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked_of_bills,
    bill_again,
    bill_with,
    otherwise,
    spared,
)

edges(
    TwoFilesStateDifferentTotals,
    otherwise(
        TwoFilesStateDifferentTotals.examples[0],
        "Less than a cent apart",
        bill_with(0, stated="100.004"),
        bill_with(1, stated="100.00"),
        spared,
    ),
    otherwise(
        TwoFilesStateDifferentTotals.examples[0],
        "Less than a cent apart, the other way round",
        bill_with(0, stated="100.00"),
        bill_with(1, stated="100.004"),
        spared,
    ),
    otherwise(
        TwoFilesStateDifferentTotals.examples[0],
        "Fractions of a cent are rounded",
        bill_with(0, stated="100.005"),
        bill_with(1, stated="120.001"),
        asked_of_bills({0: "19.99"}),
    ),
    otherwise(
        TwoFilesStateDifferentTotals.examples[0],
        "Fractions of a cent are rounded, the other way round",
        bill_with(0, stated="120.001"),
        bill_with(1, stated="100.005"),
        asked_of_bills({0: "19.99"}),
    ),
    otherwise(
        TwoFilesStateDifferentTotals.examples[0],
        "Another number",
        bill_with(1, number="1002"),
        spared,
    ),
    otherwise(
        TwoFilesStateDifferentTotals.examples[0],
        "Another date",
        bill_with(1, on="2026-03-02"),
        spared,
    ),
    otherwise(
        TwoFilesStateDifferentTotals.examples[0], "One file", bill_with(1, file="march.csv"), spared
    ),
    otherwise(
        TwoFilesStateDifferentTotals.examples[0],
        "Another kind of document",
        bill_with(1, document="correction"),
        spared,
    ),
    otherwise(
        TwoFilesStateDifferentTotals.examples[0],
        "Another currency",
        bill_with(1, currency="EUR"),
        spared,
    ),
    otherwise(
        TwoFilesStateDifferentTotals.examples[0],
        "A credit note corrects another",
        bill_with(0, document="credit_note"),
        bill_with(1, document="credit_note", corrects="1001"),
        spared,
    ),
    otherwise(
        TwoFilesStateDifferentTotals.examples[0],
        "Three files",
        bill_again(1, stated="130.00", file="third.csv"),
        asked_of_bills({0: "30.00", 1: "10.00"}),
    ),
)
