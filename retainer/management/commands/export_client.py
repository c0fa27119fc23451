"""Writes everything a client owns into a folder or a ZIP: CSV tables, original files, manifest."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from clients.models import Client
from retainer.exporting.archive import FolderArchive, ZipArchive
from retainer.exporting.packing import Packing
from retainer.lib.commands import USAGE, PracticeCommand


class Command(PracticeCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("client", metavar="SLUG")
        parser.add_argument("target", type=Path, help="a name ending in .zip, or an empty folder")
        parser.add_argument(
            "--for-client",
            action="store_true",
            help="leave out what only the practice reads: notes, drafts, its own rates",
        )

    def work(self, **options: Any) -> None:
        with self.scope():
            client = Client.objects.filter(slug=options["client"]).first()
        if client is None:
            raise CommandError(f"There is no client {options['client']}.", returncode=USAGE)
        target: Path = options["target"]
        if target.exists() and (target.is_file() or any(target.iterdir())):
            raise CommandError(f"{target} holds something already.", returncode=USAGE)
        packing = self._pack(client, target, is_client=options["for_client"])
        problems = [each for each in packing.manifest if each.remark]
        for each in problems:
            self.say(f"{each.name}: {each.remark}")
        self.say(f"{len(packing.manifest)} files of {client} are in {target}")
        self.answer({"client": client.slug, "files": len(packing.manifest), "to": str(target)})

    def _pack(self, client: Client, target: Path, *, is_client: bool) -> Packing:
        if target.suffix.lower() != ".zip":
            packing = Packing(client, FolderArchive(target), is_client)
            packing.run()
            return packing
        with target.open("wb") as file:
            archive = ZipArchive(file)
            packing = Packing(client, archive, is_client)
            packing.run()
            archive.close()
        return packing
