"""The work book: logging, correcting, deleting, reading, handing out."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from clients.agreements.services import close_project
from clients.models import Activity, Client, Membership, Project, User, WorkEntry
from clients.work import services
from tests.agreed import agree, worked
from tests.clients.conftest import Log

BOOK = reverse("work:entry_list")


def said(project: Project, day: str = "2026-03-12", hours: str = "1:30") -> dict[str, str]:
    return {
        "worked_on": day,
        "project": str(project.public_id),
        "hours": hours,
        "text": "Verizon dispute call",
        "mode": "advise",
    }


def test_time_is_logged_and_the_form_keeps_the_project_and_means_today(
    audit: Project, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)

    page = browser.post(BOOK, said(audit), follow=True)

    entry = WorkEntry.objects.get()
    assert (entry.consultant, entry.client, entry.hours) == (casey, audit.client, Decimal("1.50"))
    assert page.context["form"]["worked_on"].value() == timezone.localdate()
    assert page.context["form"]["project"].value() == str(audit.public_id)
    assert f'value="{audit.public_id}" selected' in page.content.decode()
    assert Activity.objects.filter(verb="work.logged", client=audit.client, actor=casey).exists()


def test_hours_that_cannot_be_read_are_explained_and_nothing_is_lost(
    audit: Project, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)

    page = browser.post(BOOK, said(audit, hours="a while"))

    assert page.context["form"].errors["hours"] == ["Write the hours as 1.5, 1:30, 1h30 or 90m."]
    assert "Verizon dispute call" in page.content.decode()
    assert not WorkEntry.objects.exists()


def test_a_day_has_24_hours_for_each_person(
    audit: Project, sourcing: Project, casey: User, pat: User, log: Log, browser: Browser
) -> None:
    log(audit, "2026-03-12", "14.00")
    log(audit, "2026-03-12", "20.00", by=pat)
    browser.force_login(casey)

    refused = browser.post(BOOK, said(sourcing, hours="10.01"))
    browser.post(BOOK, said(sourcing, hours="10"))

    assert "14.00" in str(refused.context["form"].errors["hours"])
    assert WorkEntry.objects.filter(consultant=casey).count() == 2


def test_work_outside_the_agreement_is_refused_with_its_dates(
    audit: Project, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)

    page = browser.post(BOOK, said(audit, day="2025-12-31"))

    assert "lies outside the agreement" in str(page.context["form"].errors["worked_on"])
    assert not WorkEntry.objects.exists()


def test_a_day_to_come_is_refused(audit: Project, casey: User, browser: Browser) -> None:
    browser.force_login(casey)
    tomorrow = timezone.localdate() + timedelta(days=1)

    page = browser.post(BOOK, said(audit, day=tomorrow.isoformat()))

    assert page.context["form"].errors["worked_on"] == ["That day has not come yet."]


def test_a_closed_project_takes_no_time(audit: Project, casey: User, browser: Browser) -> None:
    close_project(project=audit, closed_by=casey)
    browser.force_login(casey)

    page = browser.post(BOOK, said(audit))

    assert page.context["form"].errors["project"]
    with pytest.raises(services.WorkRefused, match="is closed"):
        services.log_work(
            project=audit, consultant=casey, worked_on=date(2026, 3, 1), hours=Decimal(1), text="x"
        )


def test_a_consultant_logs_only_for_assigned_clients(
    globex: Client, audit: Project, casey: User, browser: Browser
) -> None:
    elsewhere = Project.objects.create(
        client=globex,
        name="Elsewhere",
        agreement=agree(globex),
    )
    browser.force_login(casey)

    page = browser.post(BOOK, said(elsewhere))

    assert page.context["form"].errors["project"]
    assert "Elsewhere" not in page.content.decode()
    assert not WorkEntry.objects.exists()


def test_an_entry_is_corrected_by_its_author_or_a_principal_only(
    acme: Client, audit: Project, casey: User, pat: User, log: Log, browser: Browser
) -> None:
    entry = log(audit, "2026-03-12", "1.00", state="draft")
    cole = User.objects.create_user("cole@practice.test", name="Cole", kind="consultant")
    Membership.objects.create(user=cole, client=acme, role="consultant")
    page = reverse("work:entry_edit", args=[entry.public_id])

    browser.force_login(cole)
    assert browser.get(page).status_code == 404
    browser.force_login(casey)
    browser.post(page, said(audit, hours="90m"))
    entry.refresh_from_db()
    assert entry.hours == Decimal("1.50")
    browser.force_login(pat)
    browser.post(page, said(audit, day="2026-03-13", hours="2"))

    entry.refresh_from_db()
    assert (entry.hours, entry.worked_on.day, entry.consultant) == (Decimal(2), 13, casey)
    assert Activity.objects.get(verb="work.changed", actor=pat).data["before"].startswith("1.50")


def test_a_corrected_entry_does_not_count_twice_on_its_day(
    audit: Project, casey: User, log: Log
) -> None:
    entry = log(audit, "2026-03-12", "20.00", state="draft")

    services.change_entry(
        entry=entry,
        project=audit,
        worked_on=date(2026, 3, 12),
        hours=Decimal(24),
        text="All day",
        changed_by=casey,
    )

    assert WorkEntry.objects.get().hours == 24


def test_a_deleted_entry_stands_in_the_box_again(
    audit: Project, casey: User, log: Log, browser: Browser
) -> None:
    entry = log(audit, "2026-03-12", "1.50", "Call with the carrier", state="draft")
    browser.force_login(casey)
    page = reverse("work:entry_delete", args=[entry.public_id])

    shown = browser.get(page)
    begun = browser.post(page, follow=True).context["line"]["line"].value()

    assert "Call with the carrier" in shown.content.decode()
    assert not WorkEntry.objects.exists()
    assert begun == '1.5h acme/carrier-bill-audit "Call with the carrier" @2026-03-12'
    assert Activity.objects.get(verb="work.deleted").data["text"] == "Call with the carrier"


def test_the_book_sums_days_and_weeks_across_its_pages(
    audit: Project, casey: User, log: Log, browser: Browser
) -> None:
    for _ in range(60):
        log(audit, "2026-03-12", "0.25")  # a Thursday
    log(audit, "2026-03-09", "2.00")
    log(audit, "2026-03-08", "4.00")
    browser.force_login(casey)

    first = browser.get(BOOK)
    weeks = first.context["weeks"]
    older = browser.get(BOOK, {"older": first.context["page"].older}).context["weeks"]

    assert [(w.monday.day, w.hours) for w in weeks] == [(9, Decimal(17))]
    assert [(d.day.day, d.hours) for d in weeks[0].days] == [(12, Decimal(15))]
    assert [(w.monday.day, w.hours) for w in older] == [(9, Decimal(17)), (2, Decimal(4))]
    assert [d.hours for w in older for d in w.days] == [15, 2, 4]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"old", "new", "other"}),
        ({"month": "2026-03"}, {"new", "other"}),
        ({"client": "acme"}, {"old", "new", "other"}),
        ({"client": "nobody"}, set()),
        ({"month": "soon"}, {"old", "new", "other"}),
        ({"project": "nonsense"}, set()),
    ],
)
def test_the_book_narrows_as_the_address_says(
    query: dict[str, str],
    found: set[str],
    audit: Project,
    sourcing: Project,
    casey: User,
    log: Log,
    browser: Browser,
) -> None:
    log(audit, "2026-02-01", "1.00", "old")
    log(audit, "2026-03-01", "1.00", "new")
    log(sourcing, "2026-03-01", "1.00", "other")
    browser.force_login(casey)

    assert {entry.text for entry in browser.get(BOOK, query).context["page"]} == found


def test_the_book_narrows_to_a_project_and_a_person(
    audit: Project, sourcing: Project, casey: User, pat: User, log: Log, browser: Browser
) -> None:
    log(audit, "2026-03-01", "1.00", "hers")
    log(sourcing, "2026-03-01", "1.00", "his", by=pat)
    browser.force_login(pat)

    of_project = browser.get(BOOK, {"project": audit.public_id}).context["page"]
    of_person = browser.get(BOOK, {"person": pat.public_id}).context["page"]

    assert [entry.text for entry in of_project] == ["hers"]
    assert [entry.text for entry in of_person] == ["his"]


def test_the_file_holds_what_the_page_shows_and_no_formula(
    audit: Project, sourcing: Project, casey: User, log: Log, browser: Browser
) -> None:
    log(audit, "2026-03-01", "1.50", "=HYPERLINK(1)")
    log(sourcing, "2026-03-01", "2.00")
    browser.force_login(casey)

    answer = browser.get(reverse("work:entry_export"), {"project": audit.public_id})

    assert answer["Content-Disposition"] == 'attachment; filename="work.csv"'
    assert list(csv.DictReader(StringIO(answer.content.decode()))) == [
        {
            "Day": "2026-03-01",
            "Client": "Acme Logistics",
            "Project": "Carrier bill audit",
            "Person": "Casey Cole",
            "Hours": "1.50",
            "Billable": "1.50",
            "Charged": "1.50",
            "Part": "Advise",
            "State": "Approved",
            "Reference": "",
            "Text": "'=HYPERLINK(1)",
        }
    ]


def test_a_full_page_of_entries_costs_no_more_queries_than_one(
    audit: Project,
    casey: User,
    log: Log,
    browser: Browser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for day in range(1, 29):
        log(audit, f"2026-03-{day:02}", "1.00")
    browser.force_login(casey)

    with django_assert_max_num_queries(26):
        browser.get(BOOK)


def test_projects_of_one_name_are_told_apart_by_their_clients(
    audit: Project, globex: Client, pat: User, browser: Browser
) -> None:
    other = Project.objects.create(client=globex, agreement=agree(globex), name=audit.name)
    for project in (audit, other):
        worked(project, pat, date(2026, 3, 12), "1.00", "Called the carrier")
    browser.force_login(pat)

    every = browser.get(BOOK).context["narrowing"].projects()
    one = browser.get(BOOK, {"client": "globex"}).context["narrowing"].projects()

    assert [choice.word for choice in every] == [
        f"{audit.name}, Acme Logistics", f"{audit.name}, Globex Health",
    ]  # fmt: skip
    assert [choice.word for choice in one] == [audit.name]
