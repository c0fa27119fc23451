"""What a month's statement says, gathered once when the month is closed and kept as it was."""

from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from clients.agreements.terms import RetainerTerms
from clients.retainers.engine import NOTHING
from clients.retainers.ledger import Kind, Month, charge_of, goes_on_after, left_ahead
from clients.retainers.models import RetainerEntry
from clients.retainers.prices import OverageAt, OveragePrices
from clients.work.models import WorkEntry
from retainer.lib import records
from retainer.lib.refusal import Refused

Some = TypeVar("Some")


@dataclass(frozen=True)
class Worked:
    """An entry as the statement prints it; ``taken`` is hours or money, as the retainer counts."""

    day: date
    by: str
    project: str
    text: str
    mode: str
    worked: Decimal
    billable: Decimal
    charged: Decimal
    rate: Decimal | None
    rate_source: str
    taken: Decimal
    #: Of ``taken`` what went beyond the allowance, and what that costs.
    overage: Decimal
    overage_cost: Decimal


@dataclass(frozen=True)
class Terms:
    """The terms that held, named as the version of the agreement names them."""

    valid_from: date
    allowance: Decimal
    monthly_fee: Decimal
    rollover: str
    rollover_cap: Decimal | None
    rollover_months: int | None
    overage: str
    overage_rate: Decimal | None
    rounding_minutes: int
    rounding: str
    notice_days: int

    @classmethod
    def of(cls, terms: RetainerTerms) -> "Terms":
        return cls(**{field.name: getattr(terms, field.name) for field in fields(cls)})


@dataclass(frozen=True)
class Correction:
    """A posting by hand, with its reason."""

    kind: str
    amount: Decimal
    reason: str


@dataclass(frozen=True)
class Figures:
    """A closed month; amounts are hours or money, as ``basis`` says, costs are money."""

    client: str
    agreement: str
    basis: str
    currency: str
    month: date
    terms: Terms
    fee: Decimal
    included: Decimal
    rolled_in: Decimal
    corrected: Decimal
    available: Decimal
    used: Decimal
    lapsed: Decimal
    carried: Decimal
    overage: Decimal
    #: What overage costs, where it is billed; nothing where the next month bears it.
    overage_cost: Decimal
    entries: list[Worked]
    corrections: list[Correction]
    #: Hours that were billed beyond the allowance, by rate; the next month bears the others.
    #: Earlier releases kept the terms' rate only.
    overage_at: list[OverageAt] | None = None


def figures(postings: Month, terms: RetainerTerms) -> Figures:
    """The month as its ledger and its work stand now."""
    agreement = postings.agreement
    sums = _sums(postings)
    goes_on = goes_on_after(agreement, postings.month)
    # No month bears what the last one of an agreement uses ahead, so that is billed.
    is_billed = terms.overage != RetainerTerms.Overage.AHEAD or not goes_on
    prices = OveragePrices.of(agreement, terms, postings.month) if is_billed else None
    entries = _entries(postings, prices)
    unborne = NOTHING if goes_on or not prices else prices.cost_ahead(left_ahead(postings))
    included, rolled_in = sums["included"], sums["rolled_in"]
    return Figures(
        client=agreement.client.name,
        agreement=agreement.title,
        basis=agreement.basis,
        currency=agreement.currency,
        month=postings.month,
        terms=Terms.of(terms),
        fee=terms.monthly_fee,
        included=included,
        rolled_in=rolled_in,
        corrected=sums["corrected"],
        available=included + rolled_in + sums["corrected"],
        used=-sums["used"],
        lapsed=-sums["lapsed"],
        carried=-sums["carried"],
        overage=sums["overage"],
        overage_cost=sum((entry.overage_cost for entry in entries), unborne),
        entries=entries,
        corrections=[
            Correction(posting.get_kind_display(), posting.amount, posting.reason)
            for posting in postings.of_kind(Kind.ADJUST, Kind.TRANSFER, Kind.REFUND)
        ],
        overage_at=prices.used if prices else [],
    )


def side_of(posting: RetainerEntry) -> str:
    """Which line of a statement a posting belongs to."""
    if posting.kind == Kind.ROLL_IN:
        # What arrives follows what was sent; see ``closing``.
        return "carried" if posting.follows_id is None else "rolled_in"
    return {
        Kind.GRANT: "included",
        Kind.CONSUME: "used",
        Kind.EXPIRE: "lapsed",
        Kind.OVERAGE: "overage",
    }.get(posting.kind, "corrected")


def _sums(postings: Month) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(lambda: NOTHING)
    for posting in postings.postings:
        sums[side_of(posting)] += posting.amount
    return sums


def _entries(postings: Month, prices: OveragePrices | None) -> list[Worked]:
    """The work of the month; without prices what went beyond the allowance is not billed."""
    agreement = postings.agreement
    beyond: dict[int, Decimal] = defaultdict(lambda: NOTHING)
    for posting in postings.of_kind(Kind.OVERAGE):
        if posting.work_id:
            beyond[posting.work_id] += posting.amount
    worked = WorkEntry.objects.filter(project__agreement=agreement).of_month(postings.month)
    return [
        Worked(
            day=entry.worked_on,
            by=entry.by,
            project=entry.project.name,
            text=entry.text,
            mode=entry.get_mode_display(),
            worked=entry.hours,
            billable=entry.billable,
            charged=entry.charged,
            rate=entry.rate,
            rate_source=entry.rate_source,
            taken=charge_of(entry, agreement),
            overage=beyond[entry.pk],
            overage_cost=prices.cost(entry, beyond[entry.pk]) if prices else NOTHING,
        )
        for entry in worked.counted().with_names().order_by("worked_on", "pk")
    ]


def document(of: Figures) -> dict[str, Any]:
    """The figures as they are stored: every amount an exact text."""
    kept: dict[str, Any] = records.plain(of)
    return kept


class OtherShape(Refused):
    """The figures were stored by a release that kept others."""

    def __init__(self) -> None:
        super().__init__("This statement was made by another release; its PDF shows it as it was.")


def read(stored: dict[str, Any]) -> Figures:
    """The figures of a statement."""
    return read_as(Figures, stored)


def read_as(kind: type[Some], stored: dict[str, Any]) -> Some:
    """What of the figures a dataclass holds; raises ``OtherShape`` where it is not there."""
    try:
        return records.read(kind, stored)
    except records.OtherShape as unknown:
        raise OtherShape from unknown


#: The sha256 of stored figures, in whatever order their keys are kept.
fingerprint = records.sha256
