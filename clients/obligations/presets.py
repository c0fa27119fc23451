"""The rules people choose by name, and which of them a stored rule is."""

from datetime import date

from django.db.models import TextChoices

from clients.obligations.rules import RuleRefused

#: The last day of a month that every month has.
EVERY_MONTH_HAS = 28


class Preset(TextChoices):
    """How often, in the words of the trade."""

    ONCE = "once", "Once"
    WEEKLY = "weekly", "Every week, on the weekday of the first time"
    WORKING_DAY = "working-day", "Every month, by a working day"
    MONTHLY = "monthly", "Every month, on the day of the first time"
    MONTH_END = "month-end", "Every month, on its last day"
    QUARTERLY = "quarterly", "Every quarter, on the day of the first time"
    QUARTER_END = "quarter-end", "Every quarter, on its last day"
    YEARLY = "yearly", "Every year, on the day of the first time"
    OWN = "own", "By a rule of its own"


#: Those that name a day which is not in every month.
OF_A_DAY = {Preset.MONTHLY: 1, Preset.QUARTERLY: 3}
FIXED = {
    Preset.ONCE: "",
    Preset.WEEKLY: "FREQ=WEEKLY",
    Preset.WORKING_DAY: "FREQ=MONTHLY;BYMONTHDAY=1",
    Preset.MONTH_END: "FREQ=MONTHLY;BYMONTHDAY=-1",
    Preset.QUARTER_END: "FREQ=MONTHLY;BYMONTHDAY=-1;BYMONTH=3,6,9,12",
}


def text_of(preset: str, first_on: date, own: str) -> str:
    """The rule of a preset from a first day on."""
    if preset == Preset.OWN:
        if not own.strip():
            raise RuleRefused("Write the rule, such as FREQ=MONTHLY;BYDAY=1MO.")
        return own.strip()
    if preset in OF_A_DAY:
        if first_on.day > EVERY_MONTH_HAS:
            raise RuleRefused("Not every month has this day. Choose the last day of the month.")
        every = OF_A_DAY[Preset(preset)]
        interval = f"INTERVAL={every};" if every > 1 else ""
        return f"FREQ=MONTHLY;{interval}BYMONTHDAY={first_on.day}"
    if preset == Preset.YEARLY:
        if (first_on.month, first_on.day) == (2, 29):
            raise RuleRefused("Not every year has a 29 February. Choose another first day.")
        return f"FREQ=YEARLY;BYMONTHDAY={first_on.day};BYMONTH={first_on.month}"
    return FIXED[Preset(preset)]


def preset_of(text: str, working_day: int | None, first_on: date) -> Preset:
    """The preset that gives a stored rule."""
    for preset in Preset:
        if preset == Preset.OWN or (preset == Preset.WORKING_DAY) != (working_day is not None):
            continue
        try:
            if text_of(preset, first_on, "") == text:
                return preset
        except RuleRefused:
            continue
    return Preset.OWN
