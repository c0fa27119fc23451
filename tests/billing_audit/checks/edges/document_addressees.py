"""Edges of the checks of document/addressees.py."""

from billing_audit.checks.document.addressees import BillForSomebodyElse
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked_of_bills,
    bill_again,
    bill_with,
    line_with,
    otherwise,
    spared,
    without,
)

edges(
    BillForSomebodyElse,
    otherwise(
        BillForSomebodyElse.examples[2],
        "The trade name is written in three ways",
        bill_with(1, buyer="Roadrunner-Freight"),
        bill_with(2, buyer="ROADRUNNER FREIGHT."),
        spared,
    ),
    otherwise(
        BillForSomebodyElse.examples[0],
        "The name has the client's within a word",
        bill_with(2, buyer="NewAcme Holdings"),
        spared,
    ),
    otherwise(
        BillForSomebodyElse.examples[0],
        "The name has two letters of an entity within a word",
        bill_with(0, entity="Ba Trading"),
        asked_of_bills({2: "80.00"}),
    ),
    otherwise(
        BillForSomebodyElse.examples[0],
        "The first letters are the client's",
        bill_with(2, buyer="Allied Carriers Mutual Express"),
        spared,
    ),
    otherwise(
        BillForSomebodyElse.examples[0],
        "A number instead of a name",
        bill_with(2, buyer="12-345"),
        spared,
    ),
    otherwise(
        BillForSomebodyElse.examples[0],
        "Bills that name nobody are not counted",
        bill_with(1, buyer=""),
        bill_again(2, number="8", account="B-8"),
        bill_again(2, number="9", account="B-9", buyer=""),
        spared,
    ),
    otherwise(
        BillForSomebodyElse.examples[0],
        "Half of the bills name somebody else",
        bill_again(2, number="8", account="B-8"),
        asked_of_bills({2: "80.00", 3: "80.00"}),
    ),
    otherwise(
        BillForSomebodyElse.examples[0],
        "The only bill names somebody else",
        without("bills", 0),
        without("bills", 0),
        asked_of_bills({0: "80.00"}),
    ),
    otherwise(
        BillForSomebodyElse.examples[0],
        "An earlier bill of the account has the name too",
        bill_again(2, number="6", on="2026-02-15"),
        asked_of_bills({3: "80.00"}),
    ),
    otherwise(
        BillForSomebodyElse.examples[0],
        "An earlier bill of another account has the name too",
        bill_again(2, number="6", on="2026-02-15", account="B-8"),
        asked_of_bills({2: "80.00", 3: "80.00"}),
    ),
    otherwise(
        BillForSomebodyElse.examples[0],
        "An earlier bill of the account names the client",
        bill_with(0, account="B-7"),
        asked_of_bills({2: "80.00"}),
    ),
    otherwise(
        BillForSomebodyElse.examples[0],
        "A short word is an entity's",
        bill_with(0, entity="XY Group"),
        bill_with(2, buyer="XY, Bakery"),
        spared,
    ),
    otherwise(
        BillForSomebodyElse.examples[0],
        "The bill is negative",
        line_with(2, 0, amount="-80.00"),
        asked_of_bills({2: "0.00"}),
    ),
    otherwise(
        BillForSomebodyElse.examples[0],
        "The bill lists no lines",
        bill_with(2, lines=(), stated="80.00"),
        asked_of_bills({2: "80.00"}),
    ),
    otherwise(
        BillForSomebodyElse.examples[0],
        "The bill lists no lines and states no total",
        bill_with(2, lines=()),
        asked_of_bills({2: "0.00"}),
    ),
)
