"""The app's models, each living with its subject."""

from clients.files.models import StoredFile
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
from clients.work.models import Project, RetainerAgreement, WorkEntry

__all__ = [
    "Activity",
    "Attempt",
    "BillingAccount",
    "Carrier",
    "Client",
    "Contract",
    "ContractDocument",
    "ContractRate",
    "DecisionRight",
    "Invitation",
    "Membership",
    "Practice",
    "Project",
    "PublicFee",
    "RetainerAgreement",
    "Service",
    "Site",
    "StoredFile",
    "User",
    "WorkEntry",
]
