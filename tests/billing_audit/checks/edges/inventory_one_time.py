"""Edges of the checks of inventory/one_time.py."""

from billing_audit.checks.examples import Billed
from billing_audit.checks.inventory.one_time import (
    ExpediteForAMissedDate,
    OneTimeChargeWithoutAnOrder,
)
from billing_audit.checks.inventory.papers import Item, Known
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_paper,
    asked,
    bill_again,
    line_again,
    line_with,
    otherwise,
    paper_again,
    paper_with,
    spared,
)

edges(
    OneTimeChargeWithoutAnOrder,
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[0],
        "An order with another carrier is open",
        paper_again(0, cancelled=None, number="PO-8", carrier="Bellweather"),
        asked({(0, 0): "250.00"}, says={(0, 0): ("PO-7",)}),
    ),
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[0],
        "An older order is open",
        paper_again(0, cancelled=None, number="PO-8", placed="2025-08-29"),
        asked({(0, 0): "250.00"}),
    ),
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[0],
        "The charge names the order of another service",
        paper_again(
            0, cancelled=None, number="PO-8", items=(Item(what="new", service="315-200-0014"),)
        ),
        line_with(0, 0, description="Installation po-8"),
        spared,
    ),
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[0],
        "The charge names an order with another carrier",
        paper_again(
            0,
            cancelled=None,
            number="PO-8",
            carrier="Bellweather",
            items=(Item(what="new", service="315-200-0014"),),
        ),
        line_with(0, 0, description="Installation PO-8"),
        asked({(0, 0): "250.00"}),
    ),
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[0],
        "The charge names another cancelled order",
        paper_again(0, number="PO-8", items=(Item(what="new", service="315-200-0014"),)),
        line_with(0, 0, description="Installation PO-8"),
        asked({(0, 0): "250.00"}),
    ),
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[0],
        "The charge names the carrier's number in small letters",
        paper_again(
            0,
            cancelled=None,
            number="PO-8",
            carrier_number="AB-77",
            items=(Item(what="new", service="315-200-0014"),),
        ),
        line_with(0, 0, description="Installation ab-77"),
        spared,
    ),
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[0],
        "An order for another service is open",
        paper_again(
            0,
            cancelled=None,
            number="PO-8",
            carrier_number="AB-77",
            items=(Item(what="new", service="315-200-0014"),),
        ),
        asked({(0, 0): "250.00"}),
    ),
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[1],
        "Two charges of four have an order, in fact two",
        line_again(0, 0),
        line_again(0, 1),
        paper_again(1, number="PO-9"),
        spared,
    ),
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[0],
        "The cancelled order was with another carrier",
        paper_with(0, carrier="Bellweather"),
        spared,
    ),
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[0],
        "The order was cancelled after the bill",
        paper_with(0, cancelled="2026-03-15"),
        spared,
    ),
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[0],
        "The order was cancelled on the bill's day",
        paper_with(0, cancelled="2026-03-01"),
        asked({(0, 0): "250.00"}),
    ),
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[0],
        "The cancelled order is older",
        paper_with(0, placed="2025-08-29"),
        spared,
    ),
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[0],
        "Two orders were cancelled, the later one counts",
        paper_again(0, number="PO-8", placed="2026-01-10"),
        asked({(0, 0): "250.00"}, says={(0, 0): ("PO-7",)}),
    ),
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[0],
        "Two orders of one day were cancelled",
        paper_again(0, number="PO-8"),
        asked({(0, 0): "250.00"}, says={(0, 0): ("PO-8",)}),
    ),
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[0],
        "A monthly charge",
        line_with(0, 0, charge="recurring"),
        spared,
    ),
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[1],
        "Four charges of six have an order",
        line_again(0, 0),
        line_again(0, 0),
        line_again(0, 0),
        line_again(0, 1),
        asked({(0, 1): "90.00", (0, 5): "90.00"}),
    ),
    otherwise(
        OneTimeChargeWithoutAnOrder.examples[0],
        "An order for another service of the bill was cancelled",
        line_again(
            0,
            0,
            service="315-200-0014",
            amount="1.00",
            charge="usage",
            code="USG",
            description="Calls",
        ),
        and_paper(Known()),
        paper_with(0, items=(Item(what="new", service="315-200-0014"),)),
        spared,
    ),
)

edges(
    ExpediteForAMissedDate,
    otherwise(
        ExpediteForAMissedDate.examples[0],
        "A later order with another carrier",
        paper_again(0, number="PO-8", placed="2026-02-01", expedite=False, carrier="Bellweather"),
        asked({(0, 0): "400.00"}),
    ),
    otherwise(
        ExpediteForAMissedDate.examples[0],
        "A later order asked for no expedite",
        paper_again(0, number="PO-8", placed="2026-02-01", expedite=False),
        spared,
    ),
    otherwise(
        ExpediteForAMissedDate.examples[0],
        "Another order of the day asked for no expedite",
        paper_again(0, number="PO-8", expedite=False),
        spared,
    ),
    otherwise(
        ExpediteForAMissedDate.examples[0],
        "The order is older",
        paper_with(0, placed="2025-08-29"),
        spared,
    ),
    otherwise(
        ExpediteForAMissedDate.examples[0],
        "A monthly charge",
        line_with(0, 0, charge="recurring"),
        spared,
    ),
    otherwise(
        ExpediteForAMissedDate.examples[0],
        "Another one-time charge",
        line_with(0, 0, code="NRC", description="Installation"),
        spared,
    ),
    otherwise(
        ExpediteForAMissedDate.examples[0],
        "Given back in April",
        bill_again(
            0,
            number="1002",
            on="2026-04-01",
            file="april.csv",
            lines=(Billed(amount="-400.00", charge="credit", code="CR"),),
        ),
        spared,
    ),
    otherwise(
        ExpediteForAMissedDate.examples[0],
        "A later order was cancelled",
        paper_again(
            0,
            number="PO-8",
            placed="2026-02-01",
            expedite=False,
            cancelled="2026-02-02",
            completed=None,
            confirmed=None,
        ),
        asked({(0, 0): "400.00"}),
    ),
    otherwise(
        ExpediteForAMissedDate.examples[0],
        "A later order for another service of the bill",
        line_again(
            0,
            0,
            service="315-200-0014",
            amount="1.00",
            charge="usage",
            code="USG",
            description="Calls",
        ),
        paper_again(
            0,
            number="PO-8",
            placed="2026-02-01",
            expedite=False,
            items=(Item(what="new", service="315-200-0014"),),
        ),
        asked({(0, 0): "400.00"}),
    ),
)
