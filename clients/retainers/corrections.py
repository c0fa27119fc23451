"""Postings by hand: adjusting, moving what is left, giving back what a closed month charged."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from clients.agreements.models import RetainerAgreement
from clients.agreements.pricing import terms_in
from clients.people.activity import record
from clients.people.models import User
from clients.retainers.engine import NOTHING, draw
from clients.retainers.ledger import (
    Kind,
    Month,
    charge_of,
    is_closed,
    lasts_until,
    lock,
    open_from,
    open_month,
    settle,
)
from clients.retainers.models import RetainerEntry
from clients.work.models import WorkEntry
from retainer.lib import format as written
from retainer.lib.money import half_up
from retainer.lib.months import month_of
from retainer.lib.refusal import Refused


class LedgerRefused(Refused):
    """The ledger does not take this posting."""


@transaction.atomic
def adjust(
    *, agreement: RetainerAgreement, month: date, amount: Decimal, reason: str, made_by: User
) -> None:
    """Give or take by hand, with the reason; what is taken comes out of the lots in order."""
    postings = _open(agreement, month)
    if amount > 0:
        terms = terms_in(postings.agreement, postings.month)
        until = lasts_until(terms, postings.month)
        postings.post(Kind.ADJUST, amount, lasts_until=until, reason=reason, made_by=made_by)
    else:
        _take(postings, Kind.ADJUST, -amount, reason=reason, made_by=made_by)
    settle(postings.agreement, postings.month)
    _record("adjusted", postings, f"adjusted by {agreement.written(amount)}", reason, made_by)


@transaction.atomic
def transfer(
    *,
    source: RetainerAgreement,
    target: RetainerAgreement,
    month: date,
    amount: Decimal,
    reason: str,
    made_by: User,
) -> None:
    """Move what is left from one agreement of a client to another, such as its successor."""
    if source.client_id != target.client_id or (source.basis, source.currency) != (
        target.basis,
        target.currency,
    ):
        raise LedgerRefused("Only agreements of one client that count the same share what is left.")
    for agreement in sorted((source, target), key=lambda each: each.pk):
        lock(agreement)  # in an order of their own: somebody may move the other way
    given = _open(source, month)
    arrival = max(given.month, open_from(target))
    _take(given, Kind.TRANSFER, amount, reason=reason, made_by=made_by)
    received = _open(target, arrival)
    until = lasts_until(terms_in(target, arrival), arrival)
    received.post(
        Kind.TRANSFER, amount, lasts_until=until, reason=reason, made_by=made_by,
        follows=given.postings[-1],
    )  # fmt: skip
    settle(target, arrival)
    _record("transferred", given, f"{source.written(amount)} moved to {target}", reason, made_by)


@transaction.atomic
def give_back(*, entry: WorkEntry, hours: Decimal, reason: str, made_by: User) -> RetainerEntry:
    """Correct work of a closed month: its hours come back in the first month that is open.

    The closed month stays as it was; the posting names the work and the reason.
    """
    agreement = lock(entry.project.agreement)
    if not is_closed(agreement, month_of(entry.worked_on)):
        raise LedgerRefused(
            f"{written.month(entry.worked_on)} is not closed: send the entry back and correct it."
        )
    earlier = RetainerEntry.objects.filter(work=entry, kind=Kind.REFUND).balance()
    amount = half_up(hours * (entry.rate or NOTHING)) if agreement.counts_money else hours
    rest = charge_of(entry, agreement) - earlier
    if not rest:
        raise LedgerRefused("This entry cost nothing, so nothing of it can be given back.")
    if not 0 < amount <= rest:
        raise LedgerRefused(
            f"Of this entry {agreement.written(rest)} can be given back, not "
            f"{agreement.written(amount)}."
        )
    postings = _open(agreement, open_from(agreement))
    used = RetainerEntry.objects.filter(work=entry, kind=Kind.CONSUME).order_by("pk").first()
    posting = postings.post(
        Kind.REFUND,
        amount,
        lasts_until=lasts_until(terms_in(agreement, postings.month), postings.month),
        work=entry,
        follows=used,
        reason=reason,
        made_by=made_by,
    )
    settle(agreement, postings.month)
    _record("given_back", postings, f"{agreement.written(amount)} given back", reason, made_by)
    return posting


def _open(agreement: RetainerAgreement, month: date) -> Month:
    """The postings of a month that still takes some."""
    postings = open_month(agreement, month)
    if is_closed(agreement, postings.month):
        raise LedgerRefused(
            f"{written.month(postings.month)} is closed. Post to a later month instead."
        )
    if not postings.agreement.touches(postings.month):
        raise LedgerRefused(f"{agreement} does not hold in {written.month(postings.month)}.")
    return postings


def _take(postings: Month, kind: Kind, amount: Decimal, **more: object) -> None:
    parts, short = draw(postings.lots, amount)
    if short or not parts:
        left = postings.agreement.written(amount - short)
        raise LedgerRefused(
            f"Only {left} are left in {written.month(postings.month)}; "
            f"{postings.agreement.written(amount)} cannot be taken."
        )
    for part in parts:
        postings.post(kind, -part.amount, lot=part.lot, **more)


def _record(deed: str, postings: Month, done: str, reason: str, by: User) -> None:
    agreement = postings.agreement
    record(
        f"retainer.{deed}",
        f"{agreement}, {written.month(postings.month)}: {done} ({reason})",
        actor=by,
        client=agreement.client,
        subject=agreement,
    )
