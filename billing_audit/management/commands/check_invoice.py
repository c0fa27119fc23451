"""Say what is wrong with bills, from the bills alone; nothing is stored."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from billing_audit.bills.arrivals import ARCHIVES, opened
from billing_audit.bills.importers.checking import Made, check_files
from billing_audit.bills.importers.verdicts import Verdict
from billing_audit.bills.paper_models import PaperTemplate
from billing_audit.bills.profiles import handed_out
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import sniff

WRONG_USAGE, REFUSED = 2, 3

WORDS = {
    "clean": "the arithmetic is right",
    "finding": "the arithmetic is wrong",
    "cannot-check": "nothing in it can be checked",
    "unreadable": "we cannot read it",
}


def made_here() -> dict[str, list[dict]]:
    """The practice's profiles and templates, if its database is at hand."""
    try:
        with acting_as("worker", clients=ALL):
            return {"profiles": handed_out(), "templates": PaperTemplate.objects.handed_out()}
    except DatabaseError:
        return {}


def answers(files: Sequence[str], made: Made) -> Iterator[dict[str, Any]]:
    """One answer per file in order, and one per member of an archive."""
    for is_archive, together in groupby(files, lambda file: sniff(Path(file)) in ARCHIVES):
        if is_archive:
            for file in together:
                yield from of_members(file, made)
        else:
            yield from check_files([*together], **made)


def of_members(file: str, made: Made) -> Iterator[dict[str, Any]]:
    try:
        with opened(Path(file), file) as members:
            for member in members:
                [answer] = check_files([str(member.path)], **made)
                yield answer | {"file": member.name}
    except Refused as refused:  # the archive itself
        yield {"file": file, **Verdict.unreadable(refused.sentence).as_json()}


class Command(BaseCommand):
    """Ends with 3 when not one of the files could be read, so that a script notices."""

    help = (
        "Check the arithmetic of bills without loading them. Needs no client and no database; with "
        "one at hand, tables and PDFs are also read by the practice's own layouts. "
        "Ends with 0 when a file could be read, whatever its arithmetic, which the answer tells; "
        "with 3 when none could; with 2 on wrong usage."
    )
    requires_system_checks = []
    needs_servers = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--jsonl", action="store_true", help="one JSON object a line")

    def handle(self, *, files: list[str], jsonl: bool, **options: Any) -> None:
        for file in files:
            if not Path(file).is_file():
                raise CommandError(f"There is no file {file}.", returncode=WRONG_USAGE)
        readable = False
        for answer in answers(files, made_here()):
            readable |= answer["verdict"] != "unreadable"
            if jsonl:
                self.stdout.write(json.dumps(answer, ensure_ascii=False))
            else:
                self.tell(answer)
        if not readable:
            raise SystemExit(REFUSED)

    def tell(self, answer: dict[str, Any]) -> None:
        self.stderr.write(f"{answer['file']}: {WORDS[answer['verdict']]}.")
        for finding in answer["findings"]:
            self.stderr.write(f"  {finding['rule']}: {finding['detail']}")
        for warning in answer["warnings"]:
            self.stderr.write(f"  {warning}")
