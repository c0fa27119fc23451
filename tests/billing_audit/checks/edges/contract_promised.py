"""Edges of the checks of contract/promised.py."""

from billing_audit.checks.contract.papers import Promised, Signed
from billing_audit.checks.contract.promised import PromisedCreditMissing
from billing_audit.checks.examples import Billed
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_line,
    and_paper,
    asked_of_bills,
    bill_again,
    line_with,
    otherwise,
    paper_with,
    spared,
    without,
)

edges(
    PromisedCreditMissing,
    otherwise(
        PromisedCreditMissing.examples[0],
        "Another account has a bill in May too",
        bill_again(2, number="A-2-May", account="A-2"),
        asked_of_bills({2: "500.00"}, rules={2: ("Sign-on credit",)}),
    ),
    otherwise(
        PromisedCreditMissing.examples[0],
        "Promised to the account",
        paper_with(0, account="A-1"),
        asked_of_bills({2: "500.00"}, rules={2: ("Sign-on credit",)}),
    ),
    otherwise(
        PromisedCreditMissing.examples[0],
        "Only the other account has a bill in April",
        paper_with(0, account="A-1"),
        bill_again(1, number="A-2-Apr", account="A-2"),
        without("bills", 1),
        spared,
    ),
    otherwise(
        PromisedCreditMissing.examples[0],
        "A part of it came",
        and_line(1, Billed(amount="-200.00", service="", charge="credit", code="SIGNON")),
        asked_of_bills({2: "300.00"}, rules={2: ("Sign-on credit",)}),
    ),
    otherwise(
        PromisedCreditMissing.examples[0],
        "All but fifty cents came",
        and_line(1, Billed(amount="-499.50", service="", charge="credit", code="SIGNON")),
        asked_of_bills({2: "0.50"}, rules={2: ("Sign-on credit",)}),
    ),
    otherwise(
        PromisedCreditMissing.examples[1],
        "Half of a month came, and another credit is promised",
        line_with(1, 1, amount="-150.00"),
        and_paper(
            Promised(
                amount="70.00",
                credit_codes=("TECH",),
                name="Technology fund",
                valid=("2026-01-01", "2026-01-31"),
            )
        ),
        asked_of_bills(
            {2: "70.00", 3: "50.00", 4: "100.00"},
            rules={2: ("Technology fund",), 3: ("Sign-on credit",), 4: ("Sign-on credit",)},
        ),
    ),
    otherwise(
        PromisedCreditMissing.examples[0],
        "Promised to the account, and another's bill of May was read first",
        paper_with(0, account="A-1"),
        bill_again(2, number="A-2-May", account="A-2"),
        bill_again(2, number="A-1-May"),
        without("bills", 2),
        asked_of_bills({3: "500.00"}, rules={3: ("Sign-on credit",)}),
    ),
    otherwise(
        PromisedCreditMissing.examples[0],
        "Only another contract has a bill in April",
        without("bills", 1),
        bill_again(0, number="X-4", account="A-2", on="2026-04-01"),
        and_paper(Signed(accounts=("A-1",)), Signed(number="MSA-2", accounts=("A-2",))),
        spared,
    ),
)
