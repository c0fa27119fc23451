"""Making a meeting's pack, and sending it to the people of the committee."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from clients.committees.meetings import locked
from clients.committees.telling import note, tell
from clients.files.models import StoredFile
from clients.models import CommitteeMeeting, MeetingPack, User
from retainer.lib import format as written
from retainer.lib import records
from retainer.lib.refusal import Refused
from retainer.packs import tasks
from retainer.packs.gathering import gather


class PackRefused(Refused):
    """This pack cannot be made or sent."""


@transaction.atomic
def make_pack(*, meeting: CommitteeMeeting, made_by: User) -> MeetingPack:
    """Freeze what the meeting needs to know; a worker draws it."""
    held = locked(meeting)
    if not held.is_planned:
        raise PackRefused("Only a meeting that is still planned gets a pack.")
    now = timezone.now()
    figures = gather(CommitteeMeeting.objects.for_list().get(pk=held.pk), made_by, now)
    document = records.plain(figures)
    last = MeetingPack.objects.filter(meeting=held).aggregate(last=Max("number"))["last"]
    pack = MeetingPack.objects.create(
        client_id=held.client_id,
        meeting=held,
        number=(last or 0) + 1,
        figures=document,
        sha256=records.sha256(document),
        made_by=made_by,
        made_at=now,
    )
    pack.refresh_from_db(fields=["public_id"])
    said = f"Made pack {pack.number} of {held.committee} of {written.day(held.starts_at)}"
    note(held, "pack_made", said, made_by)
    tasks.draw_pack.delay_on_commit(pack.pk)
    return pack


@transaction.atomic
def send_pack(*, pack: MeetingPack, sent_by: User) -> MeetingPack:
    """Give the pack to the people of the committee; the newest one is sent."""
    rows = MeetingPack.objects.select_for_update(of=("self",))
    held = rows.select_related("client", "meeting__committee", "meeting__client").get(pk=pack.pk)
    if held.sent_at:
        raise PackRefused("It was sent before.")
    if held.pdf_id is None:
        raise PackRefused("Its PDF is being drawn. Send it in a minute.")
    if MeetingPack.objects.filter(meeting=held.meeting_id, number__gt=held.number).exists():
        raise PackRefused("A newer pack took its place. Send that one.")
    held.sent_at = timezone.now()
    held.save(update_fields=["sent_at"])
    StoredFile.objects.filter(pk=held.pdf_id).update(shared_with_client=True)
    meeting = held.meeting
    day = written.day(meeting.starts_at)
    note(meeting, "pack_sent", f"Sent pack {held.number} of {meeting.committee} of {day}", sent_by)
    tell(meeting, f"The pack for {meeting.committee} of {day} is there.", by=sent_by)
    return held
