"""What the demo's clients asked at the desk: one answered late, one that waits."""

from datetime import timedelta

from django.utils import timezone

from clients.desk.services import answer, ask
from clients.models import Client, Question, User
from retainer.demo.story import ClientStory
from retainer.lib.tenancy import ALL, acting_as

LATE = ("Why did the bill rise in the third month?", "It is above the budget we agreed on.")
WAITING = ("Which sites can lose their fax lines?", "We are closing two floors next year.")
ANSWER = "The public fee on interstate charges went up that month; no rate of yours did."


def ask_questions(story: ClientStory, users: dict[str, User]) -> None:
    """Ask in a client user's own name, as the database wants it; what was asked is left alone.

    It opens scopes of its own: the portal's connection sees what is committed only.
    """
    asker = users[next(p.email for p in story.places if p.role != "consultant")]
    consultant = users[next(p.email for p in story.places if p.role == "consultant")]
    with acting_as("worker", clients=ALL):
        client = Client.objects.get(slug=story.slug)
        if Question.objects.filter(client=client).exists():
            return
    now = timezone.now()
    for (subject, text), at in ((LATE, now - timedelta(days=21)), (WAITING, now)):
        with acting_as("portal", clients=[client.pk], user_id=asker.pk):
            ask(client=client, asked_by=asker, subject=subject, text=text, at=at)
    with acting_as("worker", clients=ALL):
        question = Question.objects.get(client=client, subject=LATE[0])
        answered_at = now - timedelta(days=18)
        answer(question=question, words=ANSWER, answered_by=consultant, at=answered_at)
