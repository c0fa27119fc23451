"""Telling people something, and what they do with it."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from clients.notices import tasks
from clients.notices.models import Notice, NoticeChoice, Topic
from clients.people.models import Client, User


@transaction.atomic
def notify(
    *,
    to: Iterable[int],
    client: Client,
    topic: Topic,
    sentence: str,
    link: str,
    made_by: User | None = None,
) -> None:
    """Tell people about a client's affairs: in the product at once, by mail if they wish.

    Nobody is told of their own deed.
    """
    notices = [
        Notice(
            client=client,
            recipient_id=recipient,
            topic=topic,
            sentence=sentence[:500],
            link=link,
            made_by=made_by,
        )
        for recipient in dict.fromkeys(to)
        if made_by is None or recipient != made_by.pk
    ]
    if Notice.objects.bulk_create(notices):
        tasks.mail_notices.delay_on_commit()


def mark_read(*, notice: Notice) -> None:
    """Note that its recipient has opened it."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())


def mark_all_read(*, reader: User) -> None:
    """Note that a person has seen everything they were told."""
    Notice.objects.visible_to(reader).unread().update(read_at=timezone.now())


@transaction.atomic
def choose_mails(*, user: User, wishes: Mapping[str, bool]) -> None:
    """Keep which topics a person wants by mail."""
    NoticeChoice.objects.bulk_create(
        [NoticeChoice(user=user, topic=topic, by_mail=wish) for topic, wish in wishes.items()],
        update_conflicts=True,
        unique_fields=["user", "topic"],
        update_fields=["by_mail"],
    )
