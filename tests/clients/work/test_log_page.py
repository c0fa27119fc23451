"""The box that logs work: what is taken, what is refused and kept, what it shows meanwhile."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Project, User, WorkEntry
from clients.work.services import log_work
from tests.agreed import agree
from tests.clients.conftest import Log
from tests.clients.test_queries import queries

BOOK = reverse("work:entry_list")
PREVIEW = reverse("work:line_preview")
LINE = '1.5h acme carrier "Dispute call" @2026-03-12 #R-12 +do !30m'


@pytest.fixture
def casey_logs(casey: User, audit: Project, sourcing: Project, browser: Browser) -> Browser:
    browser.force_login(casey)
    return browser


def test_a_line_is_logged_and_the_next_begins_with_its_project_and_today(
    casey_logs: Browser, audit: Project, casey: User
) -> None:
    page = casey_logs.post(BOOK, {"line": LINE}, follow=True)

    entry = WorkEntry.objects.get()
    assert (entry.project, entry.consultant, entry.text) == (audit, casey, "Dispute call")
    assert (entry.hours, entry.unbilled) == (Decimal("1.5"), Decimal("0.5"))
    assert (entry.mode, entry.reference, entry.state) == ("do", "R-12", "draft")
    assert not page.context["line"]["line"].value()
    again = casey_logs.post(page.redirect_chain[-1][0], {"line": "1h called again"})
    assert again.status_code == 302
    later = WorkEntry.objects.get(text="called again")
    assert (later.project, later.worked_on) == (audit, timezone.localdate())


def test_a_page_opened_for_a_day_says_so_and_logs_line_after_line_on_it(
    casey_logs: Browser,
) -> None:
    opened = f"{BOOK}?on=2026-03-12"
    said = "A line without a day is logged on Thu 12\N{NO-BREAK SPACE}Mar\N{NO-BREAK SPACE}2026."
    assert said in casey_logs.get(opened).content.decode()

    page = casey_logs.post(opened, {"line": '1h acme carrier "Before" @2026-03-11'}, follow=True)
    assert said in page.content.decode()
    casey_logs.post(page.redirect_chain[-1][0], {"line": "1h called again"})

    assert WorkEntry.objects.get(text="called again").worked_on == date(2026, 3, 12)
    assert "A line without a day" not in casey_logs.get(BOOK).content.decode()


def test_what_was_logged_is_told_with_its_day(casey_logs: Browser) -> None:
    page = casey_logs.post(BOOK, {"line": LINE}, follow=True)

    [message] = page.context["messages"]
    assert str(message).replace("\N{NO-BREAK SPACE}", " ") == (
        "Logged: 1.50 h on Carrier bill audit, Acme Logistics, 12 Mar 2026."
    )


def test_a_line_that_cannot_be_read_is_kept_and_says_why(casey_logs: Browser) -> None:
    page = casey_logs.post(BOOK, {"line": '1.5h amce "Dispute call"'}).content.decode()

    assert "Did you mean Acme Logistics" in page
    assert "1.5h amce &quot;Dispute call&quot;" in page
    assert not WorkEntry.objects.exists()


def test_what_the_book_refuses_is_said_before_and_after_the_line_is_sent(
    casey_logs: Browser, audit: Project, log: Log
) -> None:
    log(audit, "2026-03-12", "23")
    line = {"line": "2h acme carrier late night @2026-03-12"}

    before, after = casey_logs.get(PREVIEW, line), casey_logs.post(BOOK, line)

    for answer in (before, after):
        assert "a day has 24" in answer.content.decode()
    assert WorkEntry.objects.count() == 1


def test_a_closed_month_is_refused_with_a_sentence(
    casey_logs: Browser, audit: Project, acme: Client, pat: User
) -> None:
    audit.agreement.statements.create(
        client=acme,
        month=date(2026, 3, 1),
        terms=audit.agreement.terms.get(),
        closed_by=pat,
        figures={},
    )

    page = casey_logs.post(BOOK, {"line": LINE}).content.decode()

    assert "closed for Acme Logistics" in page
    assert not WorkEntry.objects.exists()


def test_the_message_takes_the_entry_back_into_the_box(casey_logs: Browser) -> None:
    page = casey_logs.post(BOOK, {"line": LINE}, follow=True)
    undo = reverse("work:entry_delete", args=[WorkEntry.objects.get().public_id])
    assert f'action="{undo}"' in page.content.decode()

    page = casey_logs.post(undo, follow=True)

    assert not WorkEntry.objects.exists()
    said = page.context["line"]["line"].value()
    casey_logs.post(BOOK, {"line": said})
    entry = WorkEntry.objects.get()
    assert (entry.text, entry.reference, entry.mode, entry.unbilled) == (
        "Dispute call", "R-12", "do", Decimal("0.5"),
    )  # fmt: skip


def test_the_preview_offers_what_the_word_under_the_hand_could_become(
    casey_logs: Browser,
) -> None:
    page = casey_logs.get(PREVIEW, {"line": "2h 😀 sd", "at": 8}).content.decode()
    assert "sd-wan-sourcing" not in page

    page = casey_logs.get(PREVIEW, {"line": "2h sd", "at": 5}).content.decode()

    assert 'data-insert="acme/sd-wan-sourcing "' in page
    assert 'data-from="3"' in page


def test_the_project_of_the_last_line_is_offered_first(
    casey_logs: Browser, sourcing: Project
) -> None:
    asked = {"line": "2h acm", "at": 6}

    first = casey_logs.get(PREVIEW, asked).content.decode()
    after = casey_logs.get(PREVIEW, asked | {"to": sourcing.public_id}).content.decode()

    audit = "carrier-bill-audit"
    assert first.index(audit) < first.index("sd-wan-sourcing")
    assert after.index("sd-wan-sourcing") < after.index(audit)


def test_a_place_in_the_line_is_told_as_browsers_count(casey_logs: Browser) -> None:
    page = casey_logs.get(PREVIEW, {"line": '2h "😀" @soon'}).content.decode()

    assert 'data-from="8" data-to="13"' in " ".join(page.split())


def test_a_line_names_only_projects_that_its_person_may_log_on(
    casey_logs: Browser, globex: Client
) -> None:
    elsewhere = Project.objects.create(client=globex, name="Elsewhere", agreement=agree(globex))

    page = casey_logs.get(PREVIEW, {"line": '1h globex "x"', "at": 9}).content.decode()
    sent = casey_logs.post(BOOK, {"line": '1h globex/elsewhere "x"', "to": elsewhere.public_id})

    assert "Elsewhere" not in page
    assert "No client or project begins with" in sent.content.decode()


def test_projects_whose_names_shorten_alike_are_told_apart(
    casey_logs: Browser, audit: Project
) -> None:
    twin = Project.objects.create(
        client=audit.client, agreement=audit.agreement, name="Carrier bill: audit"
    )

    casey_logs.post(BOOK, {"line": '1h acme/carrier-bill-audit-2 "x"'})

    assert WorkEntry.objects.get().project == twin


def test_the_longer_form_says_the_same(casey_logs: Browser, audit: Project) -> None:
    said = {
        "worked_on": "2026-03-12", "project": audit.public_id, "hours": "1:30", "text": "Call",
        "mode": "train", "unbilled": "30m", "reference": "#R-12",
    }  # fmt: skip

    casey_logs.post(BOOK, said)
    refused = casey_logs.post(BOOK, said | {"unbilled": "2", "reference": "R 12"})

    entry = WorkEntry.objects.get()
    assert (entry.mode, entry.unbilled, entry.reference) == ("train", Decimal("0.5"), "R-12")
    errors = refused.context["form"].errors
    assert errors["unbilled"] == ["No more can be not billable than was worked."]
    assert errors["reference"] == ["Write the reference as one word, such as R-12."]


def test_an_entry_is_edited_with_everything_it_says(
    casey_logs: Browser, audit: Project, casey: User
) -> None:
    entry = log_work(
        project=audit, consultant=casey, worked_on=date(2026, 3, 12), hours=Decimal(2),
        text="Call", unbilled=Decimal(1), mode="do", reference="R-1",
    )  # fmt: skip
    address = reverse("work:entry_edit", args=[entry.public_id])
    form = casey_logs.get(address).context["form"]

    said = {name: form[name].value() for name in form.fields} | {"reference": "R-2", "unbilled": ""}
    casey_logs.post(address, said)

    entry.refresh_from_db()
    assert (entry.reference, entry.unbilled, entry.mode) == ("R-2", Decimal(0), "do")


def test_worked_billable_and_charged_stand_apart_where_they_differ(
    casey_logs: Browser, audit: Project, log: Log
) -> None:
    entry = log(audit, "2026-03-12", "2.00")
    WorkEntry.objects.filter(pk=entry.pk).update(unbilled=Decimal("0.4"), charged=Decimal("1.75"))
    log(audit, "2026-03-11", "1.00")

    page = " ".join(casey_logs.get(BOOK).content.decode().split())

    assert "1.60 h billable" in page
    assert "1.75 h charged" in page
    assert page.count("h charged") == 1


def test_only_open_entries_offer_to_be_edited(
    casey_logs: Browser, audit: Project, pat: User, log: Log
) -> None:
    mine = log(audit, "2026-03-12", "1.00", state="submitted")
    log(audit, "2026-03-12", "1.00", state="approved")
    log(audit, "2026-03-12", "1.00", state="draft", by=pat)

    page = casey_logs.get(BOOK).content.decode()

    assert page.count("data-edit") == 1
    assert reverse("work:entry_edit", args=[mine.public_id]) in page


def test_a_preview_asks_little_however_many_projects_there_are(
    casey_logs: Browser, audit: Project
) -> None:
    line = {"line": LINE, "at": 4}
    few = queries(lambda: casey_logs.get(PREVIEW, line))
    for n in range(20):
        Project.objects.create(client=audit.client, agreement=audit.agreement, name=f"Project {n}")

    assert queries(lambda: casey_logs.get(PREVIEW, line)) == few <= 9


def test_a_preview_takes_hold_of_nothing_that_somebody_else_may_hold(casey_logs: Browser) -> None:
    with CaptureQueriesContext(connection) as captured:
        casey_logs.get(PREVIEW, {"line": LINE})

    asked = " ".join(query["sql"] for query in captured)
    assert "SUM" in asked  # it looked whether the day has room
    assert "FOR NO KEY UPDATE" not in asked


def test_a_day_to_come_is_refused(casey_logs: Browser) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    page = casey_logs.post(BOOK, {"line": f'1h acme carrier "x" @{tomorrow}'})

    assert "That day has not come yet." in page.content.decode()
