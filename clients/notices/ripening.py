"""When a notice is to be mailed: at once, at seven in the morning, or at seven on Monday.

A notice that is not ripe stays unsettled, so a digest is nothing but the mail with all that is
ripe: it is never empty, and nothing needs to be kept of when the last one went out.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from clients.notices.models import Pace

#: By the practice's clock, before people look into their mail.
HOUR = time(7)
MONDAY = 0


def is_ripe(pace: str, made_at: datetime, now: datetime) -> bool:
    """Whether what was told then is mailed, or left unmailed, by now; in the active time zone."""
    return now >= _ripe_at(pace, made_at)


def _ripe_at(pace: str, made_at: datetime) -> datetime:
    if pace not in (Pace.DAILY, Pace.WEEKLY):
        return made_at
    told = timezone.localtime(made_at)
    day = told.date() if told.time() < HOUR else told.date() + timedelta(days=1)
    if pace == Pace.WEEKLY:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    return timezone.make_aware(datetime.combine(day, HOUR))
