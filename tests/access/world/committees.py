"""Where Acme's people and ours meet."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from clients.committees.actions import take_on
from clients.committees.meetings import bring_up
from clients.committees.seating import begin_with_one, keep_seat
from clients.files.services import store
from clients.models import CommitteeMeeting, CommitteeSeat, MeetingPack, StoredFile
from retainer.lib.uploads import spool
from tests.access.world.cast import Cast


class Committees(Cast):
    """One committee with its first meeting, an agenda item, a seat, an action of ours, a pack."""

    def committees(self) -> dict[str, Any]:
        committee = begin_with_one(client=self.acme, begun_by=self.casey)
        meeting = committee.meetings.get()
        meeting.refresh_from_db()
        seat = keep_seat(
            seat=CommitteeSeat(
                committee=committee, client=self.acme, party="partner", title="Auditor"
            ),
            opposite=None,
            kept_by=self.casey,
        )
        item = bring_up(meeting=meeting, kind="information", title="Savings", brought_by=self.casey)
        item.refresh_from_db()
        action = take_on(
            meeting=meeting,
            what="Send the inventory",
            owner=seat,
            due_on=timezone.localdate() + timedelta(days=60),
            taken_by=self.casey,
        )
        return {
            "meeting_pack": self._sent_pack(meeting).public_id,
            "committee": committee.public_id,
            "party": "client",
            "committee_seat": seat.public_id,
            "committee_meeting": meeting.public_id,
            "agenda_item": item.public_id,
            "committee_action": action.public_id,
        }

    def _sent_pack(self, meeting: CommitteeMeeting) -> MeetingPack:
        with spool([b"%PDF-1.7"], limit=100) as spooled:
            pdf = store(
                spooled,
                name="pack.pdf",
                kind=StoredFile.Kind.PACK,
                client=self.acme,
                stored_by=None,
                shared=True,
            )
        pack = MeetingPack.objects.create(
            client=self.acme,
            meeting=meeting,
            number=1,
            figures={},
            sha256="0" * 64,
            made_by=self.casey,
            made_at=timezone.now(),
            pdf=pdf,
            sent_at=timezone.now(),
        )
        pack.refresh_from_db()
        return pack
