"""What an act on several entries keeps, and how the whole act is taken back."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from clients.agreements.models import Project
from clients.people.activity import record
from clients.people.models import User
from clients.work.changes import BulkChange
from clients.work.holding import held, hold_people, share_months
from clients.work.models import WorkEntry
from clients.work.rules import refuse_what_cannot_be
from retainer.lib import format as written
from retainer.lib.refusal import Refused

#: A whole row of an entry, as JSON keeps it.
Image = dict[str, Any]


class UndoRefused(Refused):
    """The act cannot be taken back any more."""


class _Exact(DjangoJSONEncoder):
    """Keeps the microseconds of moments, which the framework's encoder cuts to milliseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, date) else super().default(o)


def images(keys: Iterable[int]) -> dict[int, Image]:
    """The entries with these keys as the database holds them now."""
    rows = serializers.serialize("python", WorkEntry.objects.filter(pk__in=list(keys)))
    return {row["pk"]: row for row in json.loads(json.dumps(rows, cls=_Exact))}


@transaction.atomic
def keep(
    *, before: dict[int, Image], after: dict[int, Image], sentence: str, done_by: User
) -> UUID:
    """Keep what an act did, and write it on the record of each client it touched."""
    act = uuid4()
    touched: dict[int, set[int]] = defaultdict(set)
    for key in before.keys() | after.keys():
        # An entry that moved to another client is kept with the one it came from.
        image = before.get(key) or after[key]
        touched[image["fields"]["client"]].add(key)
    for client, keys in touched.items():
        change = BulkChange.objects.create(
            client_id=client,
            act=act,
            done_by=done_by,
            sentence=sentence,
            before=[before[key] for key in sorted(keys & before.keys())],
            after=[after[key] for key in sorted(keys & after.keys())],
        )
        record(
            "work.changed_together",
            f"{done_by}: {sentence}",
            actor=done_by,
            client=change.client,
            subject=change,
            entries=len(keys),
        )
    return act


@transaction.atomic
def undo(*, act: UUID, undone_by: User) -> str:
    """Take back a whole act of one's own, or nothing of it; returns what was done."""
    mine = BulkChange.objects.visible_to(undone_by).filter(act=act, done_by=undone_by)
    changes = list(mine.select_for_update().order_by("pk"))
    if not changes or any(change.undone_at for change in changes):
        raise UndoRefused("This was undone already.")
    before = {image["pk"]: image for change in changes for image in change.before}
    after = {image["pk"]: image for change in changes for image in change.after}
    _hold([*before.values(), *after.values()])
    _refuse_if_touched_since(after)
    _refuse_if_logged_again(before)
    WorkEntry.objects.filter(pk__in=after.keys() - before.keys()).delete()
    for restored in serializers.deserialize("python", list(before.values())):
        restored.save()  # as it was, moments included: nothing is set anew
    for entry in WorkEntry.objects.filter(pk__in=before).select_related(
        "project__agreement", "client"
    ):
        refuse_what_cannot_be(entry)
    for change in changes:
        change.undone_at = timezone.now()
        change.save(update_fields=["undone_at"])
        record(
            "work.undone",
            f"{undone_by} undid: {change.sentence}",
            actor=undone_by,
            client=change.client,
            subject=change,
        )
    return changes[0].sentence


def _hold(kept: list[Image]) -> None:
    """Everything these entries were and are: months, people, then the entries themselves."""
    projects = Project.objects.filter(pk__in={image["fields"]["project"] for image in kept})
    share_months(projects.values_list("agreement", flat=True))
    hold_people(image["fields"]["consultant"] for image in kept)
    held(image["pk"] for image in kept)


def _refuse_if_logged_again(before: dict[int, Image]) -> None:
    """What came of a calendar or another system may have been taken over anew meanwhile."""
    sources = {image["fields"]["source_key"] for image in before.values()} - {""}
    if WorkEntry.objects.filter(source_key__in=sources).exclude(pk__in=before).exists():
        raise UndoRefused("Some of it was logged again since. Delete that first, then undo.")


def _refuse_if_touched_since(after: dict[int, Image]) -> None:
    now = images(after)
    touched = [image for key, image in after.items() if now.get(key) != image]
    if touched:
        raise UndoRefused(
            f"{written.count(len(touched), 'entry,entries')} of it changed since, so it cannot be "
            "undone as a whole. Correct the entries one by one."
        )
