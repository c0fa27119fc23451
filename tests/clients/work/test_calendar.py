"""Calendar events as proposals."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.agreements.services import close_project
from clients.models import Client, Meeting, Membership, Project, User, WorkEntry
from clients.work.calendar_forms import ProposalForm
from clients.work.proposals import Proposal, Ticked, key_of, log_events, proposals
from clients.work.rules import WorkRefused
from retainer.lib.calendars import Event
from retainer.lib.weeks import WEEK, monday_of, week_name
from tests.agreed import agree, worked
from tests.clients.test_queries import queries
from tests.lib.test_calendars import calendar
from tests.lib.test_calendars import event as ics_event

CALENDAR, LOG = reverse("work:calendar"), reverse("work:calendar_log")
LAST = monday_of(timezone.localdate()) - WEEK


def event(title: str = "Call", *people: str, uid: str = "1", **more: Any) -> Event:
    fields = {
        "uid": uid, "starts_at": "2026-03-10T14:00:00+00:00", "day": "2026-03-10",
        "clock": "10:00 – 11:00", "hours": "1.00", "is_private": False,
    }  # fmt: skip
    return Event(**fields | more, title=title, people=list(people))


def guessed(person: User, *events: Event) -> list[str]:
    return [str(each.project or "") for each in proposals(events, person)]


def ticked(met: Event, person: User, project: Project, **more: Any) -> Ticked:
    """An event as the page of proposals would send it."""
    form = ProposalForm.begun(Proposal(met, key_of(met, person), project))
    fields = {
        "key": form["key"], "project": project, "day": form["day"], "hours": Decimal(1),
        "text": "Call", "clock": form["clock"], "title": form["title"],
    }  # fmt: skip
    return Ticked(**fields | more)


def log(met: Event, person: User, project: Project) -> None:
    log_events(ticked=[ticked(met, person, project)], person=person)


def upload(*events: str) -> dict[str, object]:
    file = SimpleUploadedFile("week.ics", calendar(*events))
    return {"file": file, "week": week_name(LAST)}


def last_monday(*lines: str, **more: str) -> str:
    day = f"{LAST:%Y%m%d}"
    return ics_event(f"DTSTART:{day}T140000", "DURATION:PT90M", *lines, **more)


@pytest.fixture
def casey_browses(casey: User, browser: Browser) -> Browser:
    browser.force_login(casey)
    return browser


def test_people_of_a_client_point_to_the_client_and_words_to_the_project(
    audit: Project, sourcing: Project, globex: Client, casey: User, owen: User, stella: User
) -> None:
    Membership.objects.create(user=casey, client=globex, role="consultant")
    Project.objects.create(client=globex, agreement=agree(globex), name="Mobile fleet")

    assert guessed(
        casey,
        event("Sync", "owen@acme.test", uid="1"),
        event("SD-WAN next steps", "somebody@acme.test", uid="2"),
        event("Globex: prepare", uid="3"),
        event("Mobile questions", uid="4"),
        event("Kick-off", "owen@acme.test", "stella@globex.test", uid="5"),
        event("Lunch", uid="6"),
    ) == [
        "Carrier bill audit", "SD-WAN sourcing", "Mobile fleet", "Mobile fleet", "", "",
    ]  # fmt: skip


def test_events_without_a_uid_are_each_their_own(
    audit: Project, sourcing: Project, casey: User
) -> None:
    call, review = event("SD-WAN call", uid=""), event("Bill audit review", uid="")
    log(call, casey, sourcing)

    found = proposals([call, review], casey)

    assert [(each.event.title, str(each.project), each.is_logged) for each in found] == [
        ("SD-WAN call", "SD-WAN sourcing", True),
        ("Bill audit review", "Carrier bill audit", False),
    ]


def test_where_words_say_nothing_the_project_worked_on_last_is_meant(
    audit: Project, sourcing: Project, casey: User, owen: User
) -> None:
    worked(sourcing, casey, date(2026, 3, 2), state="draft")

    assert guessed(casey, event("Sync", "owen@acme.test")) == ["SD-WAN sourcing"]


def test_a_meeting_that_repeats_is_for_what_it_was_logged_on_last(
    audit: Project, sourcing: Project, casey: User, pat: User, owen: User
) -> None:
    jour_fixe = event("Bill audit", "owen@acme.test")
    assert guessed(casey, jour_fixe) == ["Carrier bill audit"]
    log(jour_fixe, casey, sourcing)

    assert guessed(casey, event(uid="1", starts_at="2026-03-17T14:00:00+00:00")) == [
        "SD-WAN sourcing"
    ]
    assert guessed(pat, jour_fixe) == ["SD-WAN sourcing"]
    log(jour_fixe, pat, audit)
    assert guessed(pat, jour_fixe) == ["Carrier bill audit"]
    assert guessed(casey, jour_fixe) == ["SD-WAN sourcing"]


def test_an_entry_remembers_its_meeting_and_leads_back_to_it(
    audit: Project, casey: User, pat: User, casey_browses: Browser
) -> None:
    log(event("Dispute call"), casey, audit)
    log(event("Dispute call"), pat, audit)
    log(event("Dispute call", starts_at="2026-03-03T14:00:00+00:00", day="2026-03-03"), pat, audit)

    met = Meeting.objects.get(day=date(2026, 3, 10))
    assert {entry.origin for entry in WorkEntry.objects.filter(worked_on=met.day)} == {met.about}
    book = casey_browses.get(reverse("work:entry_list")).content.decode()
    address = reverse("work:meeting_detail", args=[met.public_id])
    assert f'<a href="{address}">Dispute call, 10' in book
    page = " ".join(casey_browses.get(address).content.decode().split())
    assert "10:00 – 11:00" in page
    assert page.count("Carrier bill audit") == 2
    other = Meeting.objects.get(day=date(2026, 3, 3))
    assert reverse("work:meeting_detail", args=[other.public_id]) in page
    box = casey_browses.get(reverse("work:entry_list"), {"about": met.about})
    assert box.context["line"]["line"].value().split() == [
        "acme/carrier-bill-audit", '"Dispute', 'call"',
    ]  # fmt: skip


def test_a_private_meeting_keeps_no_title(audit: Project, casey: User) -> None:
    log(event("Doctor", is_private=True), casey, audit)

    assert [str(met) for met in Meeting.objects.all()] == ["Private meeting"]


def test_a_key_that_no_event_has_keeps_no_meeting(audit: Project, casey: User) -> None:
    for key in ("harvest 1", "calendar x y 1", f"calendar {'a' * 32} 1"):
        log_events(ticked=[ticked(event(), casey, audit, key=key)], person=casey)

    assert not Meeting.objects.exists()
    assert WorkEntry.objects.count() == 3


def test_a_closed_project_is_never_meant(
    audit: Project, casey: User, pat: User, owen: User
) -> None:
    close_project(project=audit, closed_by=pat)

    assert guessed(casey, event("Bill audit", "owen@acme.test")) == [""]


def test_an_event_is_logged_once_for_each_who_took_part(
    audit: Project, casey: User, pat: User
) -> None:
    for person in (casey, casey, pat):
        log(event(), person, audit)

    assert list(WorkEntry.objects.order_by("pk").values_list("consultant", "state")) == [
        (casey.pk, "draft"), (pat.pk, "draft"),
    ]  # fmt: skip
    assert [each.is_logged for each in proposals([event(), event(uid="2")], casey)] == [True, False]


def test_all_ticked_events_are_logged_or_none(audit: Project, casey: User) -> None:
    day = date(2026, 3, 10)
    said = [
        Ticked(key=str(n), project=audit, day=day, hours=Decimal(hours), text="Call")
        for n, hours in enumerate((1, 24))
    ]

    with pytest.raises(WorkRefused, match="a day has 24"):
        log_events(ticked=said, person=casey)

    assert not WorkEntry.objects.exists()


def test_a_file_becomes_proposals_and_nothing_is_kept(
    audit: Project, casey: User, owen: User, casey_browses: Browser
) -> None:
    page = casey_browses.post(
        CALENDAR,
        upload(
            last_monday("ATTENDEE:mailto:owen@acme.test", title="Dispute call"),
            last_monday("CLASS:PRIVATE", title="Doctor", uid="2"),
        ),
    )

    first, private = page.context["forms"]
    assert (first["ticked"].value(), first["hours"].value(), first["text"].value()) == (
        True, "1.50", "Dispute call",
    )  # fmt: skip
    assert first["project"].value() == str(audit.public_id)
    assert (private["ticked"].value(), private["text"].value()) == (False, "")
    assert "Private in your calendar: Doctor" in page.content.decode()
    assert not WorkEntry.objects.exists()


def test_what_is_ticked_is_logged_as_drafts_and_can_be_undone(
    audit: Project, casey: User, owen: User, casey_browses: Browser
) -> None:
    mine = last_monday("ATTENDEE:mailto:owen@acme.test", title="Dispute call")
    page = casey_browses.post(CALENDAR, upload(mine, last_monday(title="Lunch", uid="2")))
    said = {
        field.html_name: field.value()
        for form in page.context["forms"]
        for field in form
        if field.value() not in (None, False)
    } | {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2}
    [key] = [name for name in said if name.endswith("text") and said[name] == "Dispute call"]

    page = casey_browses.post(LOG, said | {key: "Dispute call with Verizon"}, follow=True)

    entry = WorkEntry.objects.get()
    assert (entry.text, entry.hours, entry.state, entry.worked_on) == (
        "Dispute call with Verizon", Decimal("1.50"), "draft", LAST,
    )  # fmt: skip
    [message] = page.context["messages"]
    again = casey_browses.post(CALENDAR, upload(mine))
    assert "were logged before" in again.content.decode()
    casey_browses.post(message.extra_tags)
    assert not WorkEntry.objects.exists()


def test_what_is_missing_is_said_and_what_was_written_stays(
    audit: Project, casey_browses: Browser
) -> None:
    said = {
        "form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2,
        "form-0-ticked": "on", "form-0-key": "a", "form-0-day": LAST.isoformat(),
        "form-0-text": "Dispute call", "form-0-hours": "a while",
        "form-1-key": "b", "form-1-day": LAST.isoformat(), "form-1-hours": "also wrong",
    }  # fmt: skip

    page = casey_browses.post(LOG, said).content.decode()

    assert "Choose the project." in page
    assert page.count("Write the hours as 1.5, 1:30, 1h30 or 90m.") == 1
    assert 'value="Dispute call"' in page


@pytest.mark.parametrize("content", [b"hello", b"%PDF-1.7"])
def test_a_file_that_is_no_calendar_is_explained(casey_browses: Browser, content: bytes) -> None:
    file = SimpleUploadedFile("week.ics", content)

    page = casey_browses.post(CALENDAR, {"file": file, "week": week_name(LAST)})

    assert "This is no calendar file. Export the calendar" in page.content.decode()


def test_nothing_sent_leads_back_to_the_file(casey_browses: Browser) -> None:
    assert casey_browses.post(LOG)["Location"] == CALENDAR
    assert "Choose the file." in casey_browses.post(CALENDAR).content.decode()


def test_many_events_cost_no_more_queries_than_one(
    audit: Project, sourcing: Project, casey_browses: Browser
) -> None:
    def asked(number: int) -> int:
        events = [last_monday(title="Audit", uid=str(n)) for n in range(number)]
        return queries(lambda: casey_browses.post(CALENDAR, upload(*events)))

    assert asked(1) == asked(20) <= 20
