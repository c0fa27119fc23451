"""Edges of the checks of wireline/working_lines.py."""

from billing_audit.checks.examples import Owned
from billing_audit.checks.wireline.working_lines import (
    MoreLineChargesThanLines,
    SingleLineAsMultiline,
)
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    bill_again,
    bill_with,
    having,
    line_again,
    line_with,
    otherwise,
    owned_again,
    owned_with,
    spared,
)

edges(
    MoreLineChargesThanLines,
    otherwise(
        MoreLineChargesThanLines.examples[1],
        "April charges twice three",
        line_with(1, 0, quantity="3", amount="27.60"),
        line_again(1, 0),
        asked({(0, 0): "18.40", (1, 1): "18.40"}),
    ),
    otherwise(
        MoreLineChargesThanLines.examples[1],
        "April charges six, and one for other days",
        line_with(1, 0, quantity="6", amount="55.20"),
        line_again(1, 0, quantity="1", amount="4.60", period=("2026-03-15", "2026-03-31")),
        asked({(0, 0): "18.40", (1, 0): "18.40"}),
    ),
    otherwise(
        MoreLineChargesThanLines.examples[1],
        "April charges four, and one for days that end with them",
        line_again(1, 0, quantity="1", amount="4.60", period=("2026-03-15", "2026-03-31")),
        spared,
    ),
    otherwise(
        MoreLineChargesThanLines.examples[1],
        "April charges four, and one for days that begin with them",
        line_again(1, 0, quantity="1", amount="4.60", period=("2026-03-01", "2026-03-15")),
        spared,
    ),
    otherwise(
        MoreLineChargesThanLines.examples[4],
        "As many as there are, and another charge for each",
        line_again(0, 0, code="PICC", description="PICC", quantity="6", amount="10.00"),
        spared,
    ),
    otherwise(
        MoreLineChargesThanLines.examples[1],
        "April charges four, and something else for six",
        line_again(1, 0, code="PICC", description="PICC", quantity="6", amount="10.00"),
        spared,
    ),
    otherwise(
        MoreLineChargesThanLines.examples[2],
        "A quantity below nothing stands beside",
        line_again(0, 0, quantity="-1", amount="9.20"),
        asked({(0, 0): "18.40"}),
    ),
    otherwise(
        MoreLineChargesThanLines.examples[2],
        "A quantity of nothing stands beside",
        line_again(0, 0, quantity="0", amount="9.20"),
        asked({(0, 0): "18.40"}),
    ),
    otherwise(
        MoreLineChargesThanLines.examples[1],
        "April charges six, and two below nothing",
        line_with(1, 0, quantity="6", amount="55.20"),
        line_again(1, 0, quantity="-2", amount="1.00"),
        asked({(0, 0): "18.40", (1, 0): "18.40"}),
    ),
    otherwise(
        MoreLineChargesThanLines.examples[3],
        "Three lines are left, and five are charged one by one",
        line_again(0, 3),
        asked({(0, 3): "9.20", (0, 4): "9.20"}),
    ),
    otherwise(
        MoreLineChargesThanLines.examples[1],
        "Four before and four after",
        bill_again(1, number="900", on="2026-02-01"),
        asked({(0, 0): "18.40"}),
    ),
    otherwise(
        MoreLineChargesThanLines.examples[1],
        "Another account had four before",
        bill_again(1, number="900", on="2026-02-01", account="A-2"),
        spared,
    ),
    otherwise(
        MoreLineChargesThanLines.examples[1],
        "Another bill of the day charges four",
        bill_again(1, number="1001-2", on="2026-03-01"),
        spared,
    ),
    otherwise(
        MoreLineChargesThanLines.examples[1],
        "Both bills are of one day",
        bill_with(1, on="2026-03-01"),
        asked({(0, 0): "18.40"}),
    ),
    otherwise(
        MoreLineChargesThanLines.examples[1],
        "Six in February too",
        bill_again(0, number="900", on="2026-02-01"),
        spared,
    ),
    otherwise(
        MoreLineChargesThanLines.examples[2],
        "A charge names no service",
        line_again(
            0, 0, service="", quantity="1", amount="9.20", period=("2026-02-15", "2026-02-28")
        ),
        asked({(0, 0): "18.40"}),
    ),
    otherwise(
        MoreLineChargesThanLines.examples[7],
        "Nobody has confirmed the second service",
        having(
            inventory=(
                Owned(account="A-1", seats=4),
                Owned(service="315-200-0014", account="A-1", seats=1, state="proposed"),
            )
        ),
        spared,
    ),
    otherwise(
        MoreLineChargesThanLines.examples[7],
        "The second service is another account's",
        having(
            inventory=(
                Owned(account="A-1", seats=4),
                Owned(service="315-200-0014", account="A-2", seats=1),
            )
        ),
        spared,
    ),
)

edges(
    SingleLineAsMultiline,
    otherwise(
        SingleLineAsMultiline.examples[0], "Two of them", line_with(0, 0, quantity="2"), spared
    ),
    otherwise(
        SingleLineAsMultiline.examples[0],
        "In another currency",
        bill_with(0, currency="EUR"),
        spared,
    ),
    otherwise(
        SingleLineAsMultiline.examples[0],
        "More than the cap of several lines",
        line_with(0, 0, amount="9.21"),
        spared,
    ),
    otherwise(
        SingleLineAsMultiline.examples[0],
        "Nobody has confirmed the service",
        owned_with(0, state="proposed"),
        spared,
    ),
    otherwise(
        SingleLineAsMultiline.examples[0], "Two working lines", owned_with(0, seats=2), spared
    ),
    otherwise(
        SingleLineAsMultiline.examples[0], "Nobody knows its site", owned_with(0, site=""), spared
    ),
    otherwise(
        SingleLineAsMultiline.examples[0],
        "Two services bear the charge",
        line_again(0, 0, service="315-200-0014"),
        spared,
    ),
    otherwise(
        SingleLineAsMultiline.examples[0],
        "It bears another charge too",
        line_again(0, 0, code="PICC", description="PICC", amount="2.00"),
        asked({(0, 0): "2.70"}),
    ),
    otherwise(
        SingleLineAsMultiline.examples[0],
        "A service of the site was said not to be the client's",
        owned_again(0, service="315-200-0014", state="dismissed"),
        asked({(0, 0): "2.70"}),
    ),
    otherwise(
        SingleLineAsMultiline.examples[0],
        "The other service of the site ended before",
        owned_again(0, service="315-200-0014", disconnected="2026-02-15"),
        asked({(0, 0): "2.70"}),
    ),
    otherwise(
        SingleLineAsMultiline.examples[0],
        "The other service of the site ended on the bill's day",
        owned_again(0, service="315-200-0014", disconnected="2026-03-01"),
        spared,
    ),
)
