"""What fills the blanks of a request: its own facts, in the words bidders read."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from retainer.lib import format as written
from rfp.authoring.models import Rfp


def zone_of(rfp: Rfp) -> ZoneInfo:
    """The time zone of the request's hours."""
    try:
        return ZoneInfo(rfp.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def values_of(rfp: Rfp, *, with_hour: bool = True) -> dict[str, str]:
    """Every blank that has a value by now; the others stay to be seen."""
    steps = {step.kind: step.at for step in rfp.steps.all() if step.kind != "other"}
    sites = len(rfp.sites.all())
    zone = zone_of(rfp)

    def day(kind: str) -> str:
        return written.day(steps[kind].astimezone(zone).date()) if kind in steps else ""

    return {
        "client": rfp.client.name,
        "title": rfp.title,
        "questions_due": day("questions"),
        "answers_due": day("addendum"),
        "due_date": _hour(steps["due"], zone) if with_hour and "due" in steps else day("due"),
        "award_date": day("award"),
        "start_date": written.day(rfp.starts_on) if rfp.starts_on else "",
        "contact": rfp.contact,
        "term_months": str(rfp.term_months),
        "site_count": str(sites) if sites else "",
        "price_weight": written.number(rfp.price_weight),
        "quality_weight": written.number(rfp.quality_weight),
    }


def _hour(at: datetime, zone: ZoneInfo) -> str:
    there = at.astimezone(zone)
    return f"{written.day(there.date())}, {there:%H:%M} {there:%Z}"
