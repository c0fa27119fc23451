"""Asking, answering, closing and reopening; every step with its actor, its time and its words."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from clients.desk.abouts import About
from clients.desk.models import AnswerPromise, Question, QuestionStep
from clients.desk.pulses import ask_about_question
from clients.desk.telling import tell_asker, tell_practice
from clients.people.activity import record
from clients.people.models import Client, User
from clients.service_hours.reckoning import business_time
from retainer.lib.refusal import Refused

State, Deed = Question.State, QuestionStep.Deed
#: Where the next word is ours, and where it is the client's.
OURS, THEIRS = (State.ASKED, State.WORKING, State.REOPENED), (State.ANSWERED, State.CLOSED)


class NotNow(Refused):
    """The question has gone on since the page was shown."""


class NothingSaid(Refused):
    """An answer without words."""


@transaction.atomic
def ask(
    *,
    client: Client,
    asked_by: User,
    subject: str,
    text: str,
    about: About | None = None,
    at: datetime | None = None,
) -> Question:
    """Ask us; by when we promise to say something is fixed now."""
    now = at or timezone.now()
    due = _due(now, AnswerPromise.current().first_word)
    question = Question.objects.create(
        client=client,
        asked_by=asked_by,
        subject=subject,
        about_kind=about.kind if about else "",
        about_id=about.public_id if about else None,
        asked_at=now,
        due_at=due,
        next_due_at=due,
    )
    question.refresh_from_db(fields=["public_id"])
    _step(question, Deed.ASKED, text, asked_by, now)
    tell_practice(question, f"{asked_by.name} asks: {subject}", by=asked_by)
    return question


@transaction.atomic
def answer(
    *, question: Question, words: str, answered_by: User, at: datetime | None = None
) -> Question:
    """Answer it; more can be said later while it is not closed."""
    said, now = _said(words), at or timezone.now()
    question = _locked(question, (*OURS, State.ANSWERED), "It is closed; the client can reopen it.")
    _our_word(question, Deed.ANSWERED, said, answered_by, now, next_due_at=None)
    tell_asker(question, f"{answered_by.name} answered: {question.subject}", by=answered_by)
    return question


@transaction.atomic
def say_working(
    *, question: Question, words: str, said_by: User, at: datetime | None = None
) -> Question:
    """Say that we are still working on it; a next word is promised from now."""
    said, now = _said(words), at or timezone.now()
    question = _locked(question, OURS, "It is answered already.")
    due = _due(now, AnswerPromise.current().next_word)
    _our_word(question, Deed.WORKING, said, said_by, now, next_due_at=due)
    tell_asker(question, f"We are still working on it: {question.subject}", by=said_by)
    return question


@transaction.atomic
def close(
    *, question: Question, closed_by: User, words: str = "", at: datetime | None = None
) -> Question:
    """The client has what they wanted."""
    question = _locked(question, (State.ANSWERED,), "It can be closed once it is answered.")
    question.state = State.CLOSED
    question.save(update_fields=["state"])
    _step(question, Deed.CLOSED, words.strip(), closed_by, at or timezone.now())
    tell_practice(question, f"{closed_by.name} closed: {question.subject}", by=closed_by)
    ask_about_question(question, closed_by)
    return question


@transaction.atomic
def reopen(
    *, question: Question, words: str, reopened_by: User, at: datetime | None = None
) -> Question:
    """The answer was none yet: a word is promised anew, as for a first one."""
    said, now = _said(words), at or timezone.now()
    question = _locked(question, THEIRS, "It is open: we owe you an answer.")
    question.state = State.REOPENED
    question.next_due_at = _due(now, AnswerPromise.current().first_word)
    question.save(update_fields=["state", "next_due_at"])
    _step(question, Deed.REOPENED, said, reopened_by, now)
    tell_practice(question, f"{reopened_by.name} asks again: {question.subject}", by=reopened_by)
    return question


@transaction.atomic
def change_promise(*, promise: AnswerPromise, changed_by: User) -> None:
    """Promise something else from now on; what was promised stays."""
    promise.save()
    record(
        "promise.changed",
        f"First answers are promised within {promise.first_word} service hours, "
        f"a next word within {promise.next_word}",
        actor=changed_by,
    )


def _our_word(
    question: Question,
    deed: Deed,
    words: str,
    by: User,
    now: datetime,
    *,
    next_due_at: datetime | None,
) -> None:
    """Write down what we say, whether it came when it was due, and when the next word is."""
    was_due = question.next_due_at
    if question.first_word_at is None:
        question.first_word_at = now
        question.took = business_time().between(question.asked_at, now)
    question.state, question.next_due_at = State(deed), next_due_at
    question.save(update_fields=["state", "next_due_at", "first_word_at", "took"])
    _step(question, deed, words, by, now, due_at=was_due)


def _step(
    question: Question,
    deed: Deed,
    words: str,
    by: User,
    now: datetime,
    due_at: datetime | None = None,
) -> None:
    QuestionStep.objects.create(
        client=question.client,
        question=question,
        deed=deed,
        words=words,
        actor=by,
        at=now,
        due_at=due_at,
    )
    sentence = f"{deed.label}: {question.subject}"
    record(f"question.{deed.value}", sentence, actor=by, client=question.client, subject=question)


def _due(now: datetime, hours: Decimal) -> datetime:
    return business_time().after(now, timedelta(minutes=int(hours * 60)))


def _said(words: str) -> str:
    if not words.strip():
        raise NothingSaid("Write a few words: whoever reads this knows no more than they say.")
    return words.strip()


def _locked(question: Question, states: tuple[State, ...], otherwise: str) -> Question:
    """The question as it is now, kept so; refused when it is not in one of the states."""
    kept = Question.objects.select_for_update().get(pk=question.pk)
    if kept.state not in states:
        raise NotNow(otherwise)
    return kept
