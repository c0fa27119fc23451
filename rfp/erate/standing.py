"""Gathers what the rules of E-rate are held against, from the request as it is now."""

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Sum
from django.utils import timezone

from rfp.authoring.models import Rfp
from rfp.authoring.pieces import RfpStep
from rfp.erate.models import ErateChange, EratePosting
from rfp.erate.rules import PRICE, Facts

Kind = RfpStep.Kind


def facts_of(rfp: Rfp) -> Facts:
    """The request, its posting and every change, with days in the request's time zone."""
    posting = posting_of(rfp)
    changes = list(ErateChange.objects.filter(rfp=rfp))
    return Facts(
        today=timezone.localdate(timezone=ZoneInfo(rfp.time_zone)),
        form_470=posting.form_470,
        posted=posting.posted_on,
        days=posting.days,
        changes=len(changes),
        substantive=tuple(each.happened_on for each in changes if each.is_substantive),
        due=_day_of(rfp, Kind.DUE),
        award=_day_of(rfp, Kind.AWARD),
        signed=posting.signed_on,
        last_service=posting.last_service_on,
        points=points_of(rfp),
        unanswered=rfp.bidder_questions.filter(
            answer__round=None, refused_because="", withdrawn_at=None
        ).count(),
    )


def posting_of(rfp: Rfp) -> EratePosting:
    """What was noted of it, or nothing yet."""
    empty = EratePosting(rfp=rfp, client_id=rfp.client_id)
    return EratePosting.objects.filter(rfp=rfp).first() or empty


def points_of(rfp: Rfp) -> dict[str, Decimal]:
    """Points of 100: the price, and each section by the weights of its requirements."""
    weighed = rfp.requirements.filter(weight__gt=0).values("section__title")
    weights = {
        each["section__title"]: each["weight"]
        for each in weighed.annotate(weight=Sum("weight")).order_by("section")
    }
    total = sum(weights.values())
    shares = {title: rfp.quality_weight * weight / total for title, weight in weights.items()}
    return shares | {PRICE: rfp.price_weight}


def _day_of(rfp: Rfp, kind: str) -> date | None:
    step = rfp.steps.filter(kind=kind).first()
    return step.at.astimezone(ZoneInfo(rfp.time_zone)).date() if step else None
