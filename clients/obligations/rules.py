"""When a duty is due: a recurrence rule (RFC 5545), counted in working days where it says so.

Only the parts of a rule that can be said in a sentence are taken, so that nobody owes what
they cannot read.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrulestr

from clients.obligations.sentences import in_words
from retainer.lib.refusal import Refused

#: What a rule may consist of.
PARTS = ("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "COUNT", "UNTIL")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
#: The latest working day of a month that a rule counts to.
MOST_WORKING_DAYS = 20
#: Times looked through for the next one, and days looked ahead for an open one.
HORIZON, CLOSED = 5000, 366
DAY = timedelta(days=1)

#: Tells whether somebody works on a day.
IsOpen = Callable[[date], bool]


class RuleRefused(Refused):
    """Nobody could say from this when something is due."""


@dataclass(frozen=True)
class Rule:
    """From a first day on, once or again and again.

    With ``working_day`` a time means the nth working day from that day on, itself included.
    """

    first_on: date
    text: str = ""
    working_day: int | None = None

    def __str__(self) -> str:
        return in_words(self.first_on, parts_of(self.text), self.working_day)

    def due_days(self, is_open: IsOpen) -> Iterator[date]:
        """Every day it is due, in order."""
        for day in self._days():
            yield day if self.working_day is None else nth_open(day, self.working_day, is_open)

    def next_after(self, day: date | None, is_open: IsOpen) -> date | None:
        """The first due day after another one; the very first without one, none after the last."""
        due = islice(self.due_days(is_open), HORIZON)
        return next((each for each in due if day is None or each > day), None)

    def check(self, is_open: IsOpen) -> None:
        """Refuse what is never due."""
        if self.next_after(None, is_open) is None:
            raise RuleRefused("This rule is never due. Check its months and days.")

    def _days(self) -> Iterator[date]:
        if not self.text:
            yield self.first_on
            return
        for moment in _reckoned(self.text, self.first_on):
            yield moment.date()


def parts_of(text: str) -> dict[str, str]:
    """The parts of a rule by name; refuses what no sentence would say."""
    parts: dict[str, str] = {}
    for part in filter(None, text.upper().removeprefix("RRULE:").split(";")):
        name, _, value = part.partition("=")
        if name not in PARTS or not value or name in parts:
            raise RuleRefused(f"{part} is not understood. A rule is made of {', '.join(PARTS)}.")
        parts[name] = value
    if text and parts.get("FREQ") not in FREQUENCIES:
        raise RuleRefused(f"Begin with FREQ= and one of {', '.join(FREQUENCIES)}.")
    for reason, applies in _unclear(parts).items():
        if applies:
            raise RuleRefused(reason)
    return parts


def _unclear(parts: dict[str, str]) -> dict[str, bool]:
    """What calendars read differently, or not as people do; with whether the rule says it."""
    frequency, has = parts.get("FREQ"), parts.keys()
    ordinal = any(each.isdigit() for each in parts.get("BYDAY", ""))
    return {
        "Say COUNT or UNTIL, not both.": {"COUNT", "UNTIL"} <= has,
        "Say BYDAY or BYMONTHDAY, not both.": {"BYDAY", "BYMONTHDAY"} <= has,
        "BYMONTHDAY goes with FREQ=MONTHLY, or with FREQ=YEARLY and BYMONTH.": (
            "BYMONTHDAY" in has and not _is_of_months(parts)
        ),
        "A day such as 2TU goes with FREQ=MONTHLY, or with FREQ=YEARLY and BYMONTH.": (
            ordinal and not _is_of_months(parts)
        ),
        "Say the month, too, with BYMONTH=.": (
            frequency == "YEARLY" and "BYDAY" in has and "BYMONTH" not in has
        ),
    }


def _is_of_months(parts: dict[str, str]) -> bool:
    return parts["FREQ"] == "MONTHLY" or (parts["FREQ"] == "YEARLY" and "BYMONTH" in parts)


def read(first_on: date, text: str, working_day: int | None, is_open: IsOpen) -> Rule:
    """A rule as somebody wrote it, written as it is kept; refuses what cannot be reckoned."""
    parts = parts_of(text)
    kept = ";".join(f"{name}={parts[name]}" for name in PARTS if name in parts)
    rule = Rule(first_on, kept, working_day)
    if working_day is not None and not 1 <= working_day <= MOST_WORKING_DAYS:
        raise RuleRefused(f"Count from the 1st to the {MOST_WORKING_DAYS}th working day.")
    str(rule)
    rule.check(is_open)
    return rule


def nth_open(day: date, number: int, is_open: IsOpen) -> date:
    """The nth working day from a day on, that day included."""
    idle = 0
    while True:
        if is_open(day):
            number, idle = number - 1, 0
        if number == 0:
            return day
        idle += 1
        if idle > CLOSED:
            raise RuleRefused("There is no working day within a year. Set the service hours.")
        day += DAY


def _reckoned(text: str, first_on: date) -> Iterable[datetime]:
    try:
        return rrulestr(text, dtstart=datetime.combine(first_on, time()))
    except (ValueError, TypeError) as wrong:
        raise RuleRefused(f"This rule cannot be reckoned: {wrong}.") from wrong
