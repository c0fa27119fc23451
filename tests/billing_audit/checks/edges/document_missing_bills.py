"""Edges of the checks of document/missing_bills.py."""

from billing_audit.checks.document.missing_bills import BillIsMissing, DaysNotBilled
from billing_audit.checks.examples import Billed, Owned, bill
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    asked_of_bills,
    bill_again,
    bill_with,
    having,
    otherwise,
    paper_with,
    spared,
    without,
)

edges(
    DaysNotBilled,
    otherwise(
        DaysNotBilled.examples[0],
        "March is in another currency",
        bill_with(0, currency="EUR"),
        spared,
    ),
    otherwise(
        DaysNotBilled.examples[0], "March is another account's", bill_with(0, account="A-9"), spared
    ),
    otherwise(
        DaysNotBilled.examples[0], "April's bill lists no lines", bill_with(1, lines=()), spared
    ),
    otherwise(
        DaysNotBilled.examples[0],
        "Only a credit note came in April",
        bill_with(1, document="credit_note"),
        spared,
    ),
    otherwise(
        DaysNotBilled.examples[0],
        "The service was there before",
        having(inventory=(Owned(installed="2026-01-01"),)),
        asked({(2, 0): "0.00"}),
    ),
    otherwise(
        DaysNotBilled.examples[0],
        "The service was installed on the last day billed",
        having(inventory=(Owned(installed="2026-03-31"),)),
        asked({(2, 0): "0.00"}),
    ),
    otherwise(
        DaysNotBilled.examples[0],
        "The service was suspended in April",
        having(inventory=(Owned(suspended=("2026-04-01", "2026-04-30")),)),
        spared,
    ),
    otherwise(
        DaysNotBilled.examples[0],
        "The service was suspended long before",
        having(inventory=(Owned(suspended=("2025-01-01", "2025-02-01")),)),
        asked({(2, 0): "0.00"}),
    ),
    otherwise(
        DaysNotBilled.examples[0],
        "The service was suspended in March",
        having(inventory=(Owned(suspended=("2026-03-01", "2026-03-31")),)),
        asked({(2, 0): "0.00"}),
    ),
    otherwise(
        DaysNotBilled.examples[0],
        "The service was suspended on the first day not billed",
        having(inventory=(Owned(suspended=("2026-04-01", "2026-04-01")),)),
        spared,
    ),
    otherwise(
        DaysNotBilled.examples[0],
        "The service is suspended in May",
        having(inventory=(Owned(suspended=("2026-05-01", "2026-05-31")),)),
        asked({(2, 0): "0.00"}),
    ),
)

edges(
    BillIsMissing,
    otherwise(
        BillIsMissing.examples[1],
        "Two bills of the account that ends tell no cycle",
        without("bills", 0),
        spared,
    ),
    otherwise(
        BillIsMissing.examples[0],
        "A weekly bill is a week late",
        having(
            bills=(
                bill(Billed(amount="50.00"), number="1", on="2026-03-01"),
                bill(Billed(amount="50.00"), number="2", on="2026-03-08"),
                bill(Billed(amount="50.00"), number="3", on="2026-03-15"),
                bill(Billed(amount="50.00"), number="4", on="2026-03-29"),
            )
        ),
        spared,
    ),
    otherwise(
        BillIsMissing.examples[0],
        "A weekly bill is eight days late",
        having(
            bills=(
                bill(Billed(amount="50.00"), number="1", on="2026-03-01"),
                bill(Billed(amount="50.00"), number="2", on="2026-03-08"),
                bill(Billed(amount="50.00"), number="3", on="2026-03-15"),
                bill(Billed(amount="50.00"), number="4", on="2026-03-30"),
            )
        ),
        asked_of_bills({3: "0.00"}),
    ),
    otherwise(
        BillIsMissing.examples[1],
        "The bill is late by the days of grace",
        without("bills", 7),
        bill_with(6, on="2026-04-05"),
        spared,
    ),
    otherwise(
        BillIsMissing.examples[5],
        "The account was closed in May",
        bill_with(2, account_closed="2026-05-31"),
        asked_of_bills({2: "0.00"}),
    ),
    otherwise(
        BillIsMissing.examples[5],
        "The account was closed on the last day of grace",
        bill_with(2, account_closed="2026-04-05"),
        asked_of_bills({2: "0.00"}),
    ),
    otherwise(
        BillIsMissing.examples[0],
        "The service was billed on another account in January",
        bill_again(0, account="MASTER", number="M1"),
        asked_of_bills({3: "0.00"}),
    ),
    otherwise(
        BillIsMissing.examples[0],
        "The service was billed on another account in March",
        bill_again(2, account="MASTER", number="M3"),
        asked_of_bills({3: "0.00"}),
    ),
    otherwise(
        BillIsMissing.examples[0],
        "The service is billed on another account in June",
        bill_again(3, account="MASTER", number="M6", on="2026-06-01"),
        asked_of_bills({3: "0.00"}),
    ),
    otherwise(
        BillIsMissing.examples[0],
        "The service is billed on another account in May",
        bill_again(3, account="MASTER", number="M5"),
        spared,
    ),
    otherwise(
        BillIsMissing.examples[8],
        "No bill was expected for May",
        paper_with(0, month="2026-05-01"),
        spared,
    ),
    otherwise(
        BillIsMissing.examples[8],
        "No bill was expected for March",
        paper_with(0, month="2026-03-01"),
        spared,
    ),
    otherwise(
        BillIsMissing.examples[8],
        "No bill is expected for June",
        paper_with(0, month="2026-06-01"),
        asked_of_bills({3: "0.00"}),
    ),
    otherwise(
        BillIsMissing.examples[8],
        "No bill was expected for February",
        paper_with(0, month="2026-02-01"),
        asked_of_bills({3: "0.00"}),
    ),
    otherwise(
        BillIsMissing.examples[8],
        "No bill of another account was expected for April",
        paper_with(0, account="A-2"),
        asked_of_bills({3: "0.00"}),
    ),
    otherwise(
        BillIsMissing.examples[8],
        "No bill was expected for the month of the last one, which is dated its second",
        bill_with(2, on="2026-03-02"),
        paper_with(0, month="2026-03-01"),
        asked_of_bills({3: "0.00"}),
    ),
)
