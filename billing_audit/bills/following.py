"""How far a file is, and what became of dropped files, in words for a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from billing_audit.bills.models import BillFile
from billing_audit.bills.progress import Loading, time_left
from billing_audit.bills.services import Received
from retainer.lib.format import count

#: File names in one sentence.
MOST_NAMED = 3


@dataclass(frozen=True)
class FileProgress:
    """What ``parts/progress.html`` shows of a file."""

    state: str
    label: str
    done: int
    total: int
    now: str
    eta: timedelta | None
    in_flight: bool
    unit: str = "rows"


def progress_of(file: Loading) -> FileProgress:
    return FileProgress(
        state=file.state,
        label=file.name,
        done=file.rows_read if file.rows_total else 0,
        total=file.rows_total or 0,
        now=_now(file),
        eta=time_left(file),
        in_flight=file.is_in_flight,
    )


def _now(file: Loading) -> str:
    if file.state == BillFile.State.RECEIVED:
        return "waits for a worker"
    if file.state != BillFile.State.IMPORTING:
        return ""
    if not file.rows_read:
        return "being recognised"
    if file.rows_total and file.rows_read >= file.rows_total:
        return "all rows read; now they are put in order"
    return "being read"


def not_taken_in_words(received: Received) -> Iterator[str]:
    """A sentence for each dropped file that was not taken, and why."""
    for bill_file in received.known[:MOST_NAMED]:
        waits = bill_file.state == BillFile.State.DRAFT
        what = "already waits for confirmation" if waits else "is already loaded"
        yield f"{bill_file.name} {what}; nothing changed."
    if (more := len(received.known) - MOST_NAMED) > 0:
        yield f"So {'is' if more == 1 else 'are'} {count(more, 'other file')}."
    yield from received.refused
    if not (received.taken or received.known or received.refused):
        yield "No file arrived. Choose one and send it again."
