"""Closing a month of a retainer: what is left lapses or moves on, and nothing changes any more."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from clients.agreements.models import RetainerAgreement
from clients.agreements.pricing import terms_in
from clients.agreements.terms import RetainerTerms
from clients.people.activity import record
from clients.people.models import User
from clients.retainers.engine import NOTHING, end
from clients.retainers.frozen import Figures, document, figures, fingerprint
from clients.retainers.ledger import (
    Kind,
    Month,
    beyond_by_work,
    goes_on_after,
    left_ahead,
    lock,
    open_from,
    open_month,
    settle,
)
from clients.retainers.models import OverageRequest, RetainerEntry, Statement
from clients.retainers.overage import withdraw_overage
from clients.retainers.tasks import draw_statement
from clients.work.holding import held
from clients.work.models import WorkEntry
from retainer.lib import format as written
from retainer.lib.months import backwards, last_day, month_of, shifted
from retainer.lib.refusal import Refused


class ClosingRefused(Refused):
    """The month cannot be closed yet; ``hindrances`` say all that is in the way."""

    def __init__(self, hindrances: "list[Hindrance]") -> None:
        super().__init__(" ".join(each.sentence for each in hindrances), reason="hindered")
        self.hindrances = hindrances


@dataclass(frozen=True)
class Hindrance:
    """Something to do before a month can be closed; ``kind`` tells where it is done."""

    kind: str  # early, order, work, overage, rate
    sentence: str


@transaction.atomic
def close_month(*, agreement: RetainerAgreement, month: date, closed_by: User) -> Statement:
    """Close a month for good; raises ``ClosingRefused`` with everything that hinders it."""
    agreement, month = lock(agreement), month_of(month)
    work = WorkEntry.objects.filter(project__agreement=agreement).of_month(month)
    held(work.values_list("pk", flat=True))  # the client may be asking about some of it
    if in_the_way := hindrances(agreement, month):
        raise ClosingRefused(in_the_way)
    postings = settle(agreement, month)
    terms = terms_in(agreement, month)
    _end(postings, terms)
    frozen = document(figures(postings, terms))
    work.counted().update(state=WorkEntry.State.CLOSED)
    statement = Statement.objects.create(
        client_id=agreement.client_id,
        agreement=agreement,
        month=month,
        terms=terms,
        figures=frozen,
        figures_sha256=fingerprint(frozen),
        closed_by=closed_by,
    )
    settle(agreement, shifted(month, 1))
    _withdraw_requests(agreement, month, closed_by)
    record(
        "retainer.closed",
        f"{agreement}: {written.month(month)} was closed",
        actor=closed_by,
        client=agreement.client,
        subject=statement,
    )
    draw_statement.delay_on_commit(statement.pk)
    return statement


def _withdraw_requests(agreement: RetainerAgreement, month: date, by: User) -> None:
    """Nobody is left to decide on work that the month did not need."""
    waiting = OverageRequest.objects.filter(
        agreement=agreement, month=month, state=OverageRequest.State.OPEN
    )
    # Held, so that nobody decides on one between our looking and our withdrawing it.
    for request in waiting.select_related("agreement", "client").select_for_update(of=("self",)):
        withdraw_overage(request=request, withdrawn_by=by)


@dataclass(frozen=True)
class Preview:
    """What closing a month would do, and what is in its way."""

    hindrances: list[Hindrance]
    figures: Figures


def preview(agreement: RetainerAgreement, month: date) -> Preview:
    """The month as it would be closed now; nothing of it stays."""
    with transaction.atomic():
        found = hindrances(agreement, month)
        postings = settle(agreement, month)
        terms = terms_in(agreement, month)
        _end(postings, terms)
        seen = Preview(found, figures(postings, terms))
        transaction.set_rollback(True)
    return seen


def carried_into(agreement: RetainerAgreement, month: date) -> Decimal:
    """What a month would take over if all open ones before it ended now; nothing of it stays."""
    with transaction.atomic():
        for earlier in [*backwards(open_from(agreement), shifted(month, -1))][::-1]:
            _end(settle(agreement, earlier), terms_in(agreement, earlier))
        rolled_in = Month.of(agreement, month).of_kind(Kind.ROLL_IN)
        transaction.set_rollback(True)
    return sum((posting.amount for posting in rolled_in), NOTHING)


def hindrances(agreement: RetainerAgreement, month: date) -> list[Hindrance]:
    """What has to be done before a month can be closed; nothing when it can."""
    first = open_from(agreement)
    if not agreement.touches(month):
        return [Hindrance("order", f"The agreement does not hold in {written.month(month)}.")]
    if month < first:
        return [Hindrance("order", f"{written.month(month)} is closed already.")]
    if month > first:
        return [Hindrance("order", f"Close {written.month(first)} first.")]
    found = [*_early(agreement, month), *_unsettled_work(agreement, month)]
    return [*found, *_overage(agreement, month)]


def _early(agreement: RetainerAgreement, month: date) -> list[Hindrance]:
    ends = min(agreement.ends_on or date.max, last_day(month))
    if timezone.localdate() > ends:
        return []
    return [Hindrance("early", f"{written.month(month)} runs until {written.day(ends)}.")]


def _unsettled_work(agreement: RetainerAgreement, month: date) -> list[Hindrance]:
    states = WorkEntry.State
    waiting = dict(
        WorkEntry.objects.filter(project__agreement=agreement)
        .of_month(month)
        .filter(state__in=[states.DRAFT, states.SUBMITTED, states.QUESTIONED])
        .order_by()
        .values_list("state")
        .annotate(number=Count("pk"))
    )
    open_entries = waiting.get(states.DRAFT, 0) + waiting.get(states.SUBMITTED, 0)
    found = []
    if open_entries:
        noun = written.count(open_entries, "entry,entries")
        found.append(Hindrance("work", f"{noun} of work still to approve or delete."))
    if questioned := waiting.get(states.QUESTIONED, 0):
        noun = written.count(questioned, "question")
        found.append(Hindrance("work", f"{noun} of the client about entries to answer."))
    return found


def _overage(agreement: RetainerAgreement, month: date) -> list[Hindrance]:
    terms = terms_in(agreement, month)
    postings = settle(agreement, month)
    beyond, goes_on = overage(postings), goes_on_after(agreement, month)
    unborne = NOTHING if goes_on else left_ahead(postings)
    if not beyond and not unborne:
        return []
    asks = terms.overage == RetainerTerms.Overage.ASK
    if asks and (unaccepted := _unaccepted(postings, terms, beyond)):
        return [Hindrance("overage", unaccepted)]
    is_priced = agreement.counts_money or terms.overage_rate is not None
    is_billed = terms.overage != RetainerTerms.Overage.AHEAD or not goes_on
    if is_billed and not is_priced:
        unpriced = [work for work, amount in beyond_by_work(postings).items() if amount]
        entries = WorkEntry.objects.filter(pk__in=unpriced, rate=None).counted()
        if unborne or entries.exists():
            sentence = (
                "There is no rate for work beyond the allowance. Set an overage rate or rates."
            )
            return [Hindrance("rate", sentence)]
    return []


def _unaccepted(postings: Month, terms: RetainerTerms, beyond: Decimal) -> str:
    """What the client has not accepted, the amount or what it costs; empty when they have."""
    agreement = postings.agreement
    amount, most = accepted_overage(agreement, postings.month)
    if beyond > amount:
        lacking = agreement.written(beyond - amount)
        return f"The client has not accepted {lacking} beyond the allowance. Ask, or adjust."
    if agreement.counts_money or not _at_own_rates(agreement, postings.month):
        return ""  # the price of an hour was accepted, so hours say it all
    cost = figures(postings, terms).overage_cost
    if cost > most:
        costs, up_to = (written.money(each, agreement.currency) for each in (cost, most))
        return (
            f"Work beyond the allowance costs {costs}, and the client accepted up to {up_to}. "
            "Ask for more, or adjust."
        )
    return ""


def overage(postings: Month) -> Decimal:
    """What the work of a month took beyond the allowance."""
    beyond = (posting.amount for posting in postings.of_kind(Kind.OVERAGE) if posting.work_id)
    return sum(beyond, NOTHING)


def accepted_overage(agreement: RetainerAgreement, month: date) -> tuple[Decimal, Decimal]:
    """What the client accepted beyond a month's allowance, and what it may cost."""
    accepted = OverageRequest.objects.filter(
        agreement=agreement, month=month, state=OverageRequest.State.ACCEPTED
    )
    sums = accepted.aggregate(
        amount=Sum("amount", default=NOTHING), cost=Sum("cost", default=NOTHING)
    )
    return sums["amount"], sums["cost"]


def _at_own_rates(agreement: RetainerAgreement, month: date) -> bool:
    """Whether something was accepted at each person's own rate, up to a cost."""
    accepted = OverageRequest.objects.filter(
        agreement=agreement, month=month, state=OverageRequest.State.ACCEPTED
    )
    return accepted.filter(rate=None).exists()


def _end(postings: Month, terms: RetainerTerms) -> None:
    """Let lapse what lapses and carry the rest, so that the month's postings sum to nothing."""
    agreement, month = postings.agreement, postings.month
    following = shifted(month, 1)
    goes_on = goes_on_after(agreement, month)
    ending = end(postings.lots, month, cap=terms.rollover_cap if goes_on else NOTHING)
    for part in ending.lapses:
        postings.post(Kind.EXPIRE, -part.amount, lot=part.lot)
    if not goes_on:
        return
    carried = [
        (postings.post(Kind.ROLL_IN, -part.amount, lot=part.lot), part)
        for part in ending.is_carried
    ]
    opened = open_month(agreement, following)
    of_lot = {posting.pk: posting for posting in postings.postings}
    for sent, part in carried:
        until = of_lot[part.lot].lasts_until
        opened.post(Kind.ROLL_IN, part.amount, lasts_until=until, follows=sent)
    is_ahead = terms.overage == RetainerTerms.Overage.AHEAD
    _take_ahead(opened, postings, overage(postings) if is_ahead else NOTHING)


def _take_ahead(opened: Month, closed: Month, ahead: Decimal) -> None:
    """Let the next month bear what this one used ahead, as far as it reaches and beyond.

    What exceeds the next month's grant is overage of that month again, which the month
    after bears, whatever its terms say of its own overage.
    """
    debt = ahead + left_ahead(closed)
    if not debt:
        return
    cause = next(p for p in reversed(closed.postings) if p.kind == Kind.OVERAGE)
    for granted in opened.of_kind(Kind.GRANT):
        if granted.lot_id is None and (taken := min(debt, granted.amount)) > 0:
            opened.post(Kind.ROLL_IN, -taken, lot=granted, follows=cause)
            debt -= taken
    if debt:
        lot: RetainerEntry = opened.post(Kind.OVERAGE, debt, follows=cause)
        opened.post(Kind.ROLL_IN, -debt, lot=lot, follows=cause)
