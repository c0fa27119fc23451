"""How figures and dates are written for people."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from retainer.lib import format as written

NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "currency", "shown"),
    [
        ("1234.5", "USD", "$1,234.50"),
        ("-1234.5", "USD", "−$1,234.50"),
        ("0.005", "USD", "$0.01"),
        ("-0.004", "USD", "$0.00"),
        ("2.675", "EUR", "€2.68"),
        ("1234.5", "CHF", "CHF\N{NO-BREAK SPACE}1,234.50"),
        ("-80", "CHF", "CHF\N{NO-BREAK SPACE}−80.00"),
        ("1234.5", "JPY", "¥1,235"),
        ("1.2345", "KWD", "KWD\N{NO-BREAK SPACE}1.235"),
        ("12.3", "", "12.30"),
        ("0", "USD", "$0.00"),
        (None, "USD", "—"),
    ],
)
def test_money_is_rounded_half_up_to_the_coins_of_its_currency(value, currency, shown):
    assert written.money(value and Decimal(value), currency) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("38.5", "$38.50"), ("0.00425000", "$0.00425"), ("100", "$100.00"), (None, "—")],
)
def test_a_rate_keeps_every_digit_that_says_something(value, shown):
    assert written.rate(value and Decimal(value), "USD") == shown


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (1234567, None, "1,234,567"),
        (Decimal("1.500"), None, "1.5"),
        (Decimal("1E+3"), None, "1,000"),
        (Decimal("-1.005"), 2, "−1.01"),
        (0, None, "0"),
        (None, 2, "—"),
    ],
)
def test_numbers_have_thousands_and_a_real_minus(value, places, shown):
    assert written.number(value, places) == shown


def test_a_ratio_is_shown_as_percent():
    assert written.percent(Decimal("0.125")) == "12.5%"
    assert written.percent(None) == "—"


def test_hours_have_no_idle_zeros_to_misread():
    assert written.hours(Decimal("7.5")) == "7.50\N{NO-BREAK SPACE}h"


@pytest.mark.parametrize(
    ("octets", "shown"), [(0, "0 bytes"), (999, "999 bytes"), (4_200_000, "4.2 MB"), (None, "—")]
)
def test_sizes_are_counted_in_thousands(octets, shown):
    assert written.size(octets).replace("\N{NO-BREAK SPACE}", " ") == shown


@pytest.mark.parametrize(
    ("quantity", "noun", "shown"),
    [
        (1, "finding", "1 finding"),
        (0, "finding", "0 findings"),
        (2000, "inquiry,inquiries", "2,000 inquiries"),
    ],
)
def test_a_count_agrees_with_its_noun(quantity, noun, shown):
    assert written.count(quantity, noun) == shown


def test_a_day_is_written_with_its_month_in_letters():
    assert written.day(date(2026, 3, 2)).split() == ["2", "Mar", "2026"]
    assert written.day(None) == "—"


def test_a_moment_is_shown_where_the_practice_is():
    late = datetime(2026, 3, 12, 23, 30, tzinfo=UTC)

    with timezone.override("Europe/Berlin"):
        assert written.moment(late).replace("\N{NO-BREAK SPACE}", " ") == "13 Mar 2026, 00:30"


def test_months_are_long_in_sentences_and_short_in_tables():
    assert written.month(date(2026, 9, 1)).split() == ["September", "2026"]
    assert written.month_short(date(2026, 9, 1)).split() == ["Sep", "2026"]


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), "1 Mar 2026 – 31 Mar 2026"),
        (date(2026, 3, 1), None, "from 1 Mar 2026"),
        (None, date(2026, 3, 31), "until 31 Mar 2026"),
        (None, None, "—"),
    ],
)
def test_a_period_says_when_an_end_is_open(first, last, shown):
    assert written.period(first, last).replace("\N{NO-BREAK SPACE}", " ") == shown


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (NOW - timedelta(seconds=20), "just now"),
        (NOW - timedelta(minutes=1), "1 minute ago"),
        (NOW - timedelta(hours=30), "1 day ago"),
        (NOW + timedelta(days=65), "in 2 months"),
        (date(2026, 3, 12), "today"),
        (date(2026, 3, 11), "yesterday"),
        (date(2026, 3, 13), "tomorrow"),
        (date(2024, 3, 12), "2 years ago"),
        (None, "—"),
    ],
)
def test_an_age_is_told_in_its_largest_unit(when, shown):
    assert written.age(when, NOW) == shown


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (125, "2 min 5 s"),
        (timedelta(hours=1, minutes=20, seconds=3), "1 h 20 min"),
        (None, "—"),
    ],
)
def test_a_duration_leaves_out_what_does_not_matter(length, shown):
    assert written.duration(length).replace("\N{NO-BREAK SPACE}", " ") == shown
