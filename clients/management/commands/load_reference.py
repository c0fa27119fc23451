"""Load a client's accounts, services and rates from CSV files."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from clients.models import Client
from clients.telecom.reference import Accounts, BadTable, Loader, Outcome, Rates, Services
from retainer.lib.commands import PracticeCommand, Refused

#: Loaded in this order: services name accounts, rates name services.
REGISTERS: dict[str, type[Loader]] = {"accounts": Accounts, "services": Services, "rates": Rates}


class Command(PracticeCommand):
    help = "Loads reference data; rows that are there already are updated, bad rows are listed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--client", required=True, metavar="SLUG")
        parser.add_argument("--create", action="store_true", help="make the client if missing")
        for name in REGISTERS:
            parser.add_argument(f"--{name}", metavar="FILE", type=Path)
        parser.add_argument("--json", action="store_true", help="answer as one JSON document")

    def work(self, **options: Any) -> None:
        with self.scope():
            client = self.find_client(options["client"], create=options["create"])
            outcomes = {
                name: self.load(register(client), options[name])
                for name, register in REGISTERS.items()
                if options[name]
            }
        for outcome in outcomes.values():
            for warning in outcome.warnings:
                self.say(warning)
        if options["json"]:
            self.answer(self.document(client, outcomes, options))
        else:
            for name, outcome in outcomes.items():
                self.say(
                    f"{name}: {outcome.created} created, {outcome.updated} updated, "
                    f"{outcome.unchanged} unchanged, {len(outcome.rejected)} cells rejected"
                )

    def find_client(self, slug: str, *, create: bool) -> Client:
        if create:
            name = slug.replace("-", " ").title()
            return Client.objects.get_or_create(slug=slug, defaults={"name": name})[0]
        try:
            return Client.objects.get(slug=slug)
        except Client.DoesNotExist:
            raise Refused(f"There is no client {slug!r}; --create makes one.") from None

    def load(self, loader: Loader, path: Path) -> Outcome:
        try:
            return loader.load(path.read_bytes())
        except OSError as unreadable:
            raise Refused(f"{path} cannot be read: {unreadable.strerror}.") from unreadable
        except BadTable as wrong:
            raise Refused(f"{path}: {wrong}") from wrong

    def document(
        self, client: Client, outcomes: dict[str, Outcome], options: dict[str, Any]
    ) -> dict[str, Any]:
        def counted(what: str) -> dict[str, int]:
            return {
                name: getattr(outcomes[name], what) if name in outcomes else 0 for name in REGISTERS
            }

        return {
            "client": client.slug,
            "created": counted("created"),
            "updated": counted("updated"),
            "rejected": [
                {
                    "file": str(options[name]),
                    "row": cell.row,
                    "column": cell.column,
                    "value": cell.value,
                    "reason": cell.reason,
                }
                for name, outcome in outcomes.items()
                for cell in outcome.rejected
            ],
        }
