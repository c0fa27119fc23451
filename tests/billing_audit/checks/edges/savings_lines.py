"""Edges of the checks of savings/lines.py."""

from billing_audit.checks.examples import Owned
from billing_audit.checks.savings.lines import AnalogueLine, UnusedFeature
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_paper,
    asked,
    having,
    line_again,
    otherwise,
    spared,
)
from tests.billing_audit.filing.tuning import Tuned

edges(
    AnalogueLine,
    otherwise(
        AnalogueLine.examples[0],
        "A feature of the line is no line",
        line_again(0, 0, code="VM", description="Voice mail", amount="7.50"),
        asked({(0, 0): "58.00"}),
    ),
    otherwise(
        AnalogueLine.examples[0],
        "Nobody has confirmed that the line is the client's",
        having(inventory=(Owned(state="proposed"),)),
        spared,
    ),
    otherwise(
        AnalogueLine.examples[0],
        "What takes its place costs 25.00",
        and_paper(Tuned(check="J02", name="replacement", value="25.00")),
        asked({(0, 0): "33.00"}),
    ),
    otherwise(
        AnalogueLine.examples[0],
        "What takes its place costs as much",
        and_paper(Tuned(check="J02", name="replacement", value="58.00")),
        spared,
    ),
)

edges(
    UnusedFeature,
    otherwise(
        UnusedFeature.examples[0],
        "Nobody has confirmed that the line is the client's",
        having(inventory=(Owned(state="proposed"),)),
        spared,
    ),
)
