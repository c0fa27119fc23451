"""Load call and usage records of one client from files."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from billing_audit.bills.arrivals import Member, opened
from billing_audit.usage.layouts import SHIPPED
from billing_audit.usage.models import UsageFile
from billing_audit.usage.own_layouts import newest
from billing_audit.usage.processing import sentence, take
from billing_audit.usage.reading import AUTO
from billing_audit.usage.services import AlreadyLoaded, keep
from clients.people.models import Client
from retainer.lib import refusal
from retainer.lib.commands import USAGE, PracticeCommand, Refused

Answer = dict[str, Any]


class Command(PracticeCommand):
    """Each file is loaded in a transaction of its own."""

    help = (
        "Load call and usage records of one client. Rows that cannot be read are listed, the "
        "others load. Ends with 3 when something was refused and nothing was loaded."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--client", required=True, metavar="SLUG", help="whose usage it is")
        parser.add_argument("--layout", default=AUTO, metavar="NAME", help="auto, or one by name")
        parser.add_argument("--json", action="store_true", help="answer in one JSON document")

    def work(
        self, *, files: list[Path], client: str, layout: str, json: bool, **options: Any
    ) -> None:
        for path in files:
            if not path.is_file():
                raise CommandError(f"There is no file {path}.", returncode=USAGE)
        with self.scope():
            owner = Client.objects.filter(slug=client).first()
            names = [AUTO, *(each.name for each in (*SHIPPED, *newest()))]
        if owner is None:
            raise CommandError(f"There is no client {client}.", returncode=USAGE)
        if layout not in names:
            raise CommandError(
                f"There is no layout {layout}; there are {', '.join(names)}.", returncode=USAGE
            )
        answers = [answer for path in files for answer in self.load(path, owner, layout)]
        if json:
            self.answer(answers)
        statuses = {answer["status"] for answer in answers}
        if not statuses - {"rejected", "duplicate"} and statuses != {"duplicate"}:
            raise Refused("Nothing was loaded.")

    def load(self, path: Path, client: Client, layout: str) -> Iterator[Answer]:
        """One answer per file, or per member of an archive."""
        try:
            with opened(path, str(path)) as members:
                for member in members:
                    yield self.load_member(member, client, layout)
        except refusal.Refused as refused:  # the archive itself
            self.say(f"{path} was refused: {refused.sentence}")
            yield answer_of(str(path), "rejected", error=refused.sentence)

    def load_member(self, member: Member, client: Client, layout: str) -> Answer:
        try:
            with self.scope():
                usage_file = keep(member, client=client, brought_by=None)
                take(usage_file, layout)
        except AlreadyLoaded as already:
            self.say(already.sentence)
            return answer_of(member.name, "duplicate")
        except refusal.Refused as refused:
            self.say(f"{member.name} was refused: {refused.sentence}")
            return answer_of(member.name, "rejected", error=refused.sentence)
        self.say(sentence(usage_file))
        return answer_of(member.name, usage_file.state, usage_file)


def answer_of(
    name: str, status: str, usage_file: UsageFile | None = None, *, error: str | None = None
) -> Answer:
    """What programs are told of one file."""
    usage_file = usage_file or UsageFile()
    return {
        "file": name,
        "status": status,
        "layout": usage_file.layout or None,
        "records": usage_file.record_count,
        "known": usage_file.known_count,
        "rejected_rows": usage_file.rejected_rows,
        "warnings": usage_file.warnings,
        "error": error or usage_file.error or None,
    }
