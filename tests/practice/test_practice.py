"""The principal's page: retainers, people, work in progress, deadlines; and the money found."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.models import AuditRun, Finding
from clients.models import Client, Project, RetainerAgreement, StandardRate, User
from clients.retainers.approval import approve
from clients.retainers.closing import close_month
from retainer.practice.overview import Overview
from tests.agreed import agree, worked
from tests.clients.test_queries import queries

#: A Friday.
TODAY = date(2026, 5, 15)
SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture
def in_may(db: None) -> Iterator[None]:
    noon = datetime(2026, 5, 15, 12, tzinfo=ZoneInfo("UTC"))
    with mock.patch("django.utils.timezone.now", return_value=noon):
        yield


@pytest.fixture
def agreement(acme: Client) -> RetainerAgreement:
    return agree(acme, 42, starts_on=date(2026, 5, 1))


@pytest.fixture
def audit(agreement: RetainerAgreement) -> Project:
    return Project.objects.create(client=agreement.client, agreement=agreement, name="Audit")


def test_a_retainer_is_held_against_its_working_days(
    audit: Project, casey: User, agreement: RetainerAgreement
) -> None:
    worked(audit, casey, date(2026, 5, 4), 10)
    worked(audit, casey, date(2026, 5, 12), 20)

    (row,) = Overview(TODAY).retainers

    # May 2026 has 21 working days, of which 11 are over: 22 of 42 hours would be even.
    assert (row.pace.days, row.pace.over, row.pace.expected) == (21, 11, 22)
    assert row.in_words == f"8.00{SPACE}h ahead of pace"
    assert row.pace.projected == Decimal("57.27")
    assert row.pace.state == "above"
    assert "15 May 2026: 12.00" in row.chart.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("hours", "state", "words"),
    [
        (43, "over", f"21.00{SPACE}h ahead of pace"),
        (22, "even", "on pace"),
        (5, "below", f"17.00{SPACE}h behind pace"),
    ],
)
def test_use_is_called_by_what_it_leads_to(
    audit: Project, casey: User, hours: int, state: str, words: str
) -> None:
    for day in range(4, 4 + hours // 20 + 1):
        part = min(20, hours - 20 * (day - 4))
        if part:
            worked(audit, casey, date(2026, 5, day), part)

    (row,) = Overview(TODAY).retainers

    assert (row.pace.state, row.in_words) == (state, words)


def test_those_that_need_a_look_come_first(
    audit: Project, globex: Client, casey: User, pat: User
) -> None:
    other = agree(globex, 10, starts_on=date(2026, 5, 1))
    project = Project.objects.create(client=globex, agreement=other, name="Audit")
    worked(audit, casey, date(2026, 5, 4), 22)
    worked(project, pat, date(2026, 5, 4), 11)

    overview = Overview(TODAY)

    assert [row.agreement.client for row in overview.retainers] == [globex, audit.client]
    assert overview.to_look_at == 1


def test_load_counts_what_was_worked_against_the_days_that_are_over(
    audit: Project, casey: User, pat: User
) -> None:
    worked(audit, casey, date(2026, 5, 12), 8, state="draft", unbilled=2)
    worked(audit, casey, date(2026, 5, 4), 8)
    worked(audit, casey, date(2026, 4, 30), 8)

    loads = {load.person: load for load in Overview(TODAY).people}

    load = loads[casey]
    assert (load.week, load.month, load.billable) == (8, 16, 14)
    assert (load.week_capacity, load.month_capacity) == (40, 88)
    assert load.share == Decimal(16) / 88
    assert (loads[pat].month, loads[pat].billable_share) == (0, None)


def test_a_shorter_week_is_held_against_its_own_hours(
    audit: Project, casey: User, pat: User
) -> None:
    User.objects.filter(pk=casey.pk).update(week_hours=20)
    User.objects.filter(pk=pat.pk).update(week_hours=0)
    worked(audit, casey, date(2026, 5, 12), 11)

    loads = {load.person: load for load in Overview(TODAY).people}

    load = loads[casey]
    assert (load.week_capacity, load.month_capacity, load.share) == (20, 44, Decimal("0.25"))
    assert (loads[pat].month_capacity, loads[pat].share) == (0, None)


def test_the_hand_over_shows_the_share_of_doing_month_by_month(audit: Project, casey: User) -> None:
    worked(audit, casey, date(2026, 4, 7), 6, mode="do")
    worked(audit, casey, date(2026, 4, 8), 2, mode="oversee")
    worked(audit, casey, date(2026, 5, 4), 1, mode="do")
    worked(audit, casey, date(2026, 5, 5), 3, mode="train")

    gauge = Overview(TODAY).hand_over

    assert gauge.doing == (Decimal("0.75"), Decimal("0.25"))
    assert [month.total for month in gauge.months] == [0, 0, 0, 0, 8, 4]


def test_work_in_progress_is_valued_at_the_rate_of_its_stage(
    audit: Project, casey: User, pat: User
) -> None:
    StandardRate.objects.create(rate=100, starts_on=date(2026, 1, 1))
    worked(audit, casey, date(2026, 5, 4), 2, state="draft", unbilled=Decimal("0.5"))
    worked(audit, casey, date(2026, 5, 5), 3, state="submitted")
    worked(audit, casey, date(2026, 5, 6), 4, rate=120)
    worked(audit, casey, date(2026, 5, 7), 1)

    (row,) = Overview(TODAY).in_progress

    assert {name: (s.hours, s.value) for name, s in row.stages.items()} == {
        "draft": (2, 150),
        "submitted": (3, 300),
        "approved": (5, 480),
    }
    assert (row.unpriced, row.oldest) == (1, date(2026, 5, 4))


def test_a_closed_month_is_no_longer_in_progress_nor_to_be_closed(
    acme: Client, casey: User, pat: User, in_may: None
) -> None:
    agreement = agree(acme, 40, starts_on=date(2026, 3, 1))
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    entry = worked(project, casey, date(2026, 3, 10), 4, state="draft")
    before = Overview(TODAY)
    assert [(row.first, row.number) for row in before.unclosed] == [(date(2026, 3, 1), 2)]
    assert before.in_progress[0].stages["draft"].hours == 4

    approve(entries=[entry], approved_by=pat)
    close_month(agreement=agreement, month=date(2026, 3, 1), closed_by=pat)

    after = Overview(TODAY)
    assert [(row.first, row.number) for row in after.unclosed] == [(date(2026, 4, 1), 1)]
    assert after.in_progress == []


def test_agreements_are_told_when_notice_or_end_comes_near(acme: Client, globex: Client) -> None:
    soon = agree(acme, ends_on=date(2026, 6, 1), notice_days=30)
    agree(globex, ends_on=date(2026, 12, 31), notice_days=30)

    (ending,) = Overview(TODAY).endings

    assert (ending.agreement, ending.notice_by, ending.is_late) == (soon, date(2026, 5, 2), True)


def test_money_found_stands_against_the_fee_of_twelve_months(
    acme: Client, pat: User, in_may: None, browser: Browser
) -> None:
    agree(acme, fee=1000, starts_on=date(2026, 4, 10))
    run = AuditRun.objects.create(client=acme, state="complete")
    for state, claimed in (("valid", 9000), ("new", 500)):
        Finding.objects.create(
            client=acme, check_code="B01", cause=state, currency="USD", state=state,
            claimed=claimed, first_run=run, last_run=run,
        )  # fmt: skip
    browser.force_login(pat)

    (row,) = browser.get(reverse("practice_money")).context["returns"]

    assert (row.fee, row.found, row.credited, row.times_found) == (2000, 9000, 0, Decimal("4.5"))


def test_an_empty_practice_is_told_what_will_stand_here(pat: User, browser: Browser) -> None:
    browser.force_login(pat)

    page = browser.get(reverse("practice")).content.decode()

    assert "No retainer is active" in page
    assert "Everything logged stands in a statement" in page


def test_many_retainers_cost_no_more_queries_than_one(pat: User, browser: Browser) -> None:
    browser.force_login(pat)

    def one_more(n: int) -> None:
        client = Client.objects.create(slug=f"c{n}", name=f"Client {n}")
        project = Project.objects.create(client=client, agreement=agree(client), name="Audit")
        person = User.objects.create_user(f"u{n}@p.test", name=f"U {n}", kind="consultant")
        for state in ("draft", "submitted", "approved"):
            worked(project, person, date(2026, 5, 4), 2, state=state)

    one_more(0)
    one = queries(lambda: browser.get(reverse("practice")))
    for n in range(1, 5):
        one_more(n)

    assert queries(lambda: browser.get(reverse("practice"))) == one <= 24
