"""Events of a calendar file, read in a child process: a stranger's file may be anything.

``events`` runs in the child and writes one JSON line for each event; ``read_events``
starts it and gives them as objects.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar
from icalendar.cal import Component

from retainer.lib import sandbox
from retainer.lib.refusal import Refused

#: Ten years of a busy calendar are less.
MOST_BYTES = 10_000_000
LIMITS = sandbox.Limits(cpu_seconds=6, wall_seconds=15, output=5_000_000)
HUNDREDTH = Decimal("0.01")
HOUR = Decimal(3600)
DAY = timedelta(days=1)
#: What people did not or will not take part in.
OFF = ("CANCELLED", "DECLINED")
HIDDEN = ("PRIVATE", "CONFIDENTIAL")


@dataclass(frozen=True)
class Event:
    """Something a calendar says took place; ``hours`` are unknown of one without a clock."""

    #: Empty where its calendar gave it none.
    uid: str
    starts_at: str
    day: str
    #: From when to when, as people read it; empty when it takes the whole day.
    clock: str
    hours: str
    title: str
    is_private: bool
    #: Mail addresses of those who took part.
    people: list[str] = field(default_factory=list)


def read_events(content: bytes, *, monday: date, zone: str, owner: str) -> list[Event]:
    """The events of a week, each day as it is in ``zone``, without those the owner declined."""
    if len(content) > MOST_BYTES:
        raise Refused(
            f"The file is larger than {MOST_BYTES // 1_000_000} MB, the most we take. Export fewer "
            "months of the calendar.",
            reason="too_large",
        )
    lines = sandbox.run(
        "retainer.lib.calendars:events",
        monday.isoformat(), zone, owner,
        limits=LIMITS, stdin=content,
    )  # fmt: skip
    return [Event(**json.loads(line)) for line in lines.splitlines()]


def events(monday: str, zone: str, owner: str) -> Iterator[bytes]:
    """One line for each event of the week; what repeats is told out."""
    first = date.fromisoformat(monday)
    found = [
        event
        for calendar in _calendars(sys.stdin.buffer.read())
        for component in _taking_place(calendar, first)
        if (event := _event(component, ZoneInfo(zone), owner.lower())) is not None
    ]
    last = (first + 6 * DAY).isoformat()
    for event in sorted(found, key=lambda event: (event.day, event.clock, event.title)):
        if first.isoformat() <= event.day <= last:
            yield json.dumps(asdict(event)).encode() + b"\n"


def _calendars(content: bytes) -> list[Component]:
    try:
        read = Calendar.from_ical(content, multiple=True)
    except (ValueError, IndexError) as unreadable:
        raise _no_calendar() from unreadable
    calendars = [component for component in read if component.name == "VCALENDAR"]
    if not calendars:
        raise _no_calendar()
    return calendars


def _no_calendar() -> Refused:
    return Refused(
        "This is no calendar file. Export the calendar from your calendar program as iCalendar "
        "(.ics) and send that file.",
        reason="no_calendar",
    )


def _taking_place(calendar: Component, first: date) -> list[Component]:
    try:
        query = recurring_ical_events.of(calendar)
        # A day more at each end: which day it is there depends on the zone.
        return query.between(first - DAY, first + 8 * DAY)
    except (ValueError, TypeError, KeyError, ArithmeticError) as broken:
        raise Refused(
            "An event of this calendar repeats in a way that cannot be read. Export only the "
            "week, or log it by hand.",
            reason="broken_event",
        ) from broken


def _event(component: Component, zone: ZoneInfo, owner: str) -> Event | None:
    if str(component.get("STATUS", "")).upper() in OFF or _declined(component, owner):
        return None
    start, end = component["DTSTART"].dt, component["DTEND"].dt
    has_clock = isinstance(start, datetime)
    clock = hours = ""
    if has_clock:
        start, end = _local(start, zone), _local(end, zone)
        clock = f"{start:%H:%M} – {end:%H:%M}"
        seconds = Decimal(int((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds()))
        spent = (seconds / HOUR).quantize(HUNDREDTH, ROUND_HALF_UP)
        hours = f"{spent:f}" if 0 < spent <= 24 else ""
    return Event(
        uid=str(component.get("UID", "")),
        starts_at=start.astimezone(UTC).isoformat() if has_clock else start.isoformat(),
        day=(start.date() if has_clock else start).isoformat(),
        clock=clock,
        hours=hours,
        title=" ".join(str(component.get("SUMMARY", "")).split()),
        is_private=str(component.get("CLASS", "")).upper() in HIDDEN,
        people=sorted({address for address, _ in _people(component)} - {owner}),
    )


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    """A moment in the practice's zone; one without a zone is meant there."""
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def _people(component: Component) -> Iterator[tuple[str, str]]:
    """Addresses of organiser and attendees, with what each answered."""
    for name in ("ORGANIZER", "ATTENDEE"):
        said = component.get(name, [])
        for person in said if isinstance(said, list) else [said]:
            address = str(person).lower().removeprefix("mailto:").strip()
            yield address, str(getattr(person, "params", {}).get("PARTSTAT", "")).upper()


def _declined(component: Component, owner: str) -> bool:
    return any(address == owner and answer in OFF for address, answer in _people(component))
