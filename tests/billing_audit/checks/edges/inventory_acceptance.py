"""Edges of the checks of inventory/acceptance.py."""

from billing_audit.checks.contract.papers import Signed
from billing_audit.checks.inventory.acceptance import BilledBeforeAcceptance
from billing_audit.checks.inventory.papers import Clause
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_paper,
    asked,
    line_with,
    otherwise,
    paper_again,
    paper_with,
    spared,
)

edges(
    BilledBeforeAcceptance,
    otherwise(
        BilledBeforeAcceptance.examples[0],
        "Two of them",
        line_with(0, 0, rate="155.00", quantity="2"),
        asked({(0, 0): "100.00"}),
    ),
    otherwise(
        BilledBeforeAcceptance.examples[0],
        "Accepted on the last day billed",
        paper_with(0, completed="2026-03-31"),
        asked({(0, 0): "300.00"}),
    ),
    otherwise(
        BilledBeforeAcceptance.examples[0],
        "A later order is with another carrier",
        paper_again(
            0, placed="2026-02-01", number="PO-8", completed="2026-03-21", carrier="Bellweather"
        ),
        asked({(0, 0): "100.00"}),
    ),
    otherwise(
        BilledBeforeAcceptance.examples[0],
        "Ordered anew on the last day billed",
        paper_again(0, number="PO-8", placed="2026-03-31", completed="2026-04-10"),
        asked({(0, 0): "310.00"}),
    ),
    otherwise(
        BilledBeforeAcceptance.examples[0],
        "Ordered anew after the period",
        paper_again(0, number="PO-8", placed="2026-04-01", completed="2026-04-10"),
        asked({(0, 0): "100.00"}),
    ),
    otherwise(
        BilledBeforeAcceptance.examples[0],
        "Two orders of one day",
        paper_again(0, number="PO-8", completed="2026-03-21"),
        asked({(0, 0): "200.00"}),
    ),
    otherwise(
        BilledBeforeAcceptance.examples[0],
        "The contract says nothing of acceptance",
        and_paper(Clause(overlap_days=3)),
        asked({(0, 0): "100.00"}),
    ),
    otherwise(
        BilledBeforeAcceptance.examples[3],
        "Billing was agreed to begin later than deemed acceptance",
        paper_with(1, effective="2026-03-11"),
        asked({(0, 0): "100.00"}),
    ),
    otherwise(
        BilledBeforeAcceptance.examples[3],
        "The contract's term was over",
        and_paper(Signed(term=("2020-01-01", "2026-02-28"))),
        asked({(0, 0): "100.00"}),
    ),
    otherwise(
        BilledBeforeAcceptance.examples[3],
        "Within the contract's term",
        and_paper(Signed(term=("2020-01-01", "2026-12-31"))),
        spared,
    ),
    otherwise(
        BilledBeforeAcceptance.examples[3],
        "Deemed accepted on the very day",
        paper_with(0, acceptance_days=19),
        asked({(0, 0): "100.00"}),
    ),
)
