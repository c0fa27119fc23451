"""Who may decide is reminded once of what is due soon."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from clients.advice.telling import remind
from clients.models import Client, Notice, Recommendation, User

DUE = date(2026, 3, 12)


def asked(client: Client, author: User, on: date) -> None:
    Recommendation.objects.create(
        client=client,
        kind="dispute",
        title="Ask it back?",
        found="Too much.",
        advice="Ask.",
        if_nothing="It stays.",
        money=Decimal("100.00"),
        due_on=DUE,
        state="open",
        published_at=timezone.make_aware(datetime.combine(on, time(12))),
        author=author,
    )


def reminded(*days_before: int) -> list[int]:
    """How many notices there are after a look at each of these days before it is due."""
    counts = []
    for left in days_before:
        remind(DUE - timedelta(days=left))
        counts.append(Notice.objects.count())
    return counts


def test_who_may_decide_is_reminded_once_a_week_before(
    acme: Client, casey: User, owen: User, stella: User
) -> None:
    asked(acme, casey, DUE - timedelta(days=14))

    counts = reminded(8, 7, 1, 0, -1)

    assert counts == [0, 1, 1, 1, 1]
    notice = Notice.objects.get()
    assert notice.recipient == owen
    assert notice.sentence.endswith("Ask it back?")


def test_nobody_is_reminded_of_what_they_were_asked_just_now(
    acme: Client, casey: User, owen: User
) -> None:
    asked(acme, casey, DUE - timedelta(days=5))

    assert reminded(5, 3, 2, 1) == [0, 0, 1, 1]
