"""Telling people something, and what they do with it."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from clients.notices import tasks
from clients.notices.models import CalendarFeed, Notice, NoticeChoice, Pace, Topic
from clients.people.models import Client, User


@transaction.atomic
def notify(
    *,
    to: Iterable[int],
    client: Client | None,
    topic: Topic,
    sentence: str,
    link: str,
    made_by: User | None = None,
    key: str = "",
) -> None:
    """Tell people about a client's affairs, or the practice's own where none is given.

    They are told in the product at once, by mail when they wish.

    Nobody is told of their own deed, nor twice what has the same key.
    """
    told = set(Notice.objects.filter(key=key).values_list("recipient", flat=True) if key else ())
    if made_by:
        told.add(made_by.pk)
    notices = [
        Notice(
            client=client,
            recipient_id=recipient,
            topic=topic,
            sentence=sentence[:500],
            link=link,
            made_by=made_by,
            key=key,
        )
        for recipient in dict.fromkeys(to)
        if recipient not in told
    ]
    # Whoever looks at the same moment may tell it first.
    if Notice.objects.bulk_create(notices, ignore_conflicts=bool(key)):
        tasks.mail_notices.delay_on_commit()


def mark_read(*, notice: Notice) -> None:
    """Note that its recipient has opened it."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())


def mark_all_read(*, reader: User) -> None:
    """Note that a person has seen everything they were told."""
    Notice.objects.visible_to(reader).unread().update(read_at=timezone.now())


@transaction.atomic
def choose_mails(*, user: User, paces: Mapping[str, str]) -> None:
    """Keep when a person is mailed about which topic."""
    NoticeChoice.objects.bulk_create(
        [NoticeChoice(user=user, topic=topic, pace=pace) for topic, pace in paces.items()],
        update_conflicts=True,
        unique_fields=["user", "topic"],
        update_fields=["pace"],
    )


def stop_mails(*, user: User) -> None:
    """Mail a person nothing more; what happens waits for them under the bell."""
    choose_mails(user=user, paces={topic.value: Pace.NONE.value for topic in Topic})


@transaction.atomic
def renew_feed(*, user: User) -> CalendarFeed:
    """Give a person's calendar an address; one of before opens nothing any more."""
    CalendarFeed.objects.filter(user=user).delete()
    return CalendarFeed.objects.create(user=user)


def revoke_feed(*, user: User) -> None:
    """Shut the address of a person's calendar."""
    CalendarFeed.objects.filter(user=user).delete()
