"""The timer: one per person, never lost, never logging nonsense."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.agreements.services import close_project
from clients.models import Practice, Project, Timer, User, WorkEntry
from clients.work import timers
from clients.work.rules import WorkRefused
from tests.clients.work.conftest import Run

BOOK = reverse("work:entry_list")
START, STOP, RESUME, DISCARD = (
    reverse(f"work:timer_{deed}") for deed in ("start", "stop", "resume", "discard")
)


@pytest.mark.usefixtures("noon")
def test_a_line_without_hours_starts_the_clock(casey_works: Browser, sourcing: Project) -> None:
    page = casey_works.post(START, {"line": "acme sourcing calling carriers #R-2 +do"}, follow=True)

    timer = Timer.objects.get()
    assert (timer.project, timer.text) == (sourcing, "calling carriers")
    assert (timer.reference, timer.mode, timer.stopped_at) == ("R-2", "do", None)
    assert 'role="timer"' in page.content.decode()
    assert 'role="timer"' in casey_works.get(reverse("home")).content.decode()


@pytest.mark.usefixtures("noon")
def test_a_length_of_time_begins_the_clock_that_long_ago(casey_works: Browser) -> None:
    casey_works.post(START, {"line": "20m acme sourcing calling carriers"})

    assert Timer.objects.get().hours == Decimal("0.33")


def test_a_line_that_names_nobody_starts_nothing_and_is_kept(casey_works: Browser) -> None:
    page = casey_works.post(START, {"line": "nobody knows"}).content.decode()

    assert "No client or project begins with" in page
    assert "nobody knows" in page
    assert "How long it took" not in page
    assert not Timer.objects.exists()


@pytest.mark.usefixtures("noon")
def test_what_was_stopped_waits_in_the_box_until_it_is_logged(
    casey_works: Browser, audit: Project, run: Run
) -> None:
    run(42)

    page = casey_works.post(STOP, follow=True)

    line = page.context["line"]["line"].value()
    assert line == '0.7h acme/carrier-bill-audit "Dispute call"'
    assert not WorkEntry.objects.exists()
    assert Timer.objects.exists()
    casey_works.post(BOOK, {"line": line.replace("0.7h", "30m"), "timer": "stopped"})
    assert WorkEntry.objects.get().hours == Decimal("0.5")
    assert not Timer.objects.exists()


@pytest.mark.usefixtures("noon")
def test_a_line_brought_back_is_not_what_the_timer_measured(casey_works: Browser, run: Run) -> None:
    timers.stop_timer(timer=run(42))

    page = casey_works.get(BOOK, {"line": "1h acme sourcing something else"}).content.decode()

    assert 'name="timer"' not in page
    assert 'name="timer"' in casey_works.get(BOOK).content.decode()


@pytest.mark.usefixtures("noon")
def test_another_line_leaves_the_timer_running(casey_works: Browser, run: Run) -> None:
    run(42)

    casey_works.post(BOOK, {"line": "1h acme sourcing something else"})

    assert Timer.objects.get().is_running


@pytest.mark.usefixtures("noon")
def test_switching_logs_the_first_project(
    casey_works: Browser, audit: Project, sourcing: Project, run: Run
) -> None:
    run(42)

    page = casey_works.post(START, {"line": "acme sourcing calling carriers"}, follow=True)

    entry = WorkEntry.objects.get()
    assert (entry.project, entry.hours, entry.text) == (audit, Decimal("0.7"), "Dispute call")
    assert Timer.objects.get().project == sourcing
    assert "Logged: 0.70" in page.content.decode()


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize(
    ("minutes", "text", "asked"),
    [(42, "", "Say what you did on"), (700, "Dispute call", "Say how long you worked on")],
)
def test_switching_asks_first_what_cannot_be_logged_as_it_is(
    casey_works: Browser, run: Run, minutes: int, text: str, asked: str
) -> None:
    first = run(minutes, text)

    page = casey_works.post(START, {"line": "acme sourcing calling carriers"}).content.decode()

    assert asked in page
    assert "acme sourcing calling carriers" in page
    assert Timer.objects.get() == first
    assert not WorkEntry.objects.exists()


@pytest.mark.usefixtures("noon")
def test_switching_at_once_logs_nothing(casey_works: Browser, run: Run, sourcing: Project) -> None:
    run(0)

    casey_works.post(START, {"line": "acme sourcing calling carriers"})

    assert Timer.objects.get().project == sourcing
    assert not WorkEntry.objects.exists()


@pytest.mark.usefixtures("noon")
def test_a_first_project_that_was_closed_meanwhile_is_not_lost(
    casey_works: Browser, casey: User, audit: Project, run: Run
) -> None:
    run(42)
    close_project(project=audit, closed_by=casey)

    page = casey_works.post(START, {"line": "acme sourcing calling carriers"}).content.decode()

    assert "is closed. Open it again" in page
    assert Timer.objects.get().project == audit


@pytest.mark.usefixtures("noon")
def test_a_stopped_clock_goes_on_where_it_stood(casey_works: Browser, run: Run) -> None:
    timer = run(42)
    timers.stop_timer(timer=timer)
    Timer.objects.update(
        started_at=timer.started_at - timedelta(hours=1),
        stopped_at=timer.stopped_at - timedelta(hours=1),
    )

    casey_works.post(RESUME)

    timer.refresh_from_db()
    assert (timer.is_running, timer.ran) == (True, timedelta(minutes=42))


@pytest.mark.parametrize(
    ("zone", "started", "stopped", "forgotten"),
    [
        ("UTC", "2026-03-12T22:00", "2026-03-12T23:59", False),
        ("UTC", "2026-03-12T22:00", "2026-03-13T00:01", True),
        ("UTC", "2026-03-12T08:00", "2026-03-12T18:01", True),
        # Midnight is where the practice is, and an hour that was skipped was not worked.
        ("America/New_York", "2026-03-12T22:00", "2026-03-13T00:01", False),
        ("America/New_York", "2026-03-13T03:59", "2026-03-13T04:01", True),
        ("America/New_York", "2026-03-08T06:00", "2026-03-08T08:00", False),
    ],
)
def test_a_timer_is_forgotten_that_ran_past_midnight_or_too_long(
    run: Run, zone: str, started: str, stopped: str, forgotten: bool
) -> None:
    timer = run(0)
    timer.started_at = datetime.fromisoformat(f"{started}+00:00")
    timer.stopped_at = datetime.fromisoformat(f"{stopped}+00:00")

    with timezone.override(zone):
        assert timer.is_forgotten is forgotten


def test_a_forgotten_timer_asks_for_its_hours_on_the_day_it_began(
    casey_works: Browser, run: Run
) -> None:
    Practice.objects.update_or_create(pk=1, defaults={"time_zone": "America/New_York"})
    timer = run(0)
    Timer.objects.update(started_at=datetime(2026, 3, 13, 2, 0, tzinfo=UTC))

    assert "Is this timer still running?" in casey_works.get(reverse("home")).content.decode()
    page = casey_works.post(STOP, follow=True)

    line = page.context["line"]["line"].value()
    assert line == ' acme/carrier-bill-audit "Dispute call" @2026-03-12'
    assert "How long should it have been?" in page.content.decode()
    casey_works.post(BOOK, {"line": f"1.5{line}", "timer": "stopped"})
    entry = WorkEntry.objects.get()
    assert (entry.hours, entry.worked_on.isoformat()) == (Decimal("1.5"), "2026-03-12")
    assert not Timer.objects.filter(pk=timer.pk).exists()


def test_a_timer_is_logged_once_however_many_pages_show_it(
    casey_works: Browser, run: Run, audit: Project, casey: User
) -> None:
    run(30)
    casey_works.post(STOP)
    here, elsewhere = timers.timer_of(casey), timers.timer_of(casey)
    said = {"project": audit, "worked_on": here.day, "hours": here.hours, "text": "Dispute call"}
    timers.log_timer(timer=here, **said)

    with pytest.raises(WorkRefused, match="was logged or discarded already"):
        timers.log_timer(timer=elsewhere, **said)

    assert WorkEntry.objects.count() == 1


def test_the_time_it_measured_is_kept_to_the_minute(run: Run) -> None:
    timer = run(0)
    timer.stopped_at = timer.started_at + timedelta(minutes=41, seconds=31)

    assert timer.hours == Decimal("0.70")


def test_everybody_has_a_timer_of_their_own(
    casey_works: Browser, audit: Project, pat: User, run: Run
) -> None:
    run(10)
    timers.start_timer(project=audit, consultant=pat, text="Review")

    casey_works.post(STOP)

    assert {timer.consultant: timer.is_running for timer in Timer.objects.all()} == {
        pat: True,
        Timer.objects.exclude(consultant=pat).get().consultant: False,
    }
