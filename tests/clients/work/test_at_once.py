"""Two people at once, each on a connection of their own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError
from pytest_django import DjangoDbBlocker

from clients.models import Timer, User, WorkEntry
from clients.moving.layouts import LAYOUTS
from clients.moving.plan import Plan
from clients.moving.reading import read
from clients.moving.services import take_over
from clients.retainers.approval import approve, question
from clients.retainers.closing import close_month
from clients.retainers.ledger import lock
from clients.work.bulk import Done, Edit, change_many
from clients.work.cells import keep_cell
from clients.work.holding import hold_people
from clients.work.proposals import Ticked, log_events
from clients.work.rules import WorkRefused
from clients.work.services import change_entry, log_work
from clients.work.timers import log_timer, start_timer
from clients.work.undo import undo
from retainer.lib.tenancy import ALL, acting_as
from tests.agreed import worked
from tests.at_once import Office, Other, committed_office
from tests.clients.moving.conftest import ROW, harvest

JANUARY, MONDAY = date(2026, 1, 1), date(2026, 1, 5)


@pytest.fixture
def office(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Office]:
    with committed_office(django_db_blocker) as office:
        yield office


def entry_of(office: Office, day: date = MONDAY, state: str = "draft") -> WorkEntry:
    with acting_as("worker", clients=ALL):
        return worked(office.project, office.casey, day, 2, state=state)


def log(office: Office) -> WorkEntry:
    return log_work(
        project=office.project, consultant=office.casey, worked_on=MONDAY, hours=Decimal(1),
        text="Late call",
    )  # fmt: skip


def move_to_january(office: Office, entry: WorkEntry) -> WorkEntry:
    return change_entry(
        entry=entry, project=office.project, worked_on=MONDAY, hours=Decimal(1), text="Moved",
        changed_by=office.casey,
    )  # fmt: skip


def test_work_logged_while_its_month_is_closed_is_refused_with_a_sentence(office: Office) -> None:
    with acting_as("worker", clients=ALL):
        close_month(agreement=office.agreement, month=JANUARY, closed_by=office.pat)
        other = Other(lambda: log(office))
        assert other.waits()

    refusal = other.result()
    assert isinstance(refusal, WorkRefused)
    assert "is closed for Acme Logistics: its statement is out" in refusal.sentence


def test_an_entry_moved_into_a_month_that_is_being_closed_is_refused(office: Office) -> None:
    entry = entry_of(office, date(2026, 2, 2))
    with acting_as("worker", clients=ALL):
        close_month(agreement=office.agreement, month=JANUARY, closed_by=office.pat)
        other = Other(lambda: move_to_january(office, entry))
        assert other.waits()

    assert isinstance(other.result(), WorkRefused)


def test_the_database_itself_lets_nothing_into_a_month_that_is_being_closed(
    office: Office,
) -> None:
    with acting_as("worker", clients=ALL):
        close_month(agreement=office.agreement, month=JANUARY, closed_by=office.pat)
        other = Other(lambda: worked(office.project, office.casey, MONDAY, state="draft"))
        assert other.waits()

    assert "takes no more entries" in str(other.result())


def test_a_month_is_not_closed_over_work_that_is_being_logged(office: Office) -> None:
    with acting_as("worker", clients=ALL):
        log(office)
        other = Other(
            lambda: close_month(agreement=office.agreement, month=JANUARY, closed_by=office.pat)
        )
        assert other.waits()

    assert "1 entry of work still to approve" in str(other.result())


def test_a_month_is_not_closed_over_a_question_that_is_being_asked(office: Office) -> None:
    entry = entry_of(office)
    with acting_as("worker", clients=ALL):
        approve(entries=[entry], approved_by=office.pat)
    with acting_as("worker", clients=ALL):
        question(entry=entry, asked_by=office.pat, text="What was it?")
        other = Other(
            lambda: close_month(agreement=office.agreement, month=JANUARY, closed_by=office.pat)
        )
        assert other.waits()

    assert "1 question of the client" in str(other.result())


def cell(office: Office, entry: WorkEntry) -> object:
    return keep_cell(
        consultant=office.casey, project=office.project, mode=entry.mode, day=entry.worked_on,
        hours=Decimal(3), text="Typed", seen=str(entry.public_id),
    )  # fmt: skip


def begin_a_cell(office: Office) -> None:
    """What keeping a cell does first."""
    User.objects.select_for_update(no_key=True).get(pk=office.casey.pk)


def test_a_bulk_edit_and_a_cell_of_the_week_wait_for_each_other_in_one_order(
    office: Office,
) -> None:
    entry = entry_of(office)
    edit = Edit(days=1)
    with acting_as("worker", clients=ALL):
        begin_a_cell(office)
        other = Other(lambda: change_many(entries=[entry], edit=edit, changed_by=office.casey))
        assert other.waits()
        cell(office, entry)

    assert not isinstance(other.result(), DatabaseError)
    with acting_as("worker", clients=ALL):
        (found,) = WorkEntry.objects.all()
        assert (found.hours, found.worked_on) == (3, date(2026, 1, 6))


def test_an_undo_and_a_cell_of_the_week_wait_for_each_other_in_one_order(office: Office) -> None:
    entry = entry_of(office)
    with acting_as("worker", clients=ALL):
        done = change_many(entries=[entry], edit=Edit(mode="do"), changed_by=office.casey)
        entry.refresh_from_db()
    with acting_as("worker", clients=ALL):
        begin_a_cell(office)
        other = Other(lambda: undo(act=done.act, undone_by=office.casey))
        assert other.waits()
        cell(office, entry)

    assert "changed since" in str(other.result())


def test_an_undo_brings_back_what_somebody_else_wrote_while_the_act_waited(office: Office) -> None:
    entry = entry_of(office)
    with acting_as("worker", clients=ALL):
        move_to_january(office, entry)
        edit = Edit(mode="do")
        other = Other(lambda: change_many(entries=[entry], edit=edit, changed_by=office.casey))
        assert other.waits()

    done = other.result()
    assert isinstance(done, Done)
    with acting_as("worker", clients=ALL):
        undo(act=done.act, undone_by=office.casey)
        (found,) = WorkEntry.objects.all()
        assert (found.text, found.mode) == ("Moved", "advise")


def test_a_timer_that_is_logged_while_the_next_one_starts_is_logged_once(office: Office) -> None:
    began = datetime(2026, 1, 5, 9, tzinfo=UTC)
    with acting_as("worker", clients=ALL):
        timer = Timer.objects.create(
            client=office.project.client, project=office.project, consultant=office.casey,
            text="Call", started_at=began, stopped_at=began + timedelta(hours=1),
        )  # fmt: skip
    said = {"worked_on": MONDAY, "hours": Decimal(1), "text": "Call"}
    with acting_as("worker", clients=ALL):
        hold_people([office.casey.pk])
        other = Other(lambda: log_timer(timer=timer, project=office.project, **said))
        assert other.waits()
        start_timer(project=office.project, consultant=office.casey)

    assert "logged or discarded already" in str(other.result())
    with acting_as("worker", clients=ALL):
        assert WorkEntry.objects.count() == 1


def test_logging_from_the_calendar_waits_for_a_month_before_it_takes_its_person(
    office: Office,
) -> None:
    ticked = Ticked(key="event", project=office.project, day=MONDAY, hours=Decimal(1), text="Call")
    with acting_as("worker", clients=ALL):
        lock(office.agreement)
        other = Other(lambda: log_events(ticked=[ticked], person=office.casey))
        assert other.waits()
        hold_people([office.casey.pk])

    assert isinstance(other.result(), Done)


def test_a_file_taken_over_twice_at_once_lands_once(office: Office) -> None:
    layout = LAYOUTS["harvest"]

    def take() -> Plan:
        export = read(harvest(ROW), layout)
        return take_over(layout=layout, export=export, taken_by=office.pat, is_history=True)

    with acting_as("worker", clients=ALL):
        take()
        other = Other(take)
        assert other.waits()

    plan = other.result()
    assert isinstance(plan, Plan)
    assert (len(plan.new), len(plan.same)) == (0, 1)
    with acting_as("worker", clients=ALL):
        assert WorkEntry.objects.count() == 1


def test_work_is_logged_while_other_time_is_taken_over(office: Office) -> None:
    """Unless it is history, which is charged at once, nobody has to wait for a file."""
    layout = LAYOUTS["harvest"]
    with acting_as("worker", clients=ALL):
        take_over(layout=layout, export=read(harvest(ROW), layout), taken_by=office.pat)
        other = Other(lambda: log(office))

        assert not other.waits()
