"""Mark what a careful reader would mark in a request for proposal."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from retainer.lib.commands import REFUSED, USAGE
from retainer.lib.refusal import Refused
from rfp.linter.engine import lint
from rfp.linter.reading import read
from rfp.linter.rule import Surroundings


class Command(BaseCommand):
    """Reads one file and nothing else: needs no client, no database and no server."""

    help = (
        "Mark acronyms, references, terms, duties, numbers, contradictions, copied text, blanks "
        "and prescribed technology in a Markdown or DOCX document. Lines are lines of Markdown, or "
        "paragraphs of a DOCX, its notes, headers and footers counted behind the body."
    )
    requires_system_checks = []
    needs_servers = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON document")
        parser.add_argument("--client", default="", help="who the document is for")
        parser.add_argument(
            "--other",
            action="append",
            default=[],
            metavar="NAME",
            help="the name or a site of another client, which must not be in it; may be repeated",
        )

    def handle(self, *, file: str, client: str, other: list[str], **options: Any) -> None:
        path = Path(file)
        if not path.is_file():
            raise CommandError(f"There is no file {file}.", returncode=USAGE)
        around = Surroundings(client=client, others={name: name for name in other})
        try:
            remarks = lint(read(path), around)
        except Refused as refused:
            if options["json"]:
                answer = {"file": file, "error": refused.sentence}
                self.stdout.write(json.dumps(answer, ensure_ascii=False))
            self.stderr.write(refused.sentence, str)
            sys.exit(REFUSED)
        if options["json"]:
            answer = {"file": file, "findings": [remark.as_json() for remark in remarks]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for remark in remarks:
            at = f"{remark.place.line}:{remark.place.column}"
            self.stdout.write(f"{at:>9}  {remark.rule.code}  {remark.mark.message}")
        self.stderr.write(f"{len(remarks)} remarks", str)
