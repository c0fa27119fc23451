"""The app's models, each living with its subject."""

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
from billing_audit.findings.models import Finding, FindingDecision, Hit, Occurrence
from billing_audit.inbox.models import Arrival, Collection, Enclosure
from billing_audit.months.models import NoBillExpected
from billing_audit.reports.models import MonthlyReport
from billing_audit.runs.models import AuditRun, CheckResult
from billing_audit.usage.models import OwnLayout, UsageFile, UsageIssue, UsageRecord

__all__ = [
    "ArithmeticFault",
    "Arrival",
    "AuditRun",
    "BillFile",
    "BillProfile",
    "BilledService",
    "ChargeCode",
    "CheckResult",
    "Collection",
    "DraftBill",
    "Enclosure",
    "Finding",
    "FindingDecision",
    "Hit",
    "ImportIssue",
    "Invoice",
    "Line",
    "LineShelf",
    "MonthlyReport",
    "NoBillExpected",
    "Occurrence",
    "OwnLayout",
    "PaperTemplate",
    "UsageFile",
    "UsageIssue",
    "UsageRecord",
]
