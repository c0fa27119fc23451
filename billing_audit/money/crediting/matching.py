"""Which credit stands for which dispute: reckoned from figures alone, strongest reason first.

A credit that names the dispute comes before one of the exact amount, that before several that add
up, those before a part.  What a stronger reason took is not offered to a weaker one.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations

from billing_audit.money.credit_models import CreditMatch

Why = CreditMatch.Why
Role = CreditMatch.Role
#: Credits tried together, and how many of them at most make up one dispute.
MOST_TRIED, MOST_PARTS = 12, 4
#: Tax that comes with a credit is at most this share of it.
MOST_TAX = Decimal("0.40")
#: Shorter tickets than this appear in texts by accident.
SHORTEST_TICKET = 4


@dataclass
class Given:
    """A credit with what is left of it."""

    pk: int
    carrier: int
    account: int
    currency: str
    on: date
    bill: int | None
    amount: Decimal
    left: Decimal
    service: str = ""
    text: str = ""
    is_tax: bool = False

    @property
    def is_whole(self) -> bool:
        return self.left == self.amount


@dataclass
class Asked:
    """A dispute with what is still open of it, and its charges: service and amount."""

    pk: int
    number: str
    ticket: str
    carrier: int
    account: int
    currency: str
    since: date
    left: Decimal
    promised: Decimal
    charges: Sequence[tuple[str, Decimal]] = ()
    #: Credits that were matched to it, or declined for it, before.
    known: set[int] = field(default_factory=set)

    @property
    def services(self) -> set[str]:
        return {service for service, _ in self.charges if service}

    @property
    def sums(self) -> list[tuple[Decimal, Why]]:
        """What it would be settled by."""
        sums = [(self.left, Why.EXACT), (self.promised, Why.PROMISED)]
        return [(sum, why) for sum, why in sums if 0 < sum <= self.left]


@dataclass(frozen=True)
class Proposal:
    credit: int
    dispute: int
    amount: Decimal
    why: Why
    role: Role = Role.RECOVERS
    bill: int | None = None


#: The credits a rule gives for a dispute, out of those that could be meant, and why.
Rule = Callable[[Asked, list[Given]], tuple[list[Given], Why] | None]


def proposals(given: Sequence[Given], asked: Sequence[Asked]) -> Iterator[Proposal]:
    """What could be matched, the strongest reason first; takes it off what is left."""
    in_turn = sorted(asked, key=lambda each: (each.since, each.pk))
    for rule, elsewhere in RULES:
        for each in in_turn:
            while each.left > 0 and (found := rule(each, _meant(each, given, elsewhere))):
                credits, why = found
                for credit in credits:
                    yield _take(each, credit, why)


def _meant(asked: Asked, given: Iterable[Given], elsewhere: bool) -> list[Given]:
    """Credits of the dispute's carrier since it was sent; on its account, unless ``elsewhere``."""
    return [
        each
        for each in given
        if each.left > 0
        and not each.is_tax
        and each.pk not in asked.known
        and (each.carrier, each.currency) == (asked.carrier, asked.currency)
        and each.on >= asked.since
        and (elsewhere or each.account == asked.account)
    ]


def _take(asked: Asked, credit: Given, why: Why) -> Proposal:
    amount = min(credit.left, asked.left)
    credit.left -= amount
    asked.left -= amount
    asked.promised -= min(amount, asked.promised)
    asked.known.add(credit.pk)
    return Proposal(credit.pk, asked.pk, amount, why, bill=credit.bill)


def _named(asked: Asked, given: list[Given]) -> tuple[list[Given], Why] | None:
    names = [asked.number]
    if len(asked.ticket) >= SHORTEST_TICKET:
        names.append(asked.ticket)
    name = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names), re.IGNORECASE)
    credit = next((each for each in given if name.search(each.text)), None)
    return ([credit], Why.REFERENCE) if credit else None


def _exact(asked: Asked, given: list[Given]) -> tuple[list[Given], Why] | None:
    for sum, why in asked.sums:
        for credit in given:
            if credit.is_whole and credit.amount == sum:
                return [credit], why
    return None


def _on_one_bill(asked: Asked, given: list[Given]) -> tuple[list[Given], Why] | None:
    """A bill credits each disputed service on a line of its own."""
    bills: dict[int | None, list[Given]] = defaultdict(list)
    for credit in given:
        if credit.is_whole and credit.service in asked.services:
            bills[credit.bill].append(credit)
    for credits in bills.values():
        if len(credits) > 1 and total(credits) in [sum for sum, _ in asked.sums]:
            return credits, Why.CHARGES
    return None


def _split(asked: Asked, given: list[Given]) -> tuple[list[Given], Why] | None:
    """Several credits, mostly on as many bills, come to what is open."""
    whole = [each for each in given if each.is_whole and each.amount < asked.left][:MOST_TRIED]
    for sum, _ in asked.sums:
        for count in range(2, MOST_PARTS + 1):
            for credits in combinations(whole, count):
                if total(credits) == sum:
                    return list(credits), Why.SPLIT
    return None


def _one_charge(asked: Asked, given: list[Given]) -> tuple[list[Given], Why] | None:
    for credit in given:
        same = (c for c in asked.charges if c[1] == credit.amount and credit.service in ("", c[0]))
        if credit.is_whole and credit.amount <= asked.left and any(same):
            return [credit], Why.CHARGE
    return None


def _part(asked: Asked, given: list[Given]) -> tuple[list[Given], Why] | None:
    credit = next((c for c in given if c.service in asked.services and c.left < asked.left), None)
    return ([credit], Why.PART) if credit else None


def total(credits: Iterable[Given]) -> Decimal:
    return sum((each.amount for each in credits), Decimal(0))


#: The strongest reason first, and whether it finds credits on other accounts, too.
RULES: tuple[tuple[Rule, bool], ...] = (
    (_named, True),
    (_exact, False),
    (_on_one_bill, False),
    (_split, False),
    (_one_charge, False),
    (_part, False),
)


def tax_beside(made: Sequence[Proposal], given: Sequence[Given]) -> Iterator[tuple[int, Proposal]]:
    """Tax credits on bills whose other credits all stand for one dispute, beside the first."""
    bills: dict[int | None, list[Proposal]] = defaultdict(list)
    for each in made:
        bills[each.bill].append(each)
    for bill, own in bills.items():
        taxes = [each for each in given if each.is_tax and each.is_whole and each.bill == bill]
        matched = sum((each.amount for each in own), Decimal(0))
        if bill is None or len({each.dispute for each in own}) > 1 or not taxes:
            continue
        if total(taxes) <= matched * MOST_TAX:
            for tax in taxes:
                beside = Proposal(tax.pk, own[0].dispute, tax.amount, Why.TAX, Role.TAX, bill)
                yield own[0].credit, beside
