"""The certificate of a run: what was clean, what could not be checked, what nobody verified."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import check_of
from billing_audit.checks.populations import Against
from billing_audit.runs.coverage_models import Coverage
from billing_audit.runs.models import AuditRun
from billing_audit.runs.progress import CheckRow, Outcome
from retainer.lib import format as written
from retainer.lib.money import in_currency

HELD_AGAINST = {
    Against.BILLS: "the bills",
    Against.RECORDS: "inventory and records",
    Against.PRICES: "agreed or public prices",
}
#: What the coverage holds of a check: by month, by currency, a number and money.
Told = Mapping[str, Mapping[str, list[Any]]]


@dataclass(frozen=True)
class Looked:
    """How many charges or bills, and what they come to in each currency."""

    number: int = 0
    spend: dict[str, Decimal] = field(default_factory=dict)

    @property
    def money(self) -> str:
        said = [written.money(amount, code) for code, amount in self.spend.items()]
        return " and ".join(said) or "—"

    def most(self, currency: str) -> Decimal:
        """What it comes to in one currency, to sort by."""
        return self.spend.get(currency, Decimal(0))


def looked(told: Told, month: date | None = None) -> Looked:
    """The sums of one month, or of all."""
    number, spend = 0, {}
    for told_month, by_currency in told.items():
        if month and told_month != month.isoformat():
            continue
        for code, (count, money) in by_currency.items():
            number += count
            spend[code] = spend.get(code, Decimal(0)) + Decimal(money)
    return Looked(number, {code: in_currency(sum_, code) for code, sum_ in sorted(spend.items())})


@dataclass(frozen=True)
class CertifiedCheck:
    """A check of the run, with what it looked at or would have."""

    row: CheckRow
    check: type[Check]
    looked: Looked

    @property
    def against(self) -> str:
        """What it held them against."""
        if self.check.looks_at is None:
            return "the bill as a whole"
        return HELD_AGAINST[self.check.looks_at.against]


@dataclass(frozen=True)
class Share:
    """What was held against something on file, of all charges in one currency."""

    currency: str
    all: Decimal
    verified: Decimal
    #: Of these, what was held against a price.
    priced: Decimal
    charges: int
    unverified_charges: int

    @property
    def unverified(self) -> Decimal:
        return self.all - self.verified

    @property
    def part(self) -> Decimal | None:
        return self.verified / self.all if self.all else None


@dataclass(frozen=True)
class Missing:
    """A kind of data that is not on file, and the checks that wait for it."""

    words: str
    deed: str
    page: str
    #: The one that would look at most money comes first.
    checks: list[CertifiedCheck]

    @property
    def looked(self) -> Looked:
        """What one of them would look at; several look at the same charges, so none are added."""
        return self.checks[0].looked

    @property
    def of_bills(self) -> bool:
        return self.checks[0].check.of_bills

    @property
    def codes(self) -> str:
        return ", ".join(sorted(each.row.code for each in self.checks))


@dataclass(frozen=True)
class Certificate:
    """What a run can vouch for, and what it cannot."""

    clean: list[CertifiedCheck]
    #: They ran, and there was nothing for them to look at.
    idle: list[CertifiedCheck]
    found: list[CertifiedCheck]
    unchecked: list[CertifiedCheck]
    shares: list[Share]

    @property
    def unlocking(self) -> list[Missing]:
        """Each kind of data that is missing, that which most money waits for first."""
        waiting: dict[tuple[str, str, str], list[CertifiedCheck]] = {}
        for each in self.unchecked:
            for remedy in each.row.remedies:
                waiting.setdefault(remedy, []).append(each)
        return [Missing(*remedy, checks) for remedy, checks in waiting.items()]


def certificate(run: AuditRun, outcome: Outcome) -> Certificate | None:
    """The certificate of a run; none of one that an earlier release made."""
    coverage = Coverage.objects.filter(run=run).first()
    if coverage is None:
        return None

    def certified(rows: list[CheckRow]) -> list[CertifiedCheck]:
        return [
            CertifiedCheck(row, check_of(row.code), looked(coverage.checks.get(row.code, {})))
            for row in rows
        ]

    def by_spend(checks: list[CertifiedCheck]) -> list[CertifiedCheck]:
        own = run.client.currency
        return sorted(checks, key=lambda each: (-each.looked.most(own), each.row.code))

    clean = certified(outcome.clean)
    return Certificate(
        clean=by_spend([each for each in clean if each.looked.number]),
        idle=[each for each in clean if not each.looked.number],
        found=by_spend(certified(outcome.found)),
        unchecked=by_spend(certified(outcome.unchecked)),
        shares=shares(coverage, run.client.currency),
    )


def shares(coverage: Coverage, first: str, month: date | None = None) -> list[Share]:
    """How much was held against something on file, the client's own currency first."""
    told = coverage.charges
    codes = {code for by_currency in told["all"].values() for code in by_currency}
    found = []
    for code in sorted(codes, key=lambda code: (code != first, code)):
        every, verified, priced = (
            looked(_of_currency(told[which], code), month)
            for which in ("all", "verified", "priced")
        )
        if every.number:
            found.append(
                Share(
                    currency=code,
                    all=every.most(code),
                    verified=verified.most(code),
                    priced=priced.most(code),
                    charges=every.number,
                    unverified_charges=every.number - verified.number,
                )
            )
    return found


def _of_currency(told: Told, code: str) -> Told:
    return {month: {code: sums[code]} for month, sums in told.items() if code in sums}
