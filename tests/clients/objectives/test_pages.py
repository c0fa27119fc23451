"""The pages of objectives: the chain from advice to result, the list, the file in and out."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from clients.advice.deciding import accept
from clients.advice.services import OptionText, draft, publish
from clients.models import Client, Objective, Recommendation, User, WorkEntry
from clients.objectives.services import add_reading, link
from tests.clients.advice.conftest import at_the_portal
from tests.clients.objectives.conftest import make

FILE = b"""objective,lens,baseline,target,unit,reach_by,owner
Pay carriers nothing above the contract,cost,6800,400,USD a month,2027-06-30,owen@acme.test
Know every circuit,control,61,100,%,2027-03-31,
Stay where we are,strategy,5,5,days,2027-03-31,
Ask a stranger,strategy,5,6,days,2027-03-31,stella@globex.test
"""


@pytest.fixture
def asked(acme: Client, casey: User) -> Recommendation:
    """A recommendation of 1,000 that costs 250 a month to wait for."""
    asked = draft(
        client=acme,
        author=casey,
        kind="dispute",
        title="Ask Verizon to credit $1,000.00?",
        found="Two errors.",
        advice="Dispute them.",
        if_nothing="Verizon keeps it.",
        money=Decimal(1000),
        monthly=Decimal(250),
        options=(OptionText("Dispute it", "", True), OptionText("Pay it")),
    )
    return publish(recommendation=asked, published_by=casey)


@pytest.fixture
def linked(wanted: Objective, asked: Recommendation, worked: WorkEntry, casey: User) -> Objective:
    link(
        objective=wanted,
        recommendations=[asked],
        projects=[worked.project],
        linked_by=casey,
    )
    return wanted


def page(browser: Browser, name: str, *of: object) -> str:
    return browser.get(reverse(f"objectives:{name}", args=of)).content.decode()


def test_the_chain_leads_from_advice_to_decision_and_work(
    linked: Objective,
    asked: Recommendation,
    worked: WorkEntry,
    owen: User,
    casey_browses: Browser,
    owen_browses: Browser,
) -> None:
    before = page(casey_browses, "objective_detail", linked.public_id)
    assert "0 of 1" in before
    assert "asked today, $250.00 a month" in before
    with at_the_portal(owen):
        accept(recommendation=asked, decided_by=owen)

    ours = page(casey_browses, "objective_detail", linked.public_id)
    theirs = page(owen_browses, "my_objective", linked.public_id)

    for shown, address in (
        (ours, reverse("advice:recommendation_detail", args=[asked.public_id])),
        (theirs, reverse("advice:my_decision", args=[asked.public_id])),
    ):
        assert address in shown
        assert "1 of 1" in shown
        assert "Owen Ortiz" in shown
        assert worked.project.name in shown
    assert f"project={worked.project.public_id}" in ours
    assert "Note a reading" not in theirs


def test_a_draft_that_serves_it_does_not_exist_for_the_client(
    wanted: Objective, acme: Client, casey: User, casey_browses: Browser, owen_browses: Browser
) -> None:
    hidden = draft(
        client=acme, author=casey, kind="dispute", title="Not yet said", found="x", advice="x",
        if_nothing="x", money=Decimal(5), options=(OptionText("A", "", True), OptionText("B")),
    )  # fmt: skip
    link(objective=wanted, recommendations=[hidden], projects=[], linked_by=casey)

    assert "Not yet said" in page(casey_browses, "objective_detail", wanted.public_id)
    assert "Not yet said" not in page(owen_browses, "my_objective", wanted.public_id)


def test_a_reading_is_noted_on_the_page_and_both_sides_read_it(
    wanted: Objective, casey_browses: Browser, owen_browses: Browser
) -> None:
    address = reverse("objectives:objective_detail", args=[wanted.public_id])
    sent = {"day": timezone.localdate(), "value": "3650", "source": "Report, page 2"}

    answer = casey_browses.post(address, sent)
    again = casey_browses.post(address, sent).content.decode()

    assert answer.status_code == 302
    assert "There is a reading of" in again
    assert "50%" in page(casey_browses, "objective_list")
    assert "Report, page 2" in page(owen_browses, "my_objective", wanted.public_id)
    assert "50%" in page(owen_browses, "my_objectives")


def test_links_are_chosen_and_taken_off(
    linked: Objective, asked: Recommendation, casey_browses: Browser
) -> None:
    address = reverse("objectives:objective_link", args=[linked.public_id])
    project = linked.projects.get()

    fields = casey_browses.get(address).context["form"].fields
    casey_browses.post(address, {"recommendations": [asked.pk]})

    assert [fields[name].initial for name in ("recommendations", "projects")] == [
        [asked.pk],
        [project.pk],
    ]
    assert list(linked.recommendations.all()) == [asked]
    assert not linked.projects.exists()


def test_an_objective_is_set_and_changed_on_a_form(
    acme: Client, owen: User, stella: User, casey_browses: Browser
) -> None:
    new = reverse("objectives:objective_create") + f"?client={acme.slug}"
    facts = {
        "sentence": "Know every circuit", "lens": "control", "baseline": "61", "target": "61",
        "unit": "%", "due_on": "2027-03-31", "owner": owen.pk,
    }  # fmt: skip

    refused = casey_browses.post(new, facts).content.decode()
    stranger = casey_browses.post(new, facts | {"target": "100", "owner": stella.pk})
    casey_browses.post(new, facts | {"target": "100"})

    assert "The target is where it started" in refused
    assert stranger.status_code == 200
    wanted = Objective.objects.get()
    assert (wanted.client, wanted.owner, wanted.target) == (acme, owen, Decimal(100))


def test_a_file_is_tried_then_loaded(
    wanted: Objective, acme: Client, casey_browses: Browser, owen: User, stella: User
) -> None:
    address = reverse("objectives:objective_import") + f"?client={acme.slug}"

    tried = casey_browses.post(address, {"file": SimpleUploadedFile("o.csv", FILE), "try": ""})
    assert Objective.objects.count() == 1
    loaded = casey_browses.post(
        address, {"file": SimpleUploadedFile("o.csv", FILE), "load": "yes"}
    ).content.decode()

    assert "Nothing is stored yet" in tried.content.decode()
    assert "is where it started" in loaded
    assert "is nobody of this client" in loaded
    assert Objective.objects.count() == 2
    wanted.refresh_from_db()
    assert wanted.target == Decimal(400)


def test_the_list_goes_out_as_a_file_and_narrows(
    wanted: Objective, acme: Client, casey: User, casey_browses: Browser
) -> None:
    make(acme, casey, sentence="Know every circuit", lens="control", baseline=61, target=100)
    add_reading(
        objective=wanted, day=timezone.localdate(), value=Decimal(4000), source="x", noted_by=casey
    )

    lines = page(casey_browses, "objective_export").splitlines()

    assert lines[0].startswith("client,objective,lens,baseline,target,unit,reach_by,owner")
    assert "owen@acme.test" in lines[1]
    assert "4000" in lines[1]
    narrowed = casey_browses.get(reverse("objectives:objective_list") + "?lens=control")
    assert "Know every circuit" in narrowed.content.decode()
    assert wanted.sentence not in narrowed.content.decode()


def test_an_empty_list_teaches(casey_browses: Browser, owen_browses: Browser) -> None:
    assert "Set the first" in page(casey_browses, "objective_list")
    assert "Tell your consultant" in page(owen_browses, "my_objectives")


def test_many_objectives_cost_no_more_queries(
    acme: Client, casey: User, casey_browses: Browser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for number in range(20):
        make(acme, casey, sentence=f"Objective {number}")

    with django_assert_max_num_queries(15):
        page(casey_browses, "objective_list")
