"""Bills with credits on them, as carriers write them."""

from decimal import Decimal
from itertools import count

from billing_audit.checks.examples import Billed, bill
from billing_audit.models import CreditMatch, Invoice, Line
from billing_audit.money.crediting.proposing import match_credits
from clients.models import Client
from tests.billing_audit.on_file import OnFile

_numbers = count(5001)


def credited(amount: str, **said: str) -> Billed:
    """A credit line; negative as every importer keeps it."""
    told = {"service": "", "code": "CR", "description": "Credit", "charge": "credit"} | said
    return Billed(amount=amount, **told)


def billed(client: Client, *lines: Billed, on: str, account: str = "A-1") -> Invoice:
    """A bill with these lines."""
    number = f"9{next(_numbers)}"
    return OnFile(client).put_bill(
        bill(*lines, number=number, on=on, account=account, file=f"{number}.csv")
    )


def line_of(invoice: Invoice, number: int = 1) -> int:
    """A line of the bill, by its key."""
    return Line.objects.get(invoice=invoice, line_no=str(number)).pk


def proposed(client: Client) -> dict[str, tuple[Decimal, str]]:
    """What is proposed after the bills were looked at, by the credit in words."""
    match_credits(client.pk)
    matches = CreditMatch.objects.filter(client=client, state="proposed")
    return {
        str(match.credit): (match.amount, match.why)
        for match in matches.select_related("credit__invoice")
    }
