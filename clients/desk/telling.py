"""Tells people of a question what became of it, and us before and after our word was due."""

from datetime import datetime, timedelta

from django.urls import reverse

from clients.desk.models import Question
from clients.notices.models import Topic
from clients.notices.recipients import people_of_practice, principals
from clients.notices.services import notify
from clients.people.models import Client, User
from clients.service_hours.reckoning import business_time
from retainer.lib import format as written

#: So much open time before a word is due we are reminded of it.
SOON = timedelta(hours=1)


def tell_practice(question: Question, sentence: str, *, by: User) -> None:
    """Tell those who work for the client."""
    _tell(question, people_of_practice(question.client), sentence, _desk_page(question), by)


def tell_asker(question: Question, sentence: str, *, by: User) -> None:
    """Tell whoever asked."""
    page = reverse("desk:my_question", args=[question.public_id])
    _tell(question, [question.asked_by_id], sentence, page, by)


def watch(now: datetime) -> None:
    """Remind us of words that are due soon, and tell the principals of those that are late.

    Each is told once for each moment promised, however often this looks.
    """
    open_time = business_time()
    owed = Question.objects.waiting().filter(client__in=Client.objects.active())
    for question in owed.select_related("client"):
        due = question.next_due_at
        key = f"{question.pk}-{due:%Y%m%d%H%M%S}"
        when = written.moment(due)
        if due < now:
            sentence = f"{question.client} was promised a word by {when}: {question.subject}"
            _tell(question, principals(), sentence, _desk_page(question), None, f"late-{key}")
        elif open_time.between(now, due) <= SOON:
            sentence = f"{question.client} expects a word by {when}: {question.subject}"
            to = people_of_practice(question.client)
            _tell(question, to, sentence, _desk_page(question), None, f"soon-{key}")


def _desk_page(question: Question) -> str:
    return reverse("desk:question_detail", args=[question.public_id])


def _tell(
    question: Question,
    to: list[int],
    sentence: str,
    link: str,
    by: User | None,
    key: str = "",
) -> None:
    notify(
        to=to,
        client=question.client,
        topic=Topic.DESK,
        sentence=sentence,
        link=link,
        made_by=by,
        key=f"question-{key}" if key else "",
    )
