"""Edges of the checks of contract/minimums.py."""

from billing_audit.checks.contract.minimums import MinimumBesideUsage
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    line_again,
    line_with,
    otherwise,
    paper_with,
    spared,
)

edges(
    MinimumBesideUsage,
    otherwise(
        MinimumBesideUsage.examples[0],
        "Two of them",
        line_with(0, 1, rate="250.00", quantity="2"),
        asked({(0, 1): "500.00"}),
    ),
    otherwise(
        MinimumBesideUsage.examples[0],
        "No minimum is agreed",
        paper_with(0, minimum_charge=None, included="100"),
        spared,
    ),
    otherwise(
        MinimumBesideUsage.examples[0],
        "The minimum begins within the month",
        paper_with(0, valid=("2026-03-15", None)),
        spared,
    ),
    otherwise(
        MinimumBesideUsage.examples[0],
        "The minimum states no period",
        line_with(0, 1, period=(None, None)),
        asked({(0, 1): "500.00"}),
    ),
    otherwise(
        MinimumBesideUsage.examples[0],
        "The minimum is February's, before it was agreed",
        line_with(0, 1, period=("2026-02-01", "2026-02-28")),
        paper_with(0, valid=("2026-03-01", None)),
        spared,
    ),
    otherwise(
        MinimumBesideUsage.examples[0],
        "The minimum is the account's",
        paper_with(0, account="A-1"),
        asked({(0, 1): "500.00"}),
    ),
    otherwise(
        MinimumBesideUsage.examples[0],
        "The minimum is another account's",
        paper_with(0, account="A-2"),
        spared,
    ),
    otherwise(
        MinimumBesideUsage.examples[1],
        "Two lines of usage",
        line_again(0, 0, amount="100.00"),
        asked({(0, 1): "480.00"}),
    ),
    otherwise(
        MinimumBesideUsage.examples[1],
        "Other usage does not count",
        line_again(0, 0, amount="100.00", code="TF"),
        asked({(0, 1): "380.00"}),
    ),
    otherwise(
        MinimumBesideUsage.examples[1],
        "A monthly charge under the code does not count",
        line_again(0, 0, amount="100.00", charge="recurring"),
        asked({(0, 1): "380.00"}),
    ),
    otherwise(
        MinimumBesideUsage.examples[2],
        "Five cents are tolerated",
        line_with(0, 1, amount="120.05"),
        spared,
    ),
    otherwise(
        MinimumBesideUsage.examples[2],
        "Six cents are not",
        line_with(0, 1, amount="120.06"),
        asked({(0, 1): "0.06"}),
    ),
)
