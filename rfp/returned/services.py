"""Comparing what came back, and judging its changes."""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from clients.files.models import StoredFile
from clients.files.services import store
from clients.people.activity import record
from clients.people.models import Client, User
from retainer.lib.refusal import Refused
from retainer.lib.uploads import Spooled, spool
from rfp.authoring.models import Rfp
from rfp.issuing.models import IssuedVersion
from rfp.returned.apart import LARGEST, Found, NotCompared, compare
from rfp.returned.models import ReturnedChange, ReturnedDocument

State = ReturnedChange.State


class JudgingRefused(Refused):
    """This cannot be said of the change."""


@dataclass(frozen=True)
class Upload:
    """A file as it is brought: its name, and its bytes in portions."""

    name: str
    chunks: Iterable[bytes]


def bring(
    *,
    client: Client,
    rfp: Rfp | None,
    sender: str,
    issued: IssuedVersion | Upload,
    returned: Upload,
    brought_by: User,
) -> ReturnedDocument:
    """Compare two documents and keep both with every change; refused, nothing is kept."""
    with ExitStack() as held:
        theirs = held.enter_context(spool(returned.chunks, limit=LARGEST))
        if isinstance(issued, Upload):
            ours = held.enter_context(spool(issued.chunks, limit=LARGEST))
            name, content = issued.name, ours.path.read_bytes()
        else:
            ours, (name, content) = None, _issued(issued)
        now = timezone.now()
        found = compare(content, theirs.path.read_bytes(), (name, returned.name), now)
        with transaction.atomic():
            return _keep(
                found,
                ours,
                theirs,
                client=client,
                rfp=rfp,
                sender=sender,
                issued=issued,
                returned=returned,
                by=brought_by,
            )


def _issued(version: IssuedVersion) -> tuple[str, bytes]:
    if version.docx is None:
        raise NotCompared("The Word document of this version is not drawn yet. Try again soon.")
    with version.docx.content.open("rb") as file:
        return version.docx.name, file.read()


def _keep(
    found: Found,
    ours: Spooled | None,
    theirs: Spooled,
    *,
    client: Client,
    rfp: Rfp | None,
    sender: str,
    issued: IssuedVersion | Upload,
    returned: Upload,
    by: User,
) -> ReturnedDocument:
    def stored(spooled: Spooled, name: str) -> StoredFile:
        kind = StoredFile.Kind.REQUEST
        return store(spooled, name=name, kind=kind, client=client, stored_by=by)

    with spool([found.redline], limit=len(found.redline) + 1) as drawn:
        redline = stored(drawn, f"{returned.name.rpartition('.')[0]}, redline.docx")
    version = issued if isinstance(issued, IssuedVersion) else None
    document = ReturnedDocument.objects.create(
        client=client,
        rfp=rfp,
        version=version,
        sender=sender,
        issued=version.docx if ours is None else stored(ours, issued.name),
        returned=stored(theirs, returned.name),
        redline=redline,
        compared_by=by,
    )
    document.refresh_from_db(fields=["public_id"])
    ReturnedChange.objects.bulk_create(
        [
            ReturnedChange(
                client=client,
                document=document,
                number=number,
                kind=change["kind"],
                part=change["part"],
                place=change["where"],
                before=change["before"],
                after=change["after"],
                is_disclosed=change["disclosed"],
            )
            for number, change in enumerate(found.changes, start=1)
        ],
        batch_size=1000,
    )
    hidden = sum(not change["disclosed"] for change in found.changes)
    record(
        "returned.compared",
        f"Compared {document}: {len(found.changes)} changes, {hidden} of them not tracked",
        actor=by,
        client=client,
        subject=document,
        sha256=theirs.sha256,
    )
    return document


@transaction.atomic
def judge(*, change: ReturnedChange, state: str, note: str, judged_by: User) -> ReturnedChange:
    """Say of a change whether it is accepted, refused or to be confirmed, or open again."""
    held = ReturnedChange.objects.select_for_update().get(pk=change.pk)
    if state not in State.values:
        raise JudgingRefused("Say whether it is accepted, refused or to be confirmed.")
    if state == State.REFUSED and not note.strip():
        raise JudgingRefused("Say why it is refused: whoever sent it will ask.")
    is_open = state == State.OPEN
    held.state, held.note = state, note.strip()
    held.judged_by = None if is_open else judged_by
    held.judged_at = None if is_open else timezone.now()
    held.save(update_fields=["state", "note", "judged_by", "judged_at"])
    document = held.document
    record(
        "returned.judged",
        f"{held.get_state_display()}: change {held.number} of {document}",
        actor=judged_by,
        client=document.client,
        subject=document,
    )
    return held
