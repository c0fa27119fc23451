"""Edges of the checks of late fees, payments and bills paid twice."""

from billing_audit.checks.examples import Bill, Billed, bill, example
from billing_audit.checks.payments.arrived import PaidTwice, PaymentNotPosted
from billing_audit.checks.payments.late import LATE, LateFeeThoughPaidInTime
from billing_audit.checks.payments.papers import Paid
from tests.billing_audit.checks.edges import edges
from tests.billing_audit.checks.otherwise import (
    and_bill,
    bill_with,
    otherwise,
    paper_with,
    spared,
)

#: February's bill of 310.00 and its payment: the bill before that of March.
FEBRUARY = {"number": "1000", "on": "2026-02-01", "due": "2026-02-25", "file": "february.csv"}
CHARGED = Billed(amount="310.00")
IN_TIME = Paid(amount="310.00", on="2026-02-10")


def before(**about: str | None) -> Bill:
    """Another bill of 310.00 before that of March."""
    return bill(CHARGED, **(FEBRUARY | {"number": "999", "file": "before.csv"} | about))


FEE = bill(Billed(amount="4.65", over="4.65", **LATE))
NO_FEE = bill(Billed(amount="4.65", **LATE))
FEBRUARY_PAID = (bill(CHARGED, **FEBRUARY),)
edges(
    LateFeeThoughPaidInTime,
    example("Another account was paid in time",
            before(number="1000", account="A-2"), NO_FEE,
            papers=(Paid(amount="310.00", on="2026-02-10", account="A-2"),)),
    example("The fee's own bill is none before it",
            bill(Billed(amount="4.65", **LATE), due="2026-03-01")),
    example("A bill that is not due yet cannot have been late",
            before(number="1000", due="2026-03-20"), NO_FEE, papers=(IN_TIME,)),
    example("The bill before fell due 62 days before the fee",
            before(number="1000", on="2025-12-01", due="2025-12-29"), FEE,
            papers=(Paid(amount="310.00", on="2025-12-20"),)),
    example("The bill before fell due 63 days before the fee",
            before(number="1000", on="2025-12-01", due="2025-12-28"), NO_FEE,
            papers=(Paid(amount="310.00", on="2025-12-20"),)),
    example("What fell due 62 days before was paid late",
            before(on="2025-12-01", due="2025-12-29"), *FEBRUARY_PAID, NO_FEE,
            papers=(IN_TIME, Paid(amount="310.00", on="2025-12-30", invoice="999"))),
    example("What fell due 63 days before and was paid late is no reason",
            before(on="2025-12-01", due="2025-12-28"), *FEBRUARY_PAID, FEE,
            papers=(IN_TIME, Paid(amount="310.00", on="2025-12-29", invoice="999"))),
    example("What fell due long ago came on the day of the fee",
            before(on="2025-12-01", due="2025-12-10"), *FEBRUARY_PAID, NO_FEE,
            papers=(IN_TIME, Paid(amount="310.00", on="2026-03-01", invoice="999"))),
    example("An earlier bill says no day it was due on",
            before(on="2026-01-01", due=None), *FEBRUARY_PAID, NO_FEE,
            papers=(IN_TIME, Paid(amount="310.00", on="2026-01-10", invoice="999"))),
    example("A bill of nothing came between",
            *FEBRUARY_PAID,
            bill(Billed(amount="0.00"), number="1000-B", on="2026-02-15", due="2026-02-28"),
            bill(Billed(amount="4.65", over="4.65", says=("paid 10 Feb 2026",), **LATE)),
            papers=(IN_TIME,)),
    example("The newest bill before the fee is named, of two on one day the last",
            before(on="2026-01-01", due="2026-01-25"), before(number="999-B", due="2026-02-24"),
            *FEBRUARY_PAID,
            bill(Billed(amount="4.65", over="4.65", says=("due 25 Feb 2026",), **LATE)),
            papers=(IN_TIME, Paid(amount="310.00", on="2026-01-10", invoice="999"),
                    Paid(amount="310.00", on="2026-02-11", invoice="999-B"))),
    example("A bill 183 days ago was never paid",
            before(on="2025-08-30", due="2025-09-25"), *FEBRUARY_PAID, NO_FEE, papers=(IN_TIME,)),
    example("A bill 184 days ago was never paid, which is long ago",
            before(on="2025-08-29", due="2025-09-25"), *FEBRUARY_PAID, FEE, papers=(IN_TIME,)),
)  # fmt: skip

POSTED = PaymentNotPosted.examples[0]


def carried(over: str = "", **about: str) -> Bill:
    return bill(CHARGED, over=over, **({"stated": "310.00", "due_amount": "620.00"} | about))


edges(
    PaymentNotPosted,
    otherwise(POSTED, "More was paid than is carried", paper_with(0, amount="400.00")),
    otherwise(POSTED, "More is carried than was paid", bill_with(1, due_amount="720.00")),
    otherwise(POSTED, "Another account was paid",
              bill_with(0, account="A-2"), paper_with(0, account="A-2"), spared),
    otherwise(POSTED, "Five cents are carried", bill_with(1, due_amount="310.05"), spared),
    otherwise(POSTED, "Six cents are carried", bill_with(1, due_amount="310.06", over="0.06")),
    otherwise(POSTED, "It arrived ten days before the bill", paper_with(0, on="2026-02-19")),
    otherwise(POSTED, "It arrived nine days before the bill",
              paper_with(0, on="2026-02-20"), spared),
    example("A bill of nothing came between",
            *FEBRUARY_PAID,
            bill(Billed(amount="0.00"), number="1000-B", on="2026-02-15"),
            carried("310.00", says=("arrived on 10 Feb 2026",)), papers=(IN_TIME,)),
    example("The newest bill before is named, of two on one day the last",
            before(on="2026-01-01"), before(number="999-B"), *FEBRUARY_PAID,
            carried("310.00", says=("arrived on 10 Feb 2026",)),
            papers=(IN_TIME, Paid(amount="310.00", on="2026-01-10", invoice="999"),
                    Paid(amount="310.00", on="2026-02-11", invoice="999-B"))),
    example("January is still open, and is what is carried",
            before(on="2026-01-01"), *FEBRUARY_PAID, carried(), papers=(IN_TIME,)),
    example("A bill 183 days ago was never paid",
            before(on="2025-08-30"), *FEBRUARY_PAID, carried(), papers=(IN_TIME,)),
    example("A bill 184 days ago was never paid, which is long ago",
            before(on="2025-08-29"), *FEBRUARY_PAID, carried("310.00"), papers=(IN_TIME,)),
)  # fmt: skip

TWICE = PaidTwice.examples[0]
GIVEN_BACK = Billed(amount="-310.00", charge="credit", service="", code="CR")
edges(
    PaidTwice,
    otherwise(TWICE, "A part of it was paid twice",
              paper_with(1, amount="100.00"), bill_with(0, over="100.00")),
    otherwise(TWICE, "It was paid three times over",
              paper_with(1, amount="620.00"), bill_with(0, over="310.00")),
    otherwise(TWICE, "The second payment is of another account",
              paper_with(1, account="A-2"), spared),
    otherwise(TWICE, "The number in small letters",
              bill_with(0, number="inv-7"), paper_with(0, invoice="inv-7"),
              paper_with(1, invoice="inv-7")),
    example("One payment of too much", *FEBRUARY_PAID,
            papers=(Paid(amount="400.00", on="2026-02-10"),)),
    otherwise(TWICE, "Five cents too much", paper_with(1, amount="0.05"), spared),
    otherwise(TWICE, "Six cents too much",
              paper_with(1, amount="0.06"), bill_with(0, over="0.06")),
    otherwise(TWICE, "A bill of nothing",
              bill_with(0, lines=(Billed(amount="0.00"),)), spared),
    otherwise(TWICE, "It carried a balance, and asked for both",
              bill_with(0, stated="310.00", due_amount="620.00"), spared),
    otherwise(TWICE, "It asked for five cents more than it charged",
              bill_with(0, stated="310.00", due_amount="310.05")),
    otherwise(TWICE, "It asked for what it charged",
              bill_with(0, stated="310.00", due_amount="310.00")),
    otherwise(TWICE, "A bill of fifty cents", bill_with(0, lines=(Billed(amount="0.50"),)),
              paper_with(0, amount="0.50"), paper_with(1, amount="0.50"),
              bill_with(0, over="0.50")),
    otherwise(TWICE, "A bill before it asked for less",
              and_bill(before(on="2026-01-01", stated="310.00", due_amount="0.00"))),
    otherwise(TWICE, "Another bill of its day asks for less",
              and_bill(before(stated="310.00", due_amount="0.00"))),
    otherwise(TWICE, "A later bill that states no total keeps it on account",
              bill_with(1, due_amount="0.00"), spared),
    otherwise(TWICE, "A later bill without charges keeps it on account",
              bill_with(1, lines=(), stated="310.00", due_amount="0.00"), spared),
    otherwise(TWICE, "A later bill asks for all of it",
              bill_with(1, stated="310.00", due_amount="310.00")),
    otherwise(TWICE, "A later bill asks for five cents less",
              bill_with(1, stated="310.00", due_amount="309.95")),
    otherwise(TWICE, "The credit of a bill before", and_bill(
        bill(GIVEN_BACK, number="999", on="2026-01-01", file="before.csv"))),
    otherwise(TWICE, "The credit of another bill of its day", and_bill(
        bill(GIVEN_BACK, number="999", on="2026-02-01", file="before.csv"))),
    otherwise(TWICE, "The next bill gives it back as an adjustment", bill_with(
        1, lines=(CHARGED, Billed(amount="-310.00", charge="adjustment", service=""))), spared),
    otherwise(TWICE, "The next bill takes another charge back",
              bill_with(1, lines=(Billed(amount="-310.00"),))),
    otherwise(TWICE, "The next bill credits something else", bill_with(
        1, lines=(CHARGED, Billed(amount="-9.00", charge="credit", service="")))),
)  # fmt: skip
