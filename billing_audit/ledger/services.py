"""Says that a finding is of our own making, and takes it back."""

from collections.abc import Sequence

from django.db import transaction

from billing_audit.findings.models import Finding
from billing_audit.ledger.models import OwnCause, ours
from clients.people import activity
from clients.people.models import User
from retainer.lib.refusal import Refused


class CauseRefused(Refused):
    """Nothing would change, or nobody said why."""


@transaction.atomic
def say_cause(*, findings: Sequence[Finding], is_ours: bool, reason: str, said_by: User) -> None:
    """Count these findings in our results no more, or again; the reason is kept."""
    reason = reason.strip()
    if not reason:
        raise CauseRefused("Say why, in a sentence.", reason="no_reason")
    known = ours(Finding.objects.filter(pk__in=[each.pk for each in findings]))
    changed = [each for each in findings if (each.pk in known) is not is_ours]
    if not changed:
        words = "already counts as ours" if is_ours else "does not count as ours"
        raise CauseRefused(f"It {words}; nothing was changed.", reason="unchanged")
    for finding in changed:
        OwnCause.objects.create(
            client_id=finding.client_id,
            finding=finding,
            is_ours=is_ours,
            reason=reason,
            said_by=said_by,
        )
        activity.record(
            "finding.cause",
            f"{finding}: {'caused by us' if is_ours else 'not caused by us'}, {reason}",
            actor=said_by,
            client=finding.client,
            subject=finding,
        )
