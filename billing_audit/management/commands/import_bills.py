"""Load bills of one client from files."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from billing_audit.bills.arrivals import AlreadyLoaded, Member, keep, opened
from billing_audit.bills.declared import Declared, read_declared, state_totals
from billing_audit.bills.importers import FORMATS
from billing_audit.bills.importers.mapped.recognition import PREFIX
from billing_audit.bills.importing import import_bill, sentence
from billing_audit.bills.models import BillFile, ImportIssue
from billing_audit.bills.profiles import known_names
from billing_audit.bills.reading import AUTO
from clients.people.models import Client
from retainer.lib import refusal
from retainer.lib.commands import USAGE, PracticeCommand, Refused
from retainer.lib.format import count

Answer = dict[str, Any]
#: Cells told of one by one; the page of the file shows all.
MOST_TOLD = 20


class Command(PracticeCommand):
    """Each file is loaded in a transaction of its own, whole or not at all."""

    help = (
        "Load bills of one client. The same file twice is answered “already loaded”. Ends with 0 "
        "when something was loaded or everything was loaded before, with 3 when something was "
        "refused and nothing was loaded, and with 2 on wrong usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--client", required=True, metavar="SLUG", help="whose bills they are")
        parser.add_argument("--declared", type=Path, help="CSV of the totals the bills state")
        parser.add_argument("--format", default=AUTO, choices=[AUTO, *FORMATS])
        parser.add_argument(
            *("--layout", "--profile"),
            dest="profile",
            metavar="NAME",
            help="read carriers' own tables by this layout",
        )
        parser.add_argument("--json", action="store_true", help="answer in one JSON document")

    def work(
        self,
        *,
        files: list[Path],
        client: str,
        declared: Path | None,
        format: str,
        profile: str | None,
        json: bool,
        **options: Any,
    ) -> None:
        if profile and format != AUTO:
            raise CommandError("Give --format or --layout, not both.", returncode=USAGE)
        for path in (*files, *filter(None, [declared])):
            if not path.is_file():
                raise CommandError(f"There is no file {path}.", returncode=USAGE)
        with self.scope():
            owner = Client.objects.filter(slug=client).first()
            profiles = sorted(known_names())
        if owner is None:
            raise CommandError(f"There is no client {client}.", returncode=USAGE)
        if profile and profile.casefold() not in map(str.casefold, profiles):
            known = ", ".join(profiles)
            raise CommandError(
                f"There is no layout {profile}; there are {known}.", returncode=USAGE
            )
        wanted = f"{PREFIX}{profile}" if profile else format
        totals = self.read_totals(declared)
        answers = [answer for path in files for answer in self.load(path, owner, wanted)]
        if totals:
            with self.scope():
                self.tell_of_strays(state_totals(owner, totals))
        if json:
            self.answer(answers)
        statuses = {answer["status"] for answer in answers}
        if not statuses - {"rejected", "duplicate"} and statuses != {"duplicate"}:
            raise Refused("Nothing was loaded.")

    def read_totals(self, declared: Path | None) -> list[Declared]:
        if declared is None:
            return []
        try:
            return read_declared(declared)
        except refusal.Refused as refused:
            raise Refused(refused.sentence) from refused

    def tell_of_strays(self, strays: list[Declared]) -> None:
        """A total nobody takes is a typing mistake, or belongs to a bill that was refused."""
        if strays:
            fit = "fits" if len(strays) == 1 else "fit"
            self.say(
                f"{count(len(strays), 'declared total')} {fit} no invoice that is loaded; the "
                f"first is of invoice {strays[0].invoice_no} on account {strays[0].account_no}, "
                f"dated {strays[0].bill_date}."
            )

    def load(self, path: Path, client: Client, wanted: str) -> Iterator[Answer]:
        """One answer per file, or per member of an archive."""
        try:
            with opened(path, str(path)) as members:
                for member in members:
                    yield self.load_member(member, client, wanted)
        except refusal.Refused as refused:  # the archive itself
            self.say(f"{path} was refused: {refused.sentence}")
            yield answer_of(str(path), "rejected", error=refused.sentence)

    def load_member(self, member: Member, client: Client, wanted: str) -> Answer:
        try:
            with self.scope():
                bill_file = keep(member, client=client, brought_by=None)
                import_bill(bill_file, member.path, wanted=wanted)
                refused = refused_cells(bill_file)
        except AlreadyLoaded as already:
            self.say(f"{member.name} is already loaded.")
            return answer_of(member.name, "duplicate", already.bill_file)
        except refusal.Refused as refused:
            self.say(f"{member.name} was refused: {refused.sentence}")
            return answer_of(member.name, "rejected", error=refused.sentence)
        self.say(sentence(bill_file))
        for each in refused:
            self.say(f"  {each}")
        answer = answer_of(member.name, bill_file.state, bill_file)
        return answer | {"warnings": [*answer["warnings"], *refused]}


def refused_cells(bill_file: BillFile) -> list[str]:
    """Where the first cells stand that could not be read, and why."""
    told = [in_words(issue) for issue in bill_file.issues.all()[:MOST_TOLD]]
    if len(told) == MOST_TOLD and (more := bill_file.issues.count() - MOST_TOLD):
        told.append(f"{count(more, 'more cell')} could not be read.")
    return told


def in_words(issue: ImportIssue) -> str:
    place = f"Row {issue.row}" if issue.row else "The bill"
    shown = f" “{issue.value[:60]}”" if issue.value else ""
    return f"{place}, {issue.column or 'whole'}{shown}: {issue.reason}"


def answer_of(
    name: str, status: str, bill_file: BillFile | None = None, *, error: str | None = None
) -> Answer:
    """What programs are told of one file."""
    bill_file = bill_file or BillFile()
    is_new = status != "duplicate"
    return {
        "file": name,
        "status": status,
        "format": bill_file.format or None,
        "invoices": bill_file.invoice_count if is_new else 0,
        "lines": bill_file.line_count if is_new else 0,
        "rejected_lines": bill_file.rejected_lines if is_new else 0,
        "warnings": bill_file.warnings if is_new else [],
        "error": error or bill_file.error or None,
    }
