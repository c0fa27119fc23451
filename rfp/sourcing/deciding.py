"""What a client user does with a sourcing decision: approves or declines it.

Whoever holds no right to it is refused here, and by the database once more.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from clients.advice.authority import Authorities
from clients.people.models import User
from rfp.sourcing.models import SourcingDecision, SourcingVerdict
from rfp.sourcing.services import SourcingRefused, locked
from rfp.sourcing.telling import note, tell_practice

State = SourcingDecision.State
Outcome = SourcingVerdict.Outcome


@transaction.atomic
def decide(
    *,
    decision: SourcingDecision,
    outcome: str,
    decided_by: User,
    read: datetime | None,
    reason: str = "",
) -> SourcingVerdict:
    """Approve or decline what was read: ``read`` is when that version was put to the client.

    Raises ``PermissionDenied`` for whoever holds no right to it.
    """
    asked = locked(decision)
    authority = Authorities(asked.client_id).of(decided_by, asked)
    if authority is None:
        raise PermissionDenied
    if asked.state != State.PUT:
        raise SourcingRefused(f"{asked.get_state_display()} meanwhile: nothing was changed.")
    if asked.put_at != read:
        raise SourcingRefused("It was changed meanwhile. Read it again.")
    if outcome not in Outcome.values:
        raise SourcingRefused("Approve it or decline it.")
    if outcome == Outcome.DECLINED and not reason.strip():
        raise SourcingRefused("Say why, so that the next one can be better.")
    verdict = SourcingVerdict.objects.create(
        client_id=asked.client_id,
        decision=asked,
        outcome=outcome,
        reason=reason.strip(),
        decided_by_id=decided_by.pk,
        right_of_id=authority.right.user_id,
        limit=authority.limit,
        deputyship=authority.deputyship,
    )
    asked.state = State(outcome)
    asked.save(update_fields=["state"])
    if outcome == Outcome.APPROVED and asked.supersedes_id:
        _supersede(asked.supersedes_id)
    said = f"{decided_by} {outcome} the sourcing decision {asked}"
    note(asked, outcome, said, decided_by)
    tell_practice(asked, f"{said}.", by=decided_by)
    return verdict


def _supersede(key: int) -> None:
    earlier = SourcingDecision.objects.select_for_update().get(pk=key)
    earlier.state = State.SUPERSEDED
    earlier.save(update_fields=["state"])


def read_at(text: str) -> datetime | None:
    """The moment that a page carried along; none where it is not one."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if timezone.is_aware(moment) else None
