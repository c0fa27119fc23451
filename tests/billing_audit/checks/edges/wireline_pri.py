"""Edges of the checks of wireline/pri.py."""

from billing_audit.checks.wireline.pri import (
    MoreChannelsThanAPriHas,
    MoreThanFiveLineCharges,
    MoreThanFivePiccs,
)
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import asked, line_again, line_with, otherwise

edges(
    MoreThanFiveLineCharges,
    otherwise(
        MoreThanFiveLineCharges.examples[1],
        "Seven lines of one charge each",
        line_again(0, 6),
        asked({(0, 6): "9.20", (0, 7): "9.20"}),
    ),
    otherwise(
        MoreThanFiveLineCharges.examples[0],
        "A quantity below nothing stands beside",
        line_again(0, 1, quantity="-1", amount="1.00"),
        asked({(0, 1): "165.60"}),
    ),
    otherwise(
        MoreThanFiveLineCharges.examples[0],
        "A quantity of nothing stands beside",
        line_again(0, 1, quantity="0", amount="1.00"),
        asked({(0, 1): "165.60"}),
    ),
)

edges(
    MoreThanFivePiccs,
    otherwise(
        MoreThanFivePiccs.examples[1],
        "Three, one and four: the last line is over",
        line_with(0, 1, quantity="3"),
        line_again(0, 1, quantity="1"),
        line_again(0, 1, quantity="4"),
        asked({(0, 3): "16.16"}),
    ),
    otherwise(
        MoreThanFivePiccs.examples[1],
        "Five, and two more one by one",
        line_again(0, 1, quantity="1"),
        line_again(0, 1, quantity="1"),
        asked({(0, 2): "21.55", (0, 3): "21.55"}),
    ),
    otherwise(
        MoreThanFivePiccs.examples[0],
        "A quantity below nothing stands beside",
        line_again(0, 1, quantity="-1", amount="1.00"),
        asked({(0, 1): "77.58"}),
    ),
    otherwise(
        MoreThanFivePiccs.examples[0],
        "A quantity of nothing stands beside",
        line_again(0, 1, quantity="0", amount="1.00"),
        asked({(0, 1): "77.58"}),
    ),
)

edges(
    MoreChannelsThanAPriHas,
    otherwise(
        MoreChannelsThanAPriHas.examples[2],
        "Twenty, two and four B channels",
        line_with(0, 1, quantity="20", amount="200.00"),
        line_again(0, 1, quantity="2", amount="20.00"),
        line_again(0, 1, quantity="4", amount="40.00"),
        asked({(0, 4): "30.00"}),
    ),
    otherwise(
        MoreChannelsThanAPriHas.examples[2],
        "Twenty-four B channels, and two more",
        line_with(0, 1, quantity="24", amount="240.00"),
        line_again(0, 1, quantity="2", amount="20.00"),
        asked({(0, 1): "10.00", (0, 3): "20.00"}),
    ),
    otherwise(
        MoreChannelsThanAPriHas.examples[2],
        "Two D channels, and three more",
        line_with(0, 2, quantity="2", amount="50.00", rate="25.00"),
        line_again(0, 2, quantity="3", amount="75.00"),
        asked({(0, 2): "25.00", (0, 3): "75.00"}),
    ),
)
