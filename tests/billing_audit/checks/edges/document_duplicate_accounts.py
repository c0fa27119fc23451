"""Edges of the checks of document/duplicate_accounts.py."""

from billing_audit.checks.document.duplicate_accounts import SameChargesOnTwoAccounts
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
    without_line,
)

edges(
    SameChargesOnTwoAccounts,
    otherwise(
        SameChargesOnTwoAccounts.examples[0],
        "One of three is of the same service",
        line_with(0, 2, service="315-200-0007"),
        spared,
    ),
    otherwise(
        SameChargesOnTwoAccounts.examples[0],
        "One of three lasts a day longer",
        line_with(1, 0, period=("2026-03-01", "2026-04-01")),
        spared,
    ),
    otherwise(
        SameChargesOnTwoAccounts.examples[0],
        "One of three began a year before",
        line_with(0, 0, period=("2025-03-01", "2026-03-31")),
        spared,
    ),
    otherwise(
        SameChargesOnTwoAccounts.examples[1],
        "A second bill of one of the accounts",
        bill_again(0, number="1001-9", file="again.csv", period=("2026-03-01", "2026-03-31")),
        spared,
    ),
    otherwise(
        SameChargesOnTwoAccounts.examples[0],
        "The bills are of two months",
        bill_with(1, on="2026-04-02"),
        spared,
    ),
    otherwise(
        SameChargesOnTwoAccounts.examples[0],
        "The bills are in two currencies",
        bill_with(1, currency="EUR"),
        spared,
    ),
    otherwise(
        SameChargesOnTwoAccounts.examples[0],
        "One of them is a correction",
        bill_with(1, document="correction"),
        spared,
    ),
    otherwise(
        SameChargesOnTwoAccounts.examples[0],
        "Two lines are alike by chance",
        without_line(0, 2),
        without_line(1, 2),
        spared,
    ),
    otherwise(
        SameChargesOnTwoAccounts.examples[0],
        "One of three is described otherwise",
        line_with(0, 2, description="Other"),
        spared,
    ),
    otherwise(
        SameChargesOnTwoAccounts.examples[0],
        "One of three has another code",
        line_with(0, 2, code="COS"),
        spared,
    ),
    otherwise(
        SameChargesOnTwoAccounts.examples[0],
        "Nineteen of twenty lines are the same",
        bill_with(0, lines=tuple(Billed(amount=f"{n}.00") for n in range(1, 21))),
        bill_with(1, lines=tuple(Billed(amount=f"{n}.00") for n in range(1, 20))),
        asked(
            {
                (1, 0): "1.00",
                (1, 1): "2.00",
                (1, 2): "3.00",
                (1, 3): "4.00",
                (1, 4): "5.00",
                (1, 5): "6.00",
                (1, 6): "7.00",
                (1, 7): "8.00",
                (1, 8): "9.00",
                (1, 9): "10.00",
                (1, 10): "11.00",
                (1, 11): "12.00",
                (1, 12): "13.00",
                (1, 13): "14.00",
                (1, 14): "15.00",
                (1, 15): "16.00",
                (1, 16): "17.00",
                (1, 17): "18.00",
                (1, 18): "19.00",
            }
        ),
    ),
    otherwise(
        SameChargesOnTwoAccounts.examples[0],
        "A service with credits is left out",
        line_again(1, 0, amount="-612.00", charge="credit"),
        line_again(0, 0, amount="-612.00", charge="credit"),
        asked({(1, 2): "310.00"}),
    ),
)
