"""What consultants bring as spreadsheets: tried first, bad rows told, nothing written over."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from clients.models import (
    Activity,
    Client,
    Issue,
    Milestone,
    Stakeholder,
    StakeholderChange,
    TrainingItem,
    TrainingSession,
    Transition,
    User,
)
from clients.transitions.services import open_transition


@pytest.fixture
def casey_browses(casey: User) -> Browser:
    browser = Browser()
    browser.force_login(casey)
    return browser


def tried_and_loaded(browser: Browser, address: str, text: str) -> tuple[str, str]:
    """What the page says of a trial, and then of loading the same file."""
    said = (
        browser.post(address, {"file": SimpleUploadedFile("f.csv", text.encode()), deed: "yes"})
        for deed in ("try", "load")
    )
    tried, loaded = (" ".join(answer.content.decode().split()) for answer in said)
    return tried, loaded


def rows_of(browser: Browser, address: str) -> list[list[str]]:
    return list(csv.reader(StringIO(browser.get(address).content.decode("utf-8-sig"))))


def test_milestones_of_a_plan_come_as_a_file(
    casey_browses: Browser, acme: Client, casey: User
) -> None:
    move = open_transition(
        transition=Transition(
            client=acme, name="Move", provider="Corvane", ready_on=date(2027, 3, 1)
        ),
        opened_by=casey,
    )
    move.refresh_from_db()
    address = reverse("transitions:milestone_import", args=[move.public_id])
    plan = "milestone,due_on,whose_task\nPorts ordered,2027-01-10,\nFloor ready,2027-02-30,client\n"

    tried, loaded = tried_and_loaded(casey_browses, address, plan)
    again, _ = tried_and_loaded(casey_browses, address, plan)

    assert "would add 1, update 0 and leave 0" in tried
    assert "not a date like 2026-03-31" in loaded
    assert "would add 0, update 0 and leave 1" in again
    (kept,) = Milestone.objects.all()
    assert (kept.name, kept.whose, kept.due_on) == ("Ports ordered", "provider", date(2027, 1, 10))


def test_issues_of_another_system_begin_their_clocks(casey_browses: Browser, acme: Client) -> None:
    address = reverse("issues:issue_import", args=[acme.public_id])
    file = (
        "issue,what_happened,carrier\n"
        "Late credits,Three are missing.,\n"
        "No dial tone,Since Monday.,Nobody\n"
    )

    tried, loaded = tried_and_loaded(casey_browses, address, file)
    again, _ = tried_and_loaded(casey_browses, address, file)

    assert "would add 1" in tried
    assert "is no carrier on file" in loaded
    assert "leave 1 as they are" in again
    (raised,) = Issue.objects.all()
    assert (raised.title, raised.level, raised.state) == ("Late credits", "operating", "open")
    assert raised.due_at is not None


def test_people_of_a_client_come_and_go_as_a_file_of_the_practices_own(
    casey_browses: Browser, acme: Client
) -> None:
    address = reverse("stakeholders:stakeholder_import", args=[acme.public_id])
    head = "name,role,stance,influence,next_step,next_on\n"
    first = f"{head}Dana,Finance lead,doubtful,high,,\nBo,Buyer,,,,2027-01-05\n"
    later = f"{head}Dana,Finance lead,supportive,,Lunch,2027-01-05\n"

    tried, loaded = tried_and_loaded(casey_browses, address, first)
    moved, _ = tried_and_loaded(casey_browses, address, later)

    assert "would add 1" in tried
    assert "Say what happens on that day." in loaded
    assert "would add 0, update 1" in moved
    (dana,) = Stakeholder.objects.all()
    assert (dana.stance, dana.influence, dana.next_step) == ("supportive", "high", "Lunch")
    assert StakeholderChange.objects.count() == 2
    assert not Activity.objects.filter(sentence__contains="f.csv").exists()
    given = rows_of(casey_browses, reverse("stakeholders:stakeholder_export"))
    assert given[1][:4] == [acme.name, "Dana", "Finance lead", "supportive"]


def test_the_training_guide_and_its_register_come_as_one_file_and_leave_as_one(
    casey_browses: Browser, acme: Client
) -> None:
    address = reverse("handover:training_import", args=[acme.public_id])
    file = (
        "chapter,teaches,refresh_months,held_on,audience,ours,theirs\n"
        "Reading a bill,Lines and taxes,12,2026-03-02,leaders,Casey,Owen\n"
        "Reading a bill,,,2026-03-09,staff,Casey,Mia\n"
        "Disputes,How to ask,,,,,\n"
        "Disputes,,,2026-04-01,staff,,Mia\n"
        "Clocks,,99,,,,\n"
    )

    tried, loaded = tried_and_loaded(casey_browses, address, file)
    given = casey_browses.get(reverse("handover:training_export", args=[acme.public_id]))
    again, _ = tried_and_loaded(casey_browses, address, given.content.decode("utf-8-sig"))

    assert "would add 3" in tried
    assert "is said of every session" in loaded
    assert "less than or equal to 60" in loaded
    assert "would add 0, update 0 and leave 3" in again
    assert list(TrainingItem.objects.values_list("title", flat=True)) == [
        "Reading a bill",
        "Disputes",
    ]
    assert TrainingSession.objects.count() == 2
