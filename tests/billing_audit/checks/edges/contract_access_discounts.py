"""Edges of the checks of contract/access_discounts.py."""

from billing_audit.checks.contract.access_discounts import AccessDiscountMissing
from billing_audit.checks.contract.papers import Discounted
from billing_audit.checks.examples import Billed
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_paper,
    asked,
    bill_again,
    line_again,
    line_with,
    otherwise,
    paper_with,
    spared,
    without_line,
)

edges(
    AccessDiscountMissing,
    otherwise(
        AccessDiscountMissing.examples[0],
        "Two of them",
        line_with(0, 2, rate="19.00", quantity="2"),
        asked({(0, 2): "8.36"}),
    ),
    otherwise(
        AccessDiscountMissing.examples[0],
        "The plan names no service",
        line_with(0, 2, service=""),
        spared,
    ),
    otherwise(
        AccessDiscountMissing.examples[0],
        "The discount lies within the rate",
        paper_with(0, shown="rate"),
        spared,
    ),
    otherwise(
        AccessDiscountMissing.examples[0],
        "April gives it",
        bill_again(
            0,
            number="1002",
            on="2026-04-01",
            lines=(
                Billed(
                    amount="38.00", code="PLAN", service="B", period=("2026-04-01", "2026-04-30")
                ),
                Billed(amount="-8.36", charge="credit", code="DISC", service="B"),
            ),
        ),
        asked({(0, 2): "8.36"}),
    ),
    otherwise(
        AccessDiscountMissing.examples[0],
        "Another credit of the line",
        line_again(0, 1, service="B", code="CR"),
        asked({(0, 2): "8.36"}),
    ),
    otherwise(
        AccessDiscountMissing.examples[0],
        "A charge under the credit's code",
        line_again(0, 1, service="B", amount="8.36"),
        asked({(0, 2): "8.36"}),
    ),
    otherwise(
        AccessDiscountMissing.examples[0],
        "A credit of nothing",
        line_again(0, 1, service="B", amount="0.00"),
        asked({(0, 2): "8.36"}),
    ),
    otherwise(
        AccessDiscountMissing.examples[0],
        "Another account shows the discount",
        bill_again(
            0,
            number="2001",
            account="A-2",
            lines=(Billed(amount="-8.36", charge="credit", code="DISC", service=""),),
        ),
        spared,
    ),
    otherwise(
        AccessDiscountMissing.examples[0],
        "Another account has five cents more than its own",
        bill_again(
            0,
            number="2001",
            account="A-2",
            lines=(
                Billed(amount="38.00", code="PLAN", service="C"),
                Billed(amount="-8.41", charge="credit", code="DISC", service="C"),
            ),
        ),
        asked({(0, 2): "8.36"}),
    ),
    otherwise(
        AccessDiscountMissing.examples[0],
        "Another account has six cents more than its own",
        bill_again(
            0,
            number="2001",
            account="A-2",
            lines=(
                Billed(amount="38.00", code="PLAN", service="C"),
                Billed(amount="-8.42", charge="credit", code="DISC", service="C"),
            ),
        ),
        spared,
    ),
    otherwise(
        AccessDiscountMissing.examples[0],
        "Another account shows more in April",
        bill_again(
            0,
            number="2001",
            account="A-2",
            on="2026-04-01",
            lines=(Billed(amount="-8.36", charge="credit", code="DISC", service=""),),
        ),
        asked({(0, 2): "8.36"}),
    ),
    otherwise(
        AccessDiscountMissing.examples[0],
        "Another discount is given too much",
        and_paper(Discounted(percent="5", charge_code="FEAT", credit_code="DISC2")),
        line_again(0, 1, service="A", code="DISC2"),
        asked({(0, 2): "8.36"}),
    ),
    otherwise(
        AccessDiscountMissing.examples[0],
        "Nothing is agreed, and nothing is given",
        paper_with(0, percent="0"),
        without_line(0, 1),
        spared,
    ),
)
