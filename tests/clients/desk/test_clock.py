"""By when we promised to say something, and whether it came in time."""

from decimal import Decimal

import pytest

from clients.desk.models import AnswerPromise, Question
from clients.desk.services import answer, change_promise, reopen, say_working
from clients.desk.telling import watch
from clients.models import Notice, User
from tests.clients.desk.conftest import Ask, at, at_the_portal


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-03-02 10:00", "2026-03-02 14:00"),
        ("2026-03-06 15:00", "2026-03-09 11:00"),
        ("2026-11-25 16:00", "2026-11-27 12:00"),
        ("2026-12-24 16:30", "2026-12-28 12:30"),
        ("2026-10-30 16:00", "2026-11-02 12:00"),
    ],
    ids=["same day", "spring forward", "Thanksgiving", "Christmas and a weekend", "fall back"],
)
def test_the_first_word_is_due_after_so_many_service_hours(asks: Ask, asked: str, due: str) -> None:
    assert asks(asked).due_at == at(due)


def test_what_was_promised_stays_when_the_promise_changes(asks: Ask, pat: User) -> None:
    before = asks()

    change_promise(promise=AnswerPromise(first_word=Decimal(1)), changed_by=pat)
    after = asks()

    assert (before.due_at, after.due_at) == (at("2026-03-02 14:00"), at("2026-03-02 11:00"))


def test_an_answer_after_the_weekend_is_late_by_service_hours(asks: Ask, casey: User) -> None:
    question = asks("2026-03-06 15:00")

    answered = answer(
        question=question, words="A factor rose.", answered_by=casey, at=at("2026-03-09 11:30")
    )

    assert answered.is_late(at("2026-03-09 11:30"))
    assert answered.took.total_seconds() == 4.5 * 3600
    step = answered.steps.get(deed="answered")
    assert (step.is_late, step.due_at, step.actor) == (True, at("2026-03-09 11:00"), casey)


def test_still_working_on_it_is_a_first_word_and_promises_a_next(asks: Ask, casey: User) -> None:
    working = say_working(
        question=asks(), words="We asked Verizon.", said_by=casey, at=at("2026-03-02 13:00")
    )

    assert (working.state, working.next_due_at) == ("working", at("2026-03-04 13:00"))
    assert not working.is_late(at("2026-03-05 09:00"))
    answered = answer(question=working, words="Here.", answered_by=casey, at=at("2026-03-04 13:01"))
    assert not answered.is_late(at("2026-03-05 09:00"))
    assert answered.steps.get(deed="answered").is_late


def test_a_reopened_question_is_promised_a_word_anew(asks: Ask, casey: User, owen: User) -> None:
    answered = answer(question=asks(), words="So.", answered_by=casey, at=at("2026-03-02 11:00"))

    with at_the_portal(owen):
        reopen(question=answered, words="Not quite.", reopened_by=owen, at=at("2026-03-02 16:00"))

    question = Question.objects.get()
    assert (question.state, question.next_due_at) == ("reopened", at("2026-03-03 12:00"))
    assert question.due_at == at("2026-03-02 14:00")


def told(*moments: str) -> list[tuple[str, str]]:
    """Who was told what by the clock, looking at each of these moments."""
    for moment in moments:
        watch(at(moment))
    notices = Notice.objects.filter(made_by=None).order_by("pk")
    return [(notice.recipient.name, notice.sentence.split(":")[0]) for notice in notices]


def test_we_are_reminded_an_hour_before_and_the_principals_told_after(
    asks: Ask, casey: User, pat: User
) -> None:
    asks("2026-03-06 15:00")  # a Friday; due on Monday at eleven

    assert told("2026-03-06 16:59", "2026-03-07 12:00", "2026-03-09 09:59") == []
    soon = told("2026-03-09 10:00", "2026-03-09 10:30")
    assert [who for who, _ in soon] == ["Casey Cole"]
    late = told("2026-03-09 11:01", "2026-03-09 12:00")
    assert [who for who, _ in late] == ["Casey Cole", "Pat Page"]


def test_nobody_is_reminded_of_what_is_answered(asks: Ask, casey: User, pat: User) -> None:
    answer(question=asks(), words="So.", answered_by=casey, at=at("2026-03-02 11:00"))

    assert told("2026-03-02 13:30", "2026-03-02 15:00") == []
