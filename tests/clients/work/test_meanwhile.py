"""An entry on an open page, while somebody else approves or deletes it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Project, User, WorkEntry
from clients.retainers.approval import approve
from clients.work import bulk, services
from clients.work.rules import WorkRefused
from tests.agreed import worked
from tests.clients.retainers.conftest import words

MONDAY = date(2026, 3, 2)

Deed = Callable[[WorkEntry, User], object]


def edit(entry: WorkEntry, by: User) -> WorkEntry:
    return services.change_entry(
        entry=entry, project=entry.project, worked_on=MONDAY, hours=Decimal(1), text="Other words",
        changed_by=by,
    )  # fmt: skip


def delete(entry: WorkEntry, by: User) -> None:
    services.delete_entry(entry=entry, deleted_by=by)


@pytest.fixture
def on_a_page(audit: Project, casey: User) -> WorkEntry:
    return worked(audit, casey, MONDAY, 3, state="draft")


@pytest.mark.parametrize("deed", [edit, delete])
def test_what_was_approved_meanwhile_is_neither_edited_nor_deleted(
    on_a_page: WorkEntry, casey: User, pat: User, deed: Deed
) -> None:
    approve(entries=[on_a_page], approved_by=pat)

    with pytest.raises(WorkRefused, match="It is approved"):
        deed(on_a_page, casey)

    entry = WorkEntry.objects.get()
    assert (entry.state, entry.charged, entry.text) == ("approved", 3, "Dispute call")


@pytest.mark.parametrize("deed", [edit, delete])
def test_what_was_deleted_meanwhile_does_not_come_back(
    on_a_page: WorkEntry, casey: User, deed: Deed
) -> None:
    WorkEntry.objects.all().delete()

    with pytest.raises(WorkRefused, match="deleted meanwhile"):
        deed(on_a_page, casey)

    assert not WorkEntry.objects.exists()


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("approved", "it was approved meanwhile. A principal can send it back first."),
        ("closed", "its month is closed, so a principal gives the hours back."),
    ],
)
def test_undoing_what_was_approved_meanwhile_says_so(
    on_a_page: WorkEntry, casey: User, browser: Browser, state: str, said: str
) -> None:
    browser.force_login(casey)
    approved = {"charged": 3, "approved_at": timezone.now()}
    WorkEntry.objects.update(state="approved", **approved)
    if state == "closed":
        WorkEntry.objects.update(state=state)

    page = browser.post(reverse("work:entry_delete", args=[on_a_page.public_id]), follow=True)

    assert f"Not undone. 3.00 h on Carrier bill audit: {said}" in words(page)
    assert WorkEntry.objects.exists()


def test_several_at_once_are_changed_without_the_one_that_was_deleted_meanwhile(
    on_a_page: WorkEntry, audit: Project, casey: User
) -> None:
    other = worked(audit, casey, MONDAY, 1, state="draft")
    both = [on_a_page, other]
    WorkEntry.objects.filter(pk=on_a_page.pk).delete()

    outcomes = bulk.preview(entries=both, edit=bulk.Edit(mode="do"), by=casey)
    done = bulk.change_many(entries=both, edit=bulk.Edit(mode="do"), changed_by=casey)

    assert [outcome.refusal for outcome in outcomes] == ["It was deleted meanwhile.", ""]
    assert done.number == 1
