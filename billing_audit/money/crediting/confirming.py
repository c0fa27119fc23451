"""What a person decides about a proposed match, and how it is taken back."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from billing_audit.money import moving
from billing_audit.money.credit_models import Credit, CreditMatch
from billing_audit.money.drafting import DisputeRefused, locked
from billing_audit.money.models import Dispute, DisputeEvent
from billing_audit.money.moving import ChangedMeanwhile, Said
from billing_audit.money.standing import most, replay
from billing_audit.money.states import MOVES
from clients.people import activity
from clients.people.models import User
from retainer.lib import format as written

Role, State = CreditMatch.Role, CreditMatch.State


@transaction.atomic
def confirm(*, match: CreditMatch, confirmed_by: User) -> DisputeEvent:
    """Say that the credit stands for the dispute; its tax goes with it."""
    match = _waiting(match)
    return _count(match.dispute, match.credit, match.amount, match.role, confirmed_by)


@transaction.atomic
def match_by_hand(
    *, dispute: Dispute, credit: Credit, amount: Decimal | None, matched_by: User
) -> DisputeEvent:
    """Let a credit stand for a dispute that nothing proposed it for, in whole or in part."""
    dispute = locked(dispute)
    standing = replay(dispute.disputed, moving.standing_steps(dispute))
    if amount is None:
        amount = min(credit.left, most(standing, MOVES["post"]))
    return _count(dispute, credit, amount, Role.RECOVERS, matched_by)


@transaction.atomic
def decline(*, match: CreditMatch, declined_by: User) -> None:
    """Say that the credit stands for something else; it is not proposed for this one again."""
    match = _waiting(match)
    said = {
        "state": State.DECLINED,
        "decided_by": declined_by,
        "decided_at": timezone.now(),
    }
    match.tax_beside.update(**said)
    CreditMatch.objects.filter(pk=match.pk).update(**said)
    _record("credit.declined", match, f"The {match.credit} was declined", declined_by)


@transaction.atomic
def take_back(*, match: CreditMatch, taken_back_by: User) -> None:
    """Ask about a match again that was confirmed or declined."""
    dispute = locked(match.dispute)
    match = _again(match)
    if match.state == State.PROPOSED:
        raise DisputeRefused("Nothing was decided about it, so nothing is taken back.")
    if match.event is not None:
        moving.undo(dispute=dispute, event=match.event, undone_by=taken_back_by)
        return
    credit = Credit.objects.select_for_update().get(pk=match.credit_id)
    if credit.left < match.amount:
        raise DisputeRefused(f"The {credit} stands for other disputes by now.")
    waits = {"state": State.PROPOSED, "decided_by": None, "decided_at": None}
    CreditMatch.objects.filter(pk=match.pk).update(**waits)
    match.tax_beside.update(**waits)
    _record("credit.asked_again", match, f"The {credit} is proposed again", taken_back_by)


def _count(
    dispute: Dispute, credit: Credit, amount: Decimal, role: str, person: User
) -> DisputeEvent:
    latest, steps = dispute.events.first(), moving.standing_steps(dispute)
    return moving.move(
        dispute=dispute,
        name="reverse" if role == Role.REVERSES else "post",
        seen=latest.pk,
        said=Said(
            on=_day(credit, steps),
            amount=amount,
            invoice=credit.invoice,
            line_id=credit.line_id,
        ),
        moved_by=person,
    )


def _day(credit: Credit, steps: list[DisputeEvent]) -> date:
    """The bill's day, or that of the step it follows, which may have been told later."""
    return max(credit.on, steps[-1].on) if steps else credit.on


def _waiting(match: CreditMatch) -> CreditMatch:
    """The proposal, unless somebody decided about it meanwhile; nobody else does until the end."""
    locked(match.dispute)
    match = _again(match)
    if match.state != State.PROPOSED:
        word = match.get_state_display().lower()
        if match.event is not None:
            raise ChangedMeanwhile(match.event)
        raise DisputeRefused(f"Meanwhile {match.decided_by} {word} this. Nothing was changed.")
    if match.beside_id:
        raise DisputeRefused("This tax goes with the credit beside it. Decide about that one.")
    return match


def _again(match: CreditMatch) -> CreditMatch:
    rows = CreditMatch.objects.select_related(
        "credit__invoice", "dispute", "event__actor", "decided_by"
    )
    return rows.get(pk=match.pk)


def _record(verb: str, match: CreditMatch, words: str, person: User) -> None:
    dispute = match.dispute
    activity.record(
        verb,
        f"{dispute}: {words[0].lower()}{words[1:]}, "
        f"{written.money(match.amount, dispute.currency)}",
        actor=person,
        client=dispute.client,
        subject=dispute,
    )
