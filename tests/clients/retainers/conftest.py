"""A retainer of forty hours that months are worked under and closed."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Project, RetainerAgreement, Statement, User, WorkEntry
from clients.retainers.approval import approve
from clients.retainers.closing import close_month
from retainer.lib.months import month_of, shifted
from tests.agreed import agree, worked

JANUARY = date(2026, 1, 1)

Live = Callable[..., list[Statement]]


@pytest.fixture
def later(db: None) -> Iterator[None]:
    """All months of these tests are over."""
    new_year = datetime(2027, 6, 1, 12, tzinfo=ZoneInfo("UTC"))
    with mock.patch("django.utils.timezone.now", return_value=new_year):
        yield


@pytest.fixture
def live(acme: Client, casey: User, pat: User, later: None) -> Live:
    """Work so many hours in each month from January on, approve and close them."""

    def through(hours: list[int | str], **terms: object) -> list[Statement]:
        agreement = agree(acme, **terms)
        return [
            month_of_work(agreement, shifted(JANUARY, place), used, casey, pat)
            for place, used in enumerate(hours)
        ]

    return through


def month_of_work(
    agreement: RetainerAgreement, month: date, hours: int | str, by: User, principal: User
) -> Statement:
    """One month: hours in days of at most ten, approved and closed."""
    project, _ = Project.objects.get_or_create(
        client=agreement.client, agreement=agreement, name=f"Work under {agreement.title}"
    )
    rest, day = Decimal(hours), 1
    while rest > 0:
        part = min(rest, Decimal(10))
        entry = worked(project, by, month.replace(day=day), part, state="draft")
        approve(entries=[entry], approved_by=principal)
        rest, day = rest - part, day + 1
    return close_month(agreement=agreement, month=month, closed_by=principal)


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


def older(statement: Statement, figures: dict[str, object]) -> Statement:
    """The statement of the December before, as another release kept its figures."""
    return Statement.objects.create(
        client=statement.client, agreement=statement.agreement, month=date(2025, 12, 1),
        terms=statement.terms, figures=figures, figures_sha256="0" * 64,
    )  # fmt: skip
