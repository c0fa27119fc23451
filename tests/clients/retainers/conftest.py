"""A retainer of forty hours that months are worked under and closed."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from unittest import mock
from zoneinfo import ZoneInfo

import pytest

from clients.models import Client, Project, RetainerAgreement, Statement, User
from clients.retainers.approval import approve
from clients.retainers.closing import close_month
from retainer.lib.months import shifted
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
