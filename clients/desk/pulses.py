"""Asking how it was, never more than once and one thing at a time, and what people answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from clients.desk.models import Question
from clients.desk.pulse_models import PrivateWord, Pulse, PulseChoice
from clients.issues.models import Issue
from clients.notices.models import Topic
from clients.notices.recipients import people_of_client, people_of_practice, principals
from clients.notices.services import notify
from clients.people.activity import record
from clients.people.models import Client, User
from retainer.lib import quarters
from retainer.lib.refusal import Refused

#: So long after a quarter has ended, or an issue was settled, people are asked about it ...
ASKING = timedelta(days=14)
#: ... and so long a pulse stays open. Then silence is taken for an answer, and left at that.
OPEN_FOR = timedelta(days=14)
State = Pulse.State


class NotToAnswer(Refused):
    """This pulse is not open any more."""


@dataclass(frozen=True)
class Found:
    """What somebody answered."""

    good: int
    easy: int
    words: str = ""
    #: For the principals alone.
    private: str = ""


def is_wanted(client: Client) -> bool:
    """Whether people are asked about the work with this client at all."""
    return PulseChoice.objects.filter(client=client, is_wanted=True).exists()


@transaction.atomic
def want(*, client: Client, is_wanted: bool, wanted_by: User) -> None:
    """Begin to ask, or stop: what is open then lapses."""
    PulseChoice.objects.update_or_create(client=client, defaults={"is_wanted": is_wanted})
    does = "begins" if is_wanted else "ends"
    record("pulse.wanted", f"The pulse of {client} {does}", actor=wanted_by, client=client)


def ask_about_question(question: Question, person: User) -> None:
    """Ask whoever closed a question; the page that says it is closed shows the form."""
    _ask(question.client, [person.pk], timezone.now(), question=question)


def ask(now: datetime) -> None:
    """Ask about issues settled lately and the quarter that has just ended, where it is wanted.

    Whoever has something to answer already is not asked for more; with the time that is given
    for each, the next one comes when the first is out of the way, or not at all.
    """
    _lapse(now)
    wanted = Client.objects.active().filter(pulse_choice__is_wanted=True)
    for client in wanted:
        for issue in _settled(client, now):
            took_part = _took_part(issue)
            theirs = [person for person in people_of_client(client) if person in took_part]
            _ask(client, theirs, now, issue=issue)
            _tell(client, f"How was it settled: {issue}? Two figures are enough.", issue=issue)
    today = timezone.localdate(now)
    quarter = ended_quarter(today)
    if today - quarters.quarter_of(today) >= ASKING:
        return
    name = quarters.quarter_name(quarter)
    for client in wanted:
        both = [*people_of_client(client), *people_of_practice(client)]
        _ask(client, both, now, quarter=quarter)
        sentence = f"How was the quarter {name} of {client}? Two figures and a word are enough."
        _tell(client, sentence, quarter=quarter)


@transaction.atomic
def answer_pulse(
    *, pulse: Pulse, found: Found, answered_by: User, at: datetime | None = None
) -> Pulse:
    """Say how it was; words for the principals are kept apart."""
    pulse = _open(pulse)
    pulse.state, pulse.good, pulse.easy = State.ANSWERED, found.good, found.easy
    pulse.words, pulse.answered_at = found.words, at or timezone.now()
    pulse.save(update_fields=["state", "good", "easy", "words", "answered_at"])
    sentence = f"Found {pulse.about} good {found.good} of 5 and easy {found.easy} of 5"
    record("pulse.answered", sentence, actor=answered_by, client=pulse.client)
    if found.private:
        PrivateWord.objects.create(client=pulse.client, pulse=pulse, text=found.private)
        _tell_principals(pulse.client, answered_by)
    return pulse


@transaction.atomic
def decline(*, pulse: Pulse) -> Pulse:
    """Rather not say: nobody asks about this again."""
    pulse = _open(pulse)
    pulse.state = State.DECLINED
    pulse.save(update_fields=["state"])
    return pulse


def open_pulse(person: User) -> Pulse | None:
    """What this person is asked now, if anything; of its client they see at least the name."""
    asked = Pulse.objects.visible_to(person).filter(person=person, state=State.OPEN)
    return asked.select_related("client", "question", "issue").first()


def ended_quarter(today: date) -> date:
    """The quarter that has ended last."""
    return quarters.before(quarters.quarter_of(today))


def told(user: User, clients: Iterable[Client]) -> list[Pulse]:
    """What was said with words, the latest first; the private words to principals alone."""
    pulses = Pulse.objects.visible_to(user).filter(client__in=list(clients), state=State.ANSWERED)
    rows = list(
        pulses.select_related("client", "question", "issue")
        .annotate(who=F("person__name"))
        .order_by("-answered_at", "-pk")[:100]
    )
    private = PrivateWord.objects.filter(pulse__in=rows) if user.is_principal else ()
    words = {word.pulse_id: word.text for word in private}
    for pulse in rows:
        pulse.said_in_private = words.get(pulse.pk, "")
    return [pulse for pulse in rows if pulse.words or pulse.said_in_private]


def _ask(client: Client, people: Iterable[int], now: datetime, **about: Any) -> None:
    """Ask those who have no open pulse and were not asked about this before."""
    if is_wanted(client):
        asked = [Pulse(client=client, person_id=person, asked_at=now, **about) for person in people]
        Pulse.objects.bulk_create(asked, ignore_conflicts=True)


def _lapse(now: datetime) -> None:
    """Let go of what nobody answered in its time, and of what is not wanted any more."""
    asked = Pulse.objects.filter(state=State.OPEN)
    asked.filter(asked_at__lt=now - OPEN_FOR).update(state=State.LAPSED)
    asked.exclude(client__pulse_choice__is_wanted=True).update(state=State.LAPSED)


def _settled(client: Client, now: datetime) -> list[Issue]:
    """Issues settled lately and not taken up again."""
    lately = {"steps__deed": "settled", "steps__at__gte": now - ASKING}
    settled = Issue.objects.filter(client=client, state=Issue.State.SETTLED, **lately)
    return list(settled.distinct().order_by("pk"))


def _took_part(issue: Issue) -> set[int]:
    """Whoever raised it or did something about it."""
    return {issue.raised_by_id, *issue.steps.values_list("actor_id", flat=True)}


def _open(pulse: Pulse) -> Pulse:
    """The pulse as it is now, kept so."""
    kept = Pulse.objects.select_for_update().get(pk=pulse.pk)
    if kept.state != State.OPEN:
        raise NotToAnswer("There is nothing to answer any more; thank you.")
    pulse.state = kept.state
    return pulse


def _tell(client: Client, sentence: str, **about: Any) -> None:
    """Tell each person once of what they are asked; there are no reminders."""
    for pulse in Pulse.objects.filter(client=client, state=State.OPEN, **about):
        notify(
            to=[pulse.person_id],
            client=client,
            topic=Topic.DESK,
            sentence=sentence,
            link=reverse("desk:pulse_answer", args=[pulse.public_id]),
            key=f"pulse-{pulse.pk}",
        )


def _tell_principals(client: Client, by: User) -> None:
    notify(
        to=principals(),
        client=client,
        topic=Topic.DESK,
        sentence=f"{by.name} of {client} left private words for you.",
        link=f"{reverse('desk:pulse_list')}?client={client.slug}",
        made_by=by,
    )
