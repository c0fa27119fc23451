"""Gives the requests of a bidder's people their database role and their signed context."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from retainer.lib.tenancy import acting_as
from rfp.authoring.models import Rfp
from rfp.bidders.door import person_inside

INSIDE = "/bidder/"
#: Where a bidder's people can go: label, name of the address, icon.
ROOMS = (
    ("Request", "bidders:home", "file"),
    ("Your answers", "bids:answers", "edit"),
    ("Questions", "questions:questions", "question"),
    ("People", "bidders:colleagues", "people"),
    ("Award", "award:my_letter", "scale"),
)


class BidderMiddleware:
    """Below ``/bidder/`` act as the one bidder whose person is inside; else as nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = None  # type: ignore[attr-defined]
        if not request.path.startswith(INSIDE):
            return self.get_response(request)
        person = person_inside(request)
        if person is None:
            return self.get_response(request)
        bidder = person.bidder
        known = Rfp.objects.only("time_zone").get(pk=bidder.rfp_id)
        with (
            acting_as("bidder", user_id=person.pk, rfp=bidder.rfp_id, bidder=bidder.pk),
            timezone.override(ZoneInfo(bidder.time_zone or known.time_zone)),
        ):
            request.person = person  # type: ignore[attr-defined]
            request.rooms = [  # type: ignore[attr-defined]
                (label, reverse(name), icon) for label, name, icon in ROOMS
            ]
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response
