"""What a report says, as data: everything its page and its PDF print, and nothing else.

The shape is stored as JSON (``record.py``).  Amounts of different currencies are
never added: whatever is a sum stands beside the currency it is a sum of.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

#: Raised when the shape changes, so that an old report is read as what it was.
FORMAT = 1


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
class AuditedAccount:
    """A billing account with a bill in the month."""

    carrier: str
    number: str
    currency: str
    bills: int
    lines: int
    total: Decimal


@dataclass(frozen=True)
class AuditedBill:
    carrier: str
    account: str
    number: str
    dated: date
    lines: int
    total: Decimal
    currency: str
    sha256: str


@dataclass(frozen=True)
class Scope:
    """What was audited."""

    accounts: list[AuditedAccount]
    bills: list[AuditedBill]

    @property
    def lines(self) -> int:
        return sum(account.lines for account in self.accounts)

    @property
    def totals(self) -> dict[str, Decimal]:
        """What the bills come to, by currency."""
        totals: dict[str, Decimal] = {}
        for account in self.accounts:
            totals[account.currency] = totals.get(account.currency, Decimal(0)) + account.total
        return totals


@dataclass(frozen=True)
class Action:
    """Something to do next; ``who`` is the client or the practice."""

    who: str
    title: str
    detail: str
    finding: str | None = None


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True)
class Side:
    """What one document says about a charge."""

    title: str
    facts: list[Fact]
    source: str


@dataclass(frozen=True)
class Step:
    """A row of a calculation, in words."""

    label: str
    formula: str
    value: str


@dataclass(frozen=True)
class Proof:
    """The charge of a finding that weighs most, with the documents and the calculation."""

    explanation: str
    sides: list[Side]
    steps: list[Step]
    result: Step


@dataclass(frozen=True)
class ReportedFinding:
    """A finding as it stood at the end of the month.

    ``found`` is claimed on the month's bills, ``total`` on all bills so far.
    """

    public_id: str
    check: str
    subject: str
    sentence: str
    state: str
    carrier: str
    account: str
    currency: str
    found: Decimal
    total: Decimal
    at_stake: Decimal
    charges: int
    charges_in_total: int
    first_month: date
    last_month: date
    proof: Proof | None = None


@dataclass(frozen=True)
class Sum:
    currency: str
    amount: Decimal


@dataclass(frozen=True)
class CheckSection:
    """What one check found on the month's bills."""

    code: str
    title: str
    why: str
    ask: str
    sums: list[Sum]
    findings: list[ReportedFinding]
    #: Findings on charges that others claim already.
    confirming: int

    @property
    def in_brief(self) -> list[ReportedFinding]:
        """Those shown without their documents."""
        return [finding for finding in self.findings if finding.proof is None]


@dataclass(frozen=True)
class Family:
    """The checks of one kind that found something."""

    title: str
    words: str
    checks: list[CheckSection]


@dataclass(frozen=True)
class Charge:
    """A bill line, or a bill, on which something is claimed or at stake."""

    check: str
    subject: str
    bill: str
    line: str
    currency: str
    billed: Decimal | None
    expected: Decimal | None
    claimed: Decimal
    at_stake: Decimal


@dataclass(frozen=True)
class Rest:
    """The charges that are too many to print, summed up."""

    currency: str
    charges: int
    claimed: Decimal


@dataclass(frozen=True)
class CleanCheck:
    code: str
    title: str
    examined: int
    of_bills: bool


@dataclass(frozen=True)
class Unchecked:
    """A check that said nothing about the month: why, and what would change that."""

    code: str
    title: str
    reason: str
    remedy: str


@dataclass(frozen=True)
class Gap:
    """A part of the month's bills that the audit did not see: what, why, and what to do."""

    what: str
    why: str
    remedy: str


@dataclass(frozen=True)
class UnconfirmedService:
    number: str
    account: str
    currency: str
    billed: Decimal


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
    """The month's work under the retainer; without an agreement nothing is included."""

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
class Method:
    """How a check works, from the check itself."""

    code: str
    title: str
    family: str
    #: What it looks for and why; the label says what a paragraph is about.
    paragraphs: list[Fact]
    severity: str
    confidence: str
    finds: list[str]
    spares: list[str]
    fingerprint: str


@dataclass(frozen=True)
class Term:
    word: str
    meaning: str


@dataclass(frozen=True)
class Versions:
    """Which data the figures come from."""

    run: str | None
    audited_at: datetime | None
    bills: int
    bills_sha256: str
    contract_rates: int
    services: int
    checks_sha256: str


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
    hours: Hours
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

    def findings(self) -> list[ReportedFinding]:
        """Those on the month's bills."""
        return [
            finding
            for family in self.families
            for check in family.checks
            for finding in check.findings
        ]
