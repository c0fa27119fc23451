"""Several entries changed or deleted in one act, and the act undone."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core import serializers
from django.test import Client as Browser
from django.urls import reverse

from clients.agreements.services import close_project
from clients.models import (
    Activity,
    BulkChange,
    Client,
    EntryRemark,
    Membership,
    Project,
    User,
    WorkEntry,
)
from clients.work.bulk import Edit, NothingChanges, change_many, preview
from clients.work.rules import WorkRefused
from clients.work.undo import UndoRefused, undo
from tests.agreed import agree, worked
from tests.clients.test_queries import queries

MONDAY = date(2026, 3, 9)
BULK = reverse("work:bulk_edit")
DELETE = Edit(delete=True)


def book() -> list[object]:
    """Every column of every entry."""
    return serializers.serialize("python", WorkEntry.objects.order_by("pk"))


def drafts(project: Project, by: User, number: int = 3) -> list[WorkEntry]:
    return [
        worked(project, by, MONDAY + timedelta(days=n), "1.50", f"Call {n}", state="draft")
        for n in range(number)
    ]


@pytest.mark.parametrize(
    ("edit", "column", "becomes"),
    [
        (Edit(mode="train"), "mode", {"train"}),
        (Edit(days=-7), "worked_on", {date(2026, 3, d) for d in (2, 3, 4)}),
        (Edit(unbilled=50), "unbilled", {Decimal("0.75")}),
        (Edit(unbilled=33), "unbilled", {Decimal("0.50")}),
        (DELETE, "pk", set()),
    ],
    ids=str,
)
def test_an_act_changes_all_and_undo_restores_every_column(
    audit: Project, casey: User, edit: Edit, column: str, becomes: set[object]
) -> None:
    entries = drafts(audit, casey)
    entries[1].state = "submitted"
    entries[1].save()
    before = book()

    done = change_many(entries=entries, edit=edit, changed_by=casey)
    assert set(WorkEntry.objects.values_list(column, flat=True)) == becomes
    undo(act=done.act, undone_by=casey)

    assert book() == before
    verbs = Activity.objects.filter(client=audit.client).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["work.changed_together", "work.undone"]


def test_entries_move_to_a_project_of_another_client_and_back(
    audit: Project, globex: Client, pat: User
) -> None:
    elsewhere = Project.objects.create(client=globex, agreement=agree(globex), name="Sourcing")
    before = (entries := drafts(audit, pat)) and book()

    done = change_many(entries=entries, edit=Edit(project=elsewhere), changed_by=pat)
    assert set(WorkEntry.objects.values_list("client", flat=True)) == {globex.pk}
    undo(act=done.act, undone_by=pat)

    assert book() == before


def test_a_preview_says_what_changes_and_changes_nothing(
    audit: Project, sourcing: Project, casey: User
) -> None:
    entries = drafts(audit, casey, 2)
    before = book()

    outcomes = preview(entries=entries, edit=Edit(project=sourcing, unbilled=100), by=casey)

    said = [(d.label, d.was, d.becomes) for d in outcomes[0].differences]
    assert said == [
        ("Project", "Carrier bill audit", "SD-WAN sourcing"),
        ("Not billable", "0.00\N{NO-BREAK SPACE}h", "1.50\N{NO-BREAK SPACE}h"),
    ]
    assert book() == before
    assert not BulkChange.objects.exists()


def test_what_cannot_change_says_why_and_the_rest_changes(
    audit: Project, sourcing: Project, casey: User, pat: User
) -> None:
    ours = worked(audit, casey, MONDAY, state="draft")
    stay = {
        worked(audit, pat, MONDAY, state="draft"): "Pat Page logged it.",
        worked(audit, casey, MONDAY): "It is approved.",
        worked(sourcing, casey, MONDAY, state="draft"): "SD-WAN sourcing is closed.",
        worked(audit, casey, date(2026, 1, 1), state="draft"): "lies outside the agreement",
    }
    close_project(project=sourcing, closed_by=pat)
    edit = Edit(days=-1)

    outcomes = preview(entries=[ours, *stay], edit=edit, by=casey)
    done = change_many(entries=[ours, *stay], edit=edit, changed_by=casey)

    assert [outcome.changes for outcome in outcomes] == [True, False, False, False, False]
    for outcome in outcomes[1:]:
        assert stay[outcome.entry] in outcome.refusal
    assert done.number == 1
    with pytest.raises(NothingChanges):
        change_many(entries=list(stay), edit=edit, changed_by=casey)


def test_full_days_shift_together_without_meeting(audit: Project, casey: User) -> None:
    entries = [
        worked(audit, casey, MONDAY + timedelta(days=n), 24, state="draft") for n in range(3)
    ]
    alone = worked(audit, casey, MONDAY + timedelta(days=4), 1, state="draft")

    change_many(entries=entries, edit=Edit(days=1), changed_by=casey)
    [outcome] = preview(entries=[alone], edit=Edit(days=-1), by=casey)

    assert "a day has 24" in outcome.refusal
    assert set(WorkEntry.objects.filter(hours=24).values_list("worked_on", flat=True)) == {
        MONDAY + timedelta(days=n) for n in (1, 2, 3)
    }


def test_no_entry_moves_into_the_future(audit: Project, casey: User) -> None:
    [outcome] = preview(entries=drafts(audit, casey, 1), edit=Edit(days=36600), by=casey)

    assert "has not come yet" in outcome.refusal


def test_what_was_said_about_an_entry_is_not_deleted_or_shown_to_another_client(
    audit: Project, globex: Client, pat: User
) -> None:
    elsewhere = Project.objects.create(client=globex, agreement=agree(globex), name="Sourcing")
    [entry] = drafts(audit, pat, 1)
    EntryRemark.objects.create(client=audit.client, entry=entry, written_by=pat, text="Which bill?")

    for edit in (DELETE, Edit(project=elsewhere)):
        [outcome] = preview(entries=[entry], edit=edit, by=pat)
        assert "Something was said about it" in outcome.refusal


def test_an_act_is_not_undone_once_somebody_touched_an_entry_of_it(
    audit: Project, casey: User
) -> None:
    entries = drafts(audit, casey)
    done = change_many(entries=entries, edit=Edit(mode="do"), changed_by=casey)
    WorkEntry.objects.filter(pk=entries[1].pk).update(state="submitted")
    before = book()

    with pytest.raises(UndoRefused, match="1 entry of it changed since"):
        undo(act=done.act, undone_by=casey)

    assert book() == before


def test_an_act_is_undone_once_and_only_by_whoever_did_it(
    audit: Project, casey: User, pat: User
) -> None:
    done = change_many(entries=drafts(audit, casey), edit=DELETE, changed_by=casey)

    with pytest.raises(UndoRefused):
        undo(act=done.act, undone_by=pat)
    undo(act=done.act, undone_by=casey)
    with pytest.raises(UndoRefused, match="undone already"):
        undo(act=done.act, undone_by=casey)
    with pytest.raises(UndoRefused):
        undo(act=uuid4(), undone_by=casey)


def test_undo_refuses_what_was_taken_over_again_since(audit: Project, casey: User) -> None:
    source = {"source_key": "calendar 1", "state": "draft"}
    entry = worked(audit, casey, MONDAY, **source)
    done = change_many(entries=[entry], edit=DELETE, changed_by=casey)
    worked(audit, casey, MONDAY, **source)

    with pytest.raises(UndoRefused, match="logged again since"):
        undo(act=done.act, undone_by=casey)


def test_undo_refuses_a_day_that_has_filled_up_since(audit: Project, casey: User) -> None:
    [entry] = drafts(audit, casey, 1)
    done = change_many(entries=[entry], edit=DELETE, changed_by=casey)
    worked(audit, casey, MONDAY, 24, state="draft")

    with pytest.raises(WorkRefused, match="a day has 24"):
        undo(act=done.act, undone_by=casey)
    assert WorkEntry.objects.count() == 1


def test_the_page_previews_changes_and_offers_to_undo(
    audit: Project, sourcing: Project, casey: User, browser: Browser
) -> None:
    entries = drafts(audit, casey)
    browser.force_login(casey)
    ticked = {"entry": [entry.public_id for entry in entries]}
    said = ticked | {"project": sourcing.public_id, "mode": "", "days": "", "unbilled": ""}

    first = browser.post(BULK, ticked)
    seen = browser.post(BULK, said | {"deed": "preview"})
    assert "3 of 3 can be changed" in first.content.decode()
    assert "Change 3 entries" in seen.content.decode()
    assert not WorkEntry.objects.filter(project=sourcing).exists()

    page = browser.post(BULK, said | {"deed": "change"}, follow=True)
    [message] = page.context["messages"]
    assert str(message) == "3 entries changed: to SD-WAN sourcing."
    assert WorkEntry.objects.filter(project=sourcing).count() == 3
    browser.post(message.extra_tags)
    assert WorkEntry.objects.filter(project=audit).count() == 3
    browser.post(BULK, ticked | {"deed": "delete"})
    assert not WorkEntry.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Fill in what is to become different."),
        ({"days": "soon"}, "Write whole days, such as 1 or -7."),
        ({"days": "9999"}, "No more than a year at a time."),
        ({"unbilled": "101"}, "Write 0 to 100."),
        (
            {"project": "00000000-0000-0000-0000-000000000000"},
            "This project takes no time from you.",
        ),
    ],
)
def test_an_edit_that_says_nothing_or_nonsense_is_explained(
    audit: Project, casey: User, browser: Browser, said: dict[str, str], sentence: str
) -> None:
    browser.force_login(casey)
    ticked = {"entry": [entry.public_id for entry in drafts(audit, casey)]}

    page = browser.post(BULK, ticked | said | {"deed": "change"})

    assert sentence in page.content.decode()
    assert not BulkChange.objects.exists()


def test_nobody_changes_what_they_do_not_see(
    audit: Project, globex: Client, browser: Browser
) -> None:
    gil = User.objects.create_user("gil@practice.test", name="Gil", kind="consultant")
    Membership.objects.create(user=gil, client=globex, role="consultant")
    ids = [entry.public_id for entry in drafts(audit, gil)]
    browser.force_login(gil)

    answer = browser.post(BULK, {"entry": [*ids, "nonsense"], "deed": "delete"})

    assert answer.status_code == 302
    assert WorkEntry.objects.count() == 3


def test_each_entry_costs_the_same_few_queries(
    audit: Project, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)

    def asked(number: int) -> int:
        ids = [entry.public_id for entry in drafts(audit, casey, number)]
        return queries(lambda: browser.post(BULK, {"entry": ids, "mode": "do", "deed": "preview"}))

    assert asked(2) - asked(1) <= 5
