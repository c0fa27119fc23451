"""The base of management commands that work on clients' rows."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder

from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as

#: Exit statuses that other programs rely on.
DONE, UNEXPECTED, USAGE, REFUSED = 0, 1, 2, 3


class Encoder(DjangoJSONEncoder):
    """Money and rates as strings with a decimal point, dates in ISO form, unknown as null."""


class PracticeCommand(BaseCommand):
    """Runs ``work`` as the worker role, for every client of the practice.

    Standard output carries data only; words for people go to standard error.
    """

    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.work(**options)
        except Refused as refusal:
            self.say(refusal.sentence)
            sys.exit(REFUSED)

    def work(self, **options: Any) -> None:
        """Do the command's work, opening ``self.scope()`` around database access."""
        raise NotImplementedError

    def scope(self) -> Any:
        """One transaction as the worker, for all clients."""
        return acting_as("worker", clients=ALL)

    def say(self, words: str) -> None:
        """Tell a person something, on standard error."""
        self.stderr.write(words, str)  # not as an error, which a terminal shows in red

    def answer(self, document: Any) -> None:
        """Print one JSON document, or one line of JSON lines."""
        self.stdout.write(json.dumps(document, cls=Encoder, ensure_ascii=False))
