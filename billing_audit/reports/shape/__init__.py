"""What a report says, as data: everything its page and its PDF print, and nothing else.

The shape is stored as JSON (``record.py``).  Amounts of different currencies are
never added: whatever is a sum stands beside the currency it is a sum of.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from billing_audit.money.places import Places
from billing_audit.reports.shape.audited import (
    AuditedAccount,
    AuditedBill,
    CleanCheck,
    Compared,
    Gap,
    Method,
    Paragraph,
    Scope,
    Spend,
    Unchecked,
    UnconfirmedService,
    Verification,
    Versions,
)
from billing_audit.reports.shape.came import (
    Age,
    Credit,
    Deadline,
    ReportedDispute,
    ToDecide,
)
from billing_audit.reports.shape.found import (
    Charge,
    CheckSection,
    Family,
    Idea,
    Proof,
    ReportedFinding,
    Rest,
    Sum,
)
from clients.handover.gauge import GaugeMonth

__all__ = [
    "FORMAT",
    "Action",
    "Age",
    "AuditedAccount",
    "AuditedBill",
    "Charge",
    "CheckSection",
    "CleanCheck",
    "Compared",
    "Credit",
    "Deadline",
    "Entry",
    "Family",
    "Figures",
    "Gap",
    "GaugeMonth",
    "Hours",
    "Idea",
    "Letterhead",
    "Method",
    "Money",
    "Paragraph",
    "Places",
    "ProjectHours",
    "Proof",
    "ReportedDispute",
    "ReportedFinding",
    "Rest",
    "Scope",
    "Spend",
    "Sum",
    "Term",
    "ToDecide",
    "Unchecked",
    "UnconfirmedService",
    "Verification",
    "Versions",
]

#: Raised when the shape changes, so that an old report is read as what it was.
FORMAT = 4


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
    recurring: Decimal
    at_stake: Decimal
    #: Where everything found so far is by now.
    places: Places
    #: Credited on the bills of the month.
    came_back: Decimal
    findings: int
    findings_in_total: int
    findings_to_ask: int
    findings_waiting: int

    @property
    def total(self) -> Decimal:
        """Found on all bills so far, wherever it is by now."""
        return self.places.total

    @property
    def open(self) -> Decimal:
        return self.places.open

    @property
    def in_dispute(self) -> Decimal:
        """What carriers were asked for and may still give back."""
        return self.places.asked + self.places.promised

    @property
    def earlier(self) -> Decimal:
        """What was found in earlier months."""
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
    #: Apart from everything above: what is right, and could be saved.
    ideas: list[Idea] = field(default_factory=list)
    #: The client's own currency first.
    verification: list[Verification] = field(default_factory=list)
    decisions: list[ToDecide] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    #: Of all carriers, the oldest first.
    disputes: list[ReportedDispute] = field(default_factory=list)
    ages: list[Age] = field(default_factory=list)
    #: The latest bill first.
    credits: list[Credit] = field(default_factory=list)
    #: The day that ages and deadlines are counted to.
    as_of: date | None = None
    #: Every charge so far, which the workbook lists: how many, and the fingerprint of their rows.
    all_charges: int = 0
    all_charges_sha256: str = ""
    #: From doing to overseeing, the oldest month first.
    gauge: list[GaugeMonth] = field(default_factory=list)

    @property
    def came_back(self) -> list[Credit]:
        """Credited on the bills of the month."""
        return [credit for credit in self.credits if credit.month == self.month]

    @property
    def credits_by_currency(self) -> dict[str, Decimal]:
        """What the credits listed come to."""
        sums: dict[str, Decimal] = {}
        for credit in self.credits:
            sums[credit.currency] = sums.get(credit.currency, Decimal(0)) + credit.amount
        return sums

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

    @property
    def ideas_by_currency(self) -> dict[str, Decimal]:
        """What the savings ideas come to in a month."""
        sums: dict[str, Decimal] = {}
        for idea in self.ideas:
            sums[idea.currency] = sums.get(idea.currency, Decimal(0)) + idea.monthly
        return sums

    def findings(self) -> list[ReportedFinding]:
        """Those on the month's bills."""
        return [
            finding
            for family in self.families
            for check in family.checks
            for finding in check.findings
        ]
