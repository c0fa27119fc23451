"""Tells the file's row how far its import is, while the import's own transaction is open."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Protocol

from django.db import connection
from django.utils import timezone

from billing_audit.bills.models import BillFile
from retainer.lib.tenancy import acting_as

EVERY_SECONDS = 1.0

#: Whoever holds the row is about to write the end of the story: nothing to add then.
NOTE = """
UPDATE billing_audit_billfile SET rows_read = %s, rows_total = %s
WHERE id = (SELECT id FROM billing_audit_billfile WHERE id = %s FOR NO KEY UPDATE SKIP LOCKED)
"""


class Progress(Protocol):
    """Is told the rows read so far, and how many there are; ``None`` if nobody knows."""

    def __call__(self, rows: int, total: int | None) -> None: ...


def ignore(rows: int, total: int | None) -> None:
    """For imports that nobody watches."""


@contextmanager
def told_to(bill_file: BillFile) -> Iterator[Progress]:
    """Note the progress in the file's row every second, from a connection of its own."""
    latest: list[tuple[int, int | None]] = []
    is_over = threading.Event()

    def note() -> None:
        while not is_over.wait(EVERY_SECONDS):
            if latest:
                with acting_as("worker", clients=[bill_file.client_id]):
                    _write(bill_file.pk, *latest[-1])
        connection.close()

    def tell(rows: int, total: int | None) -> None:
        latest[:] = [(rows, total)]

    thread = threading.Thread(target=note, name=f"progress of {bill_file.pk}", daemon=True)
    thread.start()
    try:
        yield tell
    finally:
        is_over.set()
        thread.join()


def _write(bill_file_id: int, rows: int, total: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [rows, total, bill_file_id])


def time_left(bill_file: BillFile) -> timedelta | None:
    """How long the import will still take, going by how long it took so far."""
    if not (bill_file.started_at and bill_file.rows_total and bill_file.rows_read):
        return None
    spent = timezone.now() - bill_file.started_at
    return spent * (max(0, bill_file.rows_total - bill_file.rows_read) / bill_file.rows_read)
