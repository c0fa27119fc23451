"""When something is due, and how a rule is said."""

from datetime import date
from itertools import islice

import pytest

from clients.obligations.presets import Preset, preset_of, text_of
from clients.obligations.rules import Rule, read
from retainer.lib.refusal import Refused

NEW_YEAR = date(2026, 1, 1)


def weekdays(day: date) -> bool:
    """Monday to Friday, New Year's Day off."""
    return day.weekday() < 5 and day != NEW_YEAR


def due(text: str, first_on: date, working_day: int | None = None, times: int = 4) -> list[str]:
    rule = read(first_on, text, working_day, weekdays)
    return [str(day) for day in islice(rule.due_days(weekdays), times)]


@pytest.mark.parametrize(
    ("text", "working_day", "sentence", "days"),
    [
        ("", None, "Once, on 5 Jan 2026", ["2026-01-05"]),
        ("", 3, "Once, by the 3rd working day from 5 Jan 2026", ["2026-01-07"]),
        ("FREQ=WEEKLY", None, "Every week, on Monday", ["2026-01-05", "2026-01-12"]),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1", 10, "Every month, by the 10th working day",
            ["2026-02-13", "2026-03-13", "2026-04-14"],
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-1", None, "Every month, on the last day",
            ["2026-01-31", "2026-02-28"],
        ),
        (
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5", None, "Every quarter, on the 5th",
            ["2026-01-05", "2026-04-05"],
        ),
        (
            "FREQ=YEARLY;BYMONTHDAY=5;BYMONTH=1", None, "Every year, on the 5th, in January",
            ["2026-01-05", "2027-01-05"],
        ),
        (
            "FREQ=MONTHLY;BYDAY=2TU,-1FR", None,
            "Every month, on the 2nd Tuesday and the last Friday",
            ["2026-01-13", "2026-01-30", "2026-02-10"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=3", None,
            "Every 2 weeks, on Monday and Thursday, 3 times in all",
            ["2026-01-05", "2026-01-08", "2026-01-19"],
        ),
        (
            "FREQ=DAILY;UNTIL=20260106", None, "Every day, until 6 Jan 2026",
            ["2026-01-05", "2026-01-06"],
        ),
    ],
)  # fmt: skip
def test_a_rule_is_said_in_a_sentence_and_gives_its_days(
    text: str, working_day: int | None, sentence: str, days: list[str]
) -> None:
    first_on = date(2026, 1, 5)

    said = str(read(first_on, text, working_day, weekdays)).replace("\N{NO-BREAK SPACE}", " ")

    assert said == sentence
    assert due(text, first_on, working_day, len(days)) == days


def test_holidays_do_not_count_as_working_days() -> None:
    assert due("FREQ=MONTHLY;BYMONTHDAY=1", NEW_YEAR, 1, 2) == ["2026-01-02", "2026-02-02"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS=1 is not understood"),
        ("FREQ=HOURLY", "Begin with FREQ="),
        ("every month", "is not understood"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "not a number from -31 to 31"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "no day 0"),
        ("FREQ=MONTHLY;BYDAY=XX", "XX is no weekday"),
        ("FREQ=MONTHLY;INTERVAL=0", "not a number from 1"),
        ("FREQ=YEARLY;BYMONTHDAY=10", "BYMONTHDAY goes with"),
        ("FREQ=WEEKLY;BYDAY=2TU", "A day such as 2TU goes with"),
        ("FREQ=YEARLY;BYDAY=MO", "Say the month"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "not both"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270101", "not both"),
        ("FREQ=DAILY;UNTIL=tomorrow", "is no day"),
        ("FREQ=DAILY;UNTIL=20250101", "never due"),
        ("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "never due"),
    ],
)
def test_what_nobody_could_say_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read(date(2026, 1, 5), text, None, weekdays)


def test_working_days_are_counted_from_the_first_to_the_twentieth() -> None:
    for number in (0, 21):
        with pytest.raises(Refused, match="20th working day"):
            read(NEW_YEAR, "FREQ=MONTHLY;BYMONTHDAY=1", number, weekdays)


def test_whoever_is_never_open_is_told_to_set_the_hours() -> None:
    with pytest.raises(Refused, match="Set the service hours"):
        read(NEW_YEAR, "", 1, lambda day: False)


def test_the_next_day_comes_after_the_last_that_was_met_and_ends_with_the_rule() -> None:
    rule = Rule(date(2026, 1, 5), "FREQ=WEEKLY;COUNT=2")

    assert rule.next_after(None, weekdays) == date(2026, 1, 5)
    assert rule.next_after(date(2026, 1, 5), weekdays) == date(2026, 1, 12)
    assert rule.next_after(date(2026, 1, 12), weekdays) is None


@pytest.mark.parametrize("preset", [each for each in Preset if each != Preset.OWN])
def test_a_rule_chosen_by_name_is_known_by_it_again(preset: Preset) -> None:
    first_on = date(2026, 1, 5)
    working_day = 10 if preset == Preset.WORKING_DAY else None

    rule = read(first_on, text_of(preset, first_on, ""), working_day, weekdays)

    assert preset_of(rule.text, working_day, first_on) == preset


def test_days_that_not_every_month_or_year_has_are_refused_by_name() -> None:
    for preset, day in ((Preset.MONTHLY, date(2026, 1, 30)), (Preset.YEARLY, date(2028, 2, 29))):
        with pytest.raises(Refused, match="Not every"):
            text_of(preset, day, "")
    assert preset_of("FREQ=MONTHLY;BYDAY=1MO", None, date(2026, 1, 30)) == Preset.OWN
