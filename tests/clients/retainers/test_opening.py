"""Months open by themselves."""

from datetime import UTC, date, datetime
from unittest import mock

from clients.models import Client, Practice, RetainerEntry
from clients.retainers import tasks
from clients.retainers.opening import open_months
from tests.agreed import agree


def test_every_retainer_that_holds_is_granted_its_month_once(acme: Client, globex: Client) -> None:
    agree(acme)
    agree(globex, hours=10, starts_on=date(2026, 3, 16), title="Half of March")

    assert open_months(date(2026, 3, 20)) == 2
    assert open_months(date(2026, 3, 21)) == 2

    granted = RetainerEntry.objects.order_by("amount").values_list("client", "amount", "month")
    assert list(granted) == [
        (globex.pk, 10, date(2026, 3, 1)),
        (acme.pk, 40, date(2026, 3, 1)),
    ]


def test_a_retainer_that_has_not_begun_grants_nothing(acme: Client) -> None:
    agree(acme, starts_on=date(2026, 4, 1))

    assert open_months(date(2026, 3, 20)) == 0
    assert not RetainerEntry.objects.exists()


def test_a_month_begins_where_the_practice_is(acme: Client) -> None:
    agree(acme)
    Practice.objects.update_or_create(pk=1, defaults={"time_zone": "Pacific/Auckland"})
    evening = datetime(2026, 3, 31, 20, tzinfo=UTC)

    with mock.patch("django.utils.timezone.now", return_value=evening):
        tasks.open_months()

    assert RetainerEntry.objects.get().month == date(2026, 4, 1)
