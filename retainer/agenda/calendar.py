"""Writes what is due as an iCalendar file (RFC 5545), each thing as an event of a whole day.

What has a clock, such as a meeting, is an event of its hours.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from clients.people.models import Practice, User
from retainer.agenda import agreed, billed, decided, meetings, owed, shelved
from retainer.agenda.dates import Asked, Due

SOURCES: tuple[Callable[[Asked], Iterator[Due]], ...] = (
    decided.decisions,
    decided.disputes,
    decided.last_days,
    agreed.contracts,
    agreed.commitments,
    agreed.reviews,
    agreed.agreements,
    billed.expected,
    billed.to_pay,
    owed.obligations,
    meetings.meetings,
    meetings.actions,
    shelved.parts,
)
#: How often calendar programs are asked to read again.
AGAIN = timedelta(hours=6)


def due_to(user: User, today: date) -> list[Due]:
    """What is due to a person's clients, in the order of the days; within the person's scope."""
    asked = Asked(user, today)
    found = [due for source in SOURCES for due in source(asked)]
    return sorted(found, key=lambda due: (due.day, due.client, due.title))


def as_ical(dues: Iterable[Due], practice: Practice, now: datetime) -> bytes:
    """The file; ``now`` is when it says it was written."""
    calendar = Calendar()
    calendar.add("prodid", "-//Retainer//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Deadlines, {practice.name}")
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for due in dues:
        calendar.add_component(_event(due, now))
    return calendar.to_ical()


def _event(due: Due, now: datetime) -> Event:
    page = f"{settings.SITE_URL}{due.link}"
    event = Event()
    event.add("uid", f"{due.kind}-{due.of}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", now)
    if due.begins and due.ends:
        event.add("dtstart", due.begins.astimezone(UTC))
        event.add("dtend", due.ends.astimezone(UTC))
    else:
        event.add("dtstart", due.day)
        event.add("dtend", due.day + timedelta(days=1))
    event.add("summary", f"{due.client}: {due.title}")
    event.add("description", page)
    event.add("url", page)
    event.add("categories", [due.client])
    # A deadline takes nobody's time, a meeting does.
    event.add("transp", "OPAQUE" if due.begins else "TRANSPARENT")
    return event
