"""List what audits found, one charge a line."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from billing_audit.checks.catalogue import all_checks
from billing_audit.findings.listing import occurrences
from clients.people.models import Client
from retainer.lib.commands import USAGE, PracticeCommand
from retainer.lib.format import count, money


class Command(PracticeCommand):
    help = "Lists the charges that findings touch, with what is claimed and its proof."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--client", required=True, metavar="SLUG")
        parser.add_argument("--check", default="", metavar="CODE", help="of this check only")
        parser.add_argument("--jsonl", action="store_true", help="one JSON object a line")

    def work(self, *, client: str, check: str, jsonl: bool, **options: Any) -> None:
        codes = [each.code for each in all_checks()]
        if check and check not in codes:
            known = ", ".join(sorted(codes))
            raise CommandError(f"There is no check {check}. There are {known}.", returncode=USAGE)
        with self.scope():
            audited = Client.objects.filter(slug=client).first()
            if audited is None:
                raise CommandError(f"There is no client {client}.", returncode=USAGE)
            if jsonl:
                for each in occurrences(audited, check):
                    self.answer(each)
            else:
                self.tell(audited, check)

    def tell(self, client: Client, check: str) -> None:
        found = client.findings.filter(resolved_at=None, only_supports=False)
        for finding in found.filter(check_code=check) if check else found:
            asked = money(finding.claimed, finding.currency)
            self.say(f"{asked:>16}  {finding.check_code}  {finding.sentence}")
        self.say(count(found.count(), "finding"))
