"""When the practice is there, as a principal says it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Activity, ClosedDay, Practice, ServiceHours, User
from clients.service_hours.reckoning import business_time

PAGE = reverse("service_hours:hours_edit")
SAID = {
    "opens": "08:00",
    "closes": "18:00",
    "weekdays": ["0", "1", "2", "3", "4", "5"],
    "country": "US",
    "part": "NY",
    "closed": "2026-11-27 Day after Thanksgiving\n\n2026-12-24",
}


@pytest.fixture
def pat_browses(pat: User, browser: Browser) -> Browser:
    browser.force_login(pat)
    return browser


def test_nine_to_five_is_kept_until_somebody_says_otherwise(db: None) -> None:
    Practice.objects.create(pk=1, time_zone="America/New_York")
    time = business_time()

    # Thanksgiving lies between.
    due = time.after(datetime(2026, 11, 25, 21, tzinfo=UTC), timedelta(hours=3))

    assert due == datetime(2026, 11, 27, 16, tzinfo=UTC)


def test_a_principal_says_when_somebody_is_there(pat_browses: Browser) -> None:
    assert pat_browses.post(PAGE, SAID).status_code == 302

    hours = ServiceHours.current()
    assert (str(hours), hours.days) == ("08:00 to 18:00", "Monday to Saturday")
    time = business_time()
    assert time.is_open(date(2026, 11, 28))
    assert not any(map(time.is_open, (date(2026, 11, 26), date(2026, 11, 27), date(2026, 12, 24))))
    assert Activity.objects.filter(verb="practice.hours").count() == 1

    pat_browses.post(PAGE, SAID | {"closed": "2026-12-24 Christmas Eve"})
    assert [str(each) for each in ClosedDay.objects.all()] == ["2026-12-24 Christmas Eve"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"closes": "08:00"}, "Close later on the day than you open."),
        ({"closed": "2026-12-24\n24 December"}, "Line 2 does not begin with a day"),
        ({"part": "BAV"}, "US has no part BAV with holidays."),
        ({"country": "", "part": "NY"}, "No country has no part NY with holidays."),
        ({"weekdays": []}, "This field is required."),
    ],
    ids=["closes before", "no day", "no such part", "part of nothing", "never open"],
)
def test_what_cannot_be_is_told_and_nothing_is_changed(
    pat_browses: Browser, wrong: dict[str, object], told: str
) -> None:
    page = pat_browses.post(PAGE, SAID | wrong)

    assert told in page.content.decode()
    assert not ServiceHours.objects.exists()
