"""Playbooks: frozen when published, acknowledged by whom the rules let, and compared."""

import io
from datetime import date
from decimal import Decimal

import pypdf
import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.test import Client as Browser
from django.urls import reverse

from clients.committees.seating import begin_with_one
from clients.metrics.services import keep_metric
from clients.models import (
    Client,
    Membership,
    Metric,
    Notice,
    Objective,
    PlaybookAcknowledgement,
    PlaybookDraft,
    PlaybookVersion,
    Practice,
    Relationship,
    User,
)
from clients.objectives.services import close, keep_objective
from clients.playbook.comparing import changes
from clients.playbook.drawing import draw
from clients.playbook.generated import goals
from clients.playbook.services import PlaybookRefused, acknowledge, publish, write
from clients.playbook.shape import read
from clients.relationships.services import keep_relationship
from retainer.lib import format as written
from retainer.lib import records
from tests.clients.advice.conftest import at_the_portal
from tests.clients.metrics.conftest import measured
from tests.clients.obligations.conftest import owe


@pytest.fixture
def retainer(acme: Client, casey: User, owen: User) -> Relationship:
    made = keep_relationship(
        relationship=Relationship(
            client=acme, name="Our retainer", our_owner=casey, their_owner=owen
        ),
        kept_by=casey,
    )
    draft = PlaybookDraft(
        client=acme, relationship=made, framework="We advise.\n\n- Acme **decides**."
    )
    write(draft=draft, written_by=casey)
    owe(made, casey)
    return made


@pytest.fixture
def first(retainer: Relationship, casey: User) -> PlaybookVersion:
    return publish(relationship=retainer, published_by=casey)


def browsing(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser


def test_a_version_is_frozen_with_its_hash_and_both_sides_are_asked(
    first: PlaybookVersion, retainer: Relationship, casey: User
) -> None:
    contents = read(first.contents)

    assert first.contents_sha256 == records.sha256(first.contents)
    assert [part.key for part in contents.parts] == [
        "people", "goals", "obligations", "metrics", "committees", "decisions", "ladder",
        "contract",
    ]  # fmt: skip
    assert contents.parts[2].rows[0][:3] == [
        "Send the usage report", Practice.current().name, "Every month, by the 10th working day",
    ]  # fmt: skip
    told = Notice.objects.filter(topic="playbook").values_list("recipient__name", flat=True)
    assert set(told) == {"Owen Ortiz"}
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        PlaybookVersion.objects.filter(pk=first.pk).update(number=9)
    with pytest.raises(PlaybookRefused, match="Nothing changed since version 1"):
        publish(relationship=retainer, published_by=casey)


def test_metrics_stand_in_it_as_the_version_that_holds_says(
    retainer: Relationship, casey: User
) -> None:
    metric = keep_metric(
        metric=Metric(client=retainer.client, relationship=retainer, name="Availability"),
        kept_by=casey,
    )
    measured(metric, casey)

    contents = read(publish(relationship=retainer, published_by=casey).contents)

    assert contents.parts[3].rows == [
        ["Availability", "100 * (total - down) / total", "99.9 %, higher is better; floor 95 %",
         "The carrier's tickets", "Casey"],
    ]  # fmt: skip


def test_committees_stand_in_it_with_the_seats_of_both_sides(
    retainer: Relationship, casey: User, pat: User
) -> None:
    begin_with_one(client=retainer.client, begun_by=pat)

    contents = read(publish(relationship=retainer, published_by=casey).contents)

    [[_, meets, theirs, ours]] = contents.parts[4].rows
    assert meets.startswith("Every ")
    assert "Owen Ortiz" in theirs
    assert "Pat Page" in ours


def test_goals_stand_in_it_so_that_both_sides_sign_them(
    retainer: Relationship, casey: User, owen: User
) -> None:
    told = {"client": retainer.client, "unit": "%", "due_on": date(2030, 3, 31), "owner": owen}
    for sentence, lens in (("Know every circuit", "control"), ("Pay less", "cost")):
        wanted = Objective(
            sentence=sentence, lens=lens, baseline=Decimal(61), target=Decimal(100), **told
        )
        keep_objective(objective=wanted, kept_by=casey)
    close(objective=wanted, state="dropped", because="Sold.", closed_by=casey)

    with_us = goals(retainer, date(2026, 11, 1))
    retainer.kind = Relationship.Kind.CARRIER
    with_a_carrier = goals(retainer, date(2026, 11, 1))

    assert with_us.rows == [
        ["Know every circuit", "61 %", "100 %", written.day(date(2030, 3, 31)), "Owen Ortiz"]
    ]
    assert with_a_carrier.rows == []


def test_each_side_acknowledges_once_and_nobody_else_may(
    first: PlaybookVersion, acme: Client, casey: User, owen: User, pat: User
) -> None:
    vera = User.objects.create_user("vera@acme.test", name="Vera Voss", kind="client")
    Membership.objects.create(user=vera, client=acme, role="viewer")
    for person in (casey, vera):
        with pytest.raises(PlaybookRefused, match="A principal acknowledges it"):
            acknowledge(version=first, acknowledged_by=person)

    acknowledge(version=first, acknowledged_by=pat)
    with at_the_portal(owen):
        with pytest.raises(ProgrammingError), transaction.atomic():
            PlaybookAcknowledgement(client=acme, version=first, side="us", person_id=owen.pk).save()
        acknowledge(version=first, acknowledged_by=owen)
        with pytest.raises(PlaybookRefused, match="acknowledged it before"):
            acknowledge(version=first, acknowledged_by=owen)

    assert set(first.acknowledgements.values_list("side", "person__name")) == {
        ("us", "Pat Page"), ("client", "Owen Ortiz"),
    }  # fmt: skip


def test_a_new_version_says_what_changed_and_is_acknowledged_anew(
    first: PlaybookVersion, retainer: Relationship, casey: User, owen: User
) -> None:
    draft = retainer.playbook_draft
    draft.framework = "We advise.\n\n- Acme **decides** within ten days."
    write(draft=draft, written_by=casey)
    owe(retainer, casey, what="Name the sites", owes="client", rule="", working_day=None)

    second = publish(relationship=retainer, published_by=casey)

    changed = changes(read(first.contents), read(second.contents))
    assert [(each.section, each.before, each.now.split(" · ")[0]) for each in changed] == [
        ("Framework", "- Acme **decides**.", "- Acme **decides** within ten days."),
        ("Obligations", "", "Name the sites"),
    ]
    with pytest.raises(PlaybookRefused, match="A newer version holds"):
        acknowledge(version=first, acknowledged_by=owen)
    shown = browsing(owen).get(reverse("playbook:version_detail", args=[second.public_id]))
    assert "within ten days" in shown.content.decode()
    assert "What changed since version 1" in shown.content.decode()


def test_a_draft_is_the_practices_until_it_is_published(
    retainer: Relationship, casey: User, owen: User
) -> None:
    page = reverse("playbook:playbook_detail", args=[retainer.public_id])

    with at_the_portal(owen), pytest.raises(ProgrammingError), transaction.atomic():
        PlaybookDraft.objects.exists()
    assert "Nothing published yet" in browsing(owen).get(page).content.decode()
    browsing(casey).post(reverse("playbook:playbook_publish", args=[retainer.public_id]))
    assert "Version 1" in browsing(owen).get(page).content.decode()
    after = browsing(casey).get(page).content.decode()
    assert "Nothing changed since version 1" in after


def test_the_texts_are_written_on_a_form_that_nobody_overwrites_unseen(
    retainer: Relationship, casey: User
) -> None:
    address = reverse("playbook:playbook_edit", args=[retainer.public_id])
    browser = browsing(casey)
    seen = browser.get(address).context["form"].initial["seen"]

    kept = browser.post(address, {"seen": seen, "framework": "Anew"})
    late = browser.post(address, {"seen": seen, "framework": "Lost"}).content.decode()

    assert kept.status_code == 302
    assert "Somebody else wrote on this" in late
    assert PlaybookDraft.objects.get().framework == "Anew"


def test_the_client_acknowledges_on_the_page(first: PlaybookVersion, owen: User) -> None:
    deed = reverse("playbook:version_acknowledge", args=[first.public_id])

    answer = browsing(owen).post(deed, follow=True).content.decode()

    assert "Acknowledged: version 1." in answer
    assert deed not in answer
    page = reverse("relationships:my_relationship", args=[first.relationship.public_id])
    assert "not acknowledged by us yet" in browsing(owen).get(page).content.decode()


def test_the_paper_says_what_was_frozen(first: PlaybookVersion) -> None:
    drawn = pypdf.PdfReader(io.BytesIO(draw(first, Practice.current())))
    text = " ".join(" ".join(page.extract_text().split()) for page in drawn.pages)

    for words in ("Our retainer", "Acme decides", "Send the usage report", "Where an issue goes"):
        assert words in text
    assert first.contents_sha256[:12] in text.replace(" ", "")
