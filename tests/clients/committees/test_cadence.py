"""A cadence is a rule, a sentence people read, and days."""

from datetime import date

import pytest

from clients.committees.cadence import BadRule, Cadence, Often, often_of, read_rule, rule_of

THIRD_TUESDAY = date(2026, 3, 17)
FIFTH_TUESDAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("often", "first", "rule", "sentence"),
    [
        ("weekly", THIRD_TUESDAY, "FREQ=WEEKLY;BYDAY=TU", "Every week on Tuesday"),
        (
            *("fortnightly", THIRD_TUESDAY, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            "Every two weeks on Tuesday",
        ),
        (
            *("monthly", THIRD_TUESDAY, "FREQ=MONTHLY;BYDAY=3TU"),
            "Every month on the third Tuesday",
        ),
        (
            *("quarterly", FIFTH_TUESDAY, "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1TU"),
            "Every three months on the last Tuesday",
        ),
        (
            *("yearly", THIRD_TUESDAY, "FREQ=MONTHLY;INTERVAL=12;BYDAY=3TU"),
            "Every year on the third Tuesday",
        ),
        ("never", THIRD_TUESDAY, "", "As needed"),
    ],
    ids=["weekly", "fortnightly", "monthly", "quarterly", "yearly", "as needed"],
)
def test_a_rhythm_takes_its_weekday_from_the_first_day(
    often: str, first: date, rule: str, sentence: str
) -> None:
    assert rule_of(often, first) == rule
    assert Cadence(rule, first).sentence == sentence
    assert often_of(rule, first) == often


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU", "Every two months on the first Tuesday"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "Every week on Monday and Thursday"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "Every month on day 15"),
        ("FREQ=YEARLY;BYMONTH=3,9;BYDAY=1MO", "Every year on the first Monday in March and "
         "September"),
    ],
)  # fmt: skip
def test_a_rule_of_its_own_is_told_in_words(rule: str, sentence: str) -> None:
    assert read_rule(f"rrule:{rule.lower()}") == rule
    assert Cadence(rule, THIRD_TUESDAY).sentence == sentence
    assert often_of(rule, THIRD_TUESDAY) == Often.OTHER


@pytest.mark.parametrize(
    "rule",
    [
        "", "sometimes", "FREQ=DAILY", "FREQ=MONTHLY;COUNT=3", "FREQ=WEEKLY;BYDAY=2TU",
        "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=YEARLY;BYMONTH=13;BYDAY=MO",
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused(rule: str) -> None:
    with pytest.raises(BadRule):
        read_rule(rule)


def test_the_days_follow_the_rule_from_the_first_one_on() -> None:
    cadence = Cadence("FREQ=MONTHLY;INTERVAL=3;BYDAY=3TU", THIRD_TUESDAY)

    assert cadence.next_days(date(2026, 1, 1), 3) == [
        date(2026, 3, 17),
        date(2026, 6, 16),
        date(2026, 9, 15),
    ]
    assert cadence.after(date(2026, 3, 17)) == date(2026, 6, 16)
    assert Cadence("", THIRD_TUESDAY).after(THIRD_TUESDAY) is None
