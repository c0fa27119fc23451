"""What is said when something cannot be done with a bid, and the hour everything turns on."""

from datetime import datetime

from django.utils import timezone

from retainer.lib import format as written
from retainer.lib.refusal import Refused
from rfp.issuing.models import IssuedVersion


class BidRefused(Refused):
    """This cannot be done with a bid, or not yet, or not any more."""


def newest_version(rfp_id: int) -> IssuedVersion:
    """What is answered now; refuses when nothing is issued."""
    version = IssuedVersion.objects.for_bidders().filter(rfp=rfp_id).first()
    if version is None:
        raise BidRefused("Nothing is issued yet. You are told by mail as soon as it is.")
    return version


def hour_of(version: IssuedVersion | None) -> datetime | None:
    """The hour proposals are due by what bidders have; the database reads the same."""
    step = version.request.step("due") if version else None
    return step.at if step else None


def due_at(version: IssuedVersion) -> datetime:
    """The same; refuses when no hour is named."""
    hour = hour_of(version)
    if hour is None:
        raise BidRefused("The request names no hour at which proposals are due.")
    return hour


def is_past(hour: datetime | None) -> bool:
    return hour is not None and timezone.now() > hour


def in_words(hour: datetime, version: IssuedVersion) -> str:
    """The hour in the request's own time zone, with the zone."""
    zone = version.request.time_zone
    with timezone.override(zone):
        return f"{written.moment(hour)} ({zone})"
