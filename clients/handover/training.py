"""The Master Training Guide both sides teach from, and the register of what was taught."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from clients.handover.models import TrainingItem, TrainingSession
from clients.handover.services import HandoverRefused
from clients.people.activity import record
from clients.people.models import User
from retainer.lib import format as written


@transaction.atomic
def keep_item(*, item: TrainingItem, kept_by: User) -> TrainingItem:
    """Write a chapter of the guide, or rewrite it."""
    is_new = item.pk is None
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as clash:
        raise HandoverRefused("The guide has this chapter since this moment.") from clash
    deed = "written" if is_new else "rewritten"
    _note(item, deed, f"Chapter {deed} in the training guide: {item}", kept_by)
    return item


@transaction.atomic
def note_session(*, session: TrainingSession, noted_by: User) -> TrainingSession:
    """Enter a session that was held; the register takes none without people of both parties."""
    if session.held_on > timezone.localdate():
        raise HandoverRefused("Choose a day that has come: the register holds what was taught.")
    if not session.ours.strip() or not session.theirs.strip():
        raise HandoverRefused("Name who attended, of both parties.")
    session.client_id, session.noted_by = session.item.client_id, noted_by
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as clash:
        raise HandoverRefused("This session stands in the register already.") from clash
    held = f"Taught to {session.get_audience_display().lower()} on {written.day(session.held_on)}"
    _note(session.item, "taught", f"{held}: {session.item}", noted_by)
    return session


@transaction.atomic
def remove_session(*, session: TrainingSession, removed_by: User) -> None:
    """Take off a session that was entered by mistake; the record keeps that it stood there."""
    said = f"Removed the session of {written.day(session.held_on)}: {session.item}"
    _note(session.item, "removed", said, removed_by)
    session.delete()


def _note(item: TrainingItem, deed: str, sentence: str, by: User) -> None:
    record(f"training.{deed}", sentence, actor=by, client=item.client, subject=item)
