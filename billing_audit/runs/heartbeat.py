"""Keeps a run's lease alive while a long statement runs, and stops the statement on request.

A thread with a database connection of its own.  It dies with its process, and
then the lease runs out by itself.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, connections

from billing_audit.runs.lease import Lease
from retainer.lib.tenancy import acting_as

logger = logging.getLogger(__name__)

SLOWEST = 1  # seconds between two beats: how soon a cancelled statement stops


class Heartbeat:
    """Beats from the beginning to the end of the block."""

    def __init__(self, lease: Lease) -> None:
        self.lease = lease
        #: Set once the run was cancelled or taken over.
        self.lease_lost = threading.Event()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)
        self._lock = threading.Lock()
        self._at_work: Any = None  # the psycopg2 connection that may have to be stopped

    def __enter__(self) -> Self:
        # Inside a transaction, as in tests, another connection would not even see the run.
        if not connection.in_atomic_block:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Stop what the current connection does in this block when the lease is lost."""
        with self._lock:
            self._at_work = connection.connection
        try:
            yield
        finally:
            with self._lock:
                self._at_work = None

    def _beat(self) -> None:
        try:
            while not self._over.wait(min(SLOWEST, settings.RUN_LEASE_SECONDS / 4)):
                try:
                    self._beat_once()
                except (OperationalError, InterfaceError):
                    # The steps meet the same trouble, and the fence guards whatever they write.
                    logger.warning("Run %s: no heartbeat", self.lease.run_id, exc_info=True)
                    connections.close_all()
        finally:
            connections.close_all()

    def _beat_once(self) -> None:
        with acting_as("worker", clients=[self.lease.client_id]):
            held = self.lease.renew()
        if held:
            return
        self.lease_lost.set()
        with self._lock:
            if self._at_work is not None:
                self._at_work.cancel()
