"""What a report says, as data: everything its page and its PDF print, and nothing else.

The shape is stored as JSON (``record.py``).  Amounts of different currencies are
never added: whatever is a sum stands beside the currency it is a sum of.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from billing_audit.reports.shape.audited import (
    AuditedAccount,
    AuditedBill,
    CleanCheck,
    Gap,
    Method,
    Paragraph,
    Scope,
    Unchecked,
    UnconfirmedService,
    Versions,
)
from billing_audit.reports.shape.found import (
    Charge,
    CheckSection,
    Family,
    Proof,
    ReportedFinding,
    Rest,
    Sum,
)

__all__ = [
    "FORMAT",
    "Action",
    "AuditedAccount",
    "AuditedBill",
    "Charge",
    "CheckSection",
    "CleanCheck",
    "Entry",
    "Family",
    "Figures",
    "Gap",
    "Hours",
    "Letterhead",
    "Method",
    "Money",
    "Paragraph",
    "ProjectHours",
    "Proof",
    "ReportedFinding",
    "Rest",
    "Scope",
    "Sum",
    "Term",
    "Unchecked",
    "UnconfirmedService",
    "Versions",
]

#: Raised when the shape changes, so that an old report is read as what it was.
FORMAT = 3


@dataclass(frozen=True)
class Letterhead:
    """The practice as it was when the report was made."""

    name: str
    address: str
    email: str
    phone: str
    time_zone: str
    accent: str
    logo_svg: str


@dataclass(frozen=True)
class Money:
    """The month's figures in one currency.  ``terms.py`` says what each of them means."""

    currency: str
    audited: Decimal
    found: Decimal
    total: Decimal
    recurring: Decimal
    confirmed: Decimal
    waiting: Decimal
    in_review: Decimal
    at_stake: Decimal
    findings: int
    findings_in_total: int
    findings_confirmed: int
    findings_waiting: int

    @property
    def earlier(self) -> Decimal:
        """What was found in earlier months and is still open."""
        return self.total - self.found

    @property
    def a_year(self) -> Decimal:
        return 12 * self.recurring


@dataclass(frozen=True)
class Action:
    """Something to do next; ``who`` is the client or the practice."""

    who: str
    title: str
    detail: str
    finding: str | None = None


@dataclass(frozen=True)
class Entry:
    worked: date
    who: str
    hours: Decimal
    text: str


@dataclass(frozen=True)
class ProjectHours:
    name: str
    purpose: str
    hours: Decimal
    entries: list[Entry]


@dataclass(frozen=True)
class Hours:
    """The month's work under one agreement; where it counts money no hours are included."""

    agreement: str
    included: Decimal | None
    fee: Decimal | None
    currency: str
    used: Decimal
    projects: list[ProjectHours]

    @property
    def left(self) -> Decimal | None:
        """Included hours not used; negative when more was worked."""
        return None if self.included is None else self.included - self.used


@dataclass(frozen=True)
class Term:
    word: str
    meaning: str


@dataclass(frozen=True)
class Figures:
    """A client's month."""

    format: int
    version: int
    client: str
    slug: str
    month: date
    #: When the newest of the facts in it was written down.
    known_at: datetime
    practice: Letterhead
    versions: Versions
    scope: Scope
    #: The client's own currency first.
    money: list[Money]
    #: Under each agreement that the month belongs to, the newest first.
    hours: list[Hours]
    actions: list[Action]
    families: list[Family]
    #: Found on earlier months' bills, and still open.
    earlier: list[ReportedFinding]
    charges: list[Charge]
    more_charges: list[Rest]
    clean: list[CleanCheck]
    unchecked: list[Unchecked]
    gaps: list[Gap]
    unconfirmed: list[UnconfirmedService]
    method: list[Method]
    terms: list[Term]

    @property
    def lead(self) -> Money:
        """The figures in the client's own currency, or in the one with most money."""
        return self.money[0]

    @property
    def hours_used(self) -> Decimal:
        return sum((each.used for each in self.hours), Decimal(0))

    @property
    def hours_included(self) -> Decimal | None:
        """Unknown where no agreement holds, or one of them counts money."""
        included = [each.included for each in self.hours if each.included is not None]
        return sum(included, Decimal(0)) if included and len(included) == len(self.hours) else None

    def findings(self) -> list[ReportedFinding]:
        """Those on the month's bills."""
        return [
            finding
            for family in self.families
            for check in family.checks
            for finding in check.findings
        ]
