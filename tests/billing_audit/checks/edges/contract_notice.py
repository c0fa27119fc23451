"""Edges of the checks of contract/notice.py."""

from billing_audit.checks.contract.notice import NoticeDueSoon
from billing_audit.checks.contract.papers import Signed
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_paper,
    asked_of_bills,
    bill_again,
    bill_with,
    every_bill_with,
    otherwise,
    spared,
)

edges(
    NoticeDueSoon,
    otherwise(
        NoticeDueSoon.examples[0],
        "On the last day for notice",
        bill_with(1, on="2026-05-31"),
        asked_of_bills({1: "0.00"}),
    ),
    otherwise(
        NoticeDueSoon.examples[0],
        "Sixty days before",
        bill_with(1, on="2026-04-01"),
        asked_of_bills({1: "0.00"}),
    ),
    otherwise(
        NoticeDueSoon.examples[0], "Sixty-one days before", bill_with(1, on="2026-03-31"), spared
    ),
    otherwise(
        NoticeDueSoon.examples[0],
        "Two bills of one day",
        bill_again(1, number="1001", account="A-2"),
        asked_of_bills({2: "0.00"}),
    ),
    otherwise(
        NoticeDueSoon.examples[0],
        "The contract before it has ended",
        and_paper(Signed(number="MSA-0", term=("2020-01-01", "2023-08-31"))),
        asked_of_bills({1: "0.00"}),
    ),
    otherwise(
        NoticeDueSoon.examples[0],
        "The contract before it has no term",
        and_paper(Signed(number="MSA-0")),
        asked_of_bills({1: "0.00"}),
    ),
    otherwise(
        NoticeDueSoon.examples[0],
        "The bills are in another currency than the contract",
        every_bill_with(currency="EUR"),
        spared,
    ),
    otherwise(
        NoticeDueSoon.examples[0],
        "The account names the other contract",
        and_paper(Signed(number="MSA-2", accounts=("A-1",), term=("2023-01-01", "2028-12-31"))),
        spared,
    ),
)
