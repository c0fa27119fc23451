"""What the practice notes of a request under E-rate."""

from django.db import transaction

from clients.people.activity import record
from clients.people.models import User
from retainer.lib.refusal import Refused
from rfp.authoring.models import Rfp
from rfp.erate.models import ErateChange, EratePosting


class ErateRefused(Refused):
    """This cannot be noted for the request as it stands."""


@transaction.atomic
def keep_posting(*, posting: EratePosting, kept_by: User) -> EratePosting:
    """Store what is known of the posting, the contract and the service."""
    rfp = _under_erate(posting.rfp)
    posting.kept_by = kept_by
    posting.save()
    _note(rfp, "posting", f"Noted the posting of {rfp}", kept_by)
    return posting


@transaction.atomic
def note_change(*, change: ErateChange, noted_by: User) -> ErateChange:
    """Store a change of what was posted, with how it is judged."""
    rfp = _under_erate(change.rfp)
    posting = EratePosting.objects.filter(rfp=rfp).first()
    if posting is None or posting.posted_on is None:
        raise ErateRefused("Note first when it was posted: only a change after that counts.")
    if change.happened_on < posting.posted_on:
        raise ErateRefused("It changed before it was posted. Only a change after that counts.")
    is_new = change.pk is None
    change.judged_by = noted_by
    change.save()
    judged = "of substance" if change.is_substantive else "not of substance"
    deed = "Noted a change" if is_new else "Judged a change anew"
    _note(rfp, "change", f"{deed}, {judged}: {change.what} ({rfp})", noted_by)
    return change


def _under_erate(rfp: Rfp) -> Rfp:
    held = Rfp.objects.select_for_update(of=("self",)).select_related("client").get(pk=rfp.pk)
    if not held.is_erate:
        raise ErateRefused("This request is not under E-rate. Change that in its facts first.")
    return held


def _note(rfp: Rfp, deed: str, sentence: str, by: User) -> None:
    record(f"erate.{deed}", sentence, actor=by, client=rfp.client, subject=rfp)
