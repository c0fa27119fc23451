"""Edges of the checks of contract/waivers.py."""

from billing_audit.checks.contract.waivers import (
    WaivedActivationBilled,
    WaivedChargeBilled,
    WaivedTerminationBilled,
)
from billing_audit.checks.examples import Billed
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    bill_again,
    line_again,
    line_with,
    otherwise,
    paper_with,
    spared,
)

edges(
    WaivedChargeBilled,
    otherwise(
        WaivedChargeBilled.examples[0],
        "The waiver is one of activations",
        paper_with(0, kind="activation"),
        spared,
    ),
    otherwise(
        WaivedChargeBilled.examples[0],
        "Three a year are waived",
        paper_with(0, yearly_count=3),
        spared,
    ),
    otherwise(
        WaivedChargeBilled.examples[0],
        "A tenth a year is waived",
        paper_with(0, yearly_percent="10"),
        spared,
    ),
    otherwise(
        WaivedChargeBilled.examples[0],
        "The charge names no days: the bill's day counts",
        line_with(0, 0, period=(None, None)),
        asked({(0, 0): "450.00"}),
    ),
    otherwise(
        WaivedChargeBilled.examples[0],
        "The waiver ended within the days of the charge",
        line_with(0, 0, period=("2026-02-01", "2026-02-28")),
        paper_with(0, valid=("2024-01-01", "2026-02-10")),
        asked({(0, 0): "450.00"}),
    ),
    otherwise(
        WaivedChargeBilled.examples[0],
        "A monthly charge was taken back, which is no credit",
        line_again(0, 0, amount="-450.00", code="OLD", charge="recurring"),
        asked({(0, 0): "450.00"}),
    ),
)

edges(
    WaivedActivationBilled,
    otherwise(
        WaivedActivationBilled.examples[0],
        "The waiver is one of other charges",
        paper_with(0, kind="other"),
        spared,
    ),
    otherwise(
        WaivedActivationBilled.examples[0],
        "Three a year are waived",
        paper_with(0, yearly_count=3),
        spared,
    ),
    otherwise(
        WaivedActivationBilled.examples[0],
        "A tenth a year is waived",
        paper_with(0, yearly_percent="10"),
        spared,
    ),
)

edges(
    WaivedTerminationBilled,
    otherwise(
        WaivedTerminationBilled.examples[0],
        "The waiver is one of other charges",
        paper_with(0, kind="other"),
        spared,
    ),
    otherwise(
        WaivedTerminationBilled.examples[1],
        "A line with three charges is one line",
        line_again(0, 0, code="FEAT"),
        line_again(0, 0, code="FEAT2"),
        asked({(0, 2): "175.00"}),
    ),
    otherwise(
        WaivedTerminationBilled.examples[1],
        "Lines with usage alone do not count",
        line_again(0, 0, charge="usage", service="C"),
        line_again(0, 0, charge="usage", service="D"),
        asked({(0, 2): "175.00"}),
    ),
    otherwise(
        WaivedTerminationBilled.examples[1],
        "Lines free of charge do not count",
        line_again(0, 0, charge="recurring", amount="0.00", service="C"),
        line_again(0, 0, amount="0.00", service="D"),
        asked({(0, 2): "175.00"}),
    ),
    otherwise(
        WaivedTerminationBilled.examples[1],
        "April has more lines",
        bill_again(
            0,
            number="1002",
            on="2026-04-01",
            lines=(
                Billed(amount="38.00", service="C", code="PLAN"),
                Billed(amount="38.00", service="D", code="PLAN"),
            ),
        ),
        asked({(0, 2): "175.00"}),
    ),
    otherwise(
        WaivedTerminationBilled.examples[0],
        "The fee whose days begin first is the waived one",
        line_with(0, 0, period=("2026-03-10", "2026-03-10")),
        line_with(0, 1, period=("2026-03-05", "2026-03-31")),
        asked({(0, 1): "175.00"}),
    ),
    otherwise(
        WaivedTerminationBilled.examples[0],
        "A fee without days is of the bill's day",
        line_with(0, 0, period=("2026-03-10", "2026-03-10")),
        line_with(0, 1, period=(None, None)),
        asked({(0, 1): "175.00"}),
    ),
)
