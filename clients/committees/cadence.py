"""When a committee meets: a rule of RFC 5545, the sentence people read, and the days it gives."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr
from django.db import models

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last"}
UNITS = {"WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}

#: What a rule may say; what begins or ends a series is said by the committee itself.
SHAPE = re.compile(
    r"FREQ=(?P<unit>WEEKLY|MONTHLY|YEARLY)(?:;INTERVAL=(?P<every>[1-9]\d?))?"
    r"(?:;BYMONTH=(?P<months>\d{1,2}(?:,\d{1,2})*))?"
    r"(?:;BYDAY=(?P<days>(?:-1|[1-4])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*)"
    r"|;BYMONTHDAY=(?P<day>[1-9]|[12]\d))?"
)


class Often(models.TextChoices):
    """The rhythms that a form offers; the first day says on which weekday."""

    WEEKLY = "weekly", "Every week"
    FORTNIGHTLY = "fortnightly", "Every two weeks"
    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every three months"
    TWICE = "twice", "Twice a year"
    YEARLY = "yearly", "Once a year"
    NEVER = "never", "As needed"
    OTHER = "other", "By a rule of its own"


_RHYTHMS = {
    Often.WEEKLY: ("WEEKLY", 1),
    Often.FORTNIGHTLY: ("WEEKLY", 2),
    Often.MONTHLY: ("MONTHLY", 1),
    Often.QUARTERLY: ("MONTHLY", 3),
    Often.TWICE: ("MONTHLY", 6),
    Often.YEARLY: ("MONTHLY", 12),
}


class BadRule(ValueError):
    """A rule that this product does not keep time by, with a sentence that says so."""


def rule_of(often: str, first: date) -> str:
    """The rule of a rhythm that begins on a day: ``third Tuesday`` where months count."""
    if often == Often.NEVER:
        return ""
    unit, every = _RHYTHMS[Often(often)]
    weekday, place = DAYS[first.weekday()], ""
    if unit == "MONTHLY":
        is_last = first.day + 7 > monthrange(first.year, first.month)[1]
        # A fifth Tuesday is not of every month, the last one is.
        place = "-1" if is_last else str((first.day - 1) // 7 + 1)
    interval = f";INTERVAL={every}" if every > 1 else ""
    return f"FREQ={unit}{interval};BYDAY={place}{weekday}"


def often_of(rule: str, first: date) -> str:
    """The rhythm a form shows for a rule."""
    if not rule:
        return Often.NEVER
    return next((often for often in _RHYTHMS if rule_of(often, first) == rule), Often.OTHER)


def read_rule(text: str) -> str:
    """The rule as it is kept; raises ``BadRule``."""
    rule = text.strip().upper().removeprefix("RRULE:")
    found = SHAPE.fullmatch(rule)
    if not found:
        raise BadRule(
            "Write a rule such as FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU: FREQ (WEEKLY, MONTHLY or "
            "YEARLY), INTERVAL, BYMONTH, and BYDAY or BYMONTHDAY up to 29, in this order."
        )
    months = [int(each) for each in (found["months"] or "").split(",") if each]
    if not all(1 <= month <= 12 for month in months):
        raise BadRule("BYMONTH counts months from 1 to 12.")
    if found["unit"] == "WEEKLY" and re.match(r"-?\d", found["days"] or ""):
        raise BadRule("A weekly rule names its days without a number: BYDAY=TU.")
    return rule


@dataclass(frozen=True)
class Cadence:
    """A rule with the day it begins; without a rule there are no days."""

    rule: str
    first: date

    @property
    def sentence(self) -> str:
        """``Every three months on the third Tuesday``."""
        if not self.rule:
            return "As needed"
        found = SHAPE.fullmatch(self.rule)
        if found is None:
            return self.rule
        said = f"Every {_every(int(found['every'] or 1), UNITS[found['unit']])}"
        if found["days"]:
            said += f" on {_days(found['days'], found['unit'])}"
        elif found["day"]:
            said += f" on day {found['day']}"
        if found["months"]:
            names = [date(2000, int(each), 1).strftime("%B") for each in found["months"].split(",")]
            said += f" in {_listed(names)}"
        return said

    @property
    def words(self) -> str:
        """The same inside a sentence; weekdays and months keep their capitals."""
        return self.sentence[:1].lower() + self.sentence[1:]

    def after(self, day: date) -> date | None:
        """The next day it gives beyond one; none without a rule."""
        if not self.rule:
            return None
        midnight = datetime.combine(self.first, time.min)
        found = rrulestr(self.rule, dtstart=midnight).after(datetime.combine(day, time.min))
        return found.date() if found else None

    def next_days(self, day: date, number: int) -> list[date]:
        """The next so many days from one on, itself included."""
        found: list[date] = []
        last = day - timedelta(days=1)
        while len(found) < number and (following := self.after(last)):
            found.append(following)
            last = following
        return found


def _every(every: int, unit: str) -> str:
    words = ("", unit, f"two {unit}s", f"three {unit}s", f"four {unit}s", f"five {unit}s")
    if unit == "month" and every % 12 == 0:
        return _every(every // 12, "year")
    return words[every] if every < len(words) else f"{every} {unit}s"


def _days(days: str, unit: str) -> str:
    first, *others = days.split(",")
    place, first = first[:-2], first[-2:]
    names = [DAY_NAMES[DAYS.index(each)] for each in (first, *others)]
    if place:
        return f"the {ORDINALS[place]} {_listed(names)}"
    return _listed(names) if unit == "WEEKLY" else f"every {_listed(names)}"


def _listed(names: list[str]) -> str:
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last
