"""What is done with a person's timer: start, stop, go on, log, discard and take that back."""

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from clients.agreements.models import Project
from clients.people.activity import record
from clients.people.models import User
from clients.work.holding import hold_people, share_months
from clients.work.models import Mode, Timer, WorkEntry
from clients.work.rules import WorkRefused, refuse_closed
from clients.work.services import log_work
from retainer.lib import format as written
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as

NONE = Decimal(0)
#: Seconds in which a discarded timer can be taken back.
REGRET = 24 * 3600


class TimerRefused(Refused):
    """The timer cannot do this; the sentence says what to do first."""


class UnseenTimer(TimerRefused):
    """Another timer is on, at a client its person does not see any more; it can be discarded."""


def timer_of(user: User) -> Timer | None:
    """The timer of this person that runs, or that waits to be logged."""
    timers = Timer.objects.visible_to(user).filter(consultant=user)
    return timers.select_related("project__agreement", "client", "consultant").first()


@transaction.atomic
def start_timer(
    *,
    project: Project,
    consultant: User,
    text: str = "",
    mode: str = Mode.ADVISE,
    reference: str = "",
    origin: str = "",
    ago: Decimal = NONE,
) -> tuple[Timer, WorkEntry | None]:
    """Start the clock, ``ago`` hours back; one that was on is stopped and logged first.

    Returns the timer and what was logged.
    """
    refuse_closed(project)
    if before := timer_of(consultant):
        share_months([before.project.agreement_id])  # for what it is logged to, before the person
    hold_people([consultant.pk])
    before = timer_of(consultant)
    logged = _log_as_it_is(before) if before else None
    # Hours are kept to a hundredth, and stand for whole minutes.
    minutes = int((ago * 60).to_integral_value(ROUND_HALF_UP))
    started_at = timezone.now() - timedelta(minutes=minutes)
    timer = _keep(
        Timer(
            client=project.client, project=project, consultant=consultant, started_at=started_at,
            text=text, mode=mode, reference=reference, origin=origin,
        )
    )  # fmt: skip
    if timer.is_forgotten:
        raise TimerRefused("That would be before today. Log the time as an entry instead.")
    _record("started", timer)
    return timer, logged


def _log_as_it_is(timer: Timer) -> WorkEntry | None:
    """Log what a timer measured without asking, as far as nothing has to be asked."""
    if timer.is_running:
        timer.stopped_at = timezone.now()
    if not timer.hours:
        timer.delete()
        return None
    if timer.is_forgotten or not timer.text:
        what = "how long you worked" if timer.is_forgotten else "what you did"
        raise TimerRefused(
            f"Say {what} on {timer.project}, {timer.client} first: stop its timer and log it, "
            "or discard it."
        )
    try:
        return log_timer(
            timer=timer, project=timer.project, worked_on=timer.day, hours=timer.hours,
            text=timer.text, mode=timer.mode, reference=timer.reference, origin=timer.origin,
        )  # fmt: skip
    except WorkRefused as refusal:
        raise TimerRefused(
            f"The timer on {timer.project} cannot be logged as it is. {refusal.sentence}"
        ) from refusal


@transaction.atomic
def stop_timer(*, timer: Timer) -> None:
    """Stop the clock; what it measured waits to be looked over and logged."""
    if timer.is_running:
        timer.stopped_at = timezone.now()
        timer.save(update_fields=["stopped_at"])
        _record("stopped", timer)


@transaction.atomic
def resume_timer(*, timer: Timer) -> None:
    """Let a stopped clock go on where it stood."""
    if not timer.is_running:
        timer.started_at, timer.stopped_at = timezone.now() - timer.ran, None
        timer.save(update_fields=["started_at", "stopped_at"])
        _record("resumed", timer)


@transaction.atomic
def log_timer(*, timer: Timer, project: Project, **said: Any) -> WorkEntry:
    """Log the entry that a stopped timer became, as its person corrected it; only once."""
    share_months([project.agreement_id])
    hold_people([timer.consultant_id])  # before the timer, as who starts the next one does
    if Timer.objects.select_for_update().filter(pk=timer.pk).first() is None:
        raise WorkRefused("This timer was logged or discarded already.", field="timer")
    entry = log_work(project=project, consultant=timer.consultant, **said)
    timer.delete()
    return entry


@transaction.atomic
def discard_timer(*, timer: Timer) -> str:
    """Throw away what was measured; returns the token that brings it back."""
    token = signing.dumps(
        {
            "project": str(timer.project.public_id),
            "started": timer.started_at.isoformat(),
            "stopped": timer.until.isoformat(),
            "text": timer.text,
            "mode": timer.mode,
            "reference": timer.reference,
            "origin": timer.origin,
        },
        salt=_salt(timer.consultant),
        compress=True,
    )
    _record("discarded", timer)
    timer.delete()
    return token


@transaction.atomic
def restore_timer(*, token: str, consultant: User) -> Timer:
    """Bring back a timer its person discarded, stopped as it was."""
    gone = "That timer cannot be brought back any more."
    try:
        kept = signing.loads(token, salt=_salt(consultant), max_age=REGRET)
    except signing.BadSignature as unknown:
        raise TimerRefused(gone) from unknown
    projects = Project.objects.visible_to(consultant).select_related("client")
    project = projects.filter(public_id=kept["project"]).first()
    if project is None:
        raise TimerRefused(gone)
    if timer_of(consultant):
        raise TimerRefused("Another timer is on by now. Log that one first.")
    timer = _keep(
        Timer(
            client=project.client, project=project, consultant=consultant,
            started_at=datetime.fromisoformat(kept["started"]),
            stopped_at=datetime.fromisoformat(kept["stopped"]),
            text=kept["text"], mode=kept["mode"], reference=kept["reference"],
            origin=kept["origin"],
        )
    )  # fmt: skip
    _record("restored", timer)
    return timer


@transaction.atomic
def discard_unseen_timer(*, consultant: User) -> bool:
    """Throw away a person's timer at a client they no longer work for; whether there was one.

    They do not see the client any more, but the clock is theirs.
    """
    if timer_of(consultant) is not None:
        return False
    with acting_as("worker", clients=ALL, user_id=consultant.pk):
        timers = Timer.objects.filter(consultant=consultant).select_for_update(of=("self",))
        timer = timers.select_related("project", "client", "consultant").first()
        if timer is None:
            return False
        _record("discarded", timer)
        timer.delete()
    return True


def _keep(timer: Timer) -> Timer:
    try:
        with transaction.atomic():
            timer.save()
    except IntegrityError as another:
        # One that its person does not see any more: of a client they no longer work for.
        raise UnseenTimer(
            "Your timer still runs for a client you no longer work for. Discard it, or have a "
            "principal assign you again, so that you can log it."
        ) from another
    return timer


def _salt(person: User) -> str:
    return f"timer of {person.pk}"


def _record(deed: str, timer: Timer) -> None:
    record(
        f"timer.{deed}",
        f"{timer.consultant}: timer on {timer.project} {deed}, {written.duration(timer.ran)}",
        actor=timer.consultant,
        client=timer.client,
    )
