"""Say what changed between an issued DOCX and the one that came back, tracked or not."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from retainer.lib.commands import REFUSED, USAGE
from retainer.lib.refusal import Refused
from rfp.compare.changes import compare


class Command(BaseCommand):
    """Reads two files and nothing else: needs no client, no database and no server."""

    help = (
        "Say what changed between an issued DOCX and the one that came back. Every part is read; "
        "changes that were tracked are disclosed, all others are not. "
        "Ends with 0 when the files were compared, with 3 when they cannot be."
    )
    requires_system_checks = []
    needs_servers = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("issued", metavar="ISSUED")
        parser.add_argument("returned", metavar="RETURNED")
        parser.add_argument("--json", action="store_true", help="one JSON document")

    def handle(self, *, issued: str, returned: str, **options: Any) -> None:
        for file in (issued, returned):
            if not Path(file).is_file():
                raise CommandError(f"There is no file {file}.", returncode=USAGE)
        try:
            changes = compare(Path(issued), Path(returned))
        except Refused as refused:
            if options["json"]:
                self.stdout.write(json.dumps({"error": refused.sentence}, ensure_ascii=False))
            else:
                self.stderr.write(refused.sentence, str)
            sys.exit(REFUSED)
        if options["json"]:
            told = [change.as_json() for change in changes]
            answer = {"issued": issued, "returned": returned, "changes": told}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for change in changes:
            mark = "tracked" if change.is_disclosed else "NOT TRACKED"
            self.stdout.write(f"{mark:<11}  {change.kind:<10}  {change.part}, {change.where}")
            for sign, words in (("-", change.before), ("+", change.after)):
                if words:
                    self.stdout.write(f"    {sign} {words}")
        hidden = sum(not change.is_disclosed for change in changes)
        self.stderr.write(f"{len(changes)} changes, {hidden} of them not tracked", str)
