"""Posting to a retainer's ledger: opening a month and keeping it settled.

Nothing is changed once posted.  ``settle`` compares what should stand in a month
with what does and posts the difference, so it may run as often as anybody likes.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction

from clients.agreements.models import RetainerAgreement
from clients.agreements.pricing import terms_in
from clients.agreements.terms import RetainerTerms
from clients.retainers.engine import NOTHING, Lot, draw, without
from clients.retainers.models import RetainerEntry, Statement
from clients.work.models import WorkEntry
from retainer.lib.money import half_up
from retainer.lib.months import month_of, shifted

Kind = RetainerEntry.Kind


@dataclass
class Month:
    """The postings of one month, as ``settle`` and the closing look at them."""

    agreement: RetainerAgreement
    month: date
    postings: list[RetainerEntry] = field(default_factory=list)

    @classmethod
    def of(cls, agreement: RetainerAgreement, month: date) -> "Month":
        postings = RetainerEntry.objects.filter(agreement=agreement, month=month)
        return cls(agreement, month, list(postings.order_by("pk")))

    def post(
        self,
        kind: Kind,
        amount: Decimal,
        *,
        lot: RetainerEntry | int | None = None,
        **more: object,
    ) -> RetainerEntry:
        """Add a posting to the database and to what is looked at."""
        posting = RetainerEntry.objects.create(
            client_id=self.agreement.client_id,
            agreement=self.agreement,
            month=self.month,
            kind=kind,
            amount=amount,
            lot_id=lot.pk if isinstance(lot, RetainerEntry) else lot,
            **more,
        )
        self.postings.append(posting)
        return posting

    @property
    def lots(self) -> list[Lot]:
        """Everything that can be used up, with what is left of it now."""
        return self._lots(self.postings)

    def lots_before_use(self) -> list[Lot]:
        """What the work of the month is charged to: no overage, nothing used yet."""
        made_by_work = {p.pk for p in self.postings if p.kind == Kind.OVERAGE and p.work_id}
        given = [
            p
            for p in self.postings
            if p.kind != Kind.CONSUME and p.pk not in made_by_work and p.lot_id not in made_by_work
        ]
        return self._lots(given)

    def _lots(self, postings: list[RetainerEntry]) -> list[Lot]:
        left: dict[int, Decimal] = defaultdict(Decimal)
        for posting in postings:
            left[posting.lot_id or posting.pk] += posting.amount
        return [
            Lot(posting.pk, left[posting.pk], posting.lasts_until)
            for posting in postings
            if posting.lot_id is None
        ]

    def of_kind(self, *kinds: Kind) -> list[RetainerEntry]:
        return [posting for posting in self.postings if posting.kind in kinds]


def left_ahead(postings: Month) -> Decimal:
    """What earlier months used ahead that not even this month's grant could bear."""
    return sum((p.amount for p in postings.of_kind(Kind.OVERAGE) if not p.work_id), NOTHING)


def goes_on_after(agreement: RetainerAgreement, month: date) -> bool:
    """Whether there is a next month to carry anything into."""
    return agreement.touches(shifted(month, 1))


def is_closed(agreement: RetainerAgreement, month: date) -> bool:
    return Statement.objects.filter(agreement=agreement, month=month).exists()


def open_from(agreement: RetainerAgreement) -> date:
    """The first month of an agreement that is not closed."""
    last = Statement.objects.filter(agreement=agreement).order_by("-month").first()
    return shifted(last.month, 1) if last else month_of(agreement.starts_on)


def lasts_until(terms: RetainerTerms, month: date) -> date | None:
    """The last month in which what a month grants can be used."""
    if terms.rollover == RetainerTerms.Rollover.LAPSE:
        return month
    return None if terms.rollover_months is None else shifted(month, terms.rollover_months)


def lock(agreement: RetainerAgreement) -> RetainerAgreement:
    """The agreement, while nobody else posts to its ledger."""
    return RetainerAgreement.objects.select_for_update().get(pk=agreement.pk)


@transaction.atomic
def open_month(agreement: RetainerAgreement, month: date) -> Month:
    """Grant a month what its terms include; terms that changed since are made up for."""
    agreement, month = lock(agreement), month_of(month)
    postings = Month.of(agreement, month)
    if not agreement.touches(month) or is_closed(agreement, month):
        return postings
    terms = terms_in(agreement, month)
    granted = postings.of_kind(Kind.GRANT)
    lacking = terms.allowance - sum((posting.amount for posting in granted), NOTHING)
    if not granted and lacking:
        postings.post(Kind.GRANT, lacking, lasts_until=lasts_until(terms, month))
    elif lacking:
        postings.post(Kind.GRANT, lacking, lot=granted[0])
    return postings


@transaction.atomic
def settle(agreement: RetainerAgreement, month: date) -> Month:
    """Charge a month's counted work to its lots in the order it was approved."""
    postings = open_month(agreement, month)
    agreement, month = postings.agreement, postings.month
    if is_closed(agreement, month):
        return postings
    wanted, beyond = _wanted(agreement, month, postings.lots_before_use())
    _charge(postings, wanted, beyond)
    return postings


def charge_of(entry: WorkEntry, agreement: RetainerAgreement) -> Decimal:
    """What an entry takes from the retainer: its charged hours, or what they cost."""
    if agreement.counts_money:  # what charges nothing may have been approved without a rate
        return half_up(entry.charged * (entry.rate or NOTHING))
    return entry.charged


def _wanted(
    agreement: RetainerAgreement, month: date, lots: list[Lot]
) -> tuple[dict[tuple[int, int], Decimal], dict[int, Decimal]]:
    """By work entry and lot what should be used, and by entry what goes beyond."""
    wanted: dict[tuple[int, int], Decimal] = {}
    beyond: dict[int, Decimal] = {}
    counted = WorkEntry.objects.filter(project__agreement=agreement).of_month(month).counted()
    for entry in counted.order_by("approved_at", "pk"):
        parts, short = draw(lots, charge_of(entry, agreement))
        lots = without(lots, parts)
        wanted.update({(entry.pk, part.lot): part.amount for part in parts})
        if short:
            beyond[entry.pk] = short
    return wanted, beyond


def _charge(
    postings: Month, wanted: dict[tuple[int, int], Decimal], beyond: dict[int, Decimal]
) -> None:
    """Post the difference to what stands: first what is given back, then what is used."""
    overage = {p.pk: p for p in postings.of_kind(Kind.OVERAGE) if p.work_id and not p.lot_id}
    used: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for posting in postings.of_kind(Kind.CONSUME):
        if posting.work_id and posting.lot_id not in overage:
            used[posting.work_id, posting.lot_id] -= posting.amount
    changes = {
        place: wanted.get(place, NOTHING) - used.get(place, NOTHING) for place in {**used, **wanted}
    }
    left = {lot.key: lot.left for lot in _overage_lots(postings, overage)}
    _give_back_overage(postings, overage, left, beyond)
    for (work, lot), change in sorted(changes.items(), key=lambda each: each[1]):
        if change:
            postings.post(Kind.CONSUME, -change, lot=lot, work_id=work)
    standing = beyond_by_work(postings)
    for work, amount in beyond.items():
        if (more := amount - standing.get(work, NOTHING)) > 0:
            lot = postings.post(Kind.OVERAGE, more, work_id=work)
            postings.post(Kind.CONSUME, -more, lot=lot, work_id=work)


def _overage_lots(postings: Month, overage: dict[int, RetainerEntry]) -> list[Lot]:
    """Lots of overage as far as they stand, whatever was used of them."""
    standing: dict[int, Decimal] = defaultdict(Decimal)
    for posting in postings.of_kind(Kind.OVERAGE):
        standing[posting.lot_id or posting.pk] += posting.amount
    return [Lot(key, standing[key]) for key in overage]


def beyond_by_work(postings: Month) -> dict[int, Decimal]:
    standing: dict[int, Decimal] = defaultdict(Decimal)
    for posting in postings.of_kind(Kind.OVERAGE):
        if posting.work_id:
            standing[posting.work_id] += posting.amount
    return standing


def _give_back_overage(
    postings: Month,
    overage: dict[int, RetainerEntry],
    left: dict[int, Decimal],
    beyond: dict[int, Decimal],
) -> None:
    """Take overage back that is no longer needed, the newest first."""
    surplus = {
        work: amount - beyond.get(work, NOTHING)
        for work, amount in beyond_by_work(postings).items()
    }
    for key in sorted(overage, reverse=True):
        work = overage[key].work_id
        if (back := min(surplus[work], left[key])) > 0:
            postings.post(Kind.CONSUME, back, lot=key, work_id=work)
            postings.post(Kind.OVERAGE, -back, lot=key, work_id=work)
            surplus[work] -= back
