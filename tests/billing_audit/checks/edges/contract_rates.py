"""Edges of the checks of contract/rates.py."""

from billing_audit.checks.contract.rates import AboveContractRate
from billing_audit.checks.examples import Agreed, Owned
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    having,
    line_again,
    line_with,
    otherwise,
    rate_again,
    rate_with,
    spared,
)

edges(
    AboveContractRate,
    otherwise(
        AboveContractRate.examples[2],
        "Ten sessions, a cent more than printed",
        line_with(0, 0, amount="145.01"),
        asked({(0, 0): "15.00"}),
    ),
    otherwise(
        AboveContractRate.examples[2],
        "Ten sessions, a cent less than printed",
        line_with(0, 0, amount="144.99"),
        asked({(0, 0): "14.99"}),
    ),
    otherwise(
        AboveContractRate.examples[0],
        "Fractions of a cent are rounded as printed",
        rate_with(0, rate="0.2999"),
        line_with(0, 0, rate="0.33355", quantity="7", amount="2.33"),
        asked({(0, 0): "0.24"}),
    ),
    otherwise(
        AboveContractRate.examples[0],
        "The charge names no service",
        line_with(0, 0, service=""),
        asked({(0, 0): "32.00"}),
    ),
    otherwise(
        AboveContractRate.examples[0],
        "The rate is of the service at its site",
        rate_with(0, service="315-200-0007", site="S-1"),
        having(inventory=(Owned(site="S-1"),)),
        asked({(0, 0): "32.00"}),
    ),
    otherwise(
        AboveContractRate.examples[0],
        "The rate is of the service at another site",
        rate_with(0, service="315-200-0007", site="S-2"),
        having(inventory=(Owned(site="S-1"),)),
        spared,
    ),
    otherwise(
        AboveContractRate.examples[0],
        "The rate is another service's",
        rate_with(0, service="315-200-9999"),
        having(inventory=(Owned(), Owned(service="315-200-9999"))),
        spared,
    ),
    otherwise(
        AboveContractRate.examples[0],
        "A higher rate of the service at its site wins",
        rate_again(0, rate="612.00", service="315-200-0007", site="S-1"),
        having(inventory=(Owned(site="S-1"),)),
        spared,
    ),
    otherwise(
        AboveContractRate.examples[0],
        "A higher rate of the service at another site does not",
        rate_again(0, rate="612.00", service="315-200-0007", site="S-2"),
        having(inventory=(Owned(site="S-1"),)),
        asked({(0, 0): "32.00"}),
    ),
    otherwise(
        AboveContractRate.examples[0],
        "A higher rate of the site wins",
        rate_again(0, rate="612.00", site="S-1"),
        having(inventory=(Owned(site="S-1"),)),
        spared,
    ),
    otherwise(
        AboveContractRate.examples[0],
        "A higher rate of another site does not",
        rate_again(0, rate="612.00", site="S-2"),
        having(inventory=(Owned(site="S-1"),)),
        asked({(0, 0): "32.00"}),
    ),
    otherwise(
        AboveContractRate.examples[0],
        "A lower rate of the contract does not win",
        rate_with(0, service="315-200-0007"),
        rate_again(0, rate="500.00", service=""),
        having(inventory=(Owned(site="S-1"),)),
        asked({(0, 0): "32.00"}),
    ),
    otherwise(
        AboveContractRate.examples[0],
        "The site's rate is for another charge",
        having(rates=(Agreed(rate="45.00", code="COS", site="S-1"),)),
        having(inventory=(Owned(site="S-1"),)),
        line_again(0, 0, code="COS", rate="45.00", amount="45.00"),
        spared,
    ),
    otherwise(
        AboveContractRate.examples[0],
        "The service's rate is for another charge",
        having(rates=(Agreed(rate="45.00", code="COS", service="315-200-0007"),)),
        having(inventory=(Owned(site="S-1"),)),
        line_again(0, 0, code="COS", rate="45.00", amount="45.00"),
        spared,
    ),
)
