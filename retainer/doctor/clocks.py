"""Time: leases, tokens and mails' links are reckoned by two clocks that must agree."""

import time
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import psycopg2
from django.conf import settings

from retainer.doctor.database import as_owner
from retainer.doctor.diagnosis import Diagnosis, fault, ok, warning

#: Seconds apart at which a person's one-time code fails, and at which tokens run out too early.
NOTICEABLE, HARMFUL = 5, 60


def clocks_agree(_: object) -> Iterator[Diagnosis]:
    """The signed context is stamped here and judged by the database's clock."""
    with as_owner() as cursor:
        asked = time.time()
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        there = float(cursor.fetchone()[0])
        here = (asked + time.time()) / 2
    apart = abs(there - here)
    mend = "Keep both machines' clocks with NTP (Debian: apt-get install systemd-timesyncd)."
    says = f"This machine and PostgreSQL are {apart:.1f} seconds apart"
    if apart >= HARMFUL:
        yield fault(f"{says}: people are shut out of their own rows.", mend)
    elif apart >= NOTICEABLE:
        yield warning(f"{says}.", mend)
    else:
        yield ok(f"{says}.")


def time_zone_is_known(_: object) -> Iterator[Diagnosis]:
    """Dates are shown in the practice's zone, by this machine's list of zones."""
    with as_owner() as cursor:
        try:
            cursor.execute("SELECT time_zone FROM clients_practice")
        except psycopg2.errors.UndefinedTable:
            return  # told where the tables are looked at
        row = cursor.fetchone()
    zone = row[0] if row else settings.TIME_ZONE
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        yield fault(
            f"The practice's time zone {zone!r} is unknown here.",
            "Choose another on the page Letterhead, or apt-get install tzdata.",
        )
    else:
        yield ok(f"Times are shown in {zone}.")


EXAMINATIONS = (clocks_agree, time_zone_is_known)
