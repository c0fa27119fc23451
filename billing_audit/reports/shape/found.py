"""What was found: findings by cause with their proof, and the charges they touch."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from billing_audit.findings.calculation import CalculationStep
from billing_audit.findings.sides import Side
from billing_audit.money.places import MEANINGS, Places, in_words

#: A finding without money is where its state says.
BY_STATE = {"valid": "Confirmed", "asked": "Waiting for you"}
#: The colour of a place.
TONES = {
    "Confirmed": "good",
    "To ask back": "good",
    "Promised": "good",
    "Came back": "good",
    "Waiting for you": "attention",
    "Given up": "bad",
}


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

    ``found`` is claimed on the month's bills, ``places`` tells of all bills so far.
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
    at_stake: Decimal
    charges: int
    charges_in_total: int
    first_month: date
    last_month: date
    #: Where its money is, of all bills so far.
    places: Places
    proof: Proof | None = None
    #: What we ask the client about it.
    question: str = ""

    @property
    def total(self) -> Decimal:
        return self.places.total

    @property
    def where(self) -> str:
        """The place most of its money is in, as ``MEANINGS`` calls it."""
        if not self.total:
            return BY_STATE.get(self.state, "In review")
        amounts = asdict(self.places)
        return MEANINGS[max(amounts, key=lambda name: amounts[name])][0]

    @property
    def tone(self) -> str:
        return TONES.get(self.where, "info")

    @property
    def besides(self) -> str:
        """What of its money is elsewhere."""
        others = {
            name: Decimal(0) if MEANINGS[name][0] == self.where else amount
            for name, amount in asdict(self.places).items()
        }
        return in_words(Places(**others), self.currency)


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


@dataclass(frozen=True)
class Idea:
    """Something rightly billed that the client could stop paying; in no sum of errors."""

    check: str
    title: str
    subject: str
    carrier: str
    account: str
    currency: str
    #: What its charges of the month come to.
    monthly: Decimal

    @property
    def yearly(self) -> Decimal:
        """Twelve months of it, before ending or installing anything."""
        return 12 * self.monthly
