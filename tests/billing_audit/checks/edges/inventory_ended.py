"""Edges of the checks of inventory/ended.py."""

from billing_audit.checks.examples import Billed
from billing_audit.checks.inventory.ended import (
    BilledThoughAnOrderRemovedIt,
    OldServiceBesideItsReplacement,
)
from billing_audit.checks.inventory.papers import Clause, Item, Ordered
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_paper,
    asked,
    bill_again,
    otherwise,
    paper_with,
    spared,
    without,
)

edges(
    OldServiceBesideItsReplacement,
    otherwise(
        OldServiceBesideItsReplacement.examples[0],
        "The order was with another carrier",
        paper_with(0, carrier="Bellweather"),
        spared,
    ),
    otherwise(
        OldServiceBesideItsReplacement.examples[0],
        "Another bill of the carrier",
        bill_again(0, number="1002", lines=(Billed(amount="5.00", service="315-200-0099"),)),
        asked({(0, 0): "310.00"}),
    ),
    otherwise(
        OldServiceBesideItsReplacement.examples[0],
        "Nothing replaces it",
        paper_with(0, items=(Item(what="removed"),)),
        spared,
    ),
    otherwise(
        OldServiceBesideItsReplacement.examples[0],
        "Ordered back on the last day billed",
        and_paper(
            Ordered(number="PO-9", kind="add", placed="2026-03-31", items=(Item(what="new"),))
        ),
        spared,
    ),
    otherwise(
        OldServiceBesideItsReplacement.examples[0],
        "Given back in April",
        bill_again(
            0,
            number="1002",
            on="2026-04-01",
            file="april.csv",
            lines=(Billed(amount="-310.00", charge="credit", code="CR"),),
        ),
        spared,
    ),
)

edges(
    BilledThoughAnOrderRemovedIt,
    otherwise(
        BilledThoughAnOrderRemovedIt.examples[0],
        "Another bill of the carrier",
        bill_again(0, number="1002", lines=(Billed(amount="5.00", service="315-200-0099"),)),
        asked({(0, 0): "310.00"}),
    ),
    otherwise(
        BilledThoughAnOrderRemovedIt.examples[0],
        "Something new replaces it",
        paper_with(0, items=(Item(what="removed"), Item(what="new", service="315-200-0014"))),
        spared,
    ),
    otherwise(
        BilledThoughAnOrderRemovedIt.examples[0],
        "The order names a day before the notice ends",
        and_paper(Clause(disconnect_notice_days=60)),
        asked({(0, 0): "310.00"}),
    ),
    otherwise(
        BilledThoughAnOrderRemovedIt.examples[1],
        "No notice is agreed, and it was ordered the day before",
        without("papers", 0),
        paper_with(0, placed="2026-02-28", completed="2026-02-28"),
        asked({(0, 0): "310.00"}),
    ),
    otherwise(
        BilledThoughAnOrderRemovedIt.examples[0],
        "Ordered back on the last day billed",
        and_paper(
            Ordered(number="PO-9", kind="add", placed="2026-03-31", items=(Item(what="new"),))
        ),
        spared,
    ),
    otherwise(
        BilledThoughAnOrderRemovedIt.examples[0],
        "Given back in April",
        bill_again(
            0,
            number="1002",
            on="2026-04-01",
            file="april.csv",
            lines=(Billed(amount="-310.00", charge="credit", code="CR"),),
        ),
        spared,
    ),
)
