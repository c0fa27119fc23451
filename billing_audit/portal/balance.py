"""What a company paid us, what came back, and what one click of it would ask back.

Each figure is defined once, here, and opens the rows that it is the sum of.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal

from django.urls import reverse

from billing_audit.portal.disputed import Held, Holdings
from billing_audit.portal.shared import Amounts
from billing_audit.portal.tiles import Tile
from clients.advice.models import Recommendation
from clients.people.models import Client, User
from clients.retainers.fees import FeesRefused, fee_rows
from clients.retainers.models import Statement
from retainer.lib import format as written

#: Where a row of fees has its total and its currency.
TOTAL, CURRENCY = 8, 9


def balance(user: User, company: Client, decisions: Sequence[Recommendation]) -> list[Tile]:
    """From the first statement and the first dispute until today."""
    holdings = Holdings(company)
    return [
        tile
        for tile in (
            _paid(user, company),
            _disputed(holdings),
            _came_back(holdings),
            _one_click(company, decisions),
        )
        if tile
    ]


def _paid(user: User, company: Client) -> Tile | None:
    """Fee and overage of every closed month; ``None`` where a statement cannot be read."""
    try:
        rows = fee_rows(Statement.objects.visible_to(user).filter(client=company))
    except FeesRefused:
        return None
    return Tile(
        "Our fees",
        _amounts(company, [(row[CURRENCY], row[TOTAL]) for row in rows]),
        f"{reverse('retainers:my_retainer')}?client={company.slug}",
        f"on {written.count(len(rows), 'statement')}" if rows else "no month is closed yet",
    )


def _disputed(holdings: Holdings) -> Tile:
    """What the carriers were asked for, and where it is by now."""
    count = sum(1 for _, held in holdings.by_dispute.values() if held.places.disputed)
    where = _told(
        (_sum(holdings, lambda held: held.places.asked), "asked back"),
        (_sum(holdings, lambda held: held.places.promised), "promised"),
        (_sum(holdings, lambda held: held.places.credited), "came back"),
        (_sum(holdings, lambda held: held.places.refused), "given up"),
    )
    note = f"in {written.count(count, 'dispute')}: {where}" if count else "nothing was sent yet"
    amounts = _sum(holdings, lambda held: held.places.disputed)
    return Tile("Disputed so far", amounts, _disputes(holdings.company), note)


def _came_back(holdings: Holdings) -> Tile:
    """Credits on bills and what came beside them, told apart."""
    note = _told(
        (_sum(holdings, lambda held: held.on_bills), "on your bills"),
        (_sum(holdings, lambda held: held.beside), "by cheque, refund or write-off"),
    )
    amounts = _sum(holdings, lambda held: held.places.credited)
    return Tile("Came back", amounts, _disputes(holdings.company), note or "nothing came back yet")


def _told(*parts: tuple[Amounts, str]) -> str:
    return ", ".join(f"{amounts} {words}" for amounts, words in parts if amounts)


def _disputes(company: Client) -> str:
    """The list whose columns add up to these figures."""
    return f"{reverse('portal:dispute_list')}?client={company.slug}"


def _sum(holdings: Holdings, of: Callable[[Held], Decimal]) -> Amounts:
    return Amounts({currency: of(held) for currency, held in holdings.sums.items()})


def _one_click(company: Client, decisions: Sequence[Recommendation]) -> Tile:
    """What this person may decide now."""
    return Tile(
        "Needs one click",
        _amounts(company, [(each.currency, each.money) for each in decisions]),
        f"{reverse('advice:my_decisions')}?client={company.slug}",
        f"in {written.count(len(decisions), 'decision')} of yours"
        if decisions
        else "nothing waits for you",
        "attention" if decisions else "",
    )


def _amounts(company: Client, sums: Sequence[tuple[str, Decimal]]) -> Amounts:
    by_currency: dict[str, Decimal] = defaultdict(Decimal)
    for currency, amount in sums:
        by_currency[currency] += amount
    return Amounts(dict(by_currency) or {company.currency: Decimal(0)})
