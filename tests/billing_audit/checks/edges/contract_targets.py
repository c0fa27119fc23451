"""Edges of the checks of contract/targets.py."""

from billing_audit.checks.contract.targets import TargetCreditMissing
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    bill_with,
    line_with,
    otherwise,
    owned_with,
    paper_with,
    spared,
)

LATE, GIVEN = TargetCreditMissing.examples[0], TargetCreditMissing.examples[1]
ANSWERED = TargetCreditMissing.examples[5]
IN_HOURS = TargetCreditMissing.examples[6]
OVER = asked({(0, 0): "30.60"})

edges(
    TargetCreditMissing,
    otherwise(
        LATE, "Four hours and half a minute", paper_with(1, ended="2026-03-10T12:00:30"), spared
    ),
    otherwise(LATE, "Four hours and a minute", paper_with(1, ended="2026-03-10T12:01"), OVER),
    otherwise(LATE, "A target without a credit", paper_with(0, credit_percent=None), spared),
    otherwise(
        LATE, "The target ended the day before",
        paper_with(0, valid=("2024-01-01", "2026-03-09")), spared,
    ),
    otherwise(
        LATE, "The target begins on that day", paper_with(0, valid=("2026-03-10", None)), OVER
    ),
    otherwise(LATE, "The target is of another kind", paper_with(0, kind="Trunk"), spared),
    otherwise(
        LATE, "The inventory does not name the account", owned_with(0, account=""), spared
    ),
    otherwise(
        LATE, "Down in February",
        paper_with(1, began="2026-02-10T08:00", ended="2026-02-10T13:00"), spared,
    ),
    otherwise(
        LATE, "The next bill is dated on the last day of the outage",
        bill_with(1, on="2026-03-10"), spared,
    ),
    otherwise(
        LATE, "Asked for on the tenth day of ten",
        paper_with(0, claim_days=10), paper_with(1, credit_asked_on="2026-03-20"), OVER,
    ),
    otherwise(
        LATE, "Asked for on the eleventh day of ten",
        paper_with(0, claim_days=10), paper_with(1, credit_asked_on="2026-03-21"), spared,
    ),
    otherwise(
        LATE, "No more than all of it comes back",
        paper_with(0, credit_percent="100"), asked({(0, 0): "612.00"}),
    ),
    otherwise(GIVEN, "The credit is too low", line_with(1, 0, amount="-30.59"), OVER),
    otherwise(GIVEN, "It comes as an adjustment", line_with(1, 0, charge="adjustment"), spared),
    otherwise(
        ANSWERED, "Answered in time", paper_with(1, responded="2026-03-10T09:00"), spared
    ),
    otherwise(
        ANSWERED, "When they answered was never noted", paper_with(1, responded=None), spared
    ),
    otherwise(
        IN_HOURS, "The holiday counts, and it is later still", paper_with(0, closed_days=()), OVER
    ),
    otherwise(
        IN_HOURS, "Back within the service hours that were left",
        paper_with(1, ended="2026-03-17T11:00"), spared,
    ),
    otherwise(
        IN_HOURS, "Saturdays count", paper_with(0, days=6),
        paper_with(1, ended="2026-03-14T12:00"), OVER,
    ),
)  # fmt: skip
