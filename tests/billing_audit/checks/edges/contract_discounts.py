"""Edges of the checks of contract/discounts.py."""

from billing_audit.checks.contract.discounts import DiscountMissing, DiscountTooSmall
from billing_audit.checks.contract.papers import MobilePlan, Signed
from billing_audit.checks.examples import Billed, Owned, bill
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_paper,
    asked,
    asked_of_bills,
    bill_again,
    bill_with,
    having,
    line_again,
    line_with,
    otherwise,
    paper_again,
    paper_with,
    rate_with,
    spared,
    without_line,
)

edges(
    DiscountMissing,
    otherwise(
        DiscountMissing.examples[0],
        "Two of them",
        line_with(0, 0, rate="306.00", quantity="2"),
        asked({(0, 0): "61.20", (0, 1): "4.50"}),
    ),
    otherwise(
        DiscountMissing.examples[0],
        "The charge names no service",
        line_with(0, 0, service=""),
        asked({(0, 0): "61.20", (0, 1): "4.50"}),
    ),
    otherwise(
        DiscountMissing.examples[0],
        "The charge has no code",
        line_with(0, 0, code=""),
        asked({(0, 0): "61.20", (0, 1): "4.50"}),
    ),
    otherwise(DiscountMissing.examples[0], "Nothing is agreed", paper_with(0, percent="0"), spared),
    otherwise(
        DiscountMissing.examples[0],
        "One of them is a mobile plan",
        and_paper(MobilePlan(charge_code="COS")),
        asked({(0, 0): "61.20"}),
    ),
    otherwise(
        DiscountMissing.examples[1],
        "The rate is of another charge",
        rate_with(0, code="COS"),
        line_again(0, 0, code="COS", rate="9.00", amount="9.00"),
        spared,
    ),
    otherwise(
        DiscountMissing.examples[1],
        "Two at half the rate",
        line_with(0, 0, quantity="2", rate="306.00"),
        spared,
    ),
    otherwise(
        DiscountMissing.examples[1],
        "The rate is of another contract",
        rate_with(0, contract="MSA-9"),
        and_paper(Signed(accounts=("A-1",))),
        spared,
    ),
    otherwise(
        DiscountMissing.examples[1],
        "The rate begins within the month",
        rate_with(0, valid=("2026-03-15", None)),
        spared,
    ),
    otherwise(
        DiscountMissing.examples[1],
        "The rate begins with the month",
        rate_with(0, valid=("2026-03-01", None)),
        asked({(0, 0): "61.20"}),
    ),
    otherwise(
        DiscountMissing.examples[1],
        "The rate ends within the month",
        rate_with(0, valid=("2024-01-01", "2026-03-15")),
        asked({(0, 0): "61.20"}),
    ),
    otherwise(
        DiscountMissing.examples[1],
        "The rate ended before the month",
        rate_with(0, valid=("2024-01-01", "2026-02-28")),
        spared,
    ),
    otherwise(
        DiscountMissing.examples[1],
        "The rate is the service's own",
        rate_with(0, service="315-200-0007"),
        having(inventory=(Owned(),)),
        asked({(0, 0): "61.20"}),
    ),
    otherwise(
        DiscountMissing.examples[1],
        "The rate is another service's",
        rate_with(0, service="315-200-9999"),
        having(inventory=(Owned(), Owned(service="315-200-9999"))),
        spared,
    ),
    otherwise(
        DiscountMissing.examples[1],
        "The rate is of the site",
        rate_with(0, site="S-1"),
        having(inventory=(Owned(site="S-1"),)),
        asked({(0, 0): "61.20"}),
    ),
    otherwise(
        DiscountMissing.examples[1],
        "The rate is of another site",
        rate_with(0, site="S-2"),
        having(inventory=(Owned(site="S-1"),)),
        spared,
    ),
    otherwise(
        DiscountMissing.examples[0],
        "Another discount is credited",
        paper_again(0, percent="5", charge_code="COS", credit_code="DISC2"),
        line_again(0, 0, amount="-2.25", charge="credit", code="DISC2"),
        asked({(0, 0): "61.20", (0, 1): "4.50"}),
    ),
    otherwise(
        DiscountMissing.examples[5],
        "The other account has five cents more than its own",
        line_with(1, 1, amount="-30.05"),
        asked({(0, 0): "61.20"}),
    ),
    otherwise(
        DiscountMissing.examples[5],
        "The other account has six cents more than its own",
        line_with(1, 1, amount="-30.06"),
        spared,
    ),
    otherwise(
        DiscountMissing.examples[4],
        "The master account shows both in April",
        bill_with(1, on="2026-04-01"),
        asked({(0, 0): "61.20"}),
    ),
    otherwise(
        DiscountMissing.examples[0],
        "Another discount is given too much",
        paper_again(0, percent="5", charge_code="COS", credit_code="DISC2"),
        line_again(0, 0, amount="-5.00", charge="credit", code="DISC2"),
        asked({(0, 0): "61.20", (0, 1): "4.50"}),
    ),
    otherwise(
        DiscountMissing.examples[0],
        "The discount is another account's",
        paper_with(0, account="A-2"),
        spared,
    ),
    otherwise(
        DiscountMissing.examples[0],
        "The discount is the account's own",
        paper_with(0, account="A-1"),
        asked({(0, 0): "61.20", (0, 1): "4.50"}),
    ),
    otherwise(
        DiscountMissing.examples[0],
        "A credit of nothing stands there",
        line_again(0, 0, amount="0.00", code="DISC", charge="credit"),
        asked({(0, 0): "61.20", (0, 1): "4.50"}),
    ),
    otherwise(
        DiscountMissing.examples[4],
        "The master account has nothing but a credit of ten cents",
        without_line(1, 0),
        line_with(1, 0, amount="-0.10"),
        spared,
    ),
)

edges(
    DiscountTooSmall,
    otherwise(
        DiscountTooSmall.examples[1],
        "A charge names no service",
        line_with(0, 0, service=""),
        asked_of_bills({0: "4.50"}, rules={0: ("DISC",)}),
    ),
    otherwise(
        DiscountTooSmall.examples[1],
        "A charge has no code",
        line_with(0, 1, code=""),
        asked_of_bills({0: "4.50"}, rules={0: ("DISC",)}),
    ),
    otherwise(
        DiscountTooSmall.examples[0],
        "A credit of nothing beside",
        line_again(0, 2, amount="0.00"),
        asked_of_bills({0: "20.00"}, rules={0: ("DISC",)}, says={0: ("1 line",)}),
    ),
    otherwise(
        DiscountTooSmall.examples[0],
        "Another credit beside",
        line_again(0, 2, code="CR", amount="-5.00", service="315-200-9999"),
        asked_of_bills({0: "20.00"}, rules={0: ("DISC",)}),
    ),
    otherwise(
        DiscountTooSmall.examples[0],
        "April's bill has the same fault",
        bill_again(0, number="1002", on="2026-04-01", over=""),
        asked_of_bills({0: "20.00", 1: "20.00"}, rules={0: ("DISC",), 1: ("DISC",)}),
    ),
    otherwise(
        DiscountTooSmall.examples[0],
        "April gives more than is due",
        bill_again(
            0,
            number="1002",
            on="2026-04-01",
            lines=(
                Billed(amount="100.00", service="C", period=("2026-04-01", "2026-04-30")),
                Billed(amount="-90.00", service="", charge="credit", code="DISC"),
            ),
        ),
        asked_of_bills({0: "20.00"}, rules={0: ("DISC",)}),
    ),
    otherwise(
        DiscountTooSmall.examples[0],
        "Six cents too little",
        line_with(0, 2, amount="-99.94"),
        asked_of_bills({0: "0.06"}, rules={0: ("DISC",)}),
    ),
    otherwise(
        DiscountTooSmall.examples[0],
        "Eight charges, six cents too little",
        having(
            bills=(
                bill(
                    *(Billed(amount="10.00", service=f"S-{n}") for n in range(8)),
                    Billed(amount="-7.94", service="", charge="credit", code="DISC"),
                ),
            )
        ),
        spared,
    ),
    otherwise(
        DiscountTooSmall.examples[0],
        "Eight charges, eight cents too little",
        having(
            bills=(
                bill(
                    *(Billed(amount="10.00", service=f"S-{n}") for n in range(8)),
                    Billed(amount="-7.92", service="", charge="credit", code="DISC"),
                ),
            )
        ),
        spared,
    ),
    otherwise(
        DiscountTooSmall.examples[6],
        "Together five cents are missing",
        line_with(1, 1, amount="-69.95"),
        spared,
    ),
    otherwise(
        DiscountTooSmall.examples[6],
        "One account lacks two cents, the other a dollar",
        line_with(0, 1, amount="-59.98"),
        line_with(1, 1, amount="-29.00"),
        asked_of_bills({1: "1.00"}, rules={1: ("DISC",)}),
    ),
    otherwise(
        DiscountTooSmall.examples[0],
        "The credit comes in two parts",
        line_with(0, 2, amount="-40.00"),
        line_again(0, 2, amount="-40.00"),
        asked_of_bills({0: "20.00"}, rules={0: ("DISC",)}),
    ),
    otherwise(
        DiscountTooSmall.examples[0],
        "The discount is within the rates, and the credit is something else",
        paper_with(0, shown="rate"),
        spared,
    ),
    otherwise(
        DiscountTooSmall.examples[6],
        "A third account got no credit at all",
        line_with(0, 0, amount="300.00"),
        line_with(1, 1, amount="-99.50"),
        bill_again(
            0,
            number="1003",
            account="A-3",
            file="third.csv",
            lines=(Billed(amount="600.00", service="C"),),
        ),
        asked_of_bills({0: "10.00"}, rules={0: ("DISC",)}),
    ),
)
