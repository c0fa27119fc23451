"""What examples of contract checks have on file besides bills: the contract and its terms."""

from dataclasses import dataclass

from billing_audit.checks.examples import Paper

Days = tuple[str, str | None]
ALWAYS: Days = ("2024-01-01", None)


@dataclass(frozen=True, kw_only=True)
class Signed(Paper):
    """The contract with the carrier: its term, and how bills and ends work."""

    number: str = "MSA-1"
    term: tuple[str | None, str | None] | None = None
    #: Accounts that name it; else it is the carrier's only one.
    accounts: tuple[str, ...] = ()
    holdover: str = ""
    notice_days: int | None = None
    renewal_months: int | None = None
    escalator_cap_percent: str | None = None
    late_fee_percent: str | None = None
    late_fee_codes: tuple[str, ...] = ()
    minimum_term_months: int | None = None
    termination_percent: str | None = None
    later_termination_percent: str | None = None
    termination_codes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ended(Paper):
    """Notice that was given under the contract."""

    given_on: str
    ends_on: str
    contract: str = "MSA-1"


@dataclass(frozen=True, kw_only=True)
class Agreement(Paper):
    """A term of the contract that holds for a time."""

    contract: str = "MSA-1"
    valid: Days = ALWAYS


@dataclass(frozen=True, kw_only=True)
class Committed(Agreement):
    """What the client promised to spend in a contract year."""

    amount: str
    shortfall_percent: str = "100"
    shortfall_code: str = "SHORTFALL"
    counts_recurring: bool = True
    counts_usage: bool = True
    counts_one_time: bool = False
    counts_surcharges: bool = False
    is_gross: bool = False


@dataclass(frozen=True, kw_only=True)
class Discounted(Agreement):
    percent: str
    charge_code: str = ""
    excluded_codes: tuple[str, ...] = ()
    shown: str = "line"
    credit_code: str = "DISC"
    account: str = ""
    site: str = ""
    service: str = ""


@dataclass(frozen=True, kw_only=True)
class Promised(Agreement):
    """A credit that is due in each month of the days it holds."""

    amount: str
    name: str = "Sign-on credit"
    credit_codes: tuple[str, ...] = ()
    account: str = ""
    condition: str = ""
    condition_met: bool = False


@dataclass(frozen=True, kw_only=True)
class Waived(Agreement):
    charge_codes: tuple[str, ...]
    kind: str = "other"
    yearly_count: int | None = None
    yearly_percent: str | None = None


@dataclass(frozen=True, kw_only=True)
class Step(Agreement):
    """One step of a price by volume."""

    rate: str
    from_quantity: str = "0"
    charge_code: str = "LD"
    reach: str = "all"
    counted: str = "line"


@dataclass(frozen=True, kw_only=True)
class Included(Agreement):
    """Usage that is included, or charged at least."""

    charge_code: str = "LD"
    included: str | None = None
    unit: str = "minutes"
    holder: str = "account"
    account: str = ""
    minimum_charge: str | None = None
    minimum_code: str = ""


@dataclass(frozen=True, kw_only=True)
class Level(Agreement):
    """The credit for too long an outage."""

    threshold_minutes: int
    credit_percent: str
    charge_code: str = ""
    claim_days: int | None = None


@dataclass(frozen=True, kw_only=True)
class Target(Agreement):
    """How soon the carrier answers and restores; ``hours`` are its service hours."""

    kind: str = ""
    respond_minutes: int | None = None
    restore_minutes: int | None = 240
    hours: tuple[str, str] | None = None
    days: int = 5
    closed_days: tuple[str, ...] = ()
    credit_percent: str | None = "5"
    claim_days: int | None = None


@dataclass(frozen=True, kw_only=True)
class Limited(Agreement):
    """How far a surcharge of the carrier may go."""

    charge_code: str = "PTA"
    rule: str = "capped"
    percent: str | None = None
    base: str = "charges"


@dataclass(frozen=True, kw_only=True)
class Outage(Paper):
    """A service was down."""

    began: str
    ended: str | None
    service: str = "315-200-0007"
    carrier_caused: bool | None = True
    credit_asked_on: str | None = None
    ticket: str = "T-1"
    reported: str | None = None
    responded: str | None = None


@dataclass(frozen=True, kw_only=True)
class Missed(Paper):
    """A metric of the contract was missed in a month, and this is the credit for it."""

    month: str = "2026-03-01"
    percent: str | None = None
    amount: str | None = None
    metric: str = "Availability"
    contract: str = "MSA-1"
    charge_codes: tuple[str, ...] = ()
    credit_codes: tuple[str, ...] = ("SLA",)
    within: int = 1
    earned_back_in: str | None = None


@dataclass(frozen=True, kw_only=True)
class MayRebill(Paper):
    """What the account of the bill may add to the charges of another account that it bills on."""

    markup: str
    cap: str | None = None
    kinds: tuple[str, ...] = ("recurring", "usage", "one_time")
    account: str = "A-1"
    underlying: str = "U-1"
    carrier: str = "Northline"
    valid: Days = ALWAYS


@dataclass(frozen=True, kw_only=True)
class MobilePlan(Paper):
    """A charge code that is a mobile plan."""

    charge_code: str = "PLAN"
