"""Unanswered for its level's open hours an issue moves up: one level, once, with a note."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from clients.issues.services import answer as answer_it
from clients.issues.services import (
    ask_again,
    escalate_unanswered,
    move,
    raise_issue,
    set_ladder,
    settle,
    tell_of_silent_executives,
)
from clients.models import (
    Activity,
    Client,
    ClosedDay,
    Issue,
    IssueStep,
    Ladder,
    Notice,
    Practice,
    ServiceHours,
    User,
)
from retainer.lib import format as written

NEW_YORK = ZoneInfo("America/New_York")
MINUTE = timedelta(minutes=1)
Raise = Callable[..., Issue]


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment by the clock on the practice's wall."""
    return datetime(year, month, day, hour, minute, tzinfo=NEW_YORK)


@pytest.fixture(autouse=True)
def _open_from_nine_to_five_in_new_york(db: None) -> None:
    Practice.objects.create(pk=1, time_zone="America/New_York")


@pytest.fixture
def raised(acme: Client, casey: User) -> Raise:
    """An issue that Casey raises at a moment, with Acme's usual sixteen hours a level."""

    def make(moment: datetime, by: User = casey) -> Issue:
        return raise_issue(
            client=acme, title="Wrong port speed", text="Since May.", raised_by=by, at=moment
        )

    return make


def where(issue: Issue) -> str:
    issue.refresh_from_db()
    return issue.level


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        (at(2026, 9, 14, 9), at(2026, 9, 15, 17)),
        (at(2026, 9, 18, 12), at(2026, 9, 22, 12)),
        (at(2026, 9, 19, 3), at(2026, 9, 22, 17)),
        (at(2026, 11, 25, 16), at(2026, 11, 30, 16)),
        (at(2026, 12, 24, 13), at(2026, 12, 29, 13)),
        (at(2026, 3, 6, 13), at(2026, 3, 10, 13)),
        (at(2026, 10, 30, 13), at(2026, 11, 3, 13)),
    ],
    ids=[
        "two days of the week",
        "a weekend does not count",
        "raised on a weekend, it begins on Monday",
        "Thanksgiving does not count",
        "Christmas and the weekend behind it do not count",
        "the clocks go forward on the weekend between",
        "the clocks go back on the weekend between",
    ],
)
def test_it_moves_when_the_open_hours_are_over_and_not_before(
    raised: Raise, moment: datetime, due: datetime
) -> None:
    issue = raised(moment)
    assert issue.due_at == due

    assert escalate_unanswered(now=due - MINUTE) == 0
    assert where(issue) == "operating"
    assert escalate_unanswered(now=due) == 1
    assert where(issue) == "management"


@pytest.mark.parametrize(
    ("sunday", "due"),
    [(at(2026, 3, 8, 0), at(2026, 3, 8, 5)), (at(2026, 11, 1, 0), at(2026, 11, 1, 3))],
    ids=["one hour is missing", "one hour comes twice"],
)
def test_open_in_the_night_of_the_change_hours_are_real_hours(
    raised: Raise, acme: Client, pat: User, sunday: datetime, due: datetime
) -> None:
    ServiceHours(pk=1, opens=time(0), closes=time(12), weekdays=[6]).save()
    set_ladder(ladder=Ladder(client=acme, operating=4), set_by=pat)

    issue = raised(sunday)

    assert issue.due_at == due
    assert issue.due_at - sunday.astimezone(UTC) == timedelta(hours=4)


def test_a_day_closed_by_the_practice_does_not_count(raised: Raise) -> None:
    ClosedDay.objects.create(day="2026-09-15", name="Moving house")

    assert raised(at(2026, 9, 14, 9)).due_at == at(2026, 9, 16, 17)


def test_it_moves_one_level_however_late_the_clock_looks_and_once(raised: Raise, pat: User) -> None:
    issue = raised(at(2026, 9, 14, 9))
    much_later = at(2026, 9, 28, 9)

    assert escalate_unanswered(now=much_later) == 1
    assert escalate_unanswered(now=much_later) == 0

    assert where(issue) == "management"
    assert issue.due_at == at(2026, 9, 29, 17), "the new level has all of its hours"
    step = issue.steps.get(deed="escalated")
    assert (step.actor, step.level, step.at) == (None, "management", much_later)
    assert step.words == f"The operating level did not answer by {written.moment(step.missed_at)}."
    assert step.missed_at == at(2026, 9, 15, 17)
    assert Activity.objects.filter(verb="issue.escalated").count() == 1
    told = Notice.objects.get(recipient=pat)
    assert told.sentence == "Unanswered, now at the management level: Wrong port speed"


def test_above_the_executives_is_nobody_and_the_practice_is_told_once(
    raised: Raise, pat: User, owen: User
) -> None:
    issue = raised(at(2026, 9, 14, 9))
    for moment in (at(2026, 9, 15, 17), at(2026, 9, 17, 17), at(2026, 9, 22, 17)):
        escalate_unanswered(now=moment)
    assert where(issue) == "executive"
    late = at(2026, 9, 30, 9)
    assert issue.due_at <= late

    for _ in range(2):
        escalate_unanswered(now=late)
        tell_of_silent_executives(now=late)

    assert where(issue) == "executive"
    assert issue.steps.filter(deed="escalated").count() == 2
    sentence = "The executives' hours are over without an answer: Wrong port speed"
    assert set(Notice.objects.filter(sentence=sentence).values_list("recipient", flat=True)) == {
        pat.pk,
        owen.pk,
        issue.raised_by_id,
    }


def test_an_answer_stops_the_clock_and_asking_again_starts_it_anew(
    raised: Raise, casey: User, owen: User
) -> None:
    issue = raised(at(2026, 9, 14, 9), by=owen)

    answer_it(issue=issue, words="The carrier mends it.", answered_by=casey)
    assert escalate_unanswered(now=at(2027, 9, 14, 9)) == 0

    ask_again(issue=issue, words="It did not.", asked_by=owen)
    issue.refresh_from_db()
    assert (issue.state, issue.level) == ("open", "operating")
    assert escalate_unanswered(now=issue.due_at) == 1

    settle(issue=issue, words="It does now.", settled_by=owen)
    assert escalate_unanswered(now=at(2028, 9, 14, 9)) == 0
    assert [step.deed for step in issue.steps.all()] == [
        *("raised", "answered", "asked", "escalated", "settled"),
    ]
    assert all(step.actor or step.deed == "escalated" for step in issue.steps.all())


def test_taken_up_by_hand_it_has_that_level_s_hours(raised: Raise, acme: Client, pat: User) -> None:
    set_ladder(ladder=Ladder(client=acme, executive=2), set_by=pat)
    issue = raised(at(2026, 9, 14, 9))

    moved = move(issue=issue, level="executive", words="A site is down.", moved_by=pat)

    assert moved.level == "executive"
    assert IssueStep.objects.get(deed="moved").words == "A site is down."
    assert moved.due_at > moved.asked_at


def test_an_archived_client_s_issues_rest(raised: Raise, acme: Client) -> None:
    issue = raised(at(2026, 9, 14, 9))
    acme.archived_at = issue.raised_at
    acme.save()

    assert escalate_unanswered(now=at(2026, 10, 14, 9)) == 0
