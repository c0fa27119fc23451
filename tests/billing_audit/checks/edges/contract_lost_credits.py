"""Edges of the checks of contract/lost_credits.py."""

from billing_audit.checks.contract.lost_credits import PLAN, PROMO, PromotionCreditLost
from billing_audit.checks.contract.promised import month
from billing_audit.checks.examples import Bill, Billed
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    asked,
    bill_again,
    bill_with,
    having,
    line_again,
    line_with,
    otherwise,
    spared,
)


def ended_after(months: int) -> tuple[Bill, ...]:
    """Bills from January 2022 on: a credit for so many months, and one month without it."""
    plan, back = Billed(amount="65.00", **PLAN), Billed(amount="-15.00", **PROMO)
    return tuple(
        month(at % 12 + 1, plan, *((back,) if at < months else ()), year=2022 + at // 12)
        for at in range(months + 1)
    )


edges(
    PromotionCreditLost,
    otherwise(
        PromotionCreditLost.examples[0],
        "The bill is another account's",
        bill_with(3, account="A-9"),
        spared,
    ),
    otherwise(
        PromotionCreditLost.examples[0],
        "The credits were another service's",
        line_with(0, 1, service="B"),
        line_with(1, 1, service="B"),
        line_with(2, 1, service="B"),
        spared,
    ),
    otherwise(
        PromotionCreditLost.examples[0],
        "Usage alone is left",
        line_with(3, 0, charge="usage"),
        spared,
    ),
    otherwise(
        PromotionCreditLost.examples[0],
        "The plan has no code",
        line_with(0, 0, code=""),
        line_with(1, 0, code=""),
        line_with(2, 0, code=""),
        line_with(3, 0, code=""),
        spared,
    ),
    otherwise(
        PromotionCreditLost.examples[0],
        "The charge before was not monthly",
        line_with(2, 0, charge="one_time"),
        spared,
    ),
    otherwise(
        PromotionCreditLost.examples[0],
        "Another credit is there",
        line_again(3, 0, amount="-5.00", charge="credit", code="CR"),
        asked({(3, 0): "15.00"}),
    ),
    otherwise(
        PromotionCreditLost.examples[0],
        "Another service has a new charge",
        line_again(3, 0, service="B", code="NEW"),
        asked({(3, 0): "15.00"}),
    ),
    otherwise(
        PromotionCreditLost.examples[0],
        "A new charge stands on another bill",
        bill_again(
            3,
            number="7",
            lines=(Billed(amount="9.00", code="NEW", period=("2026-06-01", "2026-06-30")),),
        ),
        asked({(3, 0): "15.00"}),
    ),
    otherwise(
        PromotionCreditLost.examples[0],
        "A new monthly charge stands beside",
        line_again(3, 0, code="NEW", amount="9.00"),
        spared,
    ),
    otherwise(
        PromotionCreditLost.examples[0],
        "Another service had the new charge",
        line_again(2, 0, service="B", code="NEW"),
        line_again(3, 0, code="NEW", amount="9.00"),
        spared,
    ),
    otherwise(
        PromotionCreditLost.examples[0],
        "Two charges: it is asked for on the larger one",
        line_again(2, 0, code="FEAT", amount="5.00", rate="100.00"),
        line_again(3, 0, code="FEAT", amount="5.00", rate="100.00"),
        asked({(3, 0): "15.00"}),
    ),
    otherwise(
        PromotionCreditLost.examples[0],
        "It ran for twenty-four months",
        having(bills=ended_after(24)),
        spared,
    ),
    otherwise(
        PromotionCreditLost.examples[0],
        "It ran for thirty-six months",
        having(bills=ended_after(36)),
        spared,
    ),
    otherwise(
        PromotionCreditLost.examples[0],
        "A credit of nothing is none",
        line_again(3, 0, amount="0.00", charge="credit", code="PROMO"),
        asked({(3, 0): "15.00"}),
    ),
    otherwise(
        PromotionCreditLost.examples[0],
        "Two charges: it is asked for on the larger amount",
        line_with(3, 0, rate="65.00", quantity="1"),
        line_again(2, 0, code="FEAT", amount="5.00", rate="100.00"),
        line_again(3, 0, code="FEAT", amount="5.00", rate="100.00"),
        asked({(3, 0): "15.00"}),
    ),
    otherwise(
        PromotionCreditLost.examples[0],
        "Another service had the monthly charge before",
        line_with(2, 0, charge="one_time"),
        line_again(2, 0, service="B", charge="recurring"),
        spared,
    ),
)
