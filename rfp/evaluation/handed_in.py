"""What bidders handed in, as evaluators read it; each look at a bid is written down."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from clients.people.models import User
from retainer.lib import records
from rfp.authoring.models import Rfp
from rfp.bidders.models import Bidder
from rfp.bids.asking import REQUIREMENTS
from rfp.bids.models import Bid, BidLook
from rfp.bids.opening_models import PriceOpening
from rfp.bids.reading import answers_of
from rfp.bids.totals import PricedLine
from rfp.evaluation.beginning import Proposal
from rfp.evaluation.models import Contender, Evaluation


def proposals_of(rfp: Rfp, reader: User) -> list[Proposal]:
    """Every bid that stands and is not judged yet; refused before proposals are due."""
    return [
        Proposal(bid.bidder, answers_of(bid, reader)["answers"].get(REQUIREMENTS, {}))
        for bid in not_judged(rfp)
    ]


def not_judged(rfp: Rfp) -> QuerySet[Bid]:
    """Bids that stand, of bidders that were not shut out, and that nobody scores yet."""
    bids = Bid.objects.filter(rfp=rfp, bidder__contender=None).standing()
    return (
        bids.exclude(bidder__state=Bidder.State.SHUT_OUT)
        .select_related("bidder")
        .order_by("bidder__number")
    )


def opening_of(evaluation: Evaluation) -> PriceOpening | None:
    """The opening of prices, once its minute was written."""
    return PriceOpening.objects.filter(rfp=evaluation.rfp_id, opened_at__isnull=False).first()


def opened_prices(evaluation: Evaluation) -> dict[int, list[PricedLine]]:
    """The lines of each bid as the minute of the opening has them; nothing while it is sealed."""
    opening = opening_of(evaluation)
    if opening is None or opening.minute is None:
        return {}
    keys = {
        str(public_id): bidder
        for public_id, bidder in Bid.objects.filter(rfp=evaluation.rfp_id).values_list(
            "public_id", "bidder"
        )
    }
    by_bidder: Mapping[int, Any] = {
        keys[bid["bid"]]: bid["lines"] for bid in opening.minute["bids"]
    }
    return {
        contender.pk: [records.read(PricedLine, line) for line in by_bidder[contender.bidder_id]]
        for contender in evaluation.contenders.all()
        if contender.bidder_id in by_bidder
    }


def note_look(contender: Contender, person: User, what: str = BidLook.What.ANSWERS) -> None:
    """Write down that somebody looks at a bid."""
    bid = Bid.objects.filter(bidder=contender.bidder_id).standing().first()
    if bid is not None:
        BidLook(client_id=bid.client_id, bid=bid, person_id=person.pk, what=what).save()
