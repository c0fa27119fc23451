"""Hours in the way each person writes them."""

from decimal import Decimal

import pytest

from clients.work.hours import read_hours, write_hours


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1.5", "1.50"),
        ("1,5", "1.50"),
        (".25", "0.25"),
        ("2", "2.00"),
        ("2h", "2.00"),
        ("1.5 hours", "1.50"),
        ("1:30", "1.50"),
        ("0:20", "0.33"),
        ("1h30", "1.50"),
        ("1h 5m", "1.08"),
        (" 1H30 ", "1.50"),
        ("90m", "1.50"),
        ("45 min", "0.75"),
        ("1.255", "1.26"),
    ],
)
def test_hours_are_read_as_they_are_meant(said: str, meant: str) -> None:
    assert read_hours(said) == Decimal(meant)


@pytest.mark.parametrize("said", ["", "an hour", "1:3", "1:75", "-2", "1.5.5", "1h30h", "1e1"])
def test_what_is_no_length_of_time_is_not_guessed(said: str) -> None:
    assert read_hours(said) is None


@pytest.mark.parametrize("hours", ["1.50", "0.33", "10.00", "24.00"])
def test_hours_are_written_so_that_they_are_read_again(hours: str) -> None:
    assert read_hours(write_hours(Decimal(hours))) == Decimal(hours)
