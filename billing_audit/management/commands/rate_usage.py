"""Say what usage costs, by rules that come with it; nothing is stored."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from billing_audit.rating.asking import answer
from retainer.lib.commands import REFUSED, USAGE, Encoder


class Command(BaseCommand):
    """Ends with 3 when not one of the lines could be rated, so that a script notices."""

    help = (
        "Rate usage in exact decimals: one JSON object a line on standard input, its answer on "
        "standard output, in the same order. A line that cannot be rated is answered with a cost "
        "of null and the reason, and named on standard error. Needs no client and no database."
    )
    requires_system_checks = []
    needs_servers = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--jsonl", action="store_true", help="one JSON object a line")

    def handle(self, *, jsonl: bool, **options: Any) -> None:
        if not jsonl:
            raise CommandError("Say --jsonl: there is no other form of answer.", returncode=USAGE)
        rated = refused = 0
        for number, line in lines(sys.stdin.buffer):
            given = answer(line)
            if error := given.get("error"):
                refused += 1
                self.stderr.write(f"Line {number}: {error}", str)
            else:
                rated += 1
            self.stdout.write(json.dumps(given, cls=Encoder))
            self.stdout.flush()
        if refused and not rated:
            raise SystemExit(REFUSED)


def lines(source: BinaryIO) -> Iterator[tuple[int, str]]:
    """The lines with something on them, numbered as they stand."""
    for number, line in enumerate(source, 1):
        if line.strip():
            yield number, line.decode("utf-8-sig", errors="replace")
