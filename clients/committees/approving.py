"""Minutes: written by the practice, offered with one side's word, approved with the other's."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from clients.committees.meeting_models import AgendaItem, Attendance, CommitteeMeeting
from clients.committees.meetings import MeetingRefused, locked, plan_next
from clients.committees.minutes_models import Minutes, MinutesApproval, MinutesObjection
from clients.committees.models import CommitteeSeat, Party
from clients.committees.record import record_of
from clients.committees.telling import note, people_of, tell
from clients.notices.recipients import executives_of_client
from clients.people.models import Membership, User
from retainer.lib import format as written
from retainer.lib import records

State = CommitteeMeeting.State


@dataclass(frozen=True)
class Came:
    """Whether the holder of a seat came, or whom they sent."""

    came: bool
    stand_in: str = ""


@transaction.atomic
def keep_minutes(
    *,
    meeting: CommitteeMeeting,
    text: str,
    attendance: Mapping[int, Came],
    outcomes: Mapping[int, str],
    kept_by: User,
) -> Minutes:
    """Write who came, what came of each item and what was said: the meeting was held."""
    held = locked(meeting)
    if held.state == State.CALLED_OFF:
        raise MeetingRefused("It was called off. Let it take place first.")
    if held.starts_at > timezone.now():
        raise MeetingRefused("It has not begun. Write the minutes once it has.")
    minutes, _ = Minutes.objects.get_or_create(meeting=held, client_id=held.client_id)
    if minutes.offered_at:
        raise MeetingRefused("The minutes lie before the client. Take them back to change them.")
    minutes.text = text.strip()
    minutes.save(update_fields=["text"])
    seats = CommitteeSeat.objects.filter(committee=held.committee_id, pk__in=attendance)
    for seat in seats:
        told = attendance[seat.pk]
        Attendance.objects.update_or_create(
            meeting=held,
            seat=seat,
            defaults={
                "client_id": held.client_id,
                "came": told.came,
                "stand_in": "" if told.came else told.stand_in.strip()[:120],
            },
        )
    for item in AgendaItem.objects.filter(meeting=held, pk__in=outcomes):
        item.outcome = outcomes[item.pk].strip()
        item.save(update_fields=["outcome"])
    if held.is_planned:
        held.state = State.HELD
        held.save(update_fields=["state"])
        plan_next(committee=held.committee)
    note(held, "minutes", f"Wrote the minutes of {held.committee}", kept_by)
    return minutes


@transaction.atomic
def not_held(*, meeting: CommitteeMeeting, undone_by: User) -> CommitteeMeeting:
    """Take back that it was held, while its minutes are a draft; what was written stays."""
    held = locked(meeting)
    if held.state != State.HELD:
        raise MeetingRefused("It was not held yet.")
    if Minutes.objects.filter(meeting=held, offered_at__isnull=False).exists():
        raise MeetingRefused("The minutes lie before the client. Take them back first.")
    held.state = State.PLANNED
    held.save(update_fields=["state"])
    note(held, "meeting_set", f"{held.committee} is planned again, not held", undone_by)
    return held


@transaction.atomic
def offer(*, meeting: CommitteeMeeting, offered_by: User, partner_name: str = "") -> Minutes:
    """Freeze the minutes and approve them for the partner's side; the client is asked.

    Of a carrier nobody signs in: whoever offers says who of theirs approved.
    """
    held = CommitteeMeeting.objects.for_list().get(pk=locked(meeting).pk)
    minutes = Minutes.objects.select_for_update().filter(meeting=held).first()
    if minutes is None or held.state != State.HELD:
        raise MeetingRefused("Write the minutes first: who came, and what came of each item.")
    if minutes.offered_at:
        raise MeetingRefused("They lie before the client already.")
    if why_not := why_not_offer(held, offered_by):
        raise MeetingRefused(why_not)
    name = offered_by.name if held.committee.is_with_us else partner_name.strip()
    if not name:
        raise MeetingRefused(f"Name who approved the minutes for {held.committee.partner}.")
    if not held.attendances.filter(came=True, seat__party=Party.CLIENT).exists() and not (
        held.attendances.exclude(stand_in="").filter(seat__party=Party.CLIENT).exists()
    ):
        raise MeetingRefused("Nobody of the client came: that was no meeting of both sides.")
    minutes.record = records.plain(record_of(held, minutes.text))
    minutes.sha256 = records.sha256(minutes.record)
    minutes.approved_for_partner, minutes.offered_by = name[:120], offered_by
    minutes.offered_at = timezone.now()
    minutes.save()
    note(held, "minutes_offered", f"Approved the minutes of {held.committee}", offered_by)
    tell(
        held,
        f"Please approve the minutes: {held.committee} of {written.day(held.starts_at)}.",
        by=offered_by,
        to=_speakers(held),
    )
    return minutes


@transaction.atomic
def take_back(*, meeting: CommitteeMeeting, taken_by: User) -> Minutes:
    """Make a draft of minutes again that the client did not approve yet."""
    locked(meeting)
    minutes = Minutes.objects.select_for_update().filter(meeting=meeting).first()
    if minutes is None or minutes.offered_at is None:
        raise MeetingRefused("They are a draft.")
    if minutes.state == Minutes.State.APPROVED:
        raise MeetingRefused(
            "Both sides approved them: they stay. Say in the next meeting what was wrong."
        )
    minutes.record, minutes.sha256, minutes.approved_for_partner = None, "", ""
    minutes.offered_by = minutes.offered_at = None
    minutes.save()
    note(meeting, "minutes_taken_back", f"Took the minutes of {meeting.committee} back", taken_by)
    return minutes


@transaction.atomic
def approve(*, meeting: CommitteeMeeting, sha256: str, approved_by: User) -> MinutesApproval:
    """Approve for the client exactly what was read."""
    minutes = _offered(meeting, approved_by)
    if minutes.sha256 != sha256:
        raise MeetingRefused("The minutes were changed meanwhile. Read them again.")
    try:
        with transaction.atomic():
            approval = MinutesApproval.objects.create(
                client_id=meeting.client_id,
                minutes=minutes,
                sha256=sha256,
                approved_by_id=approved_by.pk,
            )
    except IntegrityError as clash:
        raise MeetingRefused("They were approved in this moment by somebody else.") from clash
    said = f"{approved_by} approved the minutes of {meeting.committee}"
    note(meeting, "minutes_approved", said, approved_by)
    tell(meeting, f"{said} of {written.day(meeting.starts_at)}.", by=approved_by)
    return approval


@transaction.atomic
def object_to(*, meeting: CommitteeMeeting, words: str, objected_by: User) -> MinutesObjection:
    """Say what is wrong in minutes that were offered; whoever offered them is told."""
    minutes = _offered(meeting, objected_by)
    if not words.strip():
        raise MeetingRefused("Say what is wrong, so that it can be put right.")
    objection = MinutesObjection.objects.create(
        client_id=meeting.client_id,
        minutes=minutes,
        sha256=minutes.sha256,
        words=words.strip(),
        said_by_id=objected_by.pk,
    )
    said = f"{objected_by} found something wrong in the minutes of {meeting.committee}"
    note(meeting, "minutes_objected", said, objected_by)
    tell(meeting, f"{said}: {words.strip()}", by=objected_by, to=[minutes.offered_by_id])
    return objection


def why_not_offer(meeting: CommitteeMeeting, user: User) -> str:
    """Why this person cannot approve for the partner's side; empty when they can."""
    if user.is_principal:
        return ""
    seats = CommitteeSeat.objects.taken().filter(committee=meeting.committee_id, person=user.pk)
    if user.is_practice and seats.exists():
        return ""
    return "A principal approves for our side, or whoever of us sits in this committee."


def why_not_approve(meeting: CommitteeMeeting, user: User) -> str:
    """Why this person cannot approve for the client; empty when they can."""
    if not user.is_client_user:
        return "Only the client approves for the client."
    seats = CommitteeSeat.objects.taken().filter(committee=meeting.committee_id)
    if seats.filter(party=Party.CLIENT, person=user.pk).exists():
        return ""
    places = Membership.objects.filter(user=user.pk, client=meeting.client_id)
    if places.filter(role=Membership.Role.EXECUTIVE).exists():
        return ""
    return "Whoever sits in this committee approves its minutes, or an executive does."


def _offered(meeting: CommitteeMeeting, user: User) -> Minutes:
    if why_not := why_not_approve(meeting, user):
        raise MeetingRefused(why_not)
    minutes = Minutes.objects.select_related("approval").filter(meeting=meeting).first()
    if minutes is None or minutes.offered_at is None:
        raise MeetingRefused("There are no minutes to approve now.")
    if minutes.state == Minutes.State.APPROVED:
        raise MeetingRefused("They were approved before.")
    return minutes


def _speakers(meeting: CommitteeMeeting) -> list[int]:
    """Who may approve for the client: those who sit there, else the executives."""
    theirs = User.objects.filter(pk__in=people_of(meeting.committee), kind=User.Kind.CLIENT)
    found = list(theirs.order_by("pk").values_list("pk", flat=True))
    return found or executives_of_client(meeting.client)
