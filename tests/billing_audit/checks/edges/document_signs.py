"""Edges of the checks of document/signs.py."""

from billing_audit.checks.document.signs import CreditIsCharged
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import asked, line_again, otherwise

edges(
    CreditIsCharged,
    otherwise(
        CreditIsCharged.examples[0],
        "A tax worded like it stands beside",
        line_again(0, 0, charge="tax"),
        asked({(0, 0): "25.00"}),
    ),
    otherwise(
        CreditIsCharged.examples[1],
        "A one-time charge too",
        line_again(0, 0, charge="one_time"),
        asked({(0, 0): "31.00", (0, 1): "31.00"}),
    ),
    otherwise(
        CreditIsCharged.examples[1],
        "A monthly charge too",
        line_again(0, 0, charge="recurring"),
        asked({(0, 0): "31.00", (0, 1): "31.00"}),
    ),
    otherwise(
        CreditIsCharged.examples[1],
        "A fee too",
        line_again(0, 0, charge="fee"),
        asked({(0, 0): "31.00", (0, 1): "31.00"}),
    ),
)
