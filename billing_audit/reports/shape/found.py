"""What was found: findings by cause with their proof, and the charges they touch."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from billing_audit.findings.calculation import CalculationStep
from billing_audit.findings.sides import Side


@dataclass(frozen=True)
class Proof:
    """The charge of a finding that weighs most, with the documents and the calculation."""

    explanation: str
    sides: list[Side]
    steps: list[CalculationStep]
    result: CalculationStep


@dataclass(frozen=True)
class ReportedFinding:
    """A finding as it stood at the end of the month.

    ``found`` is claimed on the month's bills, ``total`` on all bills so far.
    """

    public_id: str
    check: str
    #: The check's title.
    cause: str
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
    #: What of ``total`` nobody has looked at yet.
    in_review: Decimal = Decimal(0)
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
    def claims(self) -> list[Sum]:
        """The sums there are: a check may only have found what is at stake."""
        return [each for each in self.sums if each.amount]

    @property
    def at_stake(self) -> list[Sum]:
        """What could be asked back once somebody confirms it, in no sum of the report."""
        amounts: dict[str, Decimal] = defaultdict(Decimal)
        for finding in self.findings:
            amounts[finding.currency] += finding.at_stake
        return [Sum(currency, amount) for currency, amount in sorted(amounts.items()) if amount]

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
