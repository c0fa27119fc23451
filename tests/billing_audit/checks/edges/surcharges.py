"""Edges of the checks of surcharges by name, and of credits without their taxes."""

from billing_audit.checks.examples import Bill, Billed, bill, example
from billing_audit.checks.fees.credits import (
    IN_MAY,
    MARCH_TAX,
    CreditWithoutItsTax,
)
from billing_audit.checks.fees.names import PORT, RECOVERY, NewSurcharge, SurchargeDressedAsTax
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_bill,
    and_line,
    bill_with,
    line_with,
    otherwise,
    spared,
)

JANUARY, FEBRUARY, MARCH = "2026-01-01", "2026-02-01", "2026-03-01"


def of(day: str, *lines: Billed, **about: str) -> Bill:
    return bill(PORT, *lines, on=day, number=day, file=day, **about)


def old(amount: str, **about: str) -> Billed:
    return Billed(amount=amount, **(RECOVERY | about))


def new(amount: str = "9.90", over: str = "", **about: str) -> Billed:
    named = {"code": "NEW", "description": "Network access fee"}
    return Billed(amount=amount, over=over, **(RECOVERY | named | about))


NO_CODE = {"code": "", "description": "Programme fee"}
edges(
    NewSurcharge,
    example("A surcharge that was there stays beside the new one",
            of(JANUARY, old("9.80")), of(FEBRUARY, old("9.80")),
            of(MARCH, old("9.80"), new("50.00", "50.00"))),
    example("Without charge codes the words tell them apart",
            of(JANUARY, old("9.80", code="")), of(FEBRUARY, old("9.80", code="")),
            of(MARCH, old("9.80", code=""), new("50.00", "50.00", **NO_CODE))),
    example("The new code is on a tax as well",
            of(JANUARY), of(FEBRUARY),
            of(MARCH, new("50.00", "50.00"), new("60.00", charge="tax"))),
    example("A new fee", of(JANUARY), of(FEBRUARY), of(MARCH, new("50.00", "50.00", charge="fee"))),
    example("A part of it is taken back, and a part is free",
            of(JANUARY), of(FEBRUARY), of(MARCH, new("50.00", "50.00"), new("-3.00"), new("0.00"))),
    example("What is gone was on another account at that amount",
            of(JANUARY, old("20.00")), of(FEBRUARY, old("20.00")), of(MARCH, new(over="9.90")),
            *(bill(old("9.80"), on=day, number=f"B{day}", account="A-2")
              for day in (JANUARY, FEBRUARY, MARCH))),
    example("What is gone had that amount only earlier",
            of(JANUARY, old("9.80")), of(FEBRUARY, old("20.00")), of(MARCH, new(over="9.90"))),
    example("Another surcharge of that amount stays",
            of(JANUARY), of(FEBRUARY, old("20.00"), old("9.80", code="Y")),
            of(MARCH, old("9.80", code="Y"), new(over="9.90"))),
    example("Without charge codes another surcharge of that amount stays",
            of(JANUARY),
            of(FEBRUARY, old("20.00", code=""), old("9.80", code="", description="Y fee")),
            of(MARCH, old("9.80", code="", description="Y fee"), new(over="9.90", **NO_CODE))),
    example("Without charge codes it takes the place of the old one",
            of(JANUARY), of(FEBRUARY, old("9.80", code="")), of(MARCH, new(**NO_CODE))),
    example("What is gone was on a tax at that amount",
            of(JANUARY), of(FEBRUARY, old("20.00"), old("9.80", charge="tax")),
            of(MARCH, new(over="9.90"))),
    example("It takes the place of a fee",
            of(JANUARY), of(FEBRUARY, old("9.80", charge="fee")), of(MARCH, new())),
    example("What is gone was last billed two months before",
            of(JANUARY, old("9.80")), of(FEBRUARY), of(MARCH, new())),
    example("What is gone was last billed three months before",
            of("2025-12-01", old("9.80")), of(JANUARY), of(FEBRUARY), of(MARCH, new(over="9.90"))),
    example("A tenth more than what is gone",
            of(JANUARY), of(FEBRUARY, old("9.00")), of(MARCH, new("10.00"))),
)  # fmt: skip

edges(
    SurchargeDressedAsTax,
    example("One that is taken back, and one of nothing",
            *(Billed(amount=amount, charge="tax", code="PTA", description="Property tax allotment")
              for amount in ("-34.27", "0.00"))),
)  # fmt: skip

LEFT_BEHIND = CreditWithoutItsTax.examples[0]
edges(
    CreditWithoutItsTax,
    otherwise(LEFT_BEHIND, "Two taxes are on it",
              and_line(0, Billed(amount="6.12", parent="1", **(MARCH_TAX | {"code": "TXCO"}))),
              bill_with(2, over="30.60")),
    otherwise(LEFT_BEHIND, "The tax is on another charge",
              and_line(0, Billed(amount="612.00", service="B")),
              line_with(0, 1, parent="3"), spared),
    otherwise(LEFT_BEHIND, "An option belongs to the charge as well",
              and_line(0, Billed(amount="10.00", parent="1", code="OPT", service="B"))),
    otherwise(LEFT_BEHIND, "There is a bill after the next",
              and_bill(bill(IN_MAY, on="2026-06-01", number="1004"))),
    otherwise(LEFT_BEHIND, "The bills after it are taxed as always",
              and_line(2, Billed(amount="24.48", **MARCH_TAX), Billed(amount="0.00", **MARCH_TAX))),
    otherwise(LEFT_BEHIND, "Charges below nothing on the next bill",
              and_line(2, Billed(amount="-50.00"), Billed(amount="-60.00", service=""))),
    otherwise(LEFT_BEHIND, "The next bill credits another service",
              and_line(2, Billed(amount="-5.00", charge="credit", service="B"))),
    otherwise(LEFT_BEHIND, "The next bill has a credit of no service",
              and_line(2, Billed(amount="-24.48", charge="credit", service="")), spared),
)  # fmt: skip
