"""Thresholds a retainer crosses, raised once each and told to everybody it concerns.

What is used is approved work, against what the month includes and brought over.
"""

from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse

from clients.agreements.models import RetainerAgreement
from clients.agreements.pricing import terms_in
from clients.notices.models import Topic
from clients.notices.recipients import people_of_client, people_of_practice
from clients.notices.services import notify
from clients.retainers.models import RetainerAlert
from clients.retainers.past import month_page
from clients.retainers.summary import Balance, balances
from retainer.lib import format as written
from retainer.lib.months import month_of, shifted

Kind = RetainerAlert.Kind

#: Shares of what is available, and what crossing them is called.
SHARES = (
    (Decimal("0.5"), Kind.HALF, "Half"),
    (Decimal("0.8"), Kind.MOST, "Four fifths"),
    (Decimal(1), Kind.ALL, "All"),
)
#: From this day of a month on it is remarkable when less than the share is used.
UNDER_FROM, UNDER = 15, Decimal("0.35")
#: Days before the end of an agreement.
FAR, NEAR = timedelta(days=90), timedelta(days=30)
NOTHING = Decimal("0.00")


def watch(agreement: RetainerAgreement, today: date) -> list[RetainerAlert]:
    """Raise what is to be raised today and tell people; what was raised before stays quiet."""
    return [*_watch_use(agreement, today), *_watch_end(agreement, today)]


def _watch_use(agreement: RetainerAgreement, today: date) -> list[RetainerAlert]:
    """This month's use, and last month's: its work may be approved until it is closed."""
    itself = RetainerAgreement.objects.filter(pk=agreement.pk)
    months = balances(itself, shifted(month_of(today), -1), today)
    return [
        alert
        for month in reversed(months)
        if not month.is_closed and month.available > 0
        for alert in _watch_month(agreement, month, today)
    ]


def _watch_month(agreement: RetainerAgreement, month: Balance, today: date) -> list[RetainerAlert]:
    share = month.used / month.available
    raised = [
        (alert, word)
        for level, kind, word in SHARES
        if share >= level and (alert := _raise(agreement, month, kind))
    ]
    if raised:  # of several thresholds crossed at once only the highest is news
        _tell(agreement, Topic.USE, _used(raised[-1][1], month), month.month)
    is_late = month.month == month_of(today) and today.day >= UNDER_FROM
    is_under = share < UNDER and is_late and agreement.starts_on <= month.month
    if is_under and (alert := _raise(agreement, month, Kind.UNDER)):
        _tell(agreement, Topic.USE, _used("Only a little", month), month.month)
        return [alert]
    return [alert for alert, _ in raised]


def _used(share: str, month: Balance) -> str:
    agreement = month.agreement
    return (
        f"{share} of what {agreement.title} includes in {written.month(month.month)} is used: "
        f"{agreement.written(month.used)} of {agreement.written(month.available)}."
    )


def _watch_end(agreement: RetainerAgreement, today: date) -> list[RetainerAlert]:
    ends = agreement.ends_on
    if ends is None or ends < today or _goes_on(agreement):
        return []
    raised = []
    end = f"{agreement.title} ends on {written.day(ends)}"
    kind, since = (Kind.SOON, ends - NEAR) if today >= ends - NEAR else (Kind.ENDING, ends - FAR)
    if today >= since and (alert := _raise(agreement, _in(agreement, since), kind)):
        raised.append(alert)
        _tell(agreement, Topic.ENDING, f"{end}, {written.age(ends)}.")
    deadline = ends - timedelta(days=terms_in(agreement, today).notice_days)
    if today >= deadline and (alert := _raise(agreement, _in(agreement, deadline), Kind.NOTICE)):
        raised.append(alert)
        due = f"notice was due by {written.day(deadline)}"
        _tell(agreement, Topic.ENDING, f"{end}; {due}. Say now whether it goes on.")
    return raised


def _goes_on(agreement: RetainerAgreement) -> bool:
    """Whether the next agreement with the client is made already."""
    later = RetainerAgreement.objects.filter(client_id=agreement.client_id)
    return later.filter(starts_on__gt=agreement.ends_on).exists()


def _in(agreement: RetainerAgreement, day: date) -> Balance:
    """A month of which only the name is told."""
    return Balance(agreement, month_of(day), included=NOTHING, used=NOTHING)


def _raise(agreement: RetainerAgreement, month: Balance, kind: Kind) -> RetainerAlert | None:
    """The alert, if nobody raised it before."""
    alert, is_new = RetainerAlert.objects.get_or_create(
        agreement=agreement,
        month=month.month,
        kind=kind,
        defaults={
            "client": agreement.client,
            "used": month.used,
            "available": month.available,
        },
    )
    return alert if is_new else None


def _tell(
    agreement: RetainerAgreement, topic: Topic, sentence: str, month: date | None = None
) -> None:
    """Tell both sides, the client's with the way to the month if it is about one."""
    client = agreement.client
    # Before an agreement ends, the next thing to do is its renewal pack.
    name = "renewal:pack_detail" if topic == Topic.ENDING else "retainers:agreement_detail"
    page = reverse(name, args=[agreement.public_id])
    theirs = f"{reverse('retainers:my_retainer')}?client={client.slug}"
    if month is not None:
        theirs = month_page(agreement, month)
    for people, link in ((people_of_practice(client), page), (people_of_client(client), theirs)):
        notify(to=people, client=client, topic=topic, sentence=sentence, link=link)
