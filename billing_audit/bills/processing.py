"""Work on a file that waits: find its client, load it.  The file's row owns the work.

received -> importing is committed first, then everything else happens in one
transaction.  A worker holds a lock of the database while it is at it, which goes
when the worker does; so a lost import is one whose lock is free, and doing a
file twice does nothing.
"""

from datetime import timedelta
from pathlib import Path

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from billing_audit.bills.arrivals import local_copy
from billing_audit.bills.identifying import identify
from billing_audit.bills.importing import finish, import_bill, refuse
from billing_audit.bills.models import BillFile
from billing_audit.bills.progress import told_to
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as

#: The first half of the lock's name; the second is the file's key.
LOCK = 0xF11E
MOST_ATTEMPTS = 3
LOST_AFTER = timedelta(seconds=60)
State = BillFile.State

GIVEN_UP = "The import was interrupted three times. Try a smaller file, or ask for help."
ALREADY_LOADED = "The client has this very file already."


def process(bill_file_id: int) -> None:
    """Do what is left to do for the file; harmless if it is done or somebody is at it."""
    if not _begin(bill_file_id):
        return
    with acting_as("worker", clients=ALL):
        bill_file = _hold(bill_file_id, State.IMPORTING)
        if bill_file is None:
            return
        with local_copy(bill_file) as path:
            _claim(bill_file, path)
    with acting_as("worker", clients=ALL):
        bill_file = _hold(bill_file_id, State.IMPORTING)
        if bill_file is None or bill_file.client is None:
            return
        with local_copy(bill_file) as path, told_to(bill_file) as progress:
            import_bill(bill_file, path, progress=progress)


def lost() -> list[int]:
    """Files that nobody has worked on for a while."""
    since = timezone.now() - LOST_AFTER
    waiting = BillFile.objects.in_flight().filter(brought_at__lt=since)
    return list(waiting.exclude(started_at__gte=since).values_list("pk", flat=True))


def _begin(bill_file_id: int) -> bool:
    """Note that an import begins, so that everybody sees it, and how often it did."""
    with acting_as("worker", clients=ALL):
        bill_file = _hold(bill_file_id, State.RECEIVED, State.IMPORTING)
        if bill_file is None:
            return False
        bill_file.attempts += 1
        bill_file.started_at = timezone.now()
        bill_file.state = State.IMPORTING
        if bill_file.attempts > MOST_ATTEMPTS:
            finish(bill_file, State.REJECTED, GIVEN_UP)
            return False
        bill_file.save(update_fields=["attempts", "started_at", "state"])
        return True


def _claim(bill_file: BillFile, path: Path) -> None:
    """Find the file's client, if nobody has said it."""
    if bill_file.client is not None:
        return
    try:
        identify(bill_file, path)
        with transaction.atomic():
            assign(bill_file)
    except Refused as refused:
        refuse(bill_file, refused)
    except IntegrityError as refused:
        if refused.__cause__.diag.constraint_name != "the_same_bytes_are_loaded_once":
            raise
        bill_file.client = None
        finish(bill_file, State.REJECTED, ALREADY_LOADED)


def assign(bill_file: BillFile) -> None:
    """Store what was found out about the file; its bytes belong to the same client."""
    bill_file.save()
    bill_file.stored.client = bill_file.client
    bill_file.stored.save(update_fields=["client"])


def _hold(bill_file_id: int, *states: str) -> BillFile | None:
    """The file in one of these states, locked until the transaction ends unless it is already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, bill_file_id % 2**31])
        if not cursor.fetchone()[0]:
            return None
    files = BillFile.objects.select_related("client", "stored", "brought_by")
    return files.filter(pk=bill_file_id, state__in=states).first()
