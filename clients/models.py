"""The app's models, each living with its subject."""

from clients.advice.deputy_models import Deputy
from clients.advice.models import (
    AdviceNote,
    AdviceOption,
    AdvicePart,
    Decision,
    Recommendation,
)
from clients.agreements.models import Project, RetainerAgreement, TeamSeat
from clients.agreements.rates import ClientRate, StandardRate
from clients.agreements.terms import RetainerTerms
from clients.committees.meeting_models import (
    AgendaItem,
    Attendance,
    CommitteeAction,
    CommitteeMeeting,
)
from clients.committees.minutes_models import (
    MeetingPack,
    Minutes,
    MinutesApproval,
    MinutesObjection,
)
from clients.committees.models import Committee, CommitteeSeat
from clients.contracts.models import Renegotiation
from clients.contracts.notice_models import NoticeGiven
from clients.contracts.review_models import Review, ReviewPlan
from clients.desk.models import AnswerPromise, Question, QuestionStep
from clients.desk.pulse_models import PrivateWord, Pulse, PulseChoice, PulseSummary
from clients.files.models import ClientExport, StoredFile
from clients.handover.models import (
    HandoverPath,
    HandoverStep,
    HandoverTask,
    TrainingItem,
    TrainingSession,
)
from clients.issues.models import Issue, IssueStep, Ladder
from clients.metrics.models import Metric, MetricDefinition, MetricExample
from clients.metrics.value_models import (
    IncentivePlan,
    MetricCorrection,
    MetricCredit,
    MetricValue,
)
from clients.moving.models import PersonAlias, ProjectAlias
from clients.notices.models import CalendarFeed, Mail, Notice, NoticeChoice
from clients.objectives.models import Objective, ObjectiveAdvice, ObjectiveProject, Reading
from clients.obligations.models import Fulfilment, Obligation
from clients.obligations.restatement_models import Restatement, Verdict
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
from clients.playbook.models import PlaybookAcknowledgement, PlaybookDraft, PlaybookVersion
from clients.promises.models import Promise
from clients.relationships.models import Relationship
from clients.retainers.models import (
    OverageRequest,
    RetainerAlert,
    RetainerEntry,
    Statement,
)
from clients.service_hours.models import ClosedDay, ServiceHours
from clients.stakeholders.models import ClientNote, Stakeholder, StakeholderChange
from clients.telecom.models import (
    BillingAccount,
    Budget,
    Carrier,
    Commitment,
    Contract,
    ContractDocument,
    ContractRate,
    CostAssignment,
    CustomerServiceRecord,
    DeviceInstalment,
    Discount,
    OrderItem,
    Outage,
    Payment,
    PriceTier,
    PublicFee,
    Quote,
    RebillAgreement,
    RepairTarget,
    ScheduledCredit,
    Service,
    ServiceLevel,
    ServiceOrder,
    ServiceRecordLine,
    Site,
    SurchargeTerm,
    TaxCertificate,
    UsageTerm,
    Waiver,
    WirelessPlan,
)
from clients.transitions.models import ColourWord, Criterion, Milestone, Transition
from clients.work.changes import BulkChange
from clients.work.meetings import Meeting
from clients.work.models import EntryRemark, Timer, WorkEntry

__all__ = [
    "Activity",
    "AdviceNote",
    "AdviceOption",
    "AdvicePart",
    "AgendaItem",
    "AnswerPromise",
    "Attempt",
    "Attendance",
    "BillingAccount",
    "Budget",
    "BulkChange",
    "CalendarFeed",
    "Carrier",
    "Client",
    "ClientExport",
    "ClientNote",
    "ClientRate",
    "ClosedDay",
    "ColourWord",
    "Commitment",
    "Committee",
    "CommitteeAction",
    "CommitteeMeeting",
    "CommitteeSeat",
    "Contract",
    "ContractDocument",
    "ContractRate",
    "CostAssignment",
    "Criterion",
    "CustomerServiceRecord",
    "Decision",
    "DecisionRight",
    "Deputy",
    "DeviceInstalment",
    "Discount",
    "EntryRemark",
    "Fulfilment",
    "HandoverPath",
    "HandoverStep",
    "HandoverTask",
    "IncentivePlan",
    "Invitation",
    "Issue",
    "IssueStep",
    "Ladder",
    "Mail",
    "Meeting",
    "MeetingPack",
    "Membership",
    "Metric",
    "MetricCorrection",
    "MetricCredit",
    "MetricDefinition",
    "MetricExample",
    "MetricValue",
    "Milestone",
    "Minutes",
    "MinutesApproval",
    "MinutesObjection",
    "Notice",
    "NoticeChoice",
    "NoticeGiven",
    "Objective",
    "ObjectiveAdvice",
    "ObjectiveProject",
    "Obligation",
    "OrderItem",
    "Outage",
    "OverageRequest",
    "Payment",
    "PersonAlias",
    "PlaybookAcknowledgement",
    "PlaybookDraft",
    "PlaybookVersion",
    "Practice",
    "PriceTier",
    "PrivateWord",
    "Project",
    "ProjectAlias",
    "Promise",
    "PublicFee",
    "Pulse",
    "PulseChoice",
    "PulseSummary",
    "Question",
    "QuestionStep",
    "Quote",
    "Reading",
    "RebillAgreement",
    "Recommendation",
    "Relationship",
    "Renegotiation",
    "RepairTarget",
    "Restatement",
    "RetainerAgreement",
    "RetainerAlert",
    "RetainerEntry",
    "RetainerTerms",
    "Review",
    "ReviewPlan",
    "ScheduledCredit",
    "Service",
    "ServiceHours",
    "ServiceLevel",
    "ServiceOrder",
    "ServiceRecordLine",
    "Site",
    "Stakeholder",
    "StakeholderChange",
    "StandardRate",
    "Statement",
    "StoredFile",
    "SurchargeTerm",
    "TaxCertificate",
    "TeamSeat",
    "Timer",
    "TrainingItem",
    "TrainingSession",
    "Transition",
    "UsageTerm",
    "User",
    "Verdict",
    "Waiver",
    "WirelessPlan",
    "WorkEntry",
]
