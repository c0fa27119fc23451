"""Actions: taken on in a meeting, done by their owners, told of while they are open."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from clients.committees.meeting_models import CommitteeAction, CommitteeMeeting
from clients.committees.models import CommitteeSeat
from clients.committees.telling import note
from clients.notices.models import Topic
from clients.notices.services import notify
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib.refusal import Refused

#: How many days before it is due its owner is told.
AHEAD = timedelta(days=3)
ACTIONS = "committees:action_list"


class ActionRefused(Refused):
    """This cannot be done with the action."""


@transaction.atomic
def take_on(
    *, meeting: CommitteeMeeting, what: str, owner: CommitteeSeat, due_on: date, taken_by: User
) -> CommitteeAction:
    """Note what the holder of a seat takes on in a meeting."""
    raised_on = min(timezone.localdate(meeting.starts_at), timezone.localdate())
    if meeting.state == CommitteeMeeting.State.CALLED_OFF:
        raise ActionRefused("The meeting was called off.")
    if owner.committee_id != meeting.committee_id or owner.left_on:
        raise ActionRefused("Choose a seat of this committee.")
    if due_on < raised_on:
        raise ActionRefused("It cannot be due before the meeting it was taken on in.")
    action = CommitteeAction.objects.create(
        client_id=meeting.client_id,
        committee_id=meeting.committee_id,
        raised_in=meeting,
        raised_on=raised_on,
        what=what,
        owner=owner,
        due_on=due_on,
    )
    action.refresh_from_db(fields=["public_id"])
    note(action, "action", f"Taken on in {meeting.committee}: {action}", taken_by)
    if owner.person_id:
        _tell(action, f"You took on, due {written.day(due_on)}: {action}", by=taken_by)
    return action


@transaction.atomic
def finish(*, action: CommitteeAction, words: str, done_by: User) -> CommitteeAction:
    """Say that it is done, and what came of it."""
    _check_owner(action, done_by)
    if action.done_on:
        raise ActionRefused("It is done already.")
    if not words.strip():
        raise ActionRefused("Say what came of it: the next meeting reads it.")
    action.done_on, action.words = timezone.localdate(), words.strip()[:240]
    action.done_by_id = done_by.pk
    action.save(update_fields=["done_on", "done_by", "words"])
    note(action, "action_done", f"Done: {action}", done_by)
    return action


@transaction.atomic
def reopen(*, action: CommitteeAction, reopened_by: User) -> CommitteeAction:
    """Take back that it is done."""
    _check_owner(action, reopened_by)
    if action.done_on is None:
        raise ActionRefused("It is open.")
    action.done_on, action.done_by_id, action.words = None, None, ""
    action.save(update_fields=["done_on", "done_by", "words"])
    note(action, "action_reopened", f"Open again: {action}", reopened_by)
    return action


def may_act(action: CommitteeAction, user: User) -> bool:
    """The practice about every action; a client user about what their own seat took on."""
    return user.is_practice or action.owner.person_id == user.pk


@transaction.atomic
def tell_of_due(*, today: date) -> None:
    """Tell owners once that an action is due soon, and once that it is overdue."""
    waiting = CommitteeAction.objects.waiting().filter(
        due_on__lte=today + AHEAD, owner__person__is_active=True, client__archived_at=None
    )
    for action in waiting.select_related("client", "owner"):
        is_late = action.due_on < today
        verb = "was due" if is_late else "is due"
        _tell(
            action,
            f"An action of yours {verb} on {written.day(action.due_on)}: {action}",
            by=None,
            key=f"action-{action.pk}-{action.due_on:%Y%m%d}-{'late' if is_late else 'soon'}",
        )


def _tell(action: CommitteeAction, sentence: str, *, by: User | None, key: str = "") -> None:
    notify(
        to=[action.owner.person_id],
        client=action.client,
        topic=Topic.COMMITTEE,
        sentence=sentence,
        link=f"{reverse(ACTIONS)}?whose=mine",
        made_by=by,
        key=key,
    )


def _check_owner(action: CommitteeAction, user: User) -> None:
    if not may_act(action, user):
        raise ActionRefused("Whoever took it on says what came of it, or your consultant does.")
