"""What the practice notes for itself.

The activity says only that something was noted: what it is stands in rows of this subject, which
no export holds.
"""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from clients.people.activity import record
from clients.people.models import Client, User
from clients.stakeholders.models import ClientNote, Stakeholder, StakeholderChange
from retainer.lib import format as written
from retainer.lib.refusal import Refused

#: What is told of a change, in the order it is told.
TOLD = (
    "name",
    "role",
    "stance",
    "influence",
    "reason",
    "action",
    "next_step",
    "next_on",
    "left_on",
)


class StakeholderRefused(Refused):
    """This cannot be noted of somebody."""


@transaction.atomic
def keep_stakeholder(*, stakeholder: Stakeholder, kept_by: User) -> Stakeholder:
    """Put somebody on the map or move them on it; every change is kept."""
    before = None
    if stakeholder.pk:
        rows = Stakeholder.objects.select_for_update(of=("self",))
        before = rows.get(pk=stakeholder.pk)
    changed = _in_words(stakeholder, before)
    if before is not None and not changed:
        return stakeholder
    try:
        with transaction.atomic():
            stakeholder.save()
    except IntegrityError as clash:
        raise StakeholderRefused(
            f"{stakeholder.name} was put on the map in this moment. Open them from there."
        ) from clash
    StakeholderChange.objects.create(
        client_id=stakeholder.client_id, stakeholder=stakeholder, words=changed, by=kept_by
    )
    _note(stakeholder.client, "stakeholders.changed", "The stakeholder map was changed", kept_by)
    return stakeholder


@transaction.atomic
def add_note(
    *, client: Client, text: str, written_by: User, about: Stakeholder | None = None
) -> ClientNote:
    """Write down what the next consultant should know."""
    if not text.strip():
        raise StakeholderRefused("Write the note first.")
    if about is not None and about.client_id != client.pk:
        raise StakeholderRefused(f"Choose somebody of {client}.")
    note = ClientNote.objects.create(
        client=client, about=about, text=text.strip(), written_by=written_by
    )
    _note(client, "client_note.written", "An internal note was written", written_by)
    return note


@transaction.atomic
def remove_note(*, note: ClientNote, removed_by: User) -> None:
    """Take a note off for good: what is said about people is not kept longer than it helps."""
    if note.written_by_id != removed_by.pk and not removed_by.is_principal:
        raise StakeholderRefused("Whoever wrote it takes it off, or a principal.")
    _note(note.client, "client_note.removed", "An internal note was removed", removed_by)
    note.delete()


def _in_words(now: Stakeholder, before: Stakeholder | None) -> str:
    """``Stance: Neutral, was Opposed``, one sentence a field; of somebody new all that is known."""
    said = []
    for name in TOLD:
        new, old = _value(now, name), _value(before, name) if before else ""
        if new == old:
            continue
        label = Stakeholder._meta.get_field(name).verbose_name
        was = f", was {old.rstrip('.')}" if old else ""
        said.append(f"{_capital(label)}: {new.rstrip('.') or 'none'}{was}.")
    return " ".join(said)


def _value(row: Stakeholder, name: str) -> str:
    value: Any = getattr(row, name)
    if isinstance(value, date):
        return written.day(value)
    shown = getattr(row, f"get_{name}_display", None)
    return shown() if shown else (value or "")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _note(client: Client, verb: str, sentence: str, by: User) -> None:
    record(verb, f"{sentence}: {client}", actor=by, client=client, subject=client)
