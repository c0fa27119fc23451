"""The map of a client's people, and what nobody of the client ever reads."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from clients.models import Activity, Client, ClientNote, Stakeholder, StakeholderChange, User
from clients.stakeholders.mapping import map_of
from clients.stakeholders.services import (
    StakeholderRefused,
    add_note,
    keep_stakeholder,
    remove_note,
)
from retainer.lib.tenancy import acting_as

ROOT = Path(__file__).resolve().parents[3]
#: Who may know of this subject: nothing that draws for clients is among them.
IMPORTED = re.compile(r"clients\.stakeholders|\b(Stakeholder(Change)?|ClientNote)\b")
KNOWN_TO = {
    *("clients/models.py", "clients/urls.py", "retainer/exporting/registry.py"),
    "retainer/demo/between_us.py",
}


def put(client: Client, by: User, name: str = "Dana Reyes", **facts: object) -> Stakeholder:
    """Somebody doubtful with much influence, unless said otherwise."""
    usual = {"role": "Finance lead", "stance": "doubtful", "influence": "high"}
    somebody = Stakeholder(client=client, name=name, **usual | facts)
    return keep_stakeholder(stakeholder=somebody, kept_by=by)


@pytest.fixture
def dana(acme: Client, casey: User) -> Stakeholder:
    return put(acme, casey, reason="Signed the contract we question.")


@pytest.fixture
def casey_browses(casey: User) -> Browser:
    browser = Browser()
    browser.force_login(casey)
    return browser


def of_acme(browser: Browser, acme: Client) -> str:
    address = f"{reverse('stakeholders:stakeholder_list')}?client={acme.slug}"
    return browser.get(address).content.decode()


def test_who_changes_their_mind_moves_on_the_map_and_the_way_is_kept(
    dana: Stakeholder, casey: User
) -> None:
    dana.stance, dana.action = "supportive", "Ask her to speak first."
    keep_stakeholder(stakeholder=dana, kept_by=casey)

    seen = map_of(Stakeholder.objects.all())
    placed = {
        (row.influence, stance): [each.name for each in place]
        for row in seen.rows
        for stance, place in zip(seen.stances, row.places, strict=True)
        if place
    }
    assert placed == {("High", "Supportive"): ["Dana Reyes"]}
    told = list(dana.changes.values_list("words", flat=True))
    assert told[0] == (
        "Stance: Supportive, was Doubtful. What we do about it: Ask her to speak first."
    )
    assert "Why they stand there: Signed the contract we question." in told[1]


def test_saving_without_a_change_tells_nothing(dana: Stakeholder, casey: User) -> None:
    keep_stakeholder(stakeholder=dana, kept_by=casey)

    assert dana.changes.count() == 1


def test_high_influence_against_us_without_a_plan_is_marked(
    dana: Stakeholder, casey: User, acme: Client, casey_browses: Browser
) -> None:
    assert "nothing planned yet" in of_acme(casey_browses, acme)

    dana.action = "Show her the first credit."
    keep_stakeholder(stakeholder=dana, kept_by=casey)

    assert "nothing planned yet" not in of_acme(casey_browses, acme)


def test_whoever_left_is_off_the_map_and_still_on_file(
    acme: Client, casey: User, casey_browses: Browser
) -> None:
    put(acme, casey, "Gone Gary", left_on=timezone.localdate() - timedelta(days=2))

    assert "Gone Gary" not in of_acme(casey_browses, acme)
    left = casey_browses.get(f"{reverse('stakeholders:stakeholder_list')}?left=yes")
    assert "Gone Gary" in left.content.decode()


def test_a_note_is_taken_off_by_its_writer_or_a_principal(
    acme: Client, dana: Stakeholder, casey: User, pat: User
) -> None:
    own = add_note(client=acme, text="Decides over lunch.", written_by=casey, about=dana)
    of_pat = add_note(client=acme, text="Hates slides.", written_by=pat)

    with pytest.raises(StakeholderRefused, match="Whoever wrote it"):
        remove_note(note=of_pat, removed_by=casey)
    remove_note(note=own, removed_by=pat)

    assert list(ClientNote.objects.values_list("text", flat=True)) == ["Hates slides."]


def test_a_note_is_of_the_client_of_whom_it_speaks(
    globex: Client, dana: Stakeholder, pat: User
) -> None:
    with pytest.raises(StakeholderRefused, match="Choose somebody of"):
        add_note(client=globex, text="Elsewhere.", written_by=pat, about=dana)


def test_the_form_keeps_a_day_only_with_what_happens_on_it(
    acme: Client, casey_browses: Browser
) -> None:
    address = reverse("stakeholders:stakeholder_create", args=[acme.public_id])
    facts = {"name": "Ari", "role": "Buyer", "stance": "opposed", "influence": "some"}

    refused = casey_browses.post(address, facts | {"next_on": "2026-12-01"})
    kept = casey_browses.post(address, facts | {"next_on": "2026-12-01", "next_step": "Call"})

    assert "Say what happens on that day." in refused.content.decode()
    assert kept.status_code == 302
    assert Stakeholder.objects.get().next_step == "Call"


def test_the_activity_an_export_holds_says_nothing_of_what_was_noted(
    acme: Client, dana: Stakeholder, casey: User
) -> None:
    add_note(client=acme, text="Decides over lunch.", written_by=casey, about=dana)

    said = " ".join(f"{each.sentence} {each.data}" for each in Activity.objects.all())
    assert "note" in said
    assert "Dana" not in said
    assert "lunch" not in said


@pytest.mark.parametrize("model", [Stakeholder, StakeholderChange, ClientNote])
def test_the_database_gives_the_portal_nothing(
    model: type, acme: Client, dana: Stakeholder, owen: User
) -> None:
    assert not model.objects.visible_to(owen).exists()
    with (
        acting_as("portal", clients=[acme.pk], user_id=owen.pk),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        model.objects.exists()


def test_nothing_that_draws_for_clients_knows_of_it() -> None:
    """By construction: what a module never imports, it cannot print."""
    knowing = {
        str(path.relative_to(ROOT))
        for app in ("clients", "billing_audit", "retainer")
        for path in (ROOT / app).rglob("*.py")
        if not {"migrations", "stakeholders"} & set(path.parts)
        and IMPORTED.search(path.read_text(encoding="utf-8"))
    }

    assert knowing == KNOWN_TO


def test_the_page_of_one_client_takes_few_queries(
    acme: Client,
    casey: User,
    casey_browses: Browser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(12):
        put(acme, casey, f"Person {number}")
        add_note(client=acme, text=f"Note {number}", written_by=casey)

    with django_assert_max_num_queries(19):
        of_acme(casey_browses, acme)
