"""Edges of the checks of contract/terminations.py."""

from billing_audit.checks.contract.terminations import TerminationChargeWrong
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import asked, line_with, otherwise, paper_with, spared

edges(
    TerminationChargeWrong,
    otherwise(
        TerminationChargeWrong.examples[0],
        "A dollar is tolerated",
        line_with(1, 0, amount="2701.00"),
        spared,
    ),
    otherwise(
        TerminationChargeWrong.examples[0],
        "A dollar and a cent is not",
        line_with(1, 0, amount="2701.01"),
        asked({(1, 0): "1.01"}),
    ),
    otherwise(
        TerminationChargeWrong.examples[0],
        "The term was over",
        paper_with(0, term=("2023-01-01", "2025-12-31")),
        spared,
    ),
    otherwise(
        TerminationChargeWrong.examples[0],
        "Nothing more is due after the minimum term, which is the contract's",
        paper_with(0, minimum_term_months=32),
        asked({(1, 0): "900.00"}),
    ),
)
