"""Edges of the check of savings/renewals.py."""

from billing_audit.checks.savings.renewals import ContractsThatEndTogether
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked_of_bills,
    bill_again,
    bill_with,
    otherwise,
    paper_with,
    spared,
)

TOGETHER = ContractsThatEndTogether.examples[0]
edges(
    ContractsThatEndTogether,
    otherwise(TOGETHER, "Ninety days apart", paper_with(1, term=("2023-11-01", "2026-11-29"))),
    otherwise(TOGETHER, "On the same day", paper_with(1, term=("2023-11-01", "2026-08-31"))),
    otherwise(TOGETHER, "The other contract has no end",
              paper_with(1, term=("2023-11-01", None)), spared),
    otherwise(TOGETHER, "A year before the first of them ends", bill_with(0, on="2025-08-31")),
    otherwise(TOGETHER, "A year and a day before", bill_with(0, on="2025-08-30"), spared),
    otherwise(TOGETHER, "On the last day of the first of them", bill_with(0, on="2026-08-31")),
    otherwise(TOGETHER, "The other contract's bills are dated after its term",
              bill_with(1, on="2026-11-01"), spared),
    otherwise(TOGETHER, "Of two bills on one day the last",
              bill_again(0, number="1001"), asked_of_bills({2: "0.00"})),
    otherwise(TOGETHER, "The newest bill, not one before",
              bill_again(0, number="999", on="2026-02-01", file="february.csv"),
              asked_of_bills({0: "0.00"})),
)  # fmt: skip
