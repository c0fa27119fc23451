"""What a client says of logged work: agreed, or asked about, and what we answer."""

from datetime import date

from django.test import Client as Browser
from django.urls import reverse

from clients.models import (
    Activity,
    Client,
    Membership,
    Notice,
    Project,
    User,
    WorkEntry,
)
from clients.retainers.approval import approve, question, send_back
from clients.work.origins import origin_of
from tests.agreed import worked
from tests.clients.retainers.conftest import words
from tests.clients.test_queries import queries

PAGE = reverse("retainers:my_retainer")


def test_an_entry_is_agreed_to(entry: WorkEntry, at_acme: Browser) -> None:
    at_acme.post(reverse("retainers:entry_agree", args=[entry.public_id]))

    entry.refresh_from_db()
    assert entry.state == "agreed"
    assert entry.agreed_at is not None


def test_a_whole_month_is_agreed_to_at_once(
    entry: WorkEntry, project: Project, casey: User, at_acme: Browser, today: date
) -> None:
    worked(project, casey, today, 1, state="questioned")
    worked(project, casey, today, 1, state="draft")

    month = {"agreement": project.agreement.public_id, "month": f"{today:%Y-%m}"}
    at_acme.post(reverse("retainers:month_agree"), month)

    states = WorkEntry.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["agreed", "questioned", "draft"]


def test_agreeing_to_many_entries_costs_no_more_queries_than_to_one(
    entry: WorkEntry, project: Project, casey: User, at_acme: Browser, today: date
) -> None:
    agree_to = reverse("retainers:month_agree")
    month = {"agreement": project.agreement.public_id, "month": f"{today:%Y-%m}"}
    one = queries(lambda: at_acme.post(agree_to, month))
    for _ in range(8):
        worked(project, casey, today)

    assert queries(lambda: at_acme.post(agree_to, month)) == one
    assert set(WorkEntry.objects.values_list("state", flat=True)) == {"agreed"}
    assert Activity.objects.filter(verb="work.agreed").count() == 2


def test_the_company_agreed_for_is_the_one_that_was_looked_at(
    entry: WorkEntry, globex: Client, owen: User, at_acme: Browser
) -> None:
    Membership.objects.create(user=owen, client=globex, role="executive")
    page = at_acme.get(f"{PAGE}?client=acme")
    at_acme.get(f"{PAGE}?client=globex")  # in another tab

    assert f'action="{reverse("retainers:month_agree")}?client=acme"' in page.content.decode()
    back = at_acme.post(reverse("retainers:entry_agree", args=[entry.public_id]))
    assert back["Location"].startswith(f"{PAGE}?client=acme&")


def test_a_question_reaches_the_consultant_and_its_answer_the_client(
    entry: WorkEntry, casey: User, owen: User, at_acme: Browser, browser: Browser
) -> None:
    ask = reverse("retainers:entry_question", args=[entry.public_id])
    at_acme.post(ask, {"text": "Which ports?"})
    told = Notice.objects.get(recipient=casey)
    browser.force_login(casey)

    page = browser.get(told.link)
    browser.post(told.link, {"text": "Those in the cellar."})

    assert "Which ports?" in words(page)
    assert "Owen Ortiz asks about" in told.sentence
    assert "Those in the cellar." in Notice.objects.get(recipient=owen).sentence
    assert "Those in the cellar." in words(at_acme.get(PAGE))
    entry.refresh_from_db()
    assert entry.state == "approved"


def test_an_empty_question_is_not_asked(entry: WorkEntry, at_acme: Browser) -> None:
    ask = reverse("retainers:entry_question", args=[entry.public_id])

    page = at_acme.post(ask, {"text": "  "}, follow=True)

    assert "Say what you would like to know." in words(page)
    entry.refresh_from_db()
    assert entry.state == "approved"


def test_a_question_too_long_to_keep_is_refused(entry: WorkEntry, at_acme: Browser) -> None:
    ask = reverse("retainers:entry_question", args=[entry.public_id])

    page = at_acme.post(ask, {"text": "?" * 1001}, follow=True)

    assert "Write at most 1000 characters; these are 1001." in words(page)
    entry.refresh_from_db()
    assert entry.state == "approved"


def test_a_viewer_asks_but_does_not_agree(entry: WorkEntry, owen: User, at_acme: Browser) -> None:
    Membership.objects.filter(user=owen).update(role="viewer")
    agree_to = reverse("retainers:entry_agree", args=[entry.public_id])

    page = at_acme.get(PAGE)

    assert agree_to not in words(page)
    assert at_acme.post(agree_to).status_code == 403
    assert at_acme.post(reverse("retainers:month_agree")).status_code == 403
    at_acme.post(reverse("retainers:entry_question", args=[entry.public_id]), {"text": "Why?"})
    entry.refresh_from_db()
    assert entry.state == "questioned"


def test_why_an_entry_was_sent_back_is_not_for_the_client(
    entry: WorkEntry, pat: User, at_acme: Browser
) -> None:
    send_back(entries=[entry], sent_back_by=pat, reason="Do not mention the ports")
    entry.refresh_from_db()
    approve(entries=[entry], approved_by=pat)

    assert "Do not mention" not in words(at_acme.get(PAGE))


def test_work_is_logged_about_a_question(
    audit: Project, casey: User, owen: User, browser: Browser
) -> None:
    day = date(2026, 1, 2)
    entry = worked(audit, casey, day, text="Read the May bill")
    question(entry=entry, asked_by=owen, text="What came out of it?")
    browser.force_login(casey)
    about = f"question:{entry.public_id}"

    page = browser.get(reverse("retainers:entry_answer", args=[entry.public_id]))
    origin = origin_of(casey, about)

    assert f"about={about}" in page.content.decode()
    assert origin is not None
    assert origin.text == "Answered a question about: Read the May bill"
    assert origin_of(casey, f"question:{worked(audit, casey, day).public_id}") is None
