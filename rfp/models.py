"""The app's models, each living with its subject."""

from rfp.addenda.models import Acknowledgement, Addendum, Rationale
from rfp.authoring.history_models import LintPass, PieceChange, RfpAppendix
from rfp.authoring.models import Rfp
from rfp.authoring.pieces import (
    RfpClause,
    RfpMetric,
    RfpPrice,
    RfpRequirement,
    RfpSection,
    RfpSite,
    RfpStep,
)
from rfp.bidders.models import Bidder, BidderDeed, BidderPerson, EntryCode
from rfp.bids.models import Bid, BidDraft, BidLook, PriceEnvelope, TechnicalEnvelope
from rfp.bids.opening_models import NamedOpener, OpeningSignature, PriceOpening
from rfp.erate.models import ErateChange, EratePosting
from rfp.issuing.models import (
    IssueApproval,
    IssueCandidate,
    IssuedVersion,
    IssueReview,
    WordTemplate,
)
from rfp.library.models import LibraryItem, LibraryPart, LibraryVersion
from rfp.proposals.earning_models import Earning
from rfp.proposals.issued_models import ProposalFunding, ProposalVerdict, ProposalVersion
from rfp.proposals.models import Proposal, ProposalParty, ProposalSite
from rfp.proposals.scope_models import Holding, InterfaceStep, ScopeLine, Settlement
from rfp.questions.models import Answer, AnswerRound, BidderQuestion
from rfp.returned.models import ReturnedChange, ReturnedDocument
from rfp.sourcing.case_models import BusinessCase
from rfp.sourcing.case_parts import (
    CaseConcern,
    CaseDriver,
    CaseLine,
    CaseRisk,
    CaseStep,
    CaseTarget,
    CaseTerm,
)
from rfp.sourcing.models import (
    SourcingDecision,
    SourcingOption,
    SourcingSite,
    SourcingTarget,
    SourcingVerdict,
)
from rfp.sourcing.supplier_models import (
    Declaration,
    ListedSupplier,
    ListMove,
    SourcingPerson,
    Supplier,
)

__all__ = [
    "Acknowledgement",
    "Addendum",
    "Answer",
    "AnswerRound",
    "Bid",
    "BidDraft",
    "BidLook",
    "Bidder",
    "BidderDeed",
    "BidderPerson",
    "BidderQuestion",
    "BusinessCase",
    "CaseConcern",
    "CaseDriver",
    "CaseLine",
    "CaseRisk",
    "CaseStep",
    "CaseTarget",
    "CaseTerm",
    "Declaration",
    "Earning",
    "EntryCode",
    "ErateChange",
    "EratePosting",
    "Holding",
    "InterfaceStep",
    "IssueApproval",
    "IssueCandidate",
    "IssueReview",
    "IssuedVersion",
    "LibraryItem",
    "LibraryPart",
    "LibraryVersion",
    "LintPass",
    "ListMove",
    "ListedSupplier",
    "NamedOpener",
    "OpeningSignature",
    "PieceChange",
    "PriceEnvelope",
    "PriceOpening",
    "Proposal",
    "ProposalFunding",
    "ProposalParty",
    "ProposalSite",
    "ProposalVerdict",
    "ProposalVersion",
    "Rationale",
    "ReturnedChange",
    "ReturnedDocument",
    "Rfp",
    "RfpAppendix",
    "RfpClause",
    "RfpMetric",
    "RfpPrice",
    "RfpRequirement",
    "RfpSection",
    "RfpSite",
    "RfpStep",
    "ScopeLine",
    "Settlement",
    "SourcingDecision",
    "SourcingOption",
    "SourcingPerson",
    "SourcingSite",
    "SourcingTarget",
    "SourcingVerdict",
    "Supplier",
    "TechnicalEnvelope",
    "WordTemplate",
]
