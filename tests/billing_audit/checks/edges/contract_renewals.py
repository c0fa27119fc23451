"""Edges of the checks of contract/renewals.py."""

from billing_audit.checks.contract.renewals import AmendmentNotLoaded, HoldoverAboveLastRate
from billing_audit.checks.examples import Agreed, Owned
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    bill_with,
    having,
    line_again,
    line_with,
    otherwise,
    paper_with,
    rate_again,
    rate_with,
    spared,
)

edges(
    AmendmentNotLoaded,
    otherwise(
        AmendmentNotLoaded.examples[0],
        "Three of them",
        line_with(0, 0, quantity="3", amount="1836.00"),
        asked({(0, 0): "96.00"}),
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "Three of them, a cent less than printed",
        line_with(0, 0, quantity="3", amount="1835.99"),
        asked({(0, 0): "95.99"}),
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "Fractions of a cent are rounded as printed",
        rate_with(0, rate="0.33355"),
        rate_with(1, rate="0.2999"),
        line_with(0, 0, rate="0.33355", quantity="7", amount="2.33"),
        asked({(0, 0): "0.24"}),
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "Between the two rates there was none",
        rate_with(0, valid=("2024-01-01", "2026-01-31")),
        spared,
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "The former rate is in another currency",
        rate_with(0, currency="EUR"),
        spared,
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "The former rate is of another contract",
        rate_with(0, contract="MSA-9"),
        spared,
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "The bill is in another currency",
        bill_with(0, currency="EUR"),
        spared,
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "Both rates are the service's own",
        rate_with(0, service="315-200-0007"),
        rate_with(1, service="315-200-0007"),
        having(inventory=(Owned(),)),
        asked({(0, 0): "32.00"}),
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "Both rates are another service's",
        rate_with(0, service="315-200-9999"),
        rate_with(1, service="315-200-9999"),
        having(inventory=(Owned(), Owned(service="315-200-9999"))),
        spared,
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "Both rates are of the site",
        rate_with(0, site="S-1"),
        rate_with(1, site="S-1"),
        having(inventory=(Owned(site="S-1"),)),
        asked({(0, 0): "32.00"}),
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "Both rates are of another site",
        rate_with(0, site="S-2"),
        rate_with(1, site="S-2"),
        having(inventory=(Owned(site="S-1"),)),
        spared,
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "Another service has a rate of its own",
        rate_again(0, rate="612.00", valid=("2024-01-01", None), service="315-200-9999"),
        having(inventory=(Owned(), Owned(service="315-200-9999"))),
        asked({(0, 0): "32.00"}),
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "The site has a rate of its own",
        rate_again(0, rate="612.00", valid=("2024-01-01", None), site="S-1"),
        having(inventory=(Owned(site="S-1"),)),
        spared,
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "Another site has a rate of its own",
        rate_again(0, rate="612.00", valid=("2024-01-01", None), site="S-2"),
        having(inventory=(Owned(site="S-1"),)),
        asked({(0, 0): "32.00"}),
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "The difference was credited",
        line_again(0, 0, amount="-32.00", rate=None, quantity=None, charge="credit"),
        spared,
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "The amount is what was agreed",
        line_with(0, 0, amount="580.00"),
        spared,
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "The charge names no service",
        line_with(0, 0, service=""),
        asked({(0, 0): "32.00"}),
    ),
    otherwise(
        AmendmentNotLoaded.examples[0],
        "Three of them, billed a cent above what is printed",
        line_with(0, 0, quantity="3", amount="1836.01"),
        asked({(0, 0): "96.00"}),
    ),
)

edges(
    HoldoverAboveLastRate,
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "Three of them",
        line_with(0, 0, quantity="3", amount="2070.00"),
        asked({(0, 0): "330.00"}),
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "Three of them, a cent less than printed",
        line_with(0, 0, quantity="3", amount="2069.99"),
        asked({(0, 0): "329.99"}),
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "Fractions of a cent are rounded as printed",
        rate_with(0, rate="0.2999"),
        line_with(0, 0, rate="0.33355", quantity="7", amount="2.33"),
        asked({(0, 0): "0.24"}),
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "The rate is in another currency",
        rate_with(0, currency="EUR"),
        spared,
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "The rate is of another contract",
        rate_with(0, contract="MSA-9"),
        paper_with(0, accounts=("A-1",)),
        spared,
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "The first month after the term",
        line_with(0, 0, period=("2026-02-01", "2026-02-28")),
        asked({(0, 0): "110.00"}),
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "A rate holds within the month only",
        rate_again(0, rate="500.00", valid=("2026-03-05", "2026-03-10")),
        asked({(0, 0): "110.00"}),
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "The service had a rate of its own",
        rate_again(0, rate="560.00", service="315-200-0007"),
        having(inventory=(Owned(),)),
        asked({(0, 0): "130.00"}),
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "Another service had a rate of its own",
        rate_again(0, rate="560.00", service="315-200-9999", valid=("2023-01-01", "2026-02-10")),
        having(inventory=(Owned(), Owned(service="315-200-9999"))),
        asked({(0, 0): "110.00"}),
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "The site had a rate of its own",
        rate_again(0, rate="560.00", site="S-1"),
        having(inventory=(Owned(site="S-1"),)),
        asked({(0, 0): "130.00"}),
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "Another site had a rate of its own",
        rate_again(0, rate="560.00", site="S-2", valid=("2023-01-01", "2026-02-10")),
        having(inventory=(Owned(site="S-1"),)),
        asked({(0, 0): "110.00"}),
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "The charge names no service",
        line_with(0, 0, service=""),
        asked({(0, 0): "110.00"}),
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "The rate ended long before the term",
        rate_with(0, valid=("2023-01-01", "2025-06-30")),
        spared,
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "The rate ended a day before the term",
        rate_with(0, valid=("2023-01-01", "2026-01-30")),
        spared,
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "What was free before costs nothing",
        line_with(0, 0, amount="0.00", rate="0.004"),
        rate_with(0, rate="0.00"),
        spared,
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "A quantity below nothing",
        line_with(0, 0, quantity="-1", rate="500.00"),
        spared,
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "A rate begins with the period",
        having(
            rates=(
                Agreed(rate="580.00", contract="MSA-1", valid=("2023-01-01", "2026-01-31")),
                Agreed(rate="690.00", valid=("2026-03-01", None)),
            )
        ),
        spared,
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "A rate ends in the middle of the period",
        having(
            rates=(
                Agreed(rate="580.00", contract="MSA-1", valid=("2023-01-01", "2026-01-31")),
                Agreed(rate="690.00", valid=("2026-02-01", "2026-03-10")),
            )
        ),
        spared,
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "The difference was credited",
        line_again(0, 0, amount="-110.00", rate=None, quantity=None, charge="credit"),
        spared,
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "Three of them, billed a cent above what is printed",
        line_with(0, 0, quantity="3", amount="2070.01"),
        asked({(0, 0): "330.00"}),
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "The rate is of another charge on the bill",
        rate_with(0, code="COS"),
        line_again(0, 0, code="COS", rate="1.00", amount="1.00"),
        spared,
    ),
    otherwise(
        HoldoverAboveLastRate.examples[0],
        "Of two rates the one that ended last continues",
        having(inventory=(Owned(),)),
        rate_again(0, rate="600.00", service="315-200-0007", valid=("2022-01-01", "2026-02-15")),
        asked({(0, 0): "90.00"}),
    ),
)
