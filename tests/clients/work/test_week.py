"""The week grid: what it shows, what typing into it does, copying a week."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.agreements.services import close_project
from clients.models import Activity, Client, Project, User, WorkEntry
from clients.work.grid import Place
from clients.work.week import Grid
from retainer.lib.weeks import monday_of
from tests.agreed import worked
from tests.clients.conftest import Log
from tests.clients.test_queries import queries

MONDAY = date(2026, 3, 9)
WEEK = reverse("work:week", args=[MONDAY])
CELL = reverse("work:cell_keep", args=[MONDAY])


def place(project: Project, mode: str = "advise") -> str:
    return str(Place(project.public_id, mode))


def grid(person: User, monday: date = MONDAY, **more: Any) -> Grid:
    return Grid(person=person, monday=monday, shown=monday, **more)


def typed(project: Project, hours: str, *, day: date = MONDAY, **more: str) -> dict[str, str]:
    fields = {"place": place(project), "day": day.isoformat(), "hours": hours}
    return fields | {"text": "Dispute call", "seen": ""} | more


@pytest.fixture
def casey_browses(casey: User, browser: Browser) -> Browser:
    browser.force_login(casey)
    return browser


def test_a_row_stands_for_a_project_and_a_mode(
    audit: Project, sourcing: Project, casey: User, pat: User
) -> None:
    worked(audit, casey, MONDAY, "1.50", state="draft")
    worked(audit, casey, MONDAY, "2.00", state="draft")
    worked(audit, casey, MONDAY, "4.00", state="draft", mode="train")
    worked(sourcing, pat, MONDAY, "8.00", state="draft")

    shown = grid(casey)

    assert [(row.mode, row.cells[0].value) for row in shown.rows] == [
        ("advise", "3.5"), ("train", "4"),
    ]  # fmt: skip
    assert shown.rows[0].cells[0].is_many
    assert (shown.days[0].hours, shown.hours) == (Decimal("7.50"), Decimal("7.50"))


def test_an_empty_week_offers_the_rows_of_the_week_before(audit: Project, casey: User) -> None:
    worked(audit, casey, MONDAY - timedelta(days=5), text="Read the bills", state="draft")

    rows = grid(casey).rows

    assert [(row.place, row.text, row.sum) for row in rows] == [
        (Place(audit.public_id, "advise"), "Read the bills", "")
    ]


def test_a_cell_that_takes_no_hours_says_why(
    audit: Project, sourcing: Project, casey: User, pat: User, acme: Client
) -> None:
    worked(audit, casey, MONDAY)
    worked(audit, casey, MONDAY + timedelta(days=1), state="submitted")
    worked(sourcing, casey, MONDAY, state="draft")
    close_project(project=sourcing, closed_by=pat)
    this_week = monday_of(timezone.localdate())

    audited, sourced = grid(casey).rows
    to_come = grid(casey, this_week + timedelta(weeks=1), wanted=[audited.place]).rows

    assert audited.cells[0].locked == "Approved. A principal can send it back."
    assert audited.cells[1].locked == ""
    assert sourced.cells[0].locked == "SD-WAN sourcing is closed."
    assert {cell.locked for cell in to_come[0].cells} == {"That day has not come yet."}
    before = grid(casey, date(2025, 12, 22), wanted=[audited.place]).rows[0]
    assert before.cells[0].locked == "Outside the agreement with Acme Logistics."


def test_typing_into_an_empty_cell_logs_and_answers_with_the_sums(
    audit: Project, sourcing: Project, casey: User, casey_browses: Browser
) -> None:
    worked(sourcing, casey, MONDAY, "2.00", state="draft")
    worked(audit, casey, MONDAY + timedelta(days=1), "1.00", state="draft")

    answer = casey_browses.post(CELL, typed(audit, "1:30")).json()

    entry = WorkEntry.objects.get(project=audit, worked_on=MONDAY)
    assert (entry.hours, entry.text, entry.mode) == (Decimal("1.50"), "Dispute call", "advise")
    assert answer == {
        "value": "1.5", "text": "Dispute call", "seen": str(entry.public_id), "undo": "",
        "row": "2.5", "day": "3.5", "week": "4.5", "row_text": "Dispute call",
    }  # fmt: skip


def test_a_row_says_nothing_for_new_hours_where_its_entries_say_different_things(
    audit: Project, casey: User, casey_browses: Browser
) -> None:
    worked(audit, casey, MONDAY - timedelta(days=4), text="Last week", state="draft")
    worked(audit, casey, MONDAY, text="Read the bills", state="draft")
    worked(audit, casey, MONDAY + timedelta(days=1), text="Read the bills", state="draft")
    assert [row.text for row in grid(casey).rows] == ["Read the bills"]

    third = MONDAY + timedelta(days=2)
    answer = casey_browses.post(CELL, typed(audit, "1", day=third, text="Wrote to the carrier"))

    assert answer.json()["row_text"] == ""
    assert [row.text for row in grid(casey).rows] == [""]


def test_without_a_script_a_row_of_different_texts_asks_what_was_done(
    audit: Project, casey: User, casey_browses: Browser
) -> None:
    worked(audit, casey, MONDAY, text="Read the bills", state="draft")
    worked(audit, casey, MONDAY + timedelta(days=1), text="Wrote to the carrier", state="draft")
    third = {f"{place(audit)}.{(MONDAY + timedelta(days=2)).isoformat()}": "3"}

    refused = casey_browses.post(WEEK, third)
    kept = casey_browses.post(WEEK, third | {"text": "Called the carrier"})

    assert "Say what was done." in refused.content.decode()
    assert kept.status_code == 302
    assert WorkEntry.objects.get(hours=3).text == "Called the carrier"


def test_typing_over_a_figure_corrects_the_entry_and_emptying_it_deletes(
    audit: Project, casey: User, casey_browses: Browser
) -> None:
    entry = worked(audit, casey, MONDAY, "1.00", "Read the bill", state="draft")
    seen = str(entry.public_id)

    casey_browses.post(CELL, typed(audit, "2.25", seen=seen, text=""))
    entry.refresh_from_db()
    assert (entry.hours, entry.text) == (Decimal("2.25"), "Read the bill")

    address = casey_browses.post(CELL, typed(audit, "", seen=seen)).json()["undo"]
    assert not WorkEntry.objects.exists()

    back = casey_browses.post(address, headers={"Referer": f"http://testserver{WEEK}"})
    assert back["Location"] == f"http://testserver{WEEK}"
    assert WorkEntry.objects.get().public_id == entry.public_id


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"hours": "a while"}, "Write the hours as 1.5, 1:30, 1h30 or 90m."),
        ({"hours": "30"}, "and a day has 24."),
        ({"text": " "}, "Say what was done."),
        ({"seen": "another"}, "This cell changed meanwhile. Load the page again."),
        ({"day": "2026-03-16"}, "This is no cell of the week."),
        ({"place": "nonsense"}, "This is no cell of the week."),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_stored(
    audit: Project, casey_browses: Browser, said: dict[str, str], sentence: str
) -> None:
    answer = casey_browses.post(CELL, typed(audit, "1") | said)

    assert sentence in answer.json()["error"].replace("\N{NO-BREAK SPACE}", " ")
    assert not WorkEntry.objects.exists()


def test_approved_work_is_not_typed_over(
    audit: Project, casey: User, casey_browses: Browser
) -> None:
    entry = worked(audit, casey, MONDAY, "1.00")

    answer = casey_browses.post(CELL, typed(audit, "9", seen=str(entry.public_id)))

    assert "It is approved." in answer.json()["error"]
    entry.refresh_from_db()
    assert entry.hours == 1


def test_nobody_types_into_a_project_of_a_client_they_do_not_see(
    audit: Project, acme: Client, casey: User, casey_browses: Browser
) -> None:
    casey.memberships.all().delete()

    assert casey_browses.post(CELL, typed(audit, "1")).status_code == 404


def test_without_a_script_the_whole_grid_is_saved_and_errors_keep_what_was_typed(
    audit: Project, casey: User, casey_browses: Browser
) -> None:
    worked(audit, casey, MONDAY, "1.00", "Read the bill", state="draft")
    cells = [f"{place(audit)}.{(MONDAY + timedelta(days=n)).isoformat()}" for n in range(3)]

    page = casey_browses.post(WEEK, dict(zip(cells, ("2", "3", "soon"), strict=True)))

    assert [entry.hours for entry in WorkEntry.objects.order_by("worked_on")] == [2, 3]
    text = page.content.decode()
    assert 'value="soon"' in text
    assert "Write the hours as 1.5, 1:30, 1h30 or 90m." in text
    assert casey_browses.post(WEEK, {cells[0]: "4"}).status_code == 302


def test_last_week_is_copied_where_this_week_is_empty_and_copying_can_be_undone(
    audit: Project, sourcing: Project, casey: User, log: Log, casey_browses: Browser
) -> None:
    log(audit, "2026-03-02", "1.00", "Read the bills")
    log(audit, "2026-03-03", "2.00")
    log(sourcing, "2026-03-03", "3.00")
    log(audit, "2026-03-09", "7.00")

    page = casey_browses.post(reverse("work:week_copy", args=[MONDAY]), follow=True)

    here = WorkEntry.objects.filter(worked_on__gte=MONDAY)
    assert sorted((e.project.name, e.worked_on.day, e.hours, e.state) for e in here) == [
        ("Carrier bill audit", 9, Decimal("7.00"), "approved"),
        ("Carrier bill audit", 10, Decimal("2.00"), "draft"),
        ("SD-WAN sourcing", 10, Decimal("3.00"), "draft"),
    ]
    [message] = page.context["messages"]
    assert str(message).replace("\N{NO-BREAK SPACE}", " ") == "Copied: 2 entries, 5.00 h."
    casey_browses.post(message.extra_tags)
    assert here.all().count() == 1
    assert Activity.objects.filter(verb="work.undone", client=audit.client).count() == 1


def test_a_day_that_has_not_come_is_not_copied(
    audit: Project, casey: User, casey_browses: Browser
) -> None:
    next_week = monday_of(timezone.localdate()) + timedelta(weeks=1)
    worked(audit, casey, next_week - timedelta(weeks=1), state="draft")

    page = casey_browses.post(reverse("work:week_copy", args=[next_week]), follow=True)

    assert "has not come yet" in page.content.decode()
    assert WorkEntry.objects.count() == 1


def test_a_full_week_costs_no_more_queries_than_an_empty_one(
    audit: Project, sourcing: Project, casey: User, casey_browses: Browser
) -> None:
    worked(audit, casey, MONDAY, state="draft")
    one = queries(lambda: casey_browses.get(WEEK))
    for day in range(7):
        for project in (audit, sourcing):
            worked(project, casey, MONDAY + timedelta(days=day), state="draft", mode="do")

    many = queries(lambda: casey_browses.get(WEEK))

    assert many == one <= 20


@pytest.mark.parametrize(
    "query", ["row=x", "row=1.2.3", "cell=1", "day=2026-13-01", "project=1&mode=do"]
)
def test_an_address_that_means_nothing_shows_the_week(
    audit: Project, casey_browses: Browser, query: str
) -> None:
    assert casey_browses.get(f"{WEEK}?{query}").status_code == 200
