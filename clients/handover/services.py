"""How a task goes over to the client: agreed on, moved, proved, taken back."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from clients.handover.models import HandoverPath, HandoverStep, HandoverTask, Phase
from clients.people.activity import record
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib.refusal import Refused


class HandoverRefused(Refused):
    """The task cannot go this way as it stands."""


@transaction.atomic
def keep_task(*, task: HandoverTask, kept_by: User) -> HandoverTask:
    """Agree on a task to hand over, or change what was agreed.

    Whoever comes after the person who proved it has to prove it, too.
    """
    before = locked(task) if task.pk else None
    if before is not None and before.their_owner != task.their_owner and before.proof:
        if before.phase == Phase.THEIRS:
            raise HandoverRefused(
                f"{before.their_owner} proved it and does it alone. Take it back to together "
                "first, then name somebody else."
            )
        task.proof, task.proved_on = "", None
    try:
        with transaction.atomic():
            task.save()
    except IntegrityError as clash:
        raise HandoverRefused(
            "This task was put down in this moment. Look for it in the list."
        ) from clash
    if before is None:
        _step(task, task.phase, timezone.localdate(), "", kept_by)
    _note(task, "agreed" if before is None else "changed", f"To hand over: {task}", kept_by)
    return task


@transaction.atomic
def prove(*, task: HandoverTask, proof: str, proved_on: date, noted_by: User) -> HandoverTask:
    """Write down what was seen of the client's people doing it."""
    moving, proof = locked(task), proof.strip()
    if not proof:
        raise HandoverRefused("Say what was seen.")
    if proved_on > timezone.localdate():
        raise HandoverRefused("Choose a day that has come: a proof is of what was seen.")
    if moving.phase == Phase.THEIRS:
        raise HandoverRefused("It is done by the client already, upon the proof of then.")
    moving.proof, moving.proved_on = proof, proved_on
    moving.save(update_fields=["proof", "proved_on"])
    _note(moving, "proved", f"{moving.their_owner} proved to do it: {moving}", noted_by)
    return moving


@transaction.atomic
def move(
    *, task: HandoverTask, phase: str, moved_on: date, words: str, moved_by: User
) -> HandoverTask:
    """Take a task on to its next phase, or back; alone only upon a proof."""
    moving, words = locked(task), words.strip()
    if phase not in Phase or phase == moving.phase:
        raise HandoverRefused("Choose another phase than the one it is in.")
    order = list(Phase)
    forward = order.index(Phase(phase)) > order.index(Phase(moving.phase))
    last = moving.steps.first()
    if moved_on > timezone.localdate():
        raise HandoverRefused("Choose a day that has come.")
    if last and moved_on < last.moved_on:
        raise HandoverRefused(f"It last moved on {written.day(last.moved_on)}. Choose a later day.")
    if forward and phase != moving.next_phase:
        raise HandoverRefused("Do it together first: then both see that it can be done alone.")
    if phase == Phase.THEIRS and not moving.proof:
        raise HandoverRefused(f"Note the proof first: {moving.proof_wanted}")
    if not forward and not words:
        raise HandoverRefused("Say why it comes back: the client reads it.")
    moving.phase = phase
    if not forward:
        moving.proof, moving.proved_on = "", None
    moving.save(update_fields=["phase", "proof", "proved_on"])
    _step(moving, phase, moved_on, words, moved_by)
    _note(moving, "moved", f"{moving.get_phase_display()}: {moving}", moved_by)
    return moving


@transaction.atomic
def keep_path(*, path: HandoverPath, kept_by: User) -> HandoverPath:
    """Agree on how much of the hours may be doing, month by month."""
    path.save()
    record(
        "handover.path",
        f"The share of doing is to fall from {path.doing_first}% to {path.doing_last}%",
        actor=kept_by,
        client=path.client,
        subject=path.client,
    )
    return path


def locked(task: HandoverTask) -> HandoverTask:
    """The row as it is now, while nobody else moves it."""
    rows = HandoverTask.objects.select_for_update(of=("self",)).select_related("client")
    return rows.get(pk=task.pk)


def _step(task: HandoverTask, phase: str, day: date, words: str, by: User) -> None:
    HandoverStep.objects.create(
        client_id=task.client_id, task=task, phase=phase, moved_on=day, words=words, by=by
    )


def _note(task: HandoverTask, deed: str, sentence: str, by: User) -> None:
    record(f"handover.{deed}", sentence, actor=by, client=task.client, subject=task)
