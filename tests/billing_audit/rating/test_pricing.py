"""Which price holds for a call: its number, its time of the week, the minutes used before it."""

from datetime import UTC, datetime, time
from decimal import Decimal
from fractions import Fraction

import pytest

from billing_audit.rating.numbers import international, prefixes
from billing_audit.rating.pricing import (
    Band,
    Price,
    band_at,
    exact_price,
    longest_match,
    price_for,
)

#: As written, the country code of numbers without one, and the digits that are dialled.
WRITTEN = [
    ("+44 20 7946 0000", "", "442079460000"),
    ("+0044", "44", "0044"),
    ("0044 20 7946 0000", "1", "442079460000"),
    ("011 44 20 7946 0000", "1", "442079460000"),
    ("(212) 555-0100", "1", "12125550100"),
    ("1 212 555 0100", "1", "12125550100"),
    ("020 7946 0000", "44", "442079460000"),
    ("2079460000", "44", "2079460000"),
    ("(212) 555-0100", "", "2125550100"),
    ("anonymous", "1", ""),
    ("0123 456", "1", "0123456"),
    ("0123 456", "", "0123456"),
    ("(011) 44 20 7946 0000", "1", "442079460000"),
    (" +44 20 7946 0000", "", "442079460000"),
]


@pytest.mark.parametrize(("written", "home", "digits"), WRITTEN)
def test_a_number_is_read_as_it_was_dialled(written: str, home: str, digits: str) -> None:
    assert international(written, home) == digits


def test_the_longest_prefix_wins_and_none_is_longer_than_a_number() -> None:
    assert longest_match("447700900123", {"4": 1, "447": 1, "4478": 1}) == "447"
    assert longest_match("33", {"44": 1}) is None
    assert prefixes("1" * 20)[0] == "1" * 15


PEAK = Band("peak", (1, 2, 3, 4, 5), time(8), time(18))
NIGHT = Band("night", (6,), time(22), time(6))


@pytest.mark.parametrize(
    ("moment", "band"),
    [
        ("2026-03-02T08:00", "peak"),
        ("2026-03-02T07:59", ""),
        ("2026-03-02T17:59", "peak"),
        ("2026-03-02T18:00", ""),
        ("2026-03-07T12:00", ""),
        ("2026-03-07T22:00", "night"),
        ("2026-03-07T05:59", "night"),
        ("2026-03-07T06:00", ""),
        ("2026-03-08T05:59", ""),
    ],
)
def test_a_band_begins_and_ends_to_the_minute(moment: str, band: str) -> None:
    assert band_at([PEAK, NIGHT], datetime.fromisoformat(moment).replace(tzinfo=UTC)) == band


def test_a_band_that_ends_where_it_began_holds_all_day() -> None:
    sunday = Band("sunday", (7,), time(8), time(8))
    moments = "2026-03-08T07:59", "2026-03-08T08:00", "2026-03-09T07:59"

    held = [sunday.holds(datetime.fromisoformat(moment)) for moment in moments]

    assert held == [True, True, False]


def price(rate: str, band: str = "", tier: str = "0") -> Price:
    return Price("44", Decimal(rate), band=band, from_minutes=Decimal(tier))


def test_a_bands_own_prices_come_before_any_other_and_tiers_in_turn() -> None:
    prices = [price("3"), price("2", tier="100"), price("9", "peak"), price("8", "peak", "50")]

    def rate(band: str, used: int) -> Decimal | None:
        found = price_for(prices, band, Fraction(used))
        return found and found.rate

    assert [rate("", used) for used in (0, 99, 100)] == [3, 3, 2]
    assert [rate("peak", used) for used in (0, 49, 50)] == [9, 9, 8]
    assert rate("night", 0) == 3
    assert price_for([price("1", tier="5")], "", Fraction(4)) is None


def test_free_seconds_are_taken_off_and_a_free_call_costs_no_connection() -> None:
    each = Price(
        "44", Decimal("0.60"), connect_fee=Decimal(1), minimum=Decimal(30), increment=Decimal(6)
    )

    costs = [exact_price(each, Decimal(61), free) for free in (None, 0, 6, 65, 66, 1000)]

    assert costs == [
        *(Fraction("1.66"), Fraction("1.66"), Fraction("1.60"), Fraction("1.01"), 0, 0),
    ]
