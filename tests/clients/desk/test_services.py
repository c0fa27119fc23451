"""Who may do what about a question, and what is written down."""

from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from clients.desk import services
from clients.desk.models import Question, QuestionStep
from clients.models import Activity, Client, Notice, User
from tests.clients.desk.conftest import Ask, at, at_the_portal


def test_every_step_is_kept_with_actor_time_and_words(asks: Ask, casey: User, owen: User) -> None:
    question = asks()
    services.answer(question=question, words="A fee.", answered_by=casey, at=at("2026-03-02 11:00"))
    with at_the_portal(owen):
        services.close(question=question, closed_by=owen, at=at("2026-03-02 12:00"))

    steps = [(s.deed, s.actor, s.words, s.at) for s in question.steps.all()]
    assert steps == [
        ("asked", owen, "The bill went up.", at("2026-03-02 10:00")),
        ("answered", casey, "A fee.", at("2026-03-02 11:00")),
        ("closed", owen, "", at("2026-03-02 12:00")),
    ]
    assert Activity.objects.filter(verb="question.answered", actor=casey).count() == 1


def test_who_works_for_the_client_is_told_and_the_asker_of_the_answer(
    asks: Ask, casey: User, owen: User
) -> None:
    question = asks()
    services.answer(question=question, words="A fee.", answered_by=casey)

    told = [(notice.recipient, notice.sentence) for notice in Notice.objects.order_by("pk")]
    assert told == [
        (casey, "Owen Ortiz asks: Why is it higher?"),
        (owen, "Casey Cole answered: Why is it higher?"),
    ]


@pytest.mark.parametrize(
    ("deed", "how", "sentence"),
    [
        (services.answer, {"words": " ", "answered_by": "casey"}, "Write a few words"),
        (services.close, {"closed_by": "owen"}, "once it is answered"),
        (services.reopen, {"words": "So?", "reopened_by": "owen"}, "we owe you an answer"),
    ],
    ids=["without words", "closed too early", "reopened while open"],
)
def test_what_cannot_be_is_refused_in_words(
    asks: Ask,
    request: pytest.FixtureRequest,
    casey: User,
    deed: Any,
    how: dict[str, str],
    sentence: str,
) -> None:
    people = {
        name: request.getfixturevalue(who) if name.endswith("_by") else who
        for name, who in how.items()
    }

    with pytest.raises(services.Refused, match=sentence):
        deed(question=asks(), **people)


def test_a_closed_question_takes_no_further_answer(asks: Ask, casey: User, owen: User) -> None:
    question = asks()
    services.answer(question=question, words="A fee.", answered_by=casey)
    services.close(question=question, closed_by=owen)

    with pytest.raises(services.NotNow, match="the client can reopen it"):
        services.answer(question=question, words="And more.", answered_by=casey)
    with pytest.raises(services.NotNow):
        services.say_working(question=question, words="Soon.", said_by=casey)


def test_the_practice_cannot_ask_in_a_clients_name(acme: Client, owen: User) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        services.ask(client=acme, asked_by=owen, subject="Why?", text="Why?")

    assert not Question.objects.exists()


def test_a_client_cannot_answer_in_our_name_nor_move_the_promise(
    asks: Ask, casey: User, owen: User
) -> None:
    question = asks()

    with at_the_portal(owen):
        with pytest.raises(ProgrammingError), transaction.atomic():
            QuestionStep.objects.create(
                client_id=question.client_id, question=question, deed="answered", actor=owen
            )
        with pytest.raises(ProgrammingError), transaction.atomic():
            Question.objects.update(due_at=at("2026-03-02 10:01"))


def test_another_client_meets_neither_question_nor_steps(asks: Ask, stella: User) -> None:
    asks()

    with at_the_portal(stella):
        assert not Question.objects.exists()
        assert not QuestionStep.objects.exists()
