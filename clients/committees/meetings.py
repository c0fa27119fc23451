"""Planning meetings by the cadence, moving them, calling them off, and what they deal with."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from clients.committees.meeting_models import AgendaItem, CommitteeMeeting
from clients.committees.models import Committee
from clients.committees.telling import note, tell
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib.refusal import Refused

State = CommitteeMeeting.State
#: Days of a cadence looked at for one that was not planned before.
FAR = 60


class MeetingRefused(Refused):
    """This cannot be done with the meeting as it stands."""


def plan_next(*, committee: Committee) -> CommitteeMeeting | None:
    """Plan the next day of the cadence, unless one is ahead already; none as needed."""
    if committee.dissolved_on or _ahead(committee) is not None:
        return None
    day = _free_day(committee)
    if day is None:
        return None
    return CommitteeMeeting.objects.create(
        client_id=committee.client_id, committee=committee, **_planned(committee, day)
    )


def replan(*, committee: Committee) -> None:
    """Let the meeting that the cadence planned follow it; one moved by hand stays."""
    ahead = _ahead(committee)
    if ahead is None:
        plan_next(committee=committee)
    elif timezone.localdate(ahead.starts_at) == ahead.due_on:
        day = _free_day(committee, instead_of=ahead)
        if day is not None:
            committee.meetings.filter(pk=ahead.pk).update(**_planned(committee, day))


def plan_missing() -> int:
    """Plan the next meeting of every committee that has none ahead; how many."""
    standing = Committee.objects.standing().filter(client__archived_at=None).exclude(rule="")
    return sum(1 for each in standing if plan_next(committee=each))


@transaction.atomic
def keep_meeting(*, meeting: CommitteeMeeting, kept_by: User) -> CommitteeMeeting:
    """Plan a meeting beyond the cadence, or move one; the committee is told."""
    is_new = meeting.pk is None
    if not is_new and not locked(meeting).is_planned:
        raise MeetingRefused("Only a meeting that is still planned can be moved.")
    meeting.save()
    if is_new:  # the database gave it its public id
        meeting.refresh_from_db(fields=["public_id"])
    when = written.moment(meeting.starts_at)
    said = f"{meeting.committee} {'meets on' if is_new else 'now meets on'} {when}"
    note(meeting, "meeting_set" if is_new else "meeting_moved", said, kept_by)
    tell(meeting, f"{said}.", by=kept_by)
    return meeting


@transaction.atomic
def call_off(*, meeting: CommitteeMeeting, because: str, called_off_by: User) -> CommitteeMeeting:
    """Call a meeting off; the next one of the cadence is planned."""
    held, because = locked(meeting), because.strip()
    if not held.is_planned:
        raise MeetingRefused(f"It is {held.get_state_display().lower()}.")
    if not because:
        raise MeetingRefused("Say why: both sides read it.")
    held.state, held.because = State.CALLED_OFF, because[:200]
    held.save(update_fields=["state", "because"])
    when = written.day(held.starts_at)
    note(held, "called_off", f"Called {held.committee} of {when} off", called_off_by)
    tell(held, f"{held.committee} of {when} is called off: {because}", by=called_off_by)
    plan_next(committee=held.committee)
    return held


@transaction.atomic
def take_place(*, meeting: CommitteeMeeting, restored_by: User) -> CommitteeMeeting:
    """Let a meeting that was called off take place after all."""
    held = locked(meeting)
    if held.state != State.CALLED_OFF:
        raise MeetingRefused("It was not called off.")
    held.state, held.because = State.PLANNED, ""
    held.save(update_fields=["state", "because"])
    when = written.moment(held.starts_at)
    note(held, "meeting_set", f"{held.committee} of {when} takes place after all", restored_by)
    tell(held, f"{held.committee} of {when} takes place after all.", by=restored_by)
    return held


@transaction.atomic
def bring_up(*, meeting: CommitteeMeeting, kind: str, title: str, brought_by: User) -> AgendaItem:
    """Put something on the agenda; both sides may, until the meeting was held."""
    # A client user may not lock a meeting: the number of an item is unique in any case.
    held = meeting if brought_by.is_client_user else locked(meeting)
    if not held.is_planned:
        raise MeetingRefused("The meeting is over. Bring it up in the next one.")
    last = AgendaItem.objects.filter(meeting=held).aggregate(last=Max("position"))["last"]
    try:
        with transaction.atomic():
            item = AgendaItem.objects.create(
                client_id=held.client_id,
                meeting_id=held.pk,
                position=(last or 0) + 1,
                kind=kind,
                title=title,
                brought_by_id=brought_by.pk,
            )
    except IntegrityError as clash:
        raise MeetingRefused(
            "Somebody brought something up in this moment. Add it again."
        ) from clash
    note(held, "agenda", f"Put on the agenda of {held.committee}: {title}", brought_by)
    return item


@transaction.atomic
def take_off(*, item: AgendaItem, taken_by: User) -> None:
    """Take something off the agenda, before the meeting was held."""
    held = locked(item.meeting)
    if not held.is_planned:
        raise MeetingRefused("The meeting was held with it; the minutes say what came of it.")
    note(held, "agenda", f"Took off the agenda of {held.committee}: {item}", taken_by)
    item.delete()


def locked(meeting: CommitteeMeeting) -> CommitteeMeeting:
    """The row as it is now, while nobody else moves it."""
    rows = CommitteeMeeting.objects.select_for_update(of=("self",))
    return rows.select_related("client", "committee").get(pk=meeting.pk)


def _ahead(committee: Committee) -> CommitteeMeeting | None:
    """The meeting of the cadence that is still to come."""
    planned = committee.meetings.filter(state=State.PLANNED, due_on__isnull=False)
    return planned.filter(starts_at__gte=timezone.now()).order_by("starts_at").first()


def _free_day(committee: Committee, instead_of: CommitteeMeeting | None = None) -> date | None:
    """The next day of the cadence that was not planned before, whatever became of its meeting."""
    others = committee.meetings.filter(due_on__isnull=False)
    if instead_of is not None:
        others = others.exclude(pk=instead_of.pk)
    taken = set(others.values_list("due_on", flat=True))
    tomorrow = timezone.localdate() + timedelta(days=1)
    days = committee.cadence.next_days(tomorrow, FAR)
    return next((day for day in days if day not in taken), None)


def _planned(committee: Committee, day: date) -> dict[str, object]:
    starts_at = timezone.make_aware(datetime.combine(day, committee.starts))
    return {
        "due_on": day,
        "starts_at": starts_at,
        "lasts": committee.lasts,
        "place": committee.place,
    }
