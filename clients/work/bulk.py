"""Several entries changed or deleted in one act, previewed by doing it and rolling it back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.db import transaction

from clients.agreements.models import Project
from clients.people.models import User
from clients.work.holding import held, hold_people, share_months
from clients.work.models import Mode, WorkEntry
from clients.work.rules import (
    WorkRefused,
    refuse_a_day_to_come,
    refuse_change_by,
    refuse_closed,
    refuse_closed_month,
    refuse_to_part_from_remarks,
    refuse_what_cannot_be,
)
from clients.work.undo import images, keep
from retainer.lib import format as written
from retainer.lib.refusal import Refused

HUNDREDTH = Decimal("0.01")


class NothingChanges(Refused):
    """Not one of the entries can be changed, or the edit says nothing new of any."""


@dataclass(frozen=True, kw_only=True)
class Edit:
    """What becomes of the entries; whatever is empty stays as it is."""

    delete: bool = False
    project: Project | None = None
    mode: str = ""
    days: int = 0
    #: Per cent of the hours that are not billable.
    unbilled: int | None = None

    @property
    def in_words(self) -> str:
        if self.delete:
            return "deleted"
        said = []
        if self.project:
            said.append(f"to {self.project}")
        if self.mode:
            said.append(f"as {Mode(self.mode).label.lower()}")
        if self.days:
            later = "later" if self.days > 0 else "earlier"
            said.append(f"{written.count(abs(self.days), 'day')} {later}")
        if self.unbilled is not None:
            said.append(f"{self.unbilled}% not billable")
        return "changed: " + ", ".join(said)


@dataclass(frozen=True)
class Difference:
    label: str
    was: str
    becomes: str


@dataclass(frozen=True)
class Outcome:
    """What becomes of one entry, or the sentence that says why it stays as it is."""

    entry: WorkEntry
    differences: tuple[Difference, ...] = ()
    refusal: str = ""

    @property
    def changes(self) -> bool:
        return not self.refusal


@dataclass(frozen=True)
class Done:
    """An act that was done, in words, and the key by which it is undone."""

    act: UUID
    number: int
    sentence: str


def preview(*, entries: Iterable[WorkEntry], edit: Edit, by: User) -> list[Outcome]:
    """What the act would do: it is done, and rolled back."""
    entries = list(entries)
    with transaction.atomic():
        outcomes = _apply(entries, _hold(entries, edit), edit, by)
        transaction.set_rollback(True)
    return outcomes


@transaction.atomic
def change_many(*, entries: Iterable[WorkEntry], edit: Edit, changed_by: User) -> Done:
    """Change what can be changed, and say by which act it is undone."""
    entries = list(entries)
    locked = _hold(entries, edit)
    before = images(locked)  # as they are now that nobody else changes them
    outcomes = _apply(entries, locked, edit, changed_by)
    changed = [outcome for outcome in outcomes if outcome.changes]
    if not changed:
        raise NothingChanges("None of these entries changes. The reasons stand beside them.")
    keys = [outcome.entry.pk for outcome in changed]
    sentence = f"{written.count(len(keys), 'entry,entries')} {edit.in_words}"
    act = keep(
        before={key: before[key] for key in keys},
        after=images(keys),
        sentence=sentence,
        done_by=changed_by,
    )
    return Done(act, len(keys), sentence)


def _hold(entries: list[WorkEntry], edit: Edit) -> dict[int, WorkEntry]:
    """The entries as they stand, with their months and people, which wait until it is done."""
    share_months(_agreements(entries, edit))
    hold_people(entry.consultant_id for entry in entries)
    return held(entry.pk for entry in entries)


def _apply(
    entries: list[WorkEntry], locked: dict[int, WorkEntry], edit: Edit, by: User
) -> list[Outcome]:
    """Do it entry by entry, in an order in which shifted days do not meet those still to shift."""
    ordered = sorted(entries, key=lambda entry: entry.worked_on, reverse=edit.days > 0)
    outcomes = {entry.pk: _outcome(entry, locked.get(entry.pk), edit, by) for entry in ordered}
    return [outcomes[entry.pk] for entry in entries]


def _agreements(entries: list[WorkEntry], edit: Edit) -> set[int]:
    """Under which the entries stand, and will stand."""
    of = WorkEntry.objects.filter(pk__in=[entry.pk for entry in entries])
    stand = set(of.order_by().values_list("project__agreement", flat=True))
    return stand | ({edit.project.agreement_id} if edit.project else set())


def _outcome(shown: WorkEntry, entry: WorkEntry | None, edit: Edit, by: User) -> Outcome:
    if entry is None:
        return Outcome(shown, refusal="It was deleted meanwhile.")
    try:
        with transaction.atomic():
            return Outcome(shown, _change(entry, edit, by))
    except WorkRefused as refusal:
        return Outcome(shown, refusal=refusal.sentence)


def _change(entry: WorkEntry, edit: Edit, by: User) -> tuple[Difference, ...]:
    refuse_change_by(entry, by)
    refuse_closed(entry.project)
    refuse_closed_month(entry)
    if edit.delete:
        refuse_to_part_from_remarks(entry)
        entry.delete()
        return (Difference("", "", "Is deleted"),)
    was = _words(entry)
    if edit.project is not None:
        if edit.project.client_id != entry.client_id:
            refuse_to_part_from_remarks(entry)
        entry.project, entry.client = edit.project, edit.project.client
    entry.mode = edit.mode or entry.mode
    entry.worked_on += timedelta(days=edit.days)
    if edit.unbilled is not None:
        share = entry.hours * edit.unbilled / 100
        entry.unbilled = share.quantize(HUNDREDTH, ROUND_HALF_UP)
    becomes = _words(entry)
    differences = tuple(
        Difference(label, was[label], becomes[label])
        for label in was
        if was[label] != becomes[label]
    )
    if not differences:
        raise WorkRefused("It says so already.", field="project")
    refuse_a_day_to_come(entry.worked_on)
    refuse_what_cannot_be(entry, looking=True)  # months and people are held for all of them
    entry.save()
    return differences


def _words(entry: WorkEntry) -> dict[str, str]:
    """What an edit can change, as people read it."""
    return {
        "Client": str(entry.client),
        "Project": str(entry.project),
        "Mode": entry.get_mode_display(),
        "Day": written.day(entry.worked_on),
        "Not billable": written.hours(entry.unbilled),
    }
