"""Tells both sides of a contract that the last day for its notice comes near, once each step."""

from datetime import date

from django.urls import reverse

from clients.contracts.noticing import last_days
from clients.contracts.running import ALERTS, Running, running
from clients.notices.models import Topic
from clients.notices.recipients import people_of_client, people_of_practice
from clients.notices.services import notify
from clients.people.models import Client
from clients.telecom.models import Contract
from retainer.lib import format as written


def step_of(term: Running) -> int | None:
    """The step that was reached last: of several reached at once only the nearest is news."""
    if term.is_over or term.days_left is None or term.days_left < 0:
        return None
    return min((step for step in ALERTS if term.days_left <= step), default=None)


def watch(today: date) -> int:
    """Tell of every contract that reached a step by today; how many there are."""
    held = Contract.objects.filter(client__in=Client.objects.active(), notice_days__isnull=False)
    reached = 0
    contracts = list(held.select_related("client", "carrier"))
    ended = last_days(contracts)
    for contract in contracts:
        term = running(contract, today, ended.get(contract.pk))
        step = step_of(term)
        if step is not None:
            _tell(contract, term, step)
            reached += 1
    return reached


def in_words(name: str, term: Running) -> str:
    """What happens by when, and what if nobody says a word."""
    left = written.count(term.days_left, "day")
    otherwise = (
        f"without it the contract renews itself for {written.count(term.renews_for, 'month')} "
        f"on {written.day(term.renews_on)}"
        if term.renews_on
        else f"the contract ends on {written.day(term.ends)}"
    )
    due = "today" if term.days_left == 0 else f"by {written.day(term.notice_by)}, in {left}"
    return f"Notice to {name} is due {due}; {otherwise}."


def _tell(contract: Contract, term: Running, step: int) -> None:
    sentence = in_words(f"{contract.carrier}, contract {contract.number},", term)
    # The day is in the key: a term that was renewed takes notice again.
    key = f"contract-notice-{contract.pk}-{term.notice_by}-{step}"
    staff = reverse("contracts:contract_dates", args=[contract.public_id])
    theirs = reverse("contracts:my_contract", args=[contract.public_id])
    for to, link in (
        (people_of_practice(contract.client), staff),
        (people_of_client(contract.client), theirs),
    ):
        notify(
            to=to,
            client=contract.client,
            topic=Topic.CONTRACT,
            sentence=sentence,
            link=link,
            key=key,
        )
