"""How far a file is, and what became of dropped files, in words for a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages

from billing_audit.bills.models import BillFile
from billing_audit.bills.progress import time_left
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


def progress_of(bill_file: BillFile) -> FileProgress:
    return FileProgress(
        state=bill_file.state,
        label=bill_file.name,
        done=bill_file.rows_read if bill_file.rows_total else 0,
        total=bill_file.rows_total or 0,
        now=_now(bill_file),
        eta=time_left(bill_file),
        in_flight=bill_file.is_in_flight,
    )


def _now(bill_file: BillFile) -> str:
    if bill_file.state == BillFile.State.RECEIVED:
        return "waits for a worker"
    if bill_file.state != BillFile.State.IMPORTING:
        return ""
    if not bill_file.rows_read:
        return "being recognised"
    if bill_file.rows_total and bill_file.rows_read >= bill_file.rows_total:
        return "all rows read; now they are put in order"
    return "being read"


def received_in_words(received: Received) -> Iterator[tuple[int, str]]:
    """Message level and sentence for each kind of thing that happened to dropped files."""
    if len(received.taken) > 1:
        yield messages.SUCCESS, f"{count(len(received.taken), 'file')} arrived and are loading."
    for bill_file in received.known[:MOST_NAMED]:
        waits = bill_file.state == BillFile.State.DRAFT
        what = "already waits for confirmation" if waits else "is already loaded"
        yield messages.INFO, f"{bill_file.name} {what}; nothing changed."
    if (more := len(received.known) - MOST_NAMED) > 0:
        yield messages.INFO, f"So {'is' if more == 1 else 'are'} {count(more, 'other file')}."
    for sentence in received.refused:
        yield messages.ERROR, sentence
    if not (received.taken or received.known or received.refused):
        yield messages.ERROR, "No file arrived. Choose one and send it again."
