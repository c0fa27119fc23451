"""The app's models, each living with its subject."""

from billing_audit.advising.models import AdvisedFinding, PaymentAdvice
from billing_audit.bills.models import (
    ArithmeticFault,
    BilledService,
    BillFile,
    ChargeCode,
    ImportIssue,
    Invoice,
    Line,
    LineShelf,
)
from billing_audit.bills.paper_models import DraftBill, PaperTemplate
from billing_audit.bills.profile_models import BillProfile
from billing_audit.changes.models import Change, FindingChange, Reach
from billing_audit.expected.models import Difference, ExpectedBill, ExpectedLine
from billing_audit.findings.decision_models import FindingDecision
from billing_audit.findings.models import Finding, Hit, Occurrence
from billing_audit.findings.saved_models import SavedView
from billing_audit.funding.models import Commitment, FundingCase
from billing_audit.inbox.models import Arrival, Collection, Enclosure
from billing_audit.ledger.models import OwnCause
from billing_audit.meanings.models import ChargeMeaning
from billing_audit.money.credit_models import Credit, CreditLook, CreditMatch
from billing_audit.money.desks import DisputeDesk
from billing_audit.money.models import Dispute, DisputeEvent, DisputeItem
from billing_audit.months.models import NoBillExpected
from billing_audit.rating.models import DeckRate, DeckVersion, RateDeck
from billing_audit.renewal.models import RenewalPack
from billing_audit.reports.models import MonthlyReport
from billing_audit.runs.coverage_models import Coverage, UnverifiedCharge
from billing_audit.runs.models import AuditRun, CheckResult, RunStep
from billing_audit.suppressions.models import Suppression
from billing_audit.tuning.models import OwnSetting
from billing_audit.usage.models import OwnLayout, UsageFile, UsageIssue, UsageRecord

__all__ = [
    "AdvisedFinding",
    "ArithmeticFault",
    "Arrival",
    "AuditRun",
    "BillFile",
    "BillProfile",
    "BilledService",
    "Change",
    "ChargeCode",
    "ChargeMeaning",
    "CheckResult",
    "Collection",
    "Commitment",
    "Coverage",
    "Credit",
    "CreditLook",
    "CreditMatch",
    "DeckRate",
    "DeckVersion",
    "Difference",
    "Dispute",
    "DisputeDesk",
    "DisputeEvent",
    "DisputeItem",
    "DraftBill",
    "Enclosure",
    "ExpectedBill",
    "ExpectedLine",
    "Finding",
    "FindingChange",
    "FindingDecision",
    "FundingCase",
    "Hit",
    "ImportIssue",
    "Invoice",
    "Line",
    "LineShelf",
    "MonthlyReport",
    "NoBillExpected",
    "Occurrence",
    "OwnCause",
    "OwnLayout",
    "OwnSetting",
    "PaperTemplate",
    "PaymentAdvice",
    "RateDeck",
    "Reach",
    "RenewalPack",
    "RunStep",
    "SavedView",
    "Suppression",
    "UnverifiedCharge",
    "UsageFile",
    "UsageIssue",
    "UsageRecord",
]
