"""Gathers what the rules of E-rate are held against, from the request as it is now."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from rfp.addenda.models import Addendum
from rfp.addenda.standing import standing
from rfp.authoring.models import Rfp
from rfp.authoring.pieces import RfpStep
from rfp.authoring.values import zone_of
from rfp.authoring.weighing import points_of_sections
from rfp.erate.models import ErateChange, EratePosting
from rfp.erate.rules import Facts

Kind = RfpStep.Kind


@dataclass(frozen=True)
class Sent:
    """An addendum that bidders have, and whether it begins the days anew."""

    addendum: Addendum
    on: date
    is_substantive: bool


def facts_of(rfp: Rfp) -> Facts:
    """The request, its posting and every change, with days in the request's time zone."""
    posting = posting_of(rfp)
    noted = ErateChange.objects.filter(rfp=rfp)
    changes = [(each.happened_on, each.is_substantive) for each in noted]
    changes += [(each.on, each.is_substantive) for each in sent_of(rfp)]
    return Facts(
        today=timezone.localdate(timezone=zone_of(rfp)),
        form_470=posting.form_470,
        posted=posting.posted_on,
        days=posting.days,
        changes=len(changes),
        substantive=tuple(on for on, is_substantive in changes if is_substantive),
        due=_day_of(rfp, Kind.DUE),
        award=_day_of(rfp, Kind.AWARD),
        signed=posting.signed_on,
        last_service=posting.last_service_on,
        price=rfp.price_weight,
        points=points_of(rfp),
        unanswered=rfp.bidder_questions.filter(
            answer__round=None, refused_because="", withdrawn_at=None
        ).count(),
    )


def posting_of(rfp: Rfp) -> EratePosting:
    """What was noted of it, or nothing yet."""
    empty = EratePosting(rfp=rfp, client_id=rfp.client_id)
    return EratePosting.objects.filter(rfp=rfp).first() or empty


def sent_of(rfp: Rfp) -> list[Sent]:
    """Every addendum that is out, the first one first."""
    rows = Addendum.objects.filter(rfp=rfp).published().select_related("rfp", "before", "after")
    return [
        Sent(
            addendum,
            timezone.localdate(addendum.published_at, zone_of(rfp)),
            standing(addendum).is_substantive,
        )
        for addendum in rows.order_by("number")
    ]


def points_of(rfp: Rfp) -> dict[str, Decimal]:
    """Points of 100 of each section by the weights of its requirements."""
    weights = rfp.requirements.order_by("section").values_list("section__title", "weight")
    return points_of_sections(weights, rfp.quality_weight)


def _day_of(rfp: Rfp, kind: str) -> date | None:
    step = rfp.steps.filter(kind=kind).first()
    return timezone.localdate(step.at, zone_of(rfp)) if step else None
