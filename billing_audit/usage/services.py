"""What people do with usage: bring it, say which column is what, undo an import."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, connection, transaction

from billing_audit.bills.arrivals import Member, opened, weighed
from billing_audit.usage import tasks
from billing_audit.usage.layouts import Layout
from billing_audit.usage.models import OwnLayout, UsageFile
from billing_audit.usage.own_layouts import keep_layout
from clients.files.models import StoredFile
from clients.files.services import store
from clients.people import activity
from clients.people.models import Client, User
from retainer.lib.format import count
from retainer.lib.refusal import Refused
from retainer.lib.uploads import displayed_name, spool

State = UsageFile.State
#: Files of which somebody says which column is what.
UNREAD = (State.REJECTED, State.UNDONE)


@dataclass
class Received:
    """What became of a batch of files."""

    taken: list[UsageFile] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    #: Sentences about files that were refused at the door.
    refused: list[str] = field(default_factory=list)


class AlreadyLoaded(Refused):
    """The client has the same bytes already."""


@transaction.atomic
def receive_usage(*, uploads: Iterable[UploadedFile], client: Client, brought_by: User) -> Received:
    """Keep the files, archives opened, and have workers load them."""
    received = Received()
    for upload in uploads:
        name = displayed_name(upload.name)
        try:
            _receive(upload, name, client, brought_by, received)
        except Refused as refused:
            received.refused.append(f"{name}: {refused.sentence}")
    for usage_file in received.taken:
        tasks.load_usage_file.delay_on_commit(usage_file.pk)
    return received


def _receive(
    upload: UploadedFile, name: str, client: Client, brought_by: User, received: Received
) -> None:
    with (
        spool(upload.chunks(), limit=settings.BILL_MAX_BYTES) as spooled,
        opened(spooled.path, name) as members,
    ):
        for member in members:
            try:
                received.taken.append(keep(member, client=client, brought_by=brought_by))
            except AlreadyLoaded:
                received.known.append(member.name)


def keep(member: Member, *, client: Client, brought_by: User | None) -> UsageFile:
    """Store the bytes and their row; raises ``AlreadyLoaded`` for bytes the client has."""
    spooled = weighed(member.path)
    name = "!".join(displayed_name(part) for part in member.name.split("!"))[-255:]
    try:
        with transaction.atomic():
            stored = store(
                spooled, name=name, kind=StoredFile.Kind.IMPORT, client=client, stored_by=brought_by
            )
            return UsageFile.objects.create(
                client=client, stored=stored, name=name, sha256=spooled.sha256,
                brought_by=brought_by,
            )  # fmt: skip
    except IntegrityError as refused:
        if refused.__cause__.diag.constraint_name != "the_same_usage_is_loaded_once":
            raise
        raise AlreadyLoaded(f"{name} is already loaded.", reason="duplicate") from refused


@transaction.atomic
def map_columns(*, usage_file: UsageFile, layout: Layout, mapped_by: User) -> OwnLayout:
    """Keep a layout that a person made of a refused file, and load the file by it."""
    usage_file = UsageFile.objects.select_for_update().get(pk=usage_file.pk)
    if usage_file.state not in UNREAD:
        raise Refused(f"{usage_file.name} was read meanwhile.", reason="not_refused")
    kept = keep_layout(layout=layout, made_by=mapped_by)
    usage_file.state, usage_file.attempts, usage_file.error = State.RECEIVED, 0, ""
    usage_file.rows_read, usage_file.rows_total = 0, None
    try:
        with transaction.atomic():
            usage_file.save()
    except IntegrityError as refused:
        raise AlreadyLoaded(
            f"The client has the bytes of {usage_file.name} already.", reason="duplicate"
        ) from refused
    tasks.load_usage_file.delay_on_commit(usage_file.pk)
    return kept


@transaction.atomic
def undo_usage(*, usage_file: UsageFile, undone_by: User | None) -> int:
    """Take a file's records away again, and say how many; its bytes may then be loaded anew."""
    usage_file = UsageFile.objects.select_for_update().get(pk=usage_file.pk)
    if usage_file.state not in (State.IMPORTED, State.PARTIAL):
        raise Refused(
            f"Nothing of {usage_file.name} is loaded, so nothing can be undone.",
            reason="not_loaded",
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM billing_audit_usagerecord WHERE client_id = %s AND usage_file_id = %s",
            [usage_file.client_id, usage_file.pk],
        )
        removed = cursor.rowcount
    usage_file.state, usage_file.record_count = State.UNDONE, 0
    usage_file.rows_read, usage_file.rows_total = 0, None
    usage_file.save()
    activity.record(
        "usage.undone",
        f"The import of {usage_file.name} was undone: {count(removed, 'usage record')} less.",
        actor=undone_by,
        client=usage_file.client,
        subject=usage_file,
    )
    return removed
