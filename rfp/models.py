"""The app's models, each living with its subject."""

from rfp.authoring.history_models import LintPass, PieceChange, RfpAppendix
from rfp.authoring.models import Rfp
from rfp.authoring.pieces import (
    RfpClause,
    RfpPrice,
    RfpRequirement,
    RfpSection,
    RfpSite,
    RfpStep,
)
from rfp.bidders.models import Bidder, BidderDeed, BidderPerson, EntryCode
from rfp.library.models import LibraryItem, LibraryPart, LibraryVersion
from rfp.questions.models import Answer, AnswerRound, BidderQuestion

__all__ = [
    "Answer",
    "AnswerRound",
    "Bidder",
    "BidderDeed",
    "BidderPerson",
    "BidderQuestion",
    "EntryCode",
    "LibraryItem",
    "LibraryPart",
    "LibraryVersion",
    "LintPass",
    "PieceChange",
    "Rfp",
    "RfpAppendix",
    "RfpClause",
    "RfpPrice",
    "RfpRequirement",
    "RfpSection",
    "RfpSite",
    "RfpStep",
]
