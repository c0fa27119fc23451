"""Edges of the checks of document/balances.py."""

from billing_audit.checks.document.balances import (
    BalanceIsNotCarriedForward,
    PreviousBalanceIsNotTheLastTotal,
)
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked_of_bills,
    bill_again,
    bill_with,
    line_with,
    otherwise,
    spared,
)

edges(
    BalanceIsNotCarriedForward,
    otherwise(
        BalanceIsNotCarriedForward.examples[0],
        "Half a cent in the client's favour",
        bill_with(0, previous="-200.00", paid="0.00", due_amount="-50.005"),
        asked_of_bills({0: "99.99"}),
    ),
    otherwise(
        BalanceIsNotCarriedForward.examples[0],
        "Half a cent in the client's favour, with adjustments",
        bill_with(0, previous="-200.00", paid="0.00", adjusted="0.00", due_amount="-50.005"),
        asked_of_bills({0: "99.99"}),
    ),
    otherwise(
        BalanceIsNotCarriedForward.examples[0],
        "Half a cent before",
        bill_with(0, previous="100.005"),
        asked_of_bills({0: "99.99"}),
    ),
    otherwise(
        BalanceIsNotCarriedForward.examples[0],
        "Half a cent before, with adjustments",
        bill_with(0, previous="100.005", adjusted="0.00"),
        asked_of_bills({0: "99.99"}),
    ),
    otherwise(
        BalanceIsNotCarriedForward.examples[0],
        "The bill states no total",
        bill_with(0, stated=None),
        asked_of_bills({0: "100.00"}),
    ),
    otherwise(
        BalanceIsNotCarriedForward.examples[0],
        "The bill states more than its lines",
        line_with(0, 0, amount="40.00"),
        asked_of_bills({0: "100.00"}),
    ),
    otherwise(
        BalanceIsNotCarriedForward.examples[3],
        "Less than a cent more",
        bill_with(0, due_amount="90.004"),
        spared,
    ),
    otherwise(
        BalanceIsNotCarriedForward.examples[5],
        "The new charges alone, less than a cent less",
        bill_with(0, stated="50.004", due_amount="50.00"),
        spared,
    ),
    otherwise(
        BalanceIsNotCarriedForward.examples[0],
        "Nothing is asked for",
        bill_with(0, due_amount="0.00"),
        asked_of_bills({0: "0.00"}),
    ),
    otherwise(
        BalanceIsNotCarriedForward.examples[0],
        "Less is asked for, with adjustments",
        bill_with(0, adjusted="0.00", due_amount="20.00"),
        asked_of_bills({0: "0.00"}),
    ),
)

edges(
    PreviousBalanceIsNotTheLastTotal,
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[0],
        "Half a cent of a balance in the client's favour",
        bill_with(0, due_amount="-10.00"),
        bill_with(1, previous="-5.005", paid="0.00"),
        asked_of_bills({1: "4.99"}),
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[0],
        "Half a cent was asked for",
        bill_with(0, due_amount="50.005"),
        asked_of_bills({1: "29.99"}),
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[7],
        "March states no total",
        bill_with(0, stated=None),
        spared,
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[7],
        "March states more than its lines",
        line_with(0, 0, amount="40.00"),
        spared,
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[6],
        "Two credit notes came between",
        bill_again(1, number="CN2"),
        bill_with(2, previous="10.00"),
        spared,
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[6],
        "The credit note states no total",
        bill_with(1, stated=None),
        spared,
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[6],
        "The credit note states more than its lines",
        line_with(1, 0, amount="-19.00"),
        spared,
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[6],
        "The credit notes are another account's",
        bill_with(1, account="A-2", due_amount="-12.00"),
        bill_again(1, number="CN2", due_amount="-8.00"),
        asked_of_bills({2: "0.00"}),
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[6],
        "The credit note came before",
        bill_with(1, on="2026-02-15"),
        asked_of_bills({2: "0.00"}),
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[0],
        "The balance is printed after payments and adjustments",
        bill_with(1, previous="15.00", paid="-40.00", adjusted="5.00"),
        spared,
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[6],
        "The balance is printed after a credit note and payments",
        bill_with(2, previous="20.00", paid="-10.00"),
        spared,
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[7],
        "March left payments and adjustments out",
        bill_with(0, paid="-20.00", adjusted="5.00"),
        bill_with(1, previous="135.00"),
        spared,
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[7],
        "March shows no payments",
        bill_with(0, paid=None),
        spared,
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[3],
        "Forty-five days later",
        bill_with(1, on="2026-04-15"),
        asked_of_bills({1: "45.00"}),
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[3],
        "Forty-six days later",
        bill_with(1, on="2026-04-16"),
        spared,
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[5],
        "Less than a cent of payments more",
        bill_with(1, paid="-39.996"),
        spared,
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[5],
        "Less than a cent of balance more",
        bill_with(1, previous="10.004"),
        spared,
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[4],
        "The other account is in another currency",
        bill_with(1, currency="EUR"),
        asked_of_bills({2: "30.00"}),
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[4],
        "The other account's bill is 46 days older",
        bill_with(1, on="2026-01-14"),
        asked_of_bills({2: "30.00"}),
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[4],
        "The other account asks for less than a cent more",
        bill_with(1, due_amount="30.004"),
        spared,
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[4],
        "Less than a cent more than both accounts",
        bill_with(2, previous="80.004"),
        spared,
    ),
    otherwise(
        PreviousBalanceIsNotTheLastTotal.examples[4],
        "Less than a cent less than both accounts",
        bill_with(0, due_amount="50.004"),
        spared,
    ),
)
