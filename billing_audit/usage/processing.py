"""Work on a file of usage that waits.  The file's row owns the work.

received -> importing is committed first, then everything else happens in one transaction under a
lock of the database, which goes when its worker does; so a lost load is one whose lock is free.
"""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from billing_audit.bills.arrivals import local_copy
from billing_audit.bills.progress import told_to
from billing_audit.usage.loading import load
from billing_audit.usage.models import UsageFile
from billing_audit.usage.reading import AUTO
from clients.people import activity
from retainer.lib.format import count
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as

#: The first half of the lock's name; the second is the file's key.
LOCK = 0x05A6F
MOST_ATTEMPTS = 3
LOST_AFTER = timedelta(seconds=60)
State = UsageFile.State
IN_FLIGHT = (State.RECEIVED, State.IMPORTING)

GIVEN_UP = "The import was interrupted three times. Try a smaller file, or ask for help."


def process(usage_file_id: int) -> None:
    """Do what is left to do for the file; harmless if it is done or somebody is at it."""
    with acting_as("worker", clients=ALL):
        if not (usage_file := _hold(usage_file_id)):
            return
        usage_file.attempts += 1
        usage_file.started_at, usage_file.state = timezone.now(), State.IMPORTING
        if usage_file.attempts > MOST_ATTEMPTS:
            finish(usage_file, State.REJECTED, GIVEN_UP)
            return
        usage_file.save()
    with acting_as("worker", clients=ALL):
        if usage_file := _hold(usage_file_id):
            take(usage_file)


def take(usage_file: UsageFile, wanted: str = AUTO) -> None:
    """Load the file and leave its row in the state that tells how it went."""
    try:
        with local_copy(usage_file) as path, told_to(usage_file) as progress:
            load(usage_file, path, wanted=wanted, progress=progress)
    except Refused as refused:
        finish(usage_file, State.REJECTED, refused.sentence)
    else:
        finish(usage_file, State.PARTIAL if usage_file.rejected_rows else State.IMPORTED)


def finish(usage_file: UsageFile, state: str, error: str = "") -> None:
    """Write the end of a file's story."""
    usage_file.state, usage_file.error = state, error
    usage_file.finished_at = timezone.now()
    usage_file.save()
    activity.record(
        f"usage.{state}",
        sentence(usage_file),
        actor=usage_file.brought_by,
        client=usage_file.client,
        subject=usage_file,
    )


def sentence(usage_file: UsageFile) -> str:
    """What happened, for people."""
    if usage_file.state == State.REJECTED:
        return f"{usage_file.name} was refused: {usage_file.error}"
    refused = count(usage_file.rejected_rows, "row")
    rest = f"; {refused} could not be read" if usage_file.rejected_rows else ""
    return f"{usage_file.name}: {count(usage_file.record_count, 'usage record')} loaded{rest}."


def lost() -> list[int]:
    """Files that nobody has worked on for a while."""
    since = timezone.now() - LOST_AFTER
    waiting = UsageFile.objects.filter(state__in=IN_FLIGHT, brought_at__lt=since)
    return list(waiting.exclude(started_at__gte=since).values_list("pk", flat=True))


def _hold(usage_file_id: int) -> UsageFile | None:
    """The file while it waits, locked until the transaction ends unless it is already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, usage_file_id % 2**31])
        if not cursor.fetchone()[0]:
            return None
    files = UsageFile.objects.select_related("client", "stored", "brought_by")
    return files.filter(pk=usage_file_id, state__in=IN_FLIGHT).first()
