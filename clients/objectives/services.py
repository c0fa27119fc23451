"""What the practice does with an objective: sets, changes, measures, links, closes it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from clients.advice.models import Recommendation
from clients.agreements.models import Project
from clients.objectives.models import Objective, ObjectiveAdvice, ObjectiveProject, Reading
from clients.people.activity import record
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib.refusal import Refused

State = Objective.State


class ObjectiveRefused(Refused):
    """This cannot be done with the objective as it stands."""


@transaction.atomic
def keep_objective(*, objective: Objective, kept_by: User) -> Objective:
    """Store a new or an edited objective; a closed one stays as it was judged."""
    is_new = objective.pk is None
    if not is_new and not locked(objective).is_open:
        raise ObjectiveRefused("It is closed. Open it again before you change it.")
    try:
        with transaction.atomic():
            objective.save()
    except IntegrityError as clash:
        raise ObjectiveRefused(
            "An objective of these words was set in this moment. Look for it in the list."
        ) from clash
    _note(objective, "set" if is_new else "changed", f"{_target(objective)}: {objective}", kept_by)
    return objective


@transaction.atomic
def add_reading(
    *, objective: Objective, day: date, value: Decimal, source: str, noted_by: User
) -> Reading:
    """Note down a value that was measured, with where it can be read again."""
    wanted = locked(objective)
    if not wanted.is_open:
        raise ObjectiveRefused("It is closed. Open it again to add a reading.")
    if day > timezone.localdate():
        raise ObjectiveRefused("Choose a day that has come: a reading is of what was measured.")
    if not source.strip():
        raise ObjectiveRefused("Say where it was read.")
    if wanted.readings.filter(day=day).exists():
        raise ObjectiveRefused(f"There is a reading of {written.day(day)}. Remove that one first.")
    reading = Reading.objects.create(
        client_id=wanted.client_id,
        objective=wanted,
        day=day,
        value=value,
        source=source.strip(),
        noted_by=noted_by,
    )
    said = f"Read {_value(wanted, value)} on {written.day(day)} ({reading.source}): {wanted}"
    _note(wanted, "read", said, noted_by)
    return reading


@transaction.atomic
def remove_reading(*, reading: Reading, removed_by: User) -> None:
    """Take off a reading that was noted by mistake; the record keeps what it said."""
    objective = locked(reading.objective)
    if not objective.is_open:
        raise ObjectiveRefused("It was closed upon its readings. Open it again first.")
    value = _value(objective, reading.value)
    said = f"Removed the reading {value} of {written.day(reading.day)}: {objective}"
    _note(objective, "reading_removed", said, removed_by)
    reading.delete()


@transaction.atomic
def link(
    *,
    objective: Objective,
    recommendations: Iterable[Recommendation],
    projects: Iterable[Project],
    linked_by: User,
) -> None:
    """Say which recommendations and projects serve it; those no longer named are taken off."""
    wanted = locked(objective)
    advised, worked = list(recommendations), list(projects)
    if any(each.client_id != wanted.client_id for each in (*advised, *worked)):
        raise ObjectiveRefused(f"Choose recommendations and projects of {wanted.client}.")
    _relink(wanted, ObjectiveAdvice, "recommendation", advised)
    _relink(wanted, ObjectiveProject, "project", worked)
    recommendations_said = written.count(len(advised), "recommendation")
    said = f"Linked {recommendations_said} and {written.count(len(worked), 'project')}: {wanted}"
    _note(wanted, "linked", said, linked_by)


def _relink(
    objective: Objective, model: type[models.Model], name: str, rows: list[models.Model]
) -> None:
    links = model.objects.filter(objective=objective)
    links.exclude(**{f"{name}__in": rows}).delete()
    known = set(links.values_list(f"{name}_id", flat=True))
    model.objects.bulk_create(
        model(client_id=objective.client_id, objective=objective, **{name: each})
        for each in rows
        if each.pk not in known
    )


@transaction.atomic
def close(*, objective: Objective, state: str, because: str, closed_by: User) -> Objective:
    """Judge it: met only by a reading that reaches the target, else with a reason."""
    wanted, because = locked(objective), because.strip()
    if not wanted.is_open:
        raise ObjectiveRefused(f"It was closed before: {wanted.get_state_display().lower()}.")
    if state not in (State.MET, State.MISSED, State.DROPPED):
        raise ObjectiveRefused("Choose met, missed or dropped.")
    latest = wanted.readings.order_by("-day").first()
    is_reached = latest is not None and wanted.is_reached_by(latest.value)
    if state == State.MET and not is_reached:
        raise ObjectiveRefused(f"{_so_far(wanted, latest)} Add the reading that reaches it.")
    if state == State.MISSED and is_reached:
        raise ObjectiveRefused("The latest reading reaches the target: close it as met.")
    if state != State.MET and not because:
        raise ObjectiveRefused("Say why: the client reads it.")
    wanted.state, wanted.because, wanted.closed_on = state, because, timezone.localdate()
    wanted.save(update_fields=["state", "because", "closed_on"])
    _note(wanted, state, f"{wanted.get_state_display()}: {wanted}", closed_by)
    return wanted


@transaction.atomic
def reopen(*, objective: Objective, reopened_by: User) -> Objective:
    """Take a judgement back."""
    wanted = locked(objective)
    if wanted.is_open:
        raise ObjectiveRefused("It is open.")
    wanted.state, wanted.because, wanted.closed_on = State.OPEN, "", None
    wanted.save(update_fields=["state", "because", "closed_on"])
    _note(wanted, "reopened", f"Opened again: {wanted}", reopened_by)
    return wanted


def locked(objective: Objective) -> Objective:
    """The row as it is now, while nobody else moves it."""
    rows = Objective.objects.select_for_update(of=("self",)).select_related("client")
    return rows.get(pk=objective.pk)


def _so_far(objective: Objective, latest: Reading | None) -> str:
    target = _value(objective, objective.target)
    if latest is None:
        return f"Nothing was measured yet, and the target is {target}."
    value, day = _value(objective, latest.value), written.day(latest.day)
    return f"The latest reading, {value} on {day}, does not reach the target of {target}."


def _value(objective: Objective, value: Decimal) -> str:
    return f"{written.number(value)} {objective.unit}"


def _target(objective: Objective) -> str:
    start, day = written.number(objective.baseline), written.day(objective.due_on)
    return f"From {start} to {_value(objective, objective.target)} by {day}"


def _note(objective: Objective, deed: str, sentence: str, by: User) -> None:
    record(f"objective.{deed}", sentence, actor=by, client=objective.client, subject=objective)
