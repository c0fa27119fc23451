"""The figures of the portal's home page, each with the page that proves it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from billing_audit.portal.shared import Amounts, Standing, State
from clients.retainers.summary import Balance
from retainer.lib import format as written


@dataclass(frozen=True)
class Tile:
    """What ``{% figure %}`` draws."""

    label: str
    value: object
    url: str
    note: str
    tone: str = ""


def new(standing: Standing, month: date) -> Tile:
    return Tile(
        f"New in {written.month(month)}",
        standing.found,
        f"{reverse('portal:finding_list')}?found={month:%Y-%m}",
        f"to ask back, {written.count(standing.found_count, 'finding')} on bills of any month",
    )


def credited(amounts: Amounts, month: date) -> Tile:
    return Tile(
        "Credited on your bills",
        amounts,
        f"{reverse('portal:credit_list')}?month={month:%Y-%m}",
        f"by your carriers in {written.month(month)}",
    )


def asked(standing: Standing) -> Tile:
    return Tile(
        "Needs your answer",
        written.count(standing.asked, "question") if standing.asked else "Nothing",
        f"{reverse('portal:finding_list')}?state={State.ASKED}",
        "your consultant will ask you" if standing.asked else "no question is open",
        "attention" if standing.asked else "",
    )


def left(balances: list[Balance]) -> list[Tile]:
    """What is left of each retainer of a month, or by how much it is exceeded."""
    return [_left(balance, named=len(balances) > 1) for balance in balances]


def _left(balance: Balance, *, named: bool) -> Tile:
    agreement = balance.agreement
    say = agreement.written
    note = f"{say(balance.used)} of {say(balance.available)} used in {written.month(balance.month)}"
    return Tile(
        "Beyond your retainer" if balance.is_over else "Left of your retainer",
        say(abs(balance.left)),
        f"{reverse('retainers:my_retainer')}?agreement={agreement.public_id}",
        f"{note}, {agreement.title}" if named else note,
        "attention" if balance.is_over else "",
    )
