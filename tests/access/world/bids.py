"""A bid that is sealed, of the bidder who is inside, and one whose prices were opened."""

from typing import Any

from clients.models import Client, User
from retainer.lib.tenancy import acting_as
from rfp.bidders.services import invite_bidder
from rfp.bids.opening import close_consensus, name_opener, sign
from rfp.models import Bid, Bidder, BidderPerson, Rfp
from tests.rfp.bids.making import answer_all, due, hand_in, issued, past

#: What nobody but the bidder may read anywhere.
MARK, PRICE = "Zirkonfaser", "918273.64"


def handed_in(acme: Client, pat: User, casey: User) -> dict[str, Any]:
    """What stands in the addresses of bids."""
    rfp = Rfp.objects.get(reference="ACM-2026-01")
    Rfp.objects.filter(pk=rfp.pk).update(state=Rfp.State.ISSUED)
    person = Bidder.objects.get(rfp=rfp).people.order_by("pk")[0]
    answer_all(person, MARK, price=PRICE)
    sealed = hand_in(person)
    named = name_opener(rfp=rfp, person=casey, named_by=pat)
    opened = opened_bid(acme, pat, casey)
    return {
        "bid": opened.public_id,
        "bid_number": sealed.number,
        "bid_part": "declarations",
        "named_opener": named.pk,
        "opened_rfp": opened.rfp.public_id,
    }


def opened_bid(acme: Client, pat: User, casey: User) -> Bid:
    """A bid whose prices Pat and Casey opened."""
    rfp = issued(acme, casey, None, reference="ACM-2026-91")
    bidder = invite_bidder(
        rfp=rfp, company="Elm Carrier", name="El Elm", email="el@elm.test", invited_by=pat
    )
    person = BidderPerson.objects.select_related("bidder").get(bidder=bidder)
    answer_all(person, "Copper.")
    bid = hand_in(person)
    due(rfp, casey, past())
    for opener in (pat, casey):
        with acting_as("staff", clients=[acme.pk], user_id=pat.pk):
            name_opener(rfp=rfp, person=opener, named_by=pat)
    opening = close_consensus(rfp=rfp, closed_by=pat)
    for opener in (pat, casey):
        with acting_as("staff", clients=[acme.pk], user_id=opener.pk):
            sign(opening=opening, person=opener)
    return bid
