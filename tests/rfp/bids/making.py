"""Bids as bidders make them: every cell answered, in the scope of the person who is inside."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from clients.models import Client, User
from retainer.lib.tenancy import acting_as
from rfp.bids.asking import Place, places
from rfp.bids.drafting import catch_up, keep_answers
from rfp.bids.refusing import newest_version
from rfp.bids.submitting import submit
from rfp.models import Bid, BidderPerson, IssuedVersion, Rfp, RfpStep
from tests.rfp.asking import sent, written


def issued(client: Client, by: User, owner: User | None, **facts: Any) -> Rfp:
    """A request that bidders have, with sites, prices and scored requirements."""
    rfp = written(client, by, owner, **facts)
    sent(rfp, by)
    rfp.state = Rfp.State.ISSUED
    rfp.save(update_fields=["state"])
    return rfp


def due(rfp: Rfp, by: User, at: datetime) -> IssuedVersion:
    """Tell bidders another hour by a further version; the walls go by what they have."""
    RfpStep.objects.filter(rfp=rfp, kind="due").update(at=at)
    last = IssuedVersion.objects.filter(rfp=rfp).order_by("-number")[0]
    return sent(rfp, by, number=last.number + 1)


def past() -> datetime:
    return timezone.now().replace(microsecond=0) - timedelta(hours=1)


def inside(person: BidderPerson) -> Any:
    """The scope in which requests of a bidder's person run."""
    return acting_as("bidder", user_id=person.pk, rfp=person.bidder.rfp_id, bidder=person.bidder_id)


def words_for(place: Place, mark: str, price: str = "640") -> str:
    """What may stand in a cell."""
    match place.ask.kind:
        case "choice":
            return place.ask.choices[0]
        case "number":
            if "price" in place.heading.lower():
                return price
            return "30" if "Days" in place.heading else "0"
        case "date":
            return "2027-01-04"
        case _:
            return f"{mark} {place.row[:20]}"


def answer_all(person: BidderPerson, mark: str, price: str = "640") -> None:
    """Fill in every cell of the draft, in the version that holds now."""
    with inside(person):
        version = newest_version(person.bidder.rfp_id)
        keep_answers(
            person=person,
            version=version.number,
            answers={place: words_for(place, mark, price) for place in places(version.request)},
        )
        catch_up(person=person)


def hand_in(person: BidderPerson, **how: Any) -> Bid:
    """Hand in what the draft says, and give the bid as our side reads it."""
    with inside(person):
        bid, _ = submit(person=person, with_gaps=True, **how)
    return Bid.objects.get(pk=bid.pk)
