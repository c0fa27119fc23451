"""What a client user does with a proposal: accepts or declines it, and says what pays for it.

Whoever holds no right to it is refused here, and by the database once more.
"""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from clients.advice.authority import Authorities
from clients.people.activity import record
from clients.people.models import User
from retainer.lib import format as written
from rfp.proposals.issued_models import ProposalVerdict, ProposalVersion
from rfp.proposals.services import ProposalRefused
from rfp.proposals.telling import tell_practice

Outcome = ProposalVerdict.Outcome


@transaction.atomic
def decide(
    *,
    version: ProposalVersion,
    outcome: str,
    decided_by: User,
    reason: str = "",
    read_earnings: bool = False,
    from_found: Decimal | None = None,
) -> ProposalVerdict:
    """Accept or decline a version; ``from_found`` is how much of it found money may pay.

    Raises ``PermissionDenied`` for whoever holds no right to it.
    """
    asked = ProposalVersion.objects.for_list().get(pk=version.pk)
    authority = Authorities(asked.client_id).of(decided_by, asked)
    if authority is None:
        raise PermissionDenied
    _refuse_late(asked)
    if outcome not in Outcome.values:
        raise ProposalRefused("Accept it or decline it.")
    reason = reason.strip()
    if outcome == Outcome.DECLINED:
        if not reason:
            raise ProposalRefused("Say why, so that the next one can be better.")
        read_earnings, from_found = False, None
    else:
        if not read_earnings:
            raise ProposalRefused("Read who earns what, and tick that you did.")
        _refuse_what_is_not_there(asked, from_found)
    try:
        with transaction.atomic():
            verdict = ProposalVerdict.objects.create(
                client_id=asked.client_id,
                version=asked,
                outcome=outcome,
                reason=reason,
                read_earnings=read_earnings,
                from_found=from_found,
                decided_by_id=decided_by.pk,
                right_of_id=authority.right.user_id,
                limit=authority.limit,
                deputyship=authority.deputyship,
            )
    except IntegrityError as clash:
        raise ProposalRefused("Somebody answered it in this moment. Read it again.") from clash
    said = f"{decided_by} {outcome} {asked}"
    if from_found:
        said += f", up to {written.money(from_found, asked.currency)} from found money"
    record(f"proposal.{outcome}", said, actor=decided_by, client=asked.client, subject=asked)
    tell_practice(asked, f"{said}.", by=decided_by)
    return verdict


def _refuse_late(asked: ProposalVersion) -> None:
    if asked.standing in ("withdrawn", "superseded", *Outcome.values):
        raise ProposalRefused(f"It was {asked.standing} meanwhile: nothing was changed.")
    if asked.valid_until < timezone.localdate():
        day = written.day(asked.valid_until)
        raise ProposalRefused(f"It was good until {day}. Ask your consultant for a new version.")


def _refuse_what_is_not_there(asked: ProposalVersion, wanted: Decimal | None) -> None:
    if wanted is None:
        return
    free = asked.found_free or Decimal(0)
    if not 0 < wanted <= min(free, asked.money):
        most = written.money(min(free, asked.money), asked.currency)
        raise ProposalRefused(f"At most {most} of it can be paid from money that came back.")
