"""What was audited and how: bills, checks that were clean or silent, and the data they had."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


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
class Spend:
    """Money of one currency on the charges that somebody looked at, or did not."""

    currency: str
    amount: Decimal


@dataclass(frozen=True)
class CleanCheck:
    code: str
    title: str
    examined: int
    of_bills: bool
    spend: list[Spend] = field(default_factory=list)


@dataclass(frozen=True)
class Verification:
    """How much of the month's charges was held against anything outside the bills."""

    currency: str
    charges: int
    spend: Decimal
    verified: Decimal
    #: Of these, what was held against an agreed or a public price.
    priced: Decimal
    #: Charges that nothing on file speaks for.
    unverified_charges: int

    @property
    def unverified(self) -> Decimal:
        return self.spend - self.verified


@dataclass(frozen=True)
class Unchecked:
    """A check that said nothing about the month: why, and what would change that."""

    code: str
    title: str
    reason: str
    remedy: str
    #: What it would have looked at: charges, or bills, and what these come to.
    examined: int = 0
    of_bills: bool = False
    spend: list[Spend] = field(default_factory=list)


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
class Paragraph:
    """A check's own words; the label says what they are about, if anything in particular."""

    label: str
    value: str


@dataclass(frozen=True)
class Compared:
    """A tolerance or threshold that a check compared with, as value and unit in words."""

    label: str
    value: str
    means: str
    #: Where it was changed for this client: what the trade starts from, and why it was changed.
    default: str = ""
    reason: str = ""

    @property
    def is_own(self) -> bool:
        return bool(self.default)


@dataclass(frozen=True)
class Method:
    """How a check works, from the check itself."""

    code: str
    title: str
    family: str
    #: What it looks for, why it happens, what to ask for.
    paragraphs: list[Paragraph]
    severity: str
    confidence: str
    finds: list[str]
    spares: list[str]
    fingerprint: str
    settings: list[Compared] = field(default_factory=list)

    @property
    def own_settings(self) -> list[Compared]:
        return [each for each in self.settings if each.is_own]


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
