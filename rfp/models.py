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
from rfp.award.contract_models import AwardedContract, AwardLink
from rfp.award.models import Award, AwardApproval, AwardLetter
from rfp.bidders.models import Bidder, BidderDeed, BidderPerson, EntryCode
from rfp.bids.models import Bid, BidDraft, BidLook, PriceEnvelope, TechnicalEnvelope
from rfp.bids.opening_models import NamedOpener, OpeningSignature, PriceOpening
from rfp.erate.models import ErateChange, EratePosting
from rfp.evaluation.claim_models import Claim, PartnerFinding
from rfp.evaluation.models import Contender, Criterion, Evaluation, Evaluator
from rfp.evaluation.price_models import LineEarning, PriceTerm, Ramp
from rfp.evaluation.score_models import AgreedScore, GateVerdict, Score
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
    "AgreedScore",
    "Answer",
    "AnswerRound",
    "Award",
    "AwardApproval",
    "AwardLetter",
    "AwardLink",
    "AwardedContract",
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
    "Claim",
    "Contender",
    "Criterion",
    "Declaration",
    "Earning",
    "EntryCode",
    "ErateChange",
    "EratePosting",
    "Evaluation",
    "Evaluator",
    "GateVerdict",
    "Holding",
    "InterfaceStep",
    "IssueApproval",
    "IssueCandidate",
    "IssueReview",
    "IssuedVersion",
    "LibraryItem",
    "LibraryPart",
    "LibraryVersion",
    "LineEarning",
    "LintPass",
    "ListMove",
    "ListedSupplier",
    "NamedOpener",
    "OpeningSignature",
    "PartnerFinding",
    "PieceChange",
    "PriceEnvelope",
    "PriceOpening",
    "PriceTerm",
    "Proposal",
    "ProposalFunding",
    "ProposalParty",
    "ProposalSite",
    "ProposalVerdict",
    "ProposalVersion",
    "Ramp",
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
    "Score",
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
