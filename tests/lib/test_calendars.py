"""Calendar files, as calendar programs write them."""

from datetime import date

import pytest

from retainer.lib.calendars import MOST_BYTES, Event, read_events
from retainer.lib.refusal import Refused
from retainer.lib.sandbox import ChildKilled

MONDAY = date(2026, 3, 9)

BERLIN = """BEGIN:VTIMEZONE
TZID:W. Europe
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def event(*lines: str, uid: str = "one@calendar.test", title: str = "Dispute call") -> str:
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT\n"))


def calendar(*events: str, zones: str = "") -> bytes:
    text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n" + zones + "".join(events)
    return (text + "END:VCALENDAR\n").replace("\n", "\r\n").encode()


def read(content: bytes, zone: str = "America/New_York", monday: date = MONDAY) -> list[Event]:
    return read_events(content, monday=monday, zone=zone, owner="casey@practice.test")


def told(content: bytes, **more: str) -> list[tuple[str, str, str]]:
    return [(each.day, each.clock, each.hours) for each in read(content, **more)]


AT_TEN = ("DTSTART:20260310T140000Z", "DTEND:20260310T153000Z")


def test_a_moment_stands_on_its_day_in_the_practices_zone() -> None:
    utc = calendar(event(*AT_TEN))
    zoned = calendar(
        event("DTSTART;TZID=W. Europe:20260310T010000", "DTEND;TZID=W. Europe:20260310T020000"),
        zones=BERLIN,
    )
    floating = calendar(event("DTSTART:20260310T090000", "DURATION:PT20M"))

    assert told(utc) == [("2026-03-10", "10:00 – 11:30", "1.50")]
    assert told(utc, zone="Asia/Tokyo") == [("2026-03-10", "23:00 – 00:30", "1.50")]
    assert told(zoned) == [("2026-03-09", "20:00 – 21:00", "1.00")]
    assert told(floating) == [("2026-03-10", "09:00 – 09:20", "0.33")]


def test_hours_are_those_that_passed_also_when_the_clocks_change() -> None:
    night = calendar(
        event(
            "DTSTART;TZID=America/New_York:20260308T013000",
            "DTEND;TZID=America/New_York:20260308T033000",
        )
    )

    [found] = read(night, monday=date(2026, 3, 2))

    assert (found.clock, found.hours) == ("01:30 – 03:30", "1.00")


def test_an_event_of_a_whole_day_says_no_hours() -> None:
    day = calendar(event("DTSTART;VALUE=DATE:20260311", "DTEND;VALUE=DATE:20260312"))

    assert told(day) == [("2026-03-11", "", "")]


def test_what_repeats_is_told_out_with_its_exceptions() -> None:
    daily = calendar(
        event(
            "DTSTART:20260302T140000Z", "DTEND:20260302T150000Z",
            "RRULE:FREQ=DAILY;COUNT=30", "EXDATE:20260311T140000Z",
        ),
        event(
            "RECURRENCE-ID:20260312T140000Z", "DTSTART:20260312T180000Z",
            "DTEND:20260312T190000Z",
        ),
    )  # fmt: skip

    found = read(daily, zone="UTC")

    assert [(each.day[-2:], each.clock[:5]) for each in found] == [
        ("09", "14:00"), ("10", "14:00"), ("12", "18:00"), ("13", "14:00"), ("14", "14:00"),
        ("15", "14:00"),
    ]  # fmt: skip
    assert len({each.starts_at for each in found}) == 6


def test_cancelled_and_declined_events_are_left_out() -> None:
    mine = "ATTENDEE;PARTSTAT={}:mailto:Casey@practice.test"
    content = calendar(
        event(*AT_TEN, "STATUS:CANCELLED", uid="1"),
        event(*AT_TEN, mine.format("DECLINED"), uid="2"),
        event(*AT_TEN, mine.format("ACCEPTED"), "ATTENDEE:mailto:owen@acme.test", uid="3"),
    )

    assert [(each.uid, each.people) for each in read(content)] == [("3", ["owen@acme.test"])]


def test_private_events_say_so() -> None:
    content = calendar(event(*AT_TEN, "CLASS:PRIVATE", title="Doctor"))

    assert [(each.title, each.is_private) for each in read(content)] == [("Doctor", True)]


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"BEGIN:VCARD\r\nEND:VCARD\r\n", b"%PDF-1.7", b"\xff\xfe\x00", b"\x00" * 100],
)
def test_a_file_that_is_no_calendar_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        read(content)

    assert "Export the calendar" in refusal.value.sentence


def test_a_calendar_without_end_is_stopped() -> None:
    endless = calendar(
        *(event("DTSTART:00010101T000000Z", "RRULE:FREQ=SECONDLY", uid=str(n)) for n in range(3))
    )

    with pytest.raises((Refused, ChildKilled)):
        read(endless)


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(Refused, match="larger than 10 MB"):
        read(b"x" * (MOST_BYTES + 1))
