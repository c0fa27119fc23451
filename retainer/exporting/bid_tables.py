"""What bidders handed in, who looked at it, and how prices were opened.

Envelopes are met as the database lets the export meet them: answers once proposals were due,
prices once they were opened. Nothing of a bid that was replaced, withdrawn or not admitted.
"""

from uuid import UUID

from django.db.models import Q

from retainer.exporting.tables import Column, Table
from rfp.bids.sealing import PRICE, TECHNICAL, unseal
from rfp.models import (
    Bid,
    BidLook,
    NamedOpener,
    OpeningSignature,
    PriceEnvelope,
    PriceOpening,
    TechnicalEnvelope,
)

RFP = Column("rfp_id", "The request in rfps.csv.", ("rfp__public_id",))
BID = Column("bid_id", "The bid in rfp_bids.csv.", ("bid__public_id",))
OPENING = Column("rfp_id", "The request in rfps.csv.", ("opening__rfp__public_id",))
#: What an envelope is opened with.
PATHS = ("sealed", "bid__rfp__public_id", "bid__public_id")
#: The client's own people read bids on the pages of the evaluation until the award.
AWARDED = Q(bid__rfp__state="awarded")


def answers(sealed: bytes, request: UUID, bid: UUID) -> dict:
    return unseal(sealed, purpose=TECHNICAL, request=request, of=bid)


def prices(sealed: bytes, request: UUID, bid: UUID) -> dict:
    return unseal(sealed, purpose=PRICE, request=request, of=bid)


TABLES = [
    Table(
        "rfp_bids",
        "Bids by their outside",
        Bid,
        [
            Column("id", "Identity of the bid.", ("public_id",)),
            RFP,
            Column("bidder_id", "The bidder in rfp_bidders.csv.", ("bidder__public_id",)),
            Column("number", "Which of its bids."),
            Column("version", "The version of the request it answers.", ("version__number",)),
            Column("state", "submitted, late, replaced or withdrawn."),
            Column("submitted_at", "When it came."),
            Column("is_late", "Whether that was after the hour."),
            Column("person", "Who of the bidder handed it in.", ("person__name",)),
            Column("received_by", "Who received it on paper.", ("received_by__name",)),
            Column("received", "When and how paper came."),
            Column("receipt", "SHA-256 of everything that was handed in."),
            Column("withdrawn_at", "When it was taken back."),
            Column("admitted_at", "When a late one was admitted."),
            Column("admitted_by", "By whom.", ("admitted_by__name",)),
            Column("admitted_because", "Why."),
        ],
        order=("bidder", "number"),
    ),
    Table(
        "rfp_bid_answers",
        "What bidders answered",
        TechnicalEnvelope,
        [
            BID,
            Column("digest", "SHA-256 of the answers."),
            Column("answers", "All of them, as JSON.", PATHS, answers),
        ],
        order=("bid",),
        shared=AWARDED,
    ),
    Table(
        "rfp_bid_prices",
        "What bidders want to be paid",
        PriceEnvelope,
        [
            BID,
            Column("digest", "SHA-256 of the prices."),
            Column("prices", "All of them, as JSON.", PATHS, prices),
        ],
        order=("bid",),
        shared=AWARDED,
    ),
    Table(
        "rfp_bid_looks",
        "Who looked into bids",
        BidLook,
        [
            BID,
            Column("person", "Who.", ("person__name",)),
            Column("what", "answers or prices."),
            Column("at", "When."),
        ],
        order=("bid", "pk"),
    ),
    Table(
        "rfp_price_openings",
        "Openings of prices",
        PriceOpening,
        [
            RFP,
            Column("closed_at", "When the technical consensus was closed."),
            Column("closed_by", "By whom.", ("closed_by__name",)),
            Column("opened_at", "When prices were opened."),
            Column("minute", "The minute, as JSON."),
            Column("digest", "SHA-256 of the minute."),
        ],
        order=("rfp",),
    ),
    Table(
        "rfp_price_openers",
        "Who may open prices",
        NamedOpener,
        [
            OPENING,
            Column("person", "Who.", ("person__name",)),
            Column("named_by", "Who named them.", ("named_by__name",)),
            Column("named_at", "When."),
        ],
        order=("opening", "pk"),
    ),
    Table(
        "rfp_price_signatures",
        "Who opened prices",
        OpeningSignature,
        [
            OPENING,
            Column("person", "Who.", ("person__name",)),
            Column("at", "When they signed."),
        ],
        order=("opening", "pk"),
    ),
]
