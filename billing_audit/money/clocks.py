"""Until when: to dispute a bill, to withhold, for the carrier to answer; and who says so.

The last day to dispute is the earliest of what the contract says, what the carrier
says, and the law's two years, all from the bill date; which of them it was is kept.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from billing_audit.money.desks import DisputeDesk
from billing_audit.money.models import Dispute, DisputeEvent
from billing_audit.money.states import AGREED, AT_THE_CARRIER, MOVES, State
from clients.telecom.models import BillingAccount, Contract
from retainer.lib import format as written

Bound = Dispute.Bound
#: Months the law gives, and why that is an outer mark and not a right.
MONTHS_BY_LAW = 24
LAW = (
    "47 U.S.C. § 415 bars complaints about a carrier’s overcharges two years after they were "
    "billed. It means charges above rates lawfully on file; most services are detariffed by now, "
    "and for those the contract and the law of its state say how long. So two years are the outer "
    "mark here, never a promise."
)
#: Days where nobody says how many: for the carrier's answer, for an appeal, for our own answer,
#: for looking whether a credit stayed, and for closing what is verified.
USUAL_ANSWER, USUAL_APPEAL, OUR_ANSWER, STAYED, TO_CLOSE = 30, 30, 10, 31, 7


@dataclass(frozen=True)
class Deadline:
    """A last day, and what sets it."""

    day: date
    bound: str
    why: str

    def left(self, today: date) -> int:
        return (self.day - today).days


@dataclass
class Rules:
    """What holds for the bills of one account."""

    #: Days from the bill date, by who says so, with where it is written.
    dispute: dict[str, tuple[int, str]] = field(default_factory=dict)
    withhold: dict[str, tuple[int, str]] = field(default_factory=dict)
    answer_days: int = USUAL_ANSWER
    appeal_days: int = USUAL_APPEAL

    @property
    def shortest(self) -> tuple[int, str] | None:
        """Days to dispute and who says so; ``None`` where only the law does."""
        said = [(days, bound) for bound, (days, _) in self.dispute.items()]
        return min(said, default=None)

    def dispute_by(self, bill_date: date) -> Deadline:
        """The last day to dispute a bill."""
        by_law = Deadline(
            after_months(bill_date, MONTHS_BY_LAW), Bound.LAW, "two years, 47 U.S.C. § 415"
        )
        return min([*_deadlines(self.dispute, bill_date), by_law], key=lambda each: each.day)

    def withhold_by(self, bill_date: date) -> Deadline | None:
        """The last day to withhold a sum of a bill; ``None`` where nobody grants that."""
        return min(_deadlines(self.withhold, bill_date), key=lambda each: each.day, default=None)


def _deadlines(said: dict[str, tuple[int, str]], bill_date: date) -> list[Deadline]:
    return [
        Deadline(
            bill_date + timedelta(days=days),
            bound,
            f"{written.count(days, 'day')} from the bill date, {source}",
        )
        for bound, (days, source) in said.items()
    ]


def rules_of(accounts: Iterable[BillingAccount]) -> dict[int, Rules]:
    """What holds for each account, by its key; two queries however many there are."""
    accounts = list(accounts)
    carriers = {account.carrier_id for account in accounts}
    desks = DisputeDesk.objects.filter(carrier__in=carriers).in_bulk(field_name="carrier_id")
    contracts = defaultdict(list)
    for contract in Contract.objects.filter(
        client__in={account.client_id for account in accounts}, carrier__in=carriers
    ):
        contracts[contract.client_id, contract.carrier_id].append(contract)
    rules = {}
    for account in accounts:
        own = contracts[account.client_id, account.carrier_id]
        rules[account.pk] = _rules(_contract(account, own), desks.get(account.carrier_id))
    return rules


def _contract(account: BillingAccount, own: list[Contract]) -> Contract | None:
    """The account's contract, else the carrier's only one with the client."""
    if account.contract_id:
        return next((each for each in own if each.pk == account.contract_id), None)
    return own[0] if len(own) == 1 else None


def _rules(contract: Contract | None, desk: DisputeDesk | None) -> Rules:
    rules = Rules()
    for kind in ("dispute", "withhold"):
        said = getattr(rules, kind)
        if contract and (days := getattr(contract, f"{kind}_days")):
            said[Bound.CONTRACT] = days, f"contract {contract.number}"
        if desk and (days := getattr(desk, f"{kind}_days")):
            said[Bound.CARRIER] = days, desk.source
    if desk:
        rules.answer_days = desk.answer_days or USUAL_ANSWER
        rules.appeal_days = desk.appeal_days or USUAL_APPEAL
    return rules


def after_months(day: date, months: int) -> date:
    """The same day so many months later, or the month's last where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


#: What is due, by state.
DUE = {
    State.DRAFT: "to be sent",
    **dict.fromkeys(AT_THE_CARRIER, "carrier’s answer due"),
    State.MORE_INFO: "our answer due",
    State.DENIED: "last day to appeal",
    **dict.fromkeys(AGREED, "word on the credit due"),
    State.PROMISED: "credit due on a bill",
    State.POSTED: "to be verified",
    State.VERIFIED: "to be closed",
    State.REVERSED: "to be taken up with the carrier",
}


def due_on(dispute: Dispute, steps: list[DisputeEvent], rules: Rules) -> date | None:
    """When something is due in the dispute's present state, by its standing steps in order."""
    state = State(dispute.state)
    if state == State.DRAFT:
        in_time = dispute.withhold_by if dispute.is_withheld else None
        return in_time or dispute.dispute_by
    if state == State.PROMISED and dispute.cycle:
        return after_months(dispute.cycle, 1) - timedelta(days=1)
    days = {
        **dict.fromkeys((*AT_THE_CARRIER, *AGREED), rules.answer_days),
        **dict.fromkeys((State.MORE_INFO, State.REVERSED), OUR_ANSWER),
        State.DENIED: rules.appeal_days,
        State.POSTED: STAYED,
        State.VERIFIED: TO_CLOSE,
    }.get(state)
    if days is None or not steps:
        return None
    asked = [step for step in steps if MOVES[step.kind].goes_out]
    # The carrier's clock runs from what we sent last, not from what it said since.
    since = asked[-1] if state in AT_THE_CARRIER and asked else steps[-1]
    return since.on + timedelta(days=days)
