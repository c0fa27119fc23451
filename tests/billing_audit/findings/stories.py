"""Examples on file that findings' tests begin with."""

from billing_audit.checks.examples import Agreed, Billed, Owned, bill, example

ABOVE = {"amount": "612.00", "quantity": "1", "rate": "612.00"}
APRIL = {"number": "1002", "on": "2026-04-01", "file": "april.csv"}

#: A port at 612.00 that was contracted at 580.00, in March and in April.
ABOVE_CONTRACT = example(
    "",
    bill(Billed(**ABOVE)),
    bill(Billed(**ABOVE, period=("2026-04-01", "2026-04-30")), **APRIL),
    rates=(Agreed(rate="580.00"),),
)
#: A service billed that the inventory does not hold.
NOT_OURS = example("", Billed(amount="310.00", service="315-999-0001"), inventory=(Owned(),))
