"""Tells people of a recommendation what became of it, and writes it into the record."""

from datetime import date, timedelta

from django.urls import reverse

from clients.advice.authority import Authorities
from clients.advice.models import Recommendation
from clients.notices.models import Topic
from clients.notices.recipients import people_of_client, people_of_practice
from clients.notices.services import notify
from clients.people.activity import record
from clients.people.models import Client, User
from retainer.lib import format as written

#: So long before a decision is due those who may decide are reminded, but so long after it was
#: asked for at the earliest.
SOON, REST = timedelta(days=7), timedelta(days=3)


def tell_deciders(asked: Recommendation, sentence: str, *, by: User | None, key: str = "") -> None:
    """Tell those who may decide it; everybody of the client while nobody may."""
    who = Authorities(asked.client_id).deciders(asked) or people_of_client(asked.client)
    _tell(asked, who, sentence, f"{_portal_page(asked)}?via=mail", by, key)


def tell_practice(
    asked: Recommendation, sentence: str, *, by: User, holder: int | None = None
) -> None:
    """Tell its author and those who work for the client; and the holder whose deputy decided."""
    practice = [asked.author_id, *people_of_practice(asked.client)]
    page = reverse("advice:recommendation_detail", args=[asked.public_id])
    _tell(asked, practice, sentence, page, by)
    if holder is not None:
        _tell(asked, [holder], sentence, _portal_page(asked), by)


def remind(today: date) -> None:
    """Remind once of each recommendation that waits and is due soon."""
    waiting = Recommendation.objects.waiting().filter(
        due_on__range=(today, today + SOON), published_at__date__lte=today - REST
    )
    for asked in waiting.filter(client__in=Client.objects.active()).select_related("client"):
        sentence = f"Your decision is due on {written.day(asked.due_on)}: {asked.title}"
        key = f"decision-{asked.pk}-{asked.due_on}"
        tell_deciders(asked, sentence, by=None, key=key)


def note(asked: Recommendation, deed: str, sentence: str, by: User | None, **data: str) -> None:
    """Write what was done into the record of activity."""
    record(f"recommendation.{deed}", sentence, actor=by, client=asked.client, subject=asked, **data)


def _portal_page(asked: Recommendation) -> str:
    return reverse("advice:my_decision", args=[asked.public_id])


def _tell(
    asked: Recommendation,
    to: list[int],
    sentence: str,
    link: str,
    by: User | None,
    key: str = "",
) -> None:
    notify(
        to=to,
        client=asked.client,
        topic=Topic.DECISION,
        sentence=sentence,
        link=link,
        made_by=by,
        key=key,
    )
