"""The client's page: what is left, what it went into, what was agreed, whom to call."""

from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import (
    Activity,
    Client,
    Membership,
    Notice,
    Project,
    RetainerTerms,
    TeamSeat,
    User,
    WorkEntry,
)
from clients.retainers.approval import approve, question, send_back
from clients.retainers.closing import close_month
from clients.work.origins import origin_of
from retainer.lib.months import last_day, month_of, shifted
from tests.agreed import agree, worked
from tests.clients.retainers.conftest import Live
from tests.clients.test_queries import queries

PAGE = reverse("retainers:my_retainer")


def words(page: HttpResponse) -> str:
    return unescape(" ".join(page.content.decode().replace("\N{NO-BREAK SPACE}", " ").split()))


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def at_acme(owen: User) -> Browser:
    browser = Browser()
    browser.force_login(owen)
    return browser


@pytest.fixture
def project(acme: Client, today: date) -> Project:
    agreement = agree(acme, starts_on=shifted(month_of(today), -1), overage_rate=210)
    return Project.objects.create(client=acme, agreement=agreement, name="Carrier bill audit")


@pytest.fixture
def entry(project: Project, casey: User, pat: User, today: date) -> WorkEntry:
    """Two and a half of forty hours, approved today."""
    text = "Called the carrier about the ports"
    entry = worked(project, casey, today, "2.50", text, state="draft")
    return approve(entries=[entry], approved_by=pat)[0]


def test_it_answers_how_much_is_left_and_until_when(entry: WorkEntry, at_acme: Browser) -> None:
    page = at_acme.get(PAGE)

    assert "<strong>37.50 h</strong> of 40.00 h are left" in words(page)
    (lapsing,) = page.context["standing"].lapsing
    assert lapsing.amount == Decimal("37.50")
    assert "Called the carrier about the ports" in words(page)
    assert "Carrier bill audit" in words(page)
    assert "Casey Cole" in words(page)


def test_what_is_left_is_told_by_the_day_it_lapses(
    acme: Client, pat: User, at_acme: Browser, today: date
) -> None:
    this = month_of(today)
    agreement = agree(acme, starts_on=shifted(this, -2), rollover="carry", rollover_months=2)
    for month in (shifted(this, -2), shifted(this, -1)):
        close_month(agreement=agreement, month=month, closed_by=pat)

    context = at_acme.get(PAGE).context

    lapsing = [(part.amount, part.until) for part in context["standing"].lapsing]
    assert lapsing == [
        (40, last_day(this)),
        (40, last_day(shifted(this, 1))),
        (40, last_day(shifted(this, 2))),
    ]
    assert context["now"].left == 120


def test_work_that_is_not_approved_is_not_there(
    project: Project, casey: User, at_acme: Browser, today: date
) -> None:
    worked(project, casey, today, 3, "A secret draft", state="submitted")

    assert "A secret draft" not in words(at_acme.get(PAGE))


def test_the_time_worked_is_told_only_where_it_differs(
    project: Project, casey: User, at_acme: Browser, today: date
) -> None:
    worked(project, casey, today, 1, "Alike")
    same = words(at_acme.get(PAGE))
    worked(project, casey, today, 2, "Less", charged=Decimal("1.50"))

    assert "h worked" not in same
    assert "2.00 h worked" in words(at_acme.get(PAGE))


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

    at_acme.post(reverse("retainers:month_agree"), {"month": f"{today:%Y-%m}"})

    states = WorkEntry.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["agreed", "questioned", "draft"]


def test_agreeing_to_many_entries_costs_no_more_queries_than_to_one(
    entry: WorkEntry, project: Project, casey: User, at_acme: Browser, today: date
) -> None:
    agree_to = reverse("retainers:month_agree")
    month = {"month": f"{today:%Y-%m}"}
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


def test_an_open_month_opens_and_a_closed_one_leads_to_its_statement(
    live: Live, acme: Client, owen: User
) -> None:
    january = live([10])[0]
    browser = Browser()
    browser.force_login(owen)

    opened = browser.get(PAGE, {"month": "2026-01"})

    assert opened["Location"] == reverse("retainers:statement_detail", args=[january.public_id])


def test_past_months_are_shown_as_their_statements_say(
    live: Live, acme: Client, owen: User
) -> None:
    live([10, "12.25"])
    browser = Browser()
    browser.force_login(owen)

    months = browser.get(PAGE).context["standing"].months

    closed = {each.month: (each.used, each.left) for each in months if each.is_closed}
    assert closed == {
        date(2026, 1, 1): ("10.00\N{NO-BREAK SPACE}h", "30.00\N{NO-BREAK SPACE}h"),
        date(2026, 2, 1): ("12.25\N{NO-BREAK SPACE}h", "27.75\N{NO-BREAK SPACE}h"),
    }


def test_terms_stand_in_sentences_with_those_to_come(
    project: Project, at_acme: Browser, today: date
) -> None:
    later = shifted(month_of(today), 1)
    RetainerTerms.objects.create(
        client=project.client, agreement=project.agreement, valid_from=later, allowance=60,
        monthly_fee=9000, overage_rate=210, reason="The merger",
    )  # fmt: skip

    page = words(at_acme.get(PAGE))

    assert "$6,500.00 a month for 40.00 h of work" in page
    assert "What is not used by the end of a month lapses." in page
    assert "The merger" in page
    assert "$9,000.00 a month for 60.00 h of work" in page


def test_the_team_is_named_with_role_and_phone(
    project: Project, casey: User, at_acme: Browser
) -> None:
    TeamSeat.objects.create(
        client=project.client, agreement=project.agreement, person=casey,
        role="Lead consultant", phone="+1 315 555 0142",
    )  # fmt: skip

    page = words(at_acme.get(PAGE))

    assert "Lead consultant" in page
    assert "tel:+13155550142" in page


def test_without_a_team_the_consultants_can_be_called(
    casey: User, project: Project, at_acme: Browser
) -> None:
    User.objects.filter(pk=casey.pk).update(phone="+1 315 555 0142")

    assert "tel:+13155550142" in words(at_acme.get(PAGE))


def test_a_retainer_of_money_is_told_in_money(
    acme: Client, casey: User, at_acme: Browser, today: date
) -> None:
    agreement = agree(acme, 5000, basis="money", starts_on=month_of(today))
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    worked(project, casey, today, 2, rate=200)

    page = words(at_acme.get(PAGE))

    assert "$4,600.00" in page
    assert '2.00 h <span class="sub">$400.00</span>' in page
    assert "$5,000.00" in page


def test_without_an_agreement_it_says_so(acme: Client, at_acme: Browser) -> None:
    assert "No retainer agreement holds" in words(at_acme.get(PAGE))


def test_many_entries_cost_no_more_queries_than_one(
    entry: WorkEntry, project: Project, casey: User, at_acme: Browser, today: date
) -> None:
    one = queries(lambda: at_acme.get(PAGE))
    for n in range(5):
        worked(project, casey, today, 1, f"Thing {n}")

    assert queries(lambda: at_acme.get(PAGE)) == one <= 24


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
