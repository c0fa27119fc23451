"""A month in which one agreement ends and the next begins: each of them has its own."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.reports.hours import hours
from clients.models import (
    Client,
    Notice,
    Project,
    RetainerAgreement,
    RetainerAlert,
    Statement,
    User,
    WorkEntry,
)
from clients.retainers.agreement_page import AgreementPage
from clients.retainers.alerts import watch
from clients.retainers.closing import close_month
from clients.retainers.drawing import file_name
from clients.retainers.ledger import settle
from clients.retainers.summary import balances, month_hours
from retainer.lib.months import shifted
from retainer.practice.overview import Overview
from tests.agreed import agree, worked
from tests.clients.retainers.conftest import words

PAGE = reverse("retainers:my_retainer")
MARCH, TWENTIETH = date(2026, 3, 1), date(2026, 3, 20)


class Two(NamedTuple):
    """The agreement until 15 March and the one from the 16th on, each with work in March."""

    first: RetainerAgreement
    second: RetainerAgreement
    before: WorkEntry
    after: WorkEntry


@pytest.fixture
def on_the_twentieth() -> Iterator[None]:
    now = datetime(2026, 3, 20, 12, tzinfo=ZoneInfo("UTC"))
    with mock.patch("django.utils.timezone.now", return_value=now):
        yield


@pytest.fixture
def two(acme: Client, casey: User, on_the_twentieth: None) -> Two:
    first = agree(acme, starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 15), title="Old terms")
    second = agree(acme, 60, fee=9000, starts_on=date(2026, 3, 16), title="New terms")
    audit, sourcing = (
        Project.objects.create(client=acme, agreement=agreement, name=name)
        for agreement, name in ((first, "Audit"), (second, "Sourcing"))
    )
    return Two(
        first,
        second,
        before=worked(audit, casey, date(2026, 3, 10), 20, "Before the renewal"),
        after=worked(sourcing, casey, date(2026, 3, 18), 3, "After the renewal"),
    )


@pytest.fixture
def closed(two: Two, pat: User) -> Statement:
    """March of the agreement that is over; that of the other is still running."""
    for month in (shifted(MARCH, -2), shifted(MARCH, -1)):
        close_month(agreement=two.first, month=month, closed_by=pat)
    return close_month(agreement=two.first, month=MARCH, closed_by=pat)


def of(agreement: RetainerAgreement) -> dict[str, str]:
    return {"agreement": str(agreement.public_id), "month": "2026-03"}


def test_the_month_has_a_balance_under_each_the_newest_first(acme: Client, two: Two) -> None:
    march = balances(acme.agreements.all(), MARCH, MARCH)

    assert [(each.agreement, each.included, each.used, each.left) for each in march] == [
        (two.second, 60, 3, 57),
        (two.first, 40, 20, 20),
    ]


def test_the_page_shows_the_one_that_holds_and_offers_the_other(two: Two, at_acme: Browser) -> None:
    page = at_acme.get(PAGE)

    text = words(page)
    assert "<strong>57.00 h</strong> of 60.00 h are left" in text
    assert "After the renewal" in text
    assert "Before the renewal" not in text
    chips = [(choice.word, choice.current) for choice in page.context["standing"].choices]
    assert chips == [
        ("New terms, from 16\N{NO-BREAK SPACE}Mar\N{NO-BREAK SPACE}2026", True),
        (
            "Old terms, 1\N{NO-BREAK SPACE}Jan\N{NO-BREAK SPACE}2026 \N{EN DASH} "
            "15\N{NO-BREAK SPACE}Mar\N{NO-BREAK SPACE}2026",
            False,
        ),
    ]


def test_the_other_agreements_month_is_shown_when_it_is_chosen(two: Two, at_acme: Browser) -> None:
    page = at_acme.get(PAGE, of(two.first))

    text = words(page)
    assert "<strong>20.00 h</strong> of 40.00 h are left" in text
    assert "Before the renewal" in text
    assert "After the renewal" not in text
    assert "$6,500.00 a month for 40.00 h of work" in text


def test_the_client_agrees_to_the_month_of_the_agreement_they_looked_at(
    two: Two, at_acme: Browser
) -> None:
    at_acme.post(reverse("retainers:month_agree"), of(two.first))

    two.before.refresh_from_db()
    two.after.refresh_from_db()
    assert (two.before.state, two.after.state) == ("agreed", "approved")


def test_after_a_deed_about_an_entry_its_own_agreement_is_shown(two: Two, at_acme: Browser) -> None:
    back = at_acme.post(reverse("retainers:entry_agree", args=[two.before.public_id]))

    assert f"agreement={two.first.public_id}" in back["Location"]
    assert "Before the renewal" in words(at_acme.get(back["Location"]))


def test_one_is_closed_while_the_other_stays_open(
    two: Two, closed: Statement, at_acme: Browser
) -> None:
    statement = reverse("retainers:statement_detail", args=[closed.public_id])

    page = at_acme.get(PAGE)
    months = [each for each in page.context["standing"].months if each.month == MARCH]

    assert [(each.title, each.is_closed) for each in months] == [
        ("New terms", False),
        ("Old terms", True),
    ]
    assert months[1].url == statement
    assert at_acme.get(PAGE, of(two.first))["Location"] == statement
    assert "After the renewal" in words(at_acme.get(PAGE, {"month": "2026-03"}))


def test_both_are_closed_listed_told_and_billed(
    two: Two, closed: Statement, pat: User, owen: User, browser: Browser, at_acme: Browser
) -> None:
    april = datetime(2026, 4, 2, 12, tzinfo=ZoneInfo("UTC"))
    with mock.patch("django.utils.timezone.now", return_value=april):
        second = close_month(agreement=two.second, month=MARCH, closed_by=pat)
        at_acme.force_login(owen)  # two weeks later nobody is signed in any more
        page = at_acme.get(PAGE)
        browser.force_login(pat)
        listed = browser.get(reverse("retainers:statement_list"), {"month": "2026-03"})
        fees = browser.get(reverse("retainers:fee_export"), {"month": "2026-03"})

    shown = [each.url for each in page.context["standing"].months if each.month == MARCH]
    assert shown == [
        reverse("retainers:statement_detail", args=[each.public_id]) for each in (second, closed)
    ]
    assert {statement.agreement for statement, _ in listed.context["rows"]} == {*two[:2]}
    rows = fees.content.decode()
    assert ",Old terms,2026-03-01,6500.00," in rows
    assert ",New terms,2026-03-01,9000.00," in rows


def test_their_papers_have_names_of_their_own(two: Two, closed: Statement) -> None:
    other = Statement(client=two.second.client, agreement=two.second, month=MARCH, pk=closed.pk + 1)

    assert file_name(closed) != file_name(other)
    assert file_name(closed).startswith("Acme Logistics, statement March 2026")


def test_each_is_watched_and_named_in_its_alert(two: Two, owen: User) -> None:
    watch(two.first, date(2026, 3, 12))

    (alert,) = RetainerAlert.objects.filter(kind="half")
    told = Notice.objects.get(recipient=owen, topic="use")
    assert (alert.agreement, alert.used) == (two.first, 20)
    assert "Half of what Old terms includes in March" in told.sentence
    assert str(two.first.public_id) in told.link


def test_the_page_of_an_agreement_that_is_over_has_its_last_month(two: Two) -> None:
    months = AgreementPage(two.first, TWENTIETH).months

    assert (months[0].month, months[0].used) == (MARCH, 20)


def test_the_audit_report_tells_the_hours_under_both(acme: Client, two: Two) -> None:
    told = hours(acme, MARCH)

    assert [(each.agreement, each.used, each.included) for each in told] == [
        ("New terms", Decimal(3), Decimal(60)),
        ("Old terms", Decimal(20), Decimal(40)),
    ]
    assert [each.projects[0].entries[0].text for each in told] == [
        "After the renewal",
        "Before the renewal",
    ]
    assert sum(month.hours for month in month_hours(acme, MARCH)) == 23


def test_the_practice_page_shows_the_month_of_both(two: Two) -> None:
    burning = Overview(TWENTIETH).retainers

    assert {(row.agreement, row.stand.balance.left) for row in burning} == {
        (two.first, 20),
        (two.second, 57),
    }


def test_the_portals_home_tells_what_is_left_of_each(two: Two, at_acme: Browser) -> None:
    tiles = at_acme.get(reverse("portal:home")).context["tiles"]

    left = {tile.note: tile.value for tile in tiles if tile.label.startswith("Left")}
    assert list(left.values()) == ["57.00\N{NO-BREAK SPACE}h", "20.00\N{NO-BREAK SPACE}h"]
    assert [note.rpartition(", ")[2] for note in left] == ["New terms", "Old terms"]


def test_settling_one_charges_only_its_own_work(two: Two) -> None:
    settle(two.first, MARCH)
    settle(two.second, MARCH)

    assert [each.ledger.by_kind()["consume"] for each in two[:2]] == [-20, -3]
