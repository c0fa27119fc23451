"""Edges of the checks of savings/accounts.py."""

from billing_audit.checks.examples import Owned
from billing_audit.checks.savings.accounts import (
    NegotiableSurcharge,
    SeveralAccounts,
    SeveralInternetAccesses,
)
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    having,
    line_again,
    line_with,
    otherwise,
    paper_again,
    paper_with,
    spared,
)

edges(
    SeveralAccounts,
    otherwise(
        SeveralAccounts.examples[0],
        "Lines on two of the accounts are no fees",
        line_again(
            0,
            0,
            code="1FB",
            description="Flat rate business line",
            charge="recurring",
            amount="58.00",
            service="A",
        ),
        line_again(
            1,
            0,
            code="1FB",
            description="Flat rate business line",
            charge="recurring",
            amount="60.00",
            service="B",
        ),
        asked({(0, 0): "9.00", (2, 0): "4.00"}),
    ),
    otherwise(
        SeveralAccounts.examples[1],
        "Two fees on one account",
        line_again(0, 0, amount="4.00", description="Paper bill fee", code="PAPER"),
        spared,
    ),
)

edges(
    SeveralInternetAccesses,
    otherwise(
        SeveralInternetAccesses.examples[0],
        "Nobody has confirmed that the second access is the client's",
        having(
            inventory=(
                Owned(service="A", site="HQ"),
                Owned(service="B", site="HQ", state="proposed"),
            ),
            papers=(),
        ),
        spared,
    ),
    otherwise(
        SeveralInternetAccesses.examples[0],
        "A line of one of the services is no internet access",
        line_again(
            0, 1, service="B", code="1FB", description="Flat rate business line", amount="58.00"
        ),
        asked({(0, 1): "450.00"}),
    ),
    otherwise(
        SeveralInternetAccesses.examples[1],
        "Four accesses, of which one backs the dearest up",
        line_with(0, 0, rate="400.00", quantity="2"),
        line_with(0, 1, rate="450.00", quantity="1"),
        line_again(0, 1, service="C", rate="300.00", amount="300.00"),
        line_again(0, 1, service="D", rate="100.00", amount="100.00"),
        paper_with(1, group="Branch"),
        paper_again(0, service="C"),
        paper_again(0, service="D", group=""),
        asked({(0, 1): "450.00", (0, 3): "100.00"}),
    ),
)

edges(
    NegotiableSurcharge,
    otherwise(
        NegotiableSurcharge.examples[0],
        "Part of it is given back",
        line_again(0, 1, amount="-5.00", charge="credit"),
        asked({(0, 1): "34.27"}),
    ),
    otherwise(
        NegotiableSurcharge.examples[0],
        "A surcharge of nothing",
        line_again(0, 1, amount="0.00"),
        asked({(0, 1): "34.27"}),
    ),
)
