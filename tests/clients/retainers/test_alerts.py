"""Thresholds of a retainer, raised once and told."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from clients.models import Client, Notice, Project, RetainerAgreement, RetainerAlert, User
from clients.retainers.alerts import watch
from clients.retainers.approval import approve
from clients.retainers.closing import close_month
from clients.retainers.tasks import watch_retainers
from tests.agreed import agree, worked

MARCH = date(2026, 3, 1)
TENTH, FIFTEENTH = date(2026, 3, 10), date(2026, 3, 15)


@pytest.fixture
def agreement(acme: Client, casey: User, owen: User) -> RetainerAgreement:
    return agree(acme)


@pytest.fixture
def project(agreement: RetainerAgreement) -> Project:
    return Project.objects.create(
        client=agreement.client, agreement=agreement, name="Carrier bill audit"
    )


def kinds(agreement: RetainerAgreement, day: date) -> list[str]:
    return [alert.kind for alert in watch(agreement, day)]


@pytest.mark.parametrize(
    ("used", "raised"),
    [
        ("19.99", []),
        ("20.00", ["half"]),
        ("31.99", ["half"]),
        ("32.00", ["half", "most"]),
        ("39.99", ["half", "most"]),
        ("40.00", ["half", "most", "all"]),
        ("42.50", ["half", "most", "all"]),
    ],
)
def test_each_threshold_is_crossed_at_its_share(
    agreement: RetainerAgreement, project: Project, casey: User, used: str, raised: list[str]
) -> None:
    for n, hours in enumerate([Decimal(used) - 19, Decimal(19)]):
        worked(project, casey, MARCH + timedelta(days=n), hours)

    assert kinds(agreement, TENTH) == raised


def test_what_was_raised_stays_quiet_and_only_the_highest_is_news(
    agreement: RetainerAgreement, project: Project, casey: User, owen: User
) -> None:
    worked(project, casey, MARCH, 16)
    worked(project, casey, date(2026, 3, 2), 17)

    first = kinds(agreement, TENTH)
    again = kinds(agreement, TENTH)

    assert (first, again) == (["half", "most"], [])
    told = Notice.objects.order_by("recipient__name").values_list("recipient__name", "sentence")
    hours = "33.00\N{NO-BREAK SPACE}h of 40.00\N{NO-BREAK SPACE}h"
    march = "Telecom retainer includes in March\N{NO-BREAK SPACE}2026"
    sentence = f"Four fifths of what {march} is used: {hours}."
    assert list(told) == [("Casey Cole", sentence), ("Owen Ortiz", sentence)]


def test_each_side_is_led_to_its_own_page(
    agreement: RetainerAgreement, project: Project, casey: User, owen: User
) -> None:
    worked(project, casey, MARCH, 20)

    watch(agreement, TENTH)

    assert Notice.objects.get(recipient=casey).link.startswith("/work/agreements/")
    assert Notice.objects.get(recipient=owen).link == (
        f"/portal/retainer/?client=acme&agreement={agreement.public_id}&month=2026-03"
    )


@pytest.mark.parametrize(
    ("day", "used", "raised"),
    [
        (date(2026, 3, 14), "1", []),
        (FIFTEENTH, "13.99", ["under"]),
        (FIFTEENTH, "14.00", []),
        (date(2026, 3, 25), "2", ["under"]),
    ],
)
def test_little_use_is_told_from_the_middle_of_the_month_on(
    agreement: RetainerAgreement, project: Project, casey: User,
    day: date, used: str, raised: list[str],
) -> None:  # fmt: skip
    worked(project, casey, MARCH, used)

    assert kinds(agreement, day) == raised


def test_work_of_last_month_is_watched_too(
    agreement: RetainerAgreement, project: Project, casey: User
) -> None:
    for day in range(2):
        worked(project, casey, MARCH + timedelta(days=day), 20)

    in_may = kinds(agreement, date(2026, 5, 2))
    in_april = kinds(agreement, date(2026, 4, 2))

    assert (in_may, in_april) == ([], ["half", "most", "all"])
    assert "March" in Notice.objects.get(recipient=casey).sentence


def test_a_closed_month_is_watched_no_more(
    acme: Client, agreement: RetainerAgreement, project: Project, casey: User, pat: User
) -> None:
    for day in range(2):
        worked(project, casey, MARCH + timedelta(days=day), 20)
    for month in (date(2026, 1, 1), date(2026, 2, 1), MARCH):
        close_month(agreement=agreement, month=month, closed_by=pat)

    assert kinds(agreement, date(2026, 4, 2)) == []


def test_a_month_in_which_the_agreement_begins_is_not_expected_to_be_used(
    acme: Client, casey: User
) -> None:
    agreement = agree(acme, starts_on=date(2026, 3, 12))

    assert kinds(agreement, date(2026, 3, 20)) == []


def test_what_was_carried_in_counts_as_available(
    acme: Client, casey: User, pat: User, agreement: RetainerAgreement
) -> None:
    adjustment = {"client": acme, "agreement": agreement, "month": MARCH, "made_by": pat}
    agreement.ledger.create(kind="adjust", amount=40, reason="Merger", **adjustment)
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    worked(project, casey, MARCH, 20)

    assert kinds(agreement, TENTH) == []


@pytest.mark.parametrize(
    ("day", "raised"),
    [
        (date(2026, 10, 1), []),
        (date(2026, 10, 2), ["ending"]),
        (date(2026, 11, 30), ["ending"]),
        (date(2026, 12, 1), ["soon", "notice"]),
        (date(2026, 12, 31), ["soon", "notice"]),
        (date(2027, 1, 1), []),
    ],
)
def test_an_end_is_told_ninety_and_thirty_days_before_and_when_notice_is_due(
    acme: Client, day: date, raised: list[str]
) -> None:
    agreement = agree(acme, ends_on=date(2026, 12, 31))

    assert [kind for kind in kinds(agreement, day) if kind != "under"] == raised


def test_every_step_towards_the_end_is_told_once(acme: Client, casey: User) -> None:
    agreement = agree(acme, ends_on=date(2026, 12, 31), notice_days=60)
    days = [date(2026, 9, 1) + timedelta(days=n) for n in range(122)]

    raised = [(day, kind) for day in days for kind in kinds(agreement, day) if kind != "under"]

    assert raised == [
        (date(2026, 10, 2), "ending"),
        (date(2026, 11, 1), "notice"),
        (date(2026, 12, 1), "soon"),
    ]


def test_an_end_is_no_news_where_the_next_agreement_is_made(acme: Client) -> None:
    agreement = agree(acme, ends_on=date(2026, 12, 31))
    agree(acme, starts_on=date(2027, 1, 1))

    assert [kind for kind in kinds(agreement, date(2026, 12, 1)) if kind != "under"] == []


def test_the_clock_has_every_agreement_that_holds_looked_at(
    acme: Client, globex: Client, casey: User,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:  # fmt: skip
    today = timezone.localdate()
    held, _ended = agree(acme), agree(globex, ends_on=date(2026, 2, 1))
    project = Project.objects.create(client=acme, agreement=held, name="Audit")
    worked(project, casey, today, 20)

    with django_capture_on_commit_callbacks(execute=True):
        looked_at = watch_retainers()

    assert looked_at == 1
    assert RetainerAlert.objects.filter(agreement=held, kind="half").exists()


def test_an_approval_has_the_thresholds_looked_at(
    agreement: RetainerAgreement, project: Project, casey: User, pat: User,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:  # fmt: skip
    today = timezone.localdate()
    entry = worked(project, casey, today, 20, state="draft")

    with django_capture_on_commit_callbacks(execute=True):
        approve(entries=[entry], approved_by=pat)

    assert RetainerAlert.objects.filter(kind="half").exists()
