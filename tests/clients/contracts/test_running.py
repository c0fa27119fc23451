"""Days of a contract: its end, its renewals, and notice counted back from the end."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from clients.contracts.running import Running, months_after, running
from clients.models import Contract

DAY = timedelta(days=1)


def on(today: date, first: date, last: date | None, **terms: int) -> Running:
    term = DateRange(first, last + DAY if last else None)
    return running(Contract(term=term, **terms), today)


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_a_month_without_that_day_has_its_last(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


def test_notice_is_counted_back_from_the_last_day() -> None:
    term = on(date(2026, 1, 1), date(2023, 9, 1), date(2026, 8, 29), notice_days=90)

    assert term.notice_by == date(2026, 5, 31)
    assert term.notice_from == date(2023, 9, 1)
    assert term.days_left == 150


def test_notice_counted_back_over_a_leap_day_is_a_day_later() -> None:
    plain = on(date(2022, 12, 1), date(2020, 1, 1), date(2023, 3, 31), notice_days=60)
    leap = on(date(2023, 12, 1), date(2020, 1, 1), date(2024, 3, 31), notice_days=60)

    assert (plain.notice_by, leap.notice_by) == (date(2023, 1, 30), date(2024, 1, 31))


def test_notice_is_not_taken_before_the_window_opens() -> None:
    term = on(
        *(date(2026, 1, 1), date(2025, 7, 1), date(2026, 6, 30)),
        notice_days=30,
        notice_opens_days=120,
    )

    assert (term.notice_from, term.notice_by) == (date(2026, 3, 2), date(2026, 5, 31))
    assert term.state == "active"


def test_the_window_does_not_open_before_the_term() -> None:
    term = on(
        *(date(2026, 6, 1), date(2026, 5, 1), date(2026, 6, 30)),
        notice_days=30,
        notice_opens_days=120,
    )

    assert term.notice_from == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 3, 1), "active"),
        (date(2026, 3, 2), "notice_soon"),
        (date(2026, 5, 31), "notice_soon"),
        (date(2026, 6, 1), "notice_missed"),
        (date(2026, 6, 30), "notice_missed"),
        (date(2026, 7, 1), "ended"),
    ],
)
def test_its_state_changes_on_the_day(today: date, state: str) -> None:
    term = on(today, date(2025, 7, 1), date(2026, 6, 30), notice_days=30)

    assert term.state == state


def test_it_renews_itself_the_day_after_its_end_and_takes_notice_again() -> None:
    terms = {"renewal_months": 12, "notice_days": 90}
    before = on(date(2026, 6, 30), date(2023, 7, 1), date(2026, 6, 30), **terms)
    after = on(date(2026, 7, 1), date(2023, 7, 1), date(2026, 6, 30), **terms)

    assert (before.ends, before.renewals) == (date(2026, 6, 30), 0)
    assert before.renews_on == date(2026, 7, 1)
    assert (after.first, after.ends) == (date(2026, 7, 1), date(2027, 6, 30))
    assert (after.renewals, after.notice_by) == (1, date(2027, 4, 1))


@pytest.mark.parametrize(
    ("today", "ends"),
    [
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 3, 1), date(2026, 3, 31)),
        (date(2028, 2, 29), date(2028, 2, 29)),
        (date(2028, 3, 1), date(2028, 3, 31)),
    ],
)
def test_a_term_that_ends_with_a_month_is_renewed_to_the_end_of_a_month(
    today: date, ends: date
) -> None:
    term = on(today, date(2025, 2, 1), date(2026, 1, 31), renewal_months=1)

    assert term.ends == ends
    assert term.first == date(ends.year, ends.month, 1)


def test_renewals_do_not_creep_backwards_through_short_months() -> None:
    term = on(date(2026, 3, 29), date(2025, 1, 31), date(2026, 1, 30), renewal_months=1)

    assert (term.first, term.ends) == (date(2026, 2, 28), date(2026, 3, 30))


def test_an_evergreen_contract_ends_by_notice_alone() -> None:
    term = on(date(2026, 2, 1), date(2020, 1, 1), None, notice_days=30, renewal_months=12)

    assert term.is_evergreen
    assert (term.ends, term.notice_by, term.renews_on) == (None, None, None)
    assert term.can_end_on == date(2026, 3, 3)
    assert term.state == "active"


def test_a_contract_without_a_term_claims_nothing() -> None:
    term = running(Contract(notice_days=30), date(2026, 2, 1))

    assert (term.state, term.is_evergreen, term.can_end_on) == ("no_term", False, None)


def test_nobody_can_give_notice_of_what_is_not_on_file() -> None:
    term = on(date(2026, 2, 1), date(2026, 1, 1), date(2026, 12, 31))

    assert (term.notice_by, term.days_left, term.state) == (None, None, "active")
