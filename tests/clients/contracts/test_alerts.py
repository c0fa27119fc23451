"""Both sides are told 90, 60 and 30 days before notice is due, once each."""

from datetime import date, timedelta

import pytest

from clients.contracts.alerts import watch
from clients.contracts.tasks import watch_contracts
from clients.models import Client, Notice, User
from tests.clients.contracts.conftest import Sign

#: The last day for notice of a contract that ends with 2026 and takes 60 days.
BY = date(2026, 11, 1)


def told(*days_before: int) -> list[int]:
    """How many notices there are after a look at each of these days before notice is due."""
    counts = []
    for left in days_before:
        watch(BY - timedelta(days=left))
        counts.append(Notice.objects.count())
    return counts


@pytest.mark.usefixtures("casey", "owen", "stella")
def test_each_step_is_told_once_to_both_sides(sign: Sign) -> None:
    sign(date(2024, 1, 1), date(2026, 12, 31), notice_days=60)

    assert told(91, 90, 89, 60, 59, 30, 1, 0, -1) == [0, 2, 2, 4, 4, 6, 6, 6, 6]


def test_of_several_steps_only_the_nearest_is_news(sign: Sign, casey: User, owen: User) -> None:
    sign(date(2024, 1, 1), date(2026, 12, 31), notice_days=60, renewal_months=12)

    watch(BY - timedelta(days=20))

    assert {notice.recipient for notice in Notice.objects.all()} == {casey, owen}
    sentence = Notice.objects.first().sentence.replace("\N{NO-BREAK SPACE}", " ")
    assert sentence == (
        "Notice to Corvane, contract MSA-1, is due by 1 Nov 2026, in 20 days; without it the "
        "contract renews itself for 12 months on 1 Jan 2027."
    )


@pytest.mark.usefixtures("owen")
def test_a_renewed_term_takes_notice_again(sign: Sign) -> None:
    sign(date(2024, 1, 1), date(2026, 12, 31), notice_days=60, renewal_months=12)

    watch(BY)
    watch(date(2027, 11, 1))

    assert Notice.objects.filter(recipient__kind="client").count() == 2


@pytest.mark.usefixtures("owen")
def test_nobody_is_told_of_evergreen_or_archived_contracts(
    sign: Sign, acme: Client, globex: Client
) -> None:
    sign(date(2024, 1, 1), notice_days=60)
    sign(date(2024, 1, 1), date(2026, 12, 31), client=globex, notice_days=60)
    globex.archived_at = "2026-01-01T00:00Z"
    globex.save()

    assert watch(BY) == 0
    assert not Notice.objects.exists()


def test_the_clock_looks_by_the_practices_day(sign: Sign) -> None:
    sign(date(2024, 1, 1), date(2026, 12, 31))

    assert watch_contracts() == 0
