"""Edges of the check of contract/rebilling.py."""

from billing_audit.checks.contract.papers import MayRebill
from billing_audit.checks.contract.rebilling import RebilledAboveMarkup
from billing_audit.checks.examples import Billed, bill
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_bill,
    and_line,
    and_paper,
    asked,
    bill_with,
    line_with,
    otherwise,
    paper_with,
    spared,
)

FIVE, CAPPED, TWO_CHARGES = (RebilledAboveMarkup.examples[at] for at in (0, 2, 4))
LOOP = {"code": "LOOP", "description": "Access"}
FIFTEEN = asked({(1, 0): "15.00"})
NO_PERIOD = (None, None)
OVER_THE_MONTH = ("2026-03-15", "2026-04-14")
IN_APRIL = {"on": "2026-04-01", "file": "april.csv"}

edges(
    RebilledAboveMarkup,
    otherwise(FIVE, "Five cents are tolerated", line_with(1, 0, amount="105.05"), spared),
    otherwise(FIVE, "Six cents are not", line_with(1, 0, amount="105.06"), asked({(1, 0): "0.06"})),
    otherwise(
        FIVE, "Another kind of charge is not what is compared",
        line_with(0, 0, charge="one_time"), spared,
    ),
    otherwise(FIVE, "Monthly charges are not agreed on", paper_with(0, kinds=("usage",)), spared),
    otherwise(
        FIVE, "The last day of the agreement was that of the charge",
        paper_with(0, valid=("2026-01-01", "2026-03-01")),
    ),
    otherwise(
        FIVE, "The agreement ran out the day before",
        paper_with(0, valid=("2026-01-01", "2026-02-28")), spared,
    ),
    otherwise(
        FIVE, "Charges without days are of the month of their bill",
        line_with(0, 0, period=NO_PERIOD), line_with(1, 0, period=NO_PERIOD), FIFTEEN,
    ),
    otherwise(
        FIVE, "The agreement held in the month of the charge, not in that of its bill",
        bill_with(1, **IN_APRIL), paper_with(0, valid=("2024-01-01", "2026-03-31")), FIFTEEN,
    ),
    otherwise(
        FIVE, "The carrier billed it a month later", bill_with(0, **IN_APRIL), FIFTEEN
    ),
    otherwise(
        FIVE, "The provider charges from the middle of the month",
        line_with(1, 0, period=OVER_THE_MONTH), FIFTEEN,
    ),
    otherwise(
        FIVE, "The carrier charges from the middle of the month",
        line_with(0, 0, period=OVER_THE_MONTH), FIFTEEN,
    ),
    otherwise(
        FIVE, "The carrier takes its charge back",
        and_line(0, Billed(amount="-100.00", code="NL-PORT", charge="credit")), spared,
    ),
    otherwise(
        FIVE, "The carrier gives some of it back, which is the provider's affair",
        and_line(0, Billed(amount="-20.00", code="NL-ADJ")), FIFTEEN,
    ),
    otherwise(
        FIVE, "One of the provider's two charges is taken back",
        and_line(1, Billed(amount="30.00", **LOOP)),
        and_line(1, Billed(amount="-30.00", charge="credit", **LOOP)),
        FIFTEEN,
    ),
    otherwise(
        FIVE, "Another agreement is with a carrier that does not charge for the service",
        and_bill(
            bill(
                Billed(amount="100.00", service="315-200-0099"),
                number="L-5", account="L-1", carrier="Northline", file="loop.csv",
            )
        ),
        and_paper(MayRebill(markup="50", underlying="L-1")),
        FIFTEEN,
    ),
    otherwise(
        CAPPED, "Its limit is just below the percentage",
        line_with(0, 0, amount="201.00"),
        line_with(1, 0, amount="231.00", quantity="3", rate="77.00"),
        asked({(1, 0): "20.00"}),
    ),
    otherwise(
        TWO_CHARGES, "The largest charge is not the one with the highest rate",
        line_with(1, 0, quantity="3", rate="30.00"),
        line_with(1, 1, quantity="1", rate="40.00", amount="40.00"),
        asked({(1, 0): "25.00"}),
    ),
    otherwise(
        TWO_CHARGES, "No more is asked back than the charge it stands on",
        line_with(1, 0, quantity="30", rate="3.00"), line_with(1, 1, amount="85.00"),
        and_line(1, Billed(amount="80.00", code="MORE")), asked({(1, 0): "90.00"}),
    ),
)  # fmt: skip
