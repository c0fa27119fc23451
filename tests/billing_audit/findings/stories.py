"""Examples on file that findings' tests begin with, and what comes of them."""

from decimal import Decimal

from billing_audit.checks.examples import Agreed, Billed, Owned, bill, example
from billing_audit.models import Finding
from clients.models import Client

ABOVE = {"amount": "612.00", "quantity": "1", "rate": "612.00"}
APRIL = {"number": "1002", "on": "2026-04-01", "file": "april.csv"}
WHOLE_APRIL = ("2026-04-01", "2026-04-30")

#: A port at 612.00 that was contracted at 580.00, in March and in April.
ABOVE_CONTRACT = example(
    "",
    bill(Billed(**ABOVE)),
    bill(Billed(**ABOVE, period=WHOLE_APRIL), **APRIL),
    rates=(Agreed(rate="580.00"),),
)
#: A service billed that the inventory does not hold.
NOT_OURS = example("", Billed(amount="310.00", service="315-999-0001"), inventory=(Owned(),))


def claims(client: Client) -> dict[str, Decimal]:
    """What each check's finding claims; for stories with one finding of a check."""
    found = Finding.objects.filter(client=client)
    return {each.check_code: each.claimed for each in found}
