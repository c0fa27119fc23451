"""The client's page: what is left, what it went into, what was agreed, whom to call."""

from datetime import date
from decimal import Decimal

from django.test import Client as Browser
from django.urls import reverse

from clients.models import (
    Client,
    Project,
    RetainerTerms,
    TeamSeat,
    User,
    WorkEntry,
)
from clients.retainers.closing import close_month
from retainer.lib.months import last_day, month_of, shifted
from tests.agreed import agree, worked
from tests.clients.retainers.conftest import Live, words
from tests.clients.test_queries import queries

PAGE = reverse("retainers:my_retainer")


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
