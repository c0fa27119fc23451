"""Tells the file's row how far its import is, while the import's own transaction is open."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Protocol

from django.db import connection, models
from django.utils import timezone

from retainer.lib.tenancy import acting_as

EVERY_SECONDS = 1.0

#: Whoever holds the row is about to write the end of the story: nothing to add then.
NOTE = """
UPDATE {table} SET {columns}
WHERE id = (SELECT id FROM {table} WHERE id = %s FOR NO KEY UPDATE SKIP LOCKED)
"""


class Loading(Protocol):
    """A file of bills or of usage, as far as its progress goes."""

    name: str
    state: str
    rows_read: int
    rows_total: int | None
    started_at: datetime | None

    @property
    def is_in_flight(self) -> bool: ...


class Progress(Protocol):
    """Is told the rows read so far, how many there are or ``None``, and what else became known."""

    def __call__(self, rows: int, total: int | None, **known: str) -> None: ...


def ignore(rows: int, total: int | None, **known: str) -> None:
    """For imports that nobody watches."""


@contextmanager
def told_to(file: models.Model) -> Iterator[Progress]:
    """Note the progress in the file's row every second, from a connection of its own."""
    latest: dict[str, int | str | None] = {}
    is_over = threading.Event()

    def note() -> None:
        while not is_over.wait(EVERY_SECONDS):
            if latest:
                with acting_as("worker", clients=[file.client_id]):
                    _write(file, dict(latest))
        connection.close()

    def tell(rows: int, total: int | None, **known: str) -> None:
        latest.update(rows_read=rows, rows_total=total, **known)

    thread = threading.Thread(target=note, name=f"progress of {file.pk}", daemon=True)
    thread.start()
    try:
        yield tell
    finally:
        is_over.set()
        thread.join()


def _write(file: models.Model, known: dict[str, int | str | None]) -> None:
    columns = ", ".join(f"{column} = %s" for column in known)
    statement = NOTE.format(table=file._meta.db_table, columns=columns)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*known.values(), file.pk])


def time_left(file: Loading) -> timedelta | None:
    """How long the import will still take, going by how long it took so far."""
    if not (file.started_at and file.rows_total and file.rows_read):
        return None
    spent = timezone.now() - file.started_at
    return spent * (max(0, file.rows_total - file.rows_read) / file.rows_read)
