"""What the clock tells the practice about disputes: each deadline, and each delay, once.

Clients are told none of it: how the practice and the carrier keep their days is its own business.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse

from billing_audit.money.clocks import DUE
from billing_audit.money.crediting.late import broken
from billing_audit.money.expiring import TO_SEND, Expiring, expiring_of
from billing_audit.money.models import Dispute
from billing_audit.money.querysets import DisputeQuerySet
from billing_audit.money.states import AGREED, AT_THE_CARRIER, State
from clients.notices.models import Topic
from clients.notices.recipients import people_of_practice
from clients.notices.services import notify
from clients.people.models import Client
from clients.telecom.models import BillingAccount
from retainer.lib import format as written

#: Days before a deadline on which it is told; the last of them that has come counts.
FAR, NEAR = 14, 3
#: Who has to move, and what we have to do.
OURS = {
    State.DRAFT: "to be sent",
    State.MORE_INFO: "to be answered",
    State.DENIED: "to be appealed or closed",
    State.REVERSED: "to be taken up with the carrier again",
}
THEIRS = (*AT_THE_CARRIER, *AGREED)


def watch(today: date) -> None:
    """Tell of what is near or late today; what was told before stays quiet."""
    _watch_our_days(today)
    _watch_answers(today)
    _watch_promises(today)
    _watch_bills(today)


def _watch_our_days(today: date) -> None:
    for dispute in _due(OURS).filter(due_on__lte=today + timedelta(days=FAR)):
        left = (dispute.due_on - today).days
        when = written.age(dispute.due_on) if left >= 0 else f"{written.count(-left, 'day')} late"
        _tell_of(
            dispute,
            f"it is {OURS[State(dispute.state)]} by {written.day(dispute.due_on)}, {when}.",
            f"{dispute.state}-{dispute.due_on}-{_stage(left)}",
        )


def _watch_answers(today: date) -> None:
    for dispute in _due(THEIRS).filter(due_on__lt=today):
        late = written.count((today - dispute.due_on).days, "day")
        _tell_of(
            dispute,
            f"{DUE[State(dispute.state)]} on {written.day(dispute.due_on)} is {late} late. "
            "Ask the carrier, or escalate.",
            f"{dispute.state}-{dispute.due_on}",
        )


def _watch_promises(today: date) -> None:
    for late in broken(Dispute.objects.all(), today):
        money = written.money(late.missing, late.currency)
        _tell_of(
            late.dispute,
            f"a credit of {money} was promised for {written.month(late.dispute.cycle)} and stands "
            "on no bill.",
            f"promised-{late.dispute.cycle}",
        )


def _watch_bills(today: date) -> None:
    """What is in no dispute yet; a draft is told of by its own day."""
    rows: dict[tuple[BillingAccount, date, str], list[Expiring]] = defaultdict(list)
    for row in expiring_of(BillingAccount.objects.all(), today, FAR):
        if row.waits != TO_SEND:
            rows[row.invoice.account, row.deadline.day, row.currency].append(row)
    for (account, day, currency), expiring in rows.items():
        client = expiring[0].invoice.client
        money = written.money(sum((row.amount for row in expiring), Decimal(0)), currency)
        stage = _stage((day - today).days)
        _tell(
            client,
            f"{money} on bills of {expiring[0].invoice.carrier}, account {account.number}, can be "
            f"disputed until {written.day(day)}, which is {written.age(day)}.",
            f"{reverse('disputes:expiring_list')}?client={client.slug}",
            f"expiring-{account.pk}-{day}-{currency}-{stage}",
        )


def _due(states: Iterable[State]) -> DisputeQuerySet:
    active = Dispute.objects.filter(client__in=Client.objects.active())
    return active.filter(state__in=list(states), due_on__isnull=False).for_list()


def _stage(left: int) -> str:
    """Which of the reminders of a day it is."""
    return "passed" if left < 0 else "near" if left <= NEAR else "far"


def _tell_of(dispute: Dispute, what: str, key: str) -> None:
    money = written.money(dispute.disputed, dispute.currency)
    _tell(
        dispute.client,
        f"Dispute {dispute} with {dispute.carrier} about {money}: {what}",
        reverse("disputes:dispute_detail", args=[dispute.public_id]),
        f"dispute-{dispute.pk}-{key}",
    )


def _tell(client: Client, sentence: str, link: str, key: str) -> None:
    notify(
        to=people_of_practice(client),
        client=client,
        topic=Topic.MONEY,
        sentence=sentence,
        link=link,
        key=key,
    )
