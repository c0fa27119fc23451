"""Makes a bid of contents: its outside, and two envelopes that are sealed at once."""

from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import Max

from retainer.lib import records
from rfp.authoring.models import Rfp
from rfp.bidders.models import Bidder
from rfp.bids.contents import Contents, divide, receipt
from rfp.bids.models import Bid, PriceEnvelope, TechnicalEnvelope
from rfp.bids.refusing import BidRefused
from rfp.bids.sealing import PRICE, TECHNICAL, seal
from rfp.issuing.models import IssuedVersion


def keep_bid(
    *,
    rfp: Rfp,
    bidder: Bidder,
    version: IssuedVersion,
    contents: Contents,
    is_late: bool,
    **by: Any,
) -> Bid:
    """Keep a bid in place of the one before; what was handed in late replaces no bid that stands.

    Whoever calls holds the bidder's row.
    """
    number = (bidder.bids.aggregate(last=Max("number"))["last"] or 0) + 1
    technical, price = divide(contents, version.request)
    digests = records.sha256(technical), records.sha256(price)
    bid = Bid(
        client_id=bidder.client_id,
        public_id=uuid4(),
        rfp=rfp,
        bidder=bidder,
        number=number,
        version=version,
        state=Bid.State.LATE if is_late else Bid.State.SUBMITTED,
        receipt=receipt(
            reference=version.request.reference,
            bidder=bidder.name,
            number=number,
            technical=digests[0],
            price=digests[1],
        ),
        **by,
    )
    try:
        with transaction.atomic():
            bidder.bids.filter(state=bid.state).update(state=Bid.State.REPLACED)
            bid.save(force_insert=True)
    except IntegrityError as clash:
        raise BidRefused(
            "The hour changed meanwhile, or a colleague handed in at this moment. Load the page "
            "again."
        ) from clash
    for model, purpose, half, digest in (
        (TechnicalEnvelope, TECHNICAL, technical, digests[0]),
        (PriceEnvelope, PRICE, price, digests[1]),
    ):
        sealed = seal(half, purpose=purpose, request=rfp.public_id, of=bid.public_id)
        envelope = model(client_id=bid.client_id, bid=bid, sealed=sealed, digest=digest)
        envelope.save(force_insert=True)
    bid.refresh_from_db(fields=["submitted_at", "is_late"])
    return bid
