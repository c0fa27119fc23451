"""What speaks against an hour of the schedule: weekends, holidays, past days, the wrong order."""

from collections.abc import Iterator

from django.utils import timezone

from clients.service_hours.reckoning import business_time
from retainer.lib import format as written
from retainer.lib.business_time import BusinessTime
from rfp.authoring.models import Rfp
from rfp.authoring.pieces import RfpStep
from rfp.authoring.values import zone_of

#: The order of the hours that every request names.
ORDER = ("questions", "addendum", "due", "opening", "award", "cutover")


def hints_of(rfp: Rfp) -> list[tuple[RfpStep, list[str]]]:
    """Each hour with its hints, in the order of time."""
    steps, hours = list(rfp.steps.all()), business_time()
    return [(step, list(_hints(rfp, step, steps, hours))) for step in steps]


def _hints(rfp: Rfp, step: RfpStep, steps: list[RfpStep], hours: BusinessTime) -> Iterator[str]:
    there = step.at.astimezone(zone_of(rfp))
    if step.at < timezone.now():
        yield "This hour has passed."
    if not hours.is_open(there.date()):
        yield f"{there:%A} is no working day."
    elif not hours.opens <= there.time() <= hours.closes:
        yield "Nobody works at this hour."
    for other in steps:
        if _comes_before(other, step) and other.at > step.at:
            when = written.day(other.at.astimezone(zone_of(rfp)).date())
            yield f"It comes before {other.title.lower()}, {when}."


def _comes_before(one: RfpStep, other: RfpStep) -> bool:
    if one.kind not in ORDER or other.kind not in ORDER:
        return False
    return ORDER.index(one.kind) < ORDER.index(other.kind)
