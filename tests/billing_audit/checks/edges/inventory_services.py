"""Edges of the checks of inventory/services.py."""

from billing_audit.checks.contract.papers import Signed
from billing_audit.checks.examples import MARCH, Agreed, Billed
from billing_audit.checks.inventory.services import BilledAfterDisconnect
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_paper,
    asked,
    bill_again,
    having,
    line_with,
    otherwise,
    spared,
)

edges(
    BilledAfterDisconnect,
    otherwise(
        BilledAfterDisconnect.examples[0],
        "Two of them",
        line_with(0, 0, rate="155.00", quantity="2"),
        asked({(0, 0): "310.00"}),
    ),
    otherwise(
        BilledAfterDisconnect.examples[4],
        "A charge without a code",
        line_with(0, 0, code=""),
        asked({(0, 0): "100.00"}),
    ),
    otherwise(
        BilledAfterDisconnect.examples[0],
        "A charge that states no last day",
        line_with(0, 0, period=("2026-03-01", None)),
        asked({(0, 0): "310.00"}),
    ),
    otherwise(
        BilledAfterDisconnect.examples[10],
        "The contract that prices the charge bills by the day",
        having(rates=(Agreed(rate="310.00", contract="MSA-1"),)),
        asked({(0, 0): "100.00"}),
    ),
    otherwise(
        BilledAfterDisconnect.examples[10],
        "The contract by the day prices another charge",
        having(rates=(Agreed(rate="310.00", contract="MSA-1", code="COS"),)),
        spared,
    ),
    otherwise(
        BilledAfterDisconnect.examples[10],
        "Two contracts price the charge",
        having(
            rates=(
                Agreed(rate="310.00", contract="MSA-1"),
                Agreed(rate="300.00", contract="MSA-2", valid=("2020-01-01", "2023-12-31")),
            )
        ),
        spared,
    ),
    otherwise(
        BilledAfterDisconnect.examples[4],
        "The contract's term was over",
        and_paper(Signed(term=("2020-01-01", "2026-02-28"))),
        spared,
    ),
    otherwise(
        BilledAfterDisconnect.examples[4],
        "Within the contract's term",
        and_paper(Signed(term=("2020-01-01", "2026-12-31"))),
        asked({(0, 0): "100.00"}),
    ),
    otherwise(
        BilledAfterDisconnect.examples[8],
        "The days of another service came back",
        line_with(1, 0, service="315-200-0014"),
        asked({(0, 0): "100.00"}),
    ),
    otherwise(
        BilledAfterDisconnect.examples[8],
        "The days of another code came back",
        line_with(1, 0, code="COS"),
        asked({(0, 0): "100.00"}),
    ),
    otherwise(
        BilledAfterDisconnect.examples[8],
        "The last day of service came back with the days after",
        line_with(1, 0, period=("2026-03-21", "2026-03-31")),
        asked({(0, 0): "100.00"}),
    ),
    otherwise(
        BilledAfterDisconnect.examples[8],
        "Days beyond the month came back",
        line_with(1, 0, period=("2026-03-22", "2026-04-10")),
        asked({(0, 0): "100.00"}),
    ),
    otherwise(
        BilledAfterDisconnect.examples[8],
        "A month of 28 days less a cent came back",
        line_with(1, 0, amount="-93.33"),
        spared,
    ),
    otherwise(
        BilledAfterDisconnect.examples[8],
        "A month of 28 days less two cents came back",
        line_with(1, 0, amount="-93.32"),
        asked({(0, 0): "100.00"}),
    ),
    otherwise(
        BilledAfterDisconnect.examples[0],
        "Most of a whole month came back",
        bill_again(
            0,
            number="1002",
            on="2026-04-01",
            lines=(Billed(amount="-295.00", charge="credit", period=MARCH),),
        ),
        asked({(0, 0): "310.00"}),
    ),
)
