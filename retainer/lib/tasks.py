"""The base of background tasks: they act as the practice's worker, and are woken without fail."""

import logging
from functools import partial
from typing import Any

from celery.contrib.django.task import DjangoTask
from django.db import transaction
from kombu.exceptions import OperationalError

from retainer.lib.tenancy import ALL, acting_as

logger = logging.getLogger(__name__)


class PracticeTask(DjangoTask):
    """Runs in one transaction as the worker role, for every client of the practice.

    Longer work says ``in_one_transaction=False`` and opens scopes of its own.
    """

    abstract = True
    in_one_transaction = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not self.in_one_transaction:
            return super().__call__(*args, **kwargs)
        with acting_as("worker", clients=ALL):
            return super().__call__(*args, **kwargs)

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:
        """Wake a worker once the rows it will look for are there."""
        transaction.on_commit(partial(self.wake, *args, **kwargs))

    def wake(self, *args: Any, **kwargs: Any) -> None:
        """Tell a worker now.

        The rows own the work, so a broker that cannot be reached is no reason
        to refuse what was asked: whoever looks for lost work finds it later.
        """
        try:
            self.delay(*args, **kwargs)
        except OperationalError as unreachable:
            logger.error("No worker was told of %s%r: %s", self.name, args, unreachable)
