"""Our promises in figures."""

from datetime import date
from decimal import Decimal

import pytest

from clients.desk import measures
from clients.desk.models import Question
from clients.desk.services import answer, say_working
from clients.models import User
from retainer.lib import quarters
from tests.clients.desk.conftest import Ask, at


def test_a_month_says_how_many_first_words_came_in_time(asks: Ask, casey: User) -> None:
    for asked, answered in (
        ("2026-03-31 09:00", "2026-03-31 12:00"),
        ("2026-04-01 09:00", "2026-04-01 10:00"),
        ("2026-04-02 09:00", "2026-04-02 15:00"),
        ("2026-04-06 09:00", ""),
        ("2026-04-07 16:00", ""),
    ):
        question = asks(asked)
        if answered:
            answer(question=question, words="So.", answered_by=casey, at=at(answered))

    now = at("2026-04-07 16:30")
    this, before, *_ = measures.kept(Question.objects.all(), now)

    assert (this.name, this.first, this.median) == (
        "2026-04",
        measures.Count(1, 2),
        Decimal("3.50"),
    )
    assert this.first.share == Decimal(1) / 3
    assert (before.name, before.first.share, before.median) == ("2026-03", 1, 3)
    of_this = measures.of_month(Question.objects.all(), "2026-04")
    assert of_this.answered_in_time().count() == this.first.in_time
    assert of_this.answered_late(now).count() == this.first.late


def test_words_after_the_first_count_late_when_a_single_one_is(asks: Ask, casey: User) -> None:
    """The next word is promised within sixteen hours: two days of eight."""
    for second, third in (
        ("2026-03-04 09:30", ""),
        ("2026-03-04 12:00", "2026-03-05 12:00"),
        ("", ""),
    ):
        question = asks("2026-03-02 09:00")
        said = {"question": question, "words": "We asked Verizon.", "said_by": casey}
        say_working(**said, at=at("2026-03-02 10:00"))
        if third:
            say_working(**said, at=at(second))
        if second:
            last = at(third or second)
            answer(question=question, words="So.", answered_by=casey, at=last)

    early, late = at("2026-03-04 09:45"), at("2026-03-05 13:00")
    before, after = (measures.kept(Question.objects.all(), now)[0] for now in (early, late))

    assert after.next == measures.Count(1, 2)
    assert before.first == after.first == measures.Count(3, 0)
    asked = measures.of_month(Question.objects.all(), "2026-03")
    assert (asked.updated_in_time(late).count(), asked.updated_late(late).count()) == (1, 2)


def test_nothing_asked_is_no_share() -> None:
    this = measures.kept(Question.objects.all(), at("2026-04-07 16:30"))[0]

    assert (this.first.share, this.next.share, this.median) == (None, None, None)


@pytest.mark.parametrize("name", ["2026-Q5", "2026", "0000-Q1", "", "x\0", "२०२६-Q1"])
def test_what_is_no_quarter_is_none(name: str) -> None:
    assert quarters.read_quarter(name) is None


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 6, 30), date(2025, 12, 31)])
def test_the_name_of_a_quarter_is_read_back(day: date) -> None:
    quarter = quarters.quarter_of(day)

    assert quarters.read_quarter(quarters.quarter_name(quarter)) == quarter
    assert quarters.before(quarter) < quarter <= day
