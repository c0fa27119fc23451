"""The figures of the portal's home page, each with the page that proves it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from billing_audit.portal.shared import Amounts, Standing, State
from clients.people.models import Client
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
        f"{written.count(standing.found_count, 'finding')} on bills of any month",
    )


def credited(amounts: Amounts, month: date) -> Tile:
    return Tile(
        "Credited on your bills",
        amounts,
        f"{reverse('portal:credit_list')}?month={month:%Y-%m}",
        f"by your carriers in {written.month(month)}",
    )


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody's answer, and what of the company waits for others."""

    questions: int
    requests: int
    requests_to_others: int = 0
    decisions: int = 0

    def __str__(self) -> str:
        """The number in large; of several kinds, as many answers as the report counts."""
        if self.kinds > 1:
            return written.count(self.decisions + self.questions + self.requests, "answer")
        return "".join(self._counted)

    @property
    def kinds(self) -> int:
        """How many kinds of things wait for this person."""
        return len(self._counted)

    @property
    def note(self) -> str:
        if self.kinds > 1:
            *others, last = self._counted
            return f"{', '.join(others)} and {last}"
        if self.decisions:
            return "our advice is ready; you decide"
        if self.questions:
            return "your consultant will ask you"
        if self.requests:
            return "for work beyond the allowance"
        if self.requests_to_others:
            others = written.count(self.requests_to_others, "request")
            return f"{others} for who decides on spending"
        return "no question and no request is open"

    @property
    def _counted(self) -> list[str]:
        """How many of each kind there are, in words."""
        kinds = (
            (self.decisions, "decision"),
            (self.questions, "question"),
            (self.requests, "request"),
        )
        return [written.count(number, noun) for number, noun in kinds if number]


def asked(waiting: Waiting, company: Client) -> Tile:
    return Tile(
        "Needs your decision" if waiting.decisions else "Needs your answer",
        str(waiting) or "Nothing",
        _where(waiting, company),
        waiting.note,
        "attention" if str(waiting) else "",
    )


def _where(waiting: Waiting, company: Client) -> str:
    """Where it is answered; things of several kinds stand together only on the home page."""
    if waiting.kinds > 1:
        return f"{reverse('portal:home')}?client={company.slug}#answers"
    if waiting.decisions:
        return f"{reverse('advice:my_decisions')}?client={company.slug}"
    if waiting.requests or (waiting.requests_to_others and not waiting.questions):
        return f"{reverse('retainers:my_retainer')}?client={company.slug}"
    return f"{reverse('portal:finding_list')}?state={State.ASKED}"


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
