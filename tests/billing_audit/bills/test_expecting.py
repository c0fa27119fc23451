"""When a bill is due: properties of the cycle, and the cases a consultant would name."""

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from billing_audit.bills.expecting import GRACE, cycle, due_bills, later

DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))
UNTIL = date(2028, 12, 31)


def regular(first: date, months: int, number: int) -> list[date]:
    return [later(first, months * at) for at in range(number)]


@given(DAYS, st.sampled_from([1, 2, 3, 6, 12]), st.integers(2, 24))
def test_a_regular_account_misses_nothing_in_between(first: date, months: int, bills: int) -> None:
    billed = regular(first, months, bills)

    assert cycle(billed) == months
    assert due_bills(billed, until=billed[-1]) == []


@given(DAYS, st.sampled_from([1, 3]), st.integers(6, 24), st.data())
def test_a_bill_taken_out_is_the_one_that_is_missed(
    first: date, months: int, bills: int, data: st.DataObject
) -> None:
    billed = regular(first, months, bills)
    gone = billed.pop(data.draw(st.integers(1, bills - 2)))

    [due] = due_bills(billed, until=billed[-1])

    assert abs(due.on - gone) <= timedelta(days=3)  # the last day of a short month


@given(DAYS, st.sampled_from([1, 2, 3, 12]), st.integers(1, 12))
def test_the_next_bill_is_due_a_cycle_after_the_last(first: date, months: int, bills: int) -> None:
    billed = regular(first, months, bills)
    step = months if bills > 1 else 1

    dues = due_bills(billed, until=later(billed[-1], 3 * step))

    assert [due.on for due in dues] == [later(billed[-1], at * step) for at in (1, 2, 3)]


@given(st.lists(DAYS, max_size=30))
def test_nothing_is_due_before_the_first_bill_nor_twice(billed: list[date]) -> None:
    days = [due.on for due in due_bills(billed, until=UNTIL)]

    assert days == sorted(set(days))
    assert all(day > min(billed) for day in days)
    assert set(days).isdisjoint(billed)


@given(st.lists(DAYS, max_size=20), st.integers())
def test_the_order_of_bills_and_their_copies_do_not_matter(billed: list[date], seed: int) -> None:
    shuffled = [*billed, *billed]
    Random(seed).shuffle(shuffled)  # noqa: S311 nothing secret

    assert due_bills(shuffled, until=UNTIL) == due_bills(billed, until=UNTIL)


@given(st.lists(DAYS, min_size=1, max_size=20), DAYS)
def test_nothing_is_due_after_an_account_was_closed(billed: list[date], closed: date) -> None:
    open_ended = due_bills(billed, until=UNTIL)

    assert due_bills(billed, until=UNTIL, closed=closed) == [
        due for due in open_ended if due.on <= closed
    ]


def test_an_account_without_bills_is_expected_to_send_none() -> None:
    assert due_bills([], until=UNTIL) == []


def test_one_bill_promises_another_a_month_later() -> None:
    [due] = due_bills([date(2026, 1, 31)], until=date(2026, 2, 28))

    assert due.on == date(2026, 2, 28)


def test_seven_days_of_grace() -> None:
    [due] = due_bills([date(2026, 3, 1)], until=date(2026, 4, 30))

    assert due.overdue_since == date(2026, 4, 8)
    assert not due.is_missing(due.on + GRACE)
    assert due.is_missing(due.on + GRACE + timedelta(days=1))


def test_a_bill_that_slips_into_the_next_month_is_late_not_missing() -> None:
    billed = [date(2026, 1, 30), date(2026, 3, 1), date(2026, 3, 30), date(2026, 4, 30)]

    assert due_bills(billed, until=billed[-1]) == []


def test_two_bills_a_month_make_a_monthly_account() -> None:
    billed = [date(2026, month, day) for month in (1, 2, 3) for day in (1, 15)]

    assert cycle(billed) == 1
