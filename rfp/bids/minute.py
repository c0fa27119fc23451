"""The minute of an opening: every bid with its hashes and what its prices come to.

It is made in the transaction of the second signature, from when on the database shows envelopes,
and kept as plain JSON.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import F

from retainer.lib import records
from rfp.authoring.models import Rfp
from rfp.bids.models import Bid, PriceEnvelope
from rfp.bids.opening_models import PriceOpening
from rfp.bids.refusing import newest_version
from rfp.bids.sealing import PRICE, SealBroken, unseal
from rfp.bids.totals import PricedLine, lines, total


@dataclass(frozen=True)
class Signed:
    name: str
    at: datetime


@dataclass(frozen=True)
class OpenedBid:
    """A bid with what its prices come to; no total says that a line has no price."""

    bid: str
    bidder: str
    number: int
    submitted_at: datetime
    is_late: bool
    receipt: str
    digest: str
    #: Whether what was opened is what was sealed.
    is_intact: bool
    lines: tuple[PricedLine, ...]
    total: Decimal | None

    @property
    def unpriced(self) -> list[str]:
        return [line.id for line in self.lines if line.total is None]


@dataclass(frozen=True)
class LeftSealed:
    """A bid that was not opened."""

    bidder: str
    number: int
    state: str


@dataclass(frozen=True)
class Minute:
    """What happened, who was there, and what came to light."""

    request: str
    title: str
    client: str
    version: int
    time_zone: str
    currency: str
    term_months: int
    commitment: str
    closed_at: datetime
    closed_by: str
    opened_at: datetime
    named: tuple[str, ...]
    signed: tuple[Signed, ...]
    bids: tuple[OpenedBid, ...]
    left_sealed: tuple[LeftSealed, ...]


def minute_of(opening: PriceOpening, rfp: Rfp, opened_at: datetime) -> Minute:
    """Open every bid that stands, and say what is in it."""
    version = newest_version(rfp.pk)
    request = version.request
    bids = list(Bid.objects.filter(rfp=rfp).for_list().order_by("bidder__number", "number"))
    closers = PriceOpening.objects.filter(pk=opening.pk).values_list("closed_by__name", flat=True)
    signatures = opening.signatures.order_by("at", "pk").values_list("person__name", "at")
    return Minute(
        request=request.reference,
        title=request.title,
        client=request.client,
        version=version.number,
        time_zone=request.time_zone,
        currency=request.currency,
        term_months=request.term_months,
        commitment=request.commitment,
        closed_at=opening.closed_at,
        closed_by=closers[0],
        opened_at=opened_at,
        named=tuple(opening.openers.annotate(who=F("person__name")).values_list("who", flat=True)),
        signed=tuple(Signed(name, at) for name, at in signatures),
        bids=tuple(_opened(bid, rfp) for bid in bids if bid.stands),
        left_sealed=tuple(
            LeftSealed(bid.company, bid.number, bid.get_state_display())
            for bid in bids
            if not bid.stands
        ),
    )


def read_minute(document: object) -> Minute:
    """The minute that was kept; raises ``records.OtherShape``."""
    return records.read(Minute, document)


def _opened(bid: Bid, rfp: Rfp) -> OpenedBid:
    envelope = PriceEnvelope.objects.get(bid=bid)
    try:
        price = unseal(envelope.sealed, purpose=PRICE, request=rfp.public_id, of=bid.public_id)
    except SealBroken:
        price = None
    # By the version that the bid answers: a later one may have other lines.
    priced = lines(bid.version.request, price) if price else []
    return OpenedBid(
        bid=str(bid.public_id),
        bidder=bid.company,
        number=bid.number,
        submitted_at=bid.submitted_at,
        is_late=bid.is_late,
        receipt=bid.receipt,
        digest=envelope.digest,
        is_intact=price is not None and records.sha256(price) == envelope.digest,
        lines=tuple(priced),
        total=total(priced) if priced else None,
    )
