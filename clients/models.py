"""The app's models, each living with its subject."""

from clients.agreements.models import Project, RetainerAgreement, TeamSeat
from clients.agreements.rates import ClientRate, StandardRate
from clients.agreements.terms import RetainerTerms
from clients.files.models import ClientExport, StoredFile
from clients.moving.models import PersonAlias, ProjectAlias
from clients.notices.models import Mail, Notice, NoticeChoice
from clients.people.models import (
    Activity,
    Attempt,
    Client,
    DecisionRight,
    Invitation,
    Membership,
    Practice,
    User,
)
from clients.retainers.models import (
    OverageRequest,
    RetainerAlert,
    RetainerEntry,
    Statement,
)
from clients.telecom.models import (
    BillingAccount,
    Carrier,
    Contract,
    ContractDocument,
    ContractRate,
    PublicFee,
    Service,
    Site,
)
from clients.work.changes import BulkChange
from clients.work.meetings import Meeting
from clients.work.models import EntryRemark, Timer, WorkEntry

__all__ = [
    "Activity",
    "Attempt",
    "BillingAccount",
    "BulkChange",
    "Carrier",
    "Client",
    "ClientExport",
    "ClientRate",
    "Contract",
    "ContractDocument",
    "ContractRate",
    "DecisionRight",
    "EntryRemark",
    "Invitation",
    "Mail",
    "Meeting",
    "Membership",
    "Notice",
    "NoticeChoice",
    "OverageRequest",
    "PersonAlias",
    "Practice",
    "Project",
    "ProjectAlias",
    "PublicFee",
    "RetainerAgreement",
    "RetainerAlert",
    "RetainerEntry",
    "RetainerTerms",
    "Service",
    "Site",
    "StandardRate",
    "Statement",
    "StoredFile",
    "TeamSeat",
    "Timer",
    "User",
    "WorkEntry",
]
