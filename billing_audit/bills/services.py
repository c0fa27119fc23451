"""What people do with bill files: bring them, say whose they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from billing_audit.bills import tasks
from billing_audit.bills.arrivals import AlreadyLoaded, keep, opened
from billing_audit.bills.models import BillFile
from billing_audit.bills.processing import assign
from clients.people import activity
from clients.people.models import Client, User
from retainer.lib.refusal import Refused
from retainer.lib.uploads import displayed_name, spool


@dataclass
class Received:
    """What became of a batch of dropped files."""

    taken: list[BillFile]
    known: list[BillFile]
    #: Sentences about files that were refused at the door.
    refused: list[str]


#: Files of which a person says whose they are.
UNASSIGNED = (BillFile.State.WAITING, BillFile.State.UNDONE)


class NotWaiting(Refused):
    """Somebody has said already whose the file is."""


@transaction.atomic
def receive_files(*, uploads: Iterable[UploadedFile], brought_by: User) -> Received:
    """Keep the files, archives opened, and have workers load them."""
    received = Received([], [], [])
    for upload in uploads:
        name = displayed_name(upload.name)
        try:
            _receive(upload, name, brought_by, received)
        except Refused as refused:
            received.refused.append(f"{name}: {refused.sentence}")
    for bill_file in received.taken:
        tasks.import_bill_file.delay_on_commit(bill_file.pk)
    return received


def _receive(upload: UploadedFile, name: str, brought_by: User, received: Received) -> None:
    with (
        spool(upload.chunks(), limit=settings.BILL_MAX_BYTES) as spooled,
        opened(spooled.path, name) as members,
    ):
        for member in members:
            try:
                received.taken.append(keep(member, client=None, brought_by=brought_by))
            except AlreadyLoaded as already:
                received.known.append(already.bill_file)


@transaction.atomic
def assign_client(*, bill_file: BillFile, client: Client, assigned_by: User) -> None:
    """Say whose a waiting file is, and have it loaded; its accounts are opened on the way.

    One that was undone is loaded again, for the same client or another one.
    """
    bill_file = BillFile.objects.select_for_update().get(pk=bill_file.pk)
    if bill_file.state not in UNASSIGNED:
        raise NotWaiting(f"It was already said whose {bill_file.name} is.")
    bill_file.client, bill_file.state, bill_file.attempts = client, BillFile.State.RECEIVED, 0
    try:
        with transaction.atomic():
            assign(bill_file)
    except IntegrityError as refused:
        if refused.__cause__.diag.constraint_name != "the_same_bytes_are_loaded_once":
            raise
        raise Refused(f"{client} has this very file already.", reason="duplicate") from refused
    activity.record(
        "bill.assigned",
        f"{bill_file.name} was assigned to {client}.",
        actor=assigned_by,
        client=client,
        subject=bill_file,
    )
    tasks.import_bill_file.delay_on_commit(bill_file.pk)
