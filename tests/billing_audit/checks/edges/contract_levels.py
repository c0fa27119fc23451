"""Edges of the checks of contract/levels.py."""

from billing_audit.checks.contract.levels import OutageCreditMissing
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    bill_with,
    line_with,
    otherwise,
    paper_again,
    paper_with,
    spared,
)

edges(
    OutageCreditMissing,
    otherwise(
        OutageCreditMissing.examples[0],
        "Two of them",
        line_with(0, 0, rate="306.00", quantity="2"),
        asked({(0, 0): "61.20"}),
    ),
    otherwise(
        OutageCreditMissing.examples[0],
        "A charge without a code",
        line_with(0, 0, code=""),
        asked({(0, 0): "61.20"}),
    ),
    otherwise(
        OutageCreditMissing.examples[0],
        "The level ended before",
        paper_with(0, valid=("2024-01-01", "2026-02-28")),
        spared,
    ),
    otherwise(
        OutageCreditMissing.examples[0],
        "The level begins within the month",
        paper_with(0, valid=("2026-03-15", None)),
        spared,
    ),
    otherwise(
        OutageCreditMissing.examples[0],
        "The level is of this charge",
        paper_with(0, charge_code="PORT"),
        asked({(0, 0): "61.20"}),
    ),
    otherwise(
        OutageCreditMissing.examples[0],
        "The level is of another charge",
        paper_with(0, charge_code="COS"),
        line_with(0, 1, code="COS"),
        spared,
    ),
    otherwise(
        OutageCreditMissing.examples[0],
        "An hour and half a minute",
        paper_with(2, ended="2026-03-10T09:00:30"),
        spared,
    ),
    otherwise(
        OutageCreditMissing.examples[0],
        "Down in February",
        paper_with(2, began="2026-02-10T08:00", ended="2026-02-10T10:00"),
        spared,
    ),
    otherwise(
        OutageCreditMissing.examples[3],
        "A negative monthly charge is no credit",
        line_with(1, 0, charge="recurring"),
        asked({(0, 0): "61.20"}),
    ),
    otherwise(
        OutageCreditMissing.examples[3],
        "The credit is too low",
        line_with(1, 0, amount="-50.00"),
        asked({(0, 0): "61.20"}),
    ),
    otherwise(
        OutageCreditMissing.examples[3],
        "The credit is rounded",
        line_with(0, 0, amount="612.33"),
        line_with(1, 0, amount="-61.23"),
        spared,
    ),
    otherwise(
        OutageCreditMissing.examples[3],
        "A credit of the month before",
        bill_with(1, on="2026-02-01"),
        asked({(0, 0): "61.20"}),
    ),
    otherwise(
        OutageCreditMissing.examples[3],
        "A credit within the month",
        bill_with(1, on="2026-03-15"),
        spared,
    ),
    otherwise(
        OutageCreditMissing.examples[3],
        "A credit on the last day of three months",
        bill_with(1, on="2026-06-30"),
        spared,
    ),
    otherwise(
        OutageCreditMissing.examples[3],
        "A credit too late",
        bill_with(1, on="2026-07-15"),
        asked({(0, 0): "61.20"}),
    ),
    otherwise(
        OutageCreditMissing.examples[0],
        "A second outage has not ended",
        paper_again(2, ended=None, began="2026-03-20T08:00", ticket="T-2"),
        asked({(0, 0): "61.20"}),
    ),
)
