"""The practice's hours as time that counts."""

from datetime import date
from zoneinfo import ZoneInfo

import holidays

from clients.people.models import Practice
from clients.service_hours.models import ClosedDay, ServiceHours
from retainer.lib.business_time import BusinessTime


class Closed:
    """The days nobody is there: public holidays, of any year, and days of the practice's own."""

    def __init__(self, country: str, part: str, own: set[date]) -> None:
        self._public = holidays.country_holidays(country, subdiv=part or None) if country else {}
        self._own = own

    def __contains__(self, day: object) -> bool:
        return day in self._own or day in self._public


def business_time() -> BusinessTime:
    """The hours of the practice, as they are kept now."""
    hours = ServiceHours.current()
    return BusinessTime(
        ZoneInfo(Practice.current().time_zone),
        hours.opens,
        hours.closes,
        frozenset(hours.weekdays),
        Closed(hours.country, hours.part, set(ClosedDay.objects.values_list("day", flat=True))),
    )
