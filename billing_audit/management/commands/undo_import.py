"""Undo the import of one file."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError

from billing_audit.bills.models import BillFile
from billing_audit.bills.querysets import BillFileQuerySet
from billing_audit.undo.services import StillNeeded, undo_import
from retainer.lib.commands import USAGE, PracticeCommand


class Command(PracticeCommand):
    """Answers what went; refuses with what depends on the file."""

    help = (
        "Take out all that the import of one file brought, named by its id or by client and name. "
        "Ends with 0 when it is done, with 3 when something depends on it, which is listed, and "
        "with 2 on wrong usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=UUID, metavar="FILE-ID", help="as in its page")
        parser.add_argument("--client", metavar="SLUG", help="whose bills the file holds")
        parser.add_argument("--name", help="the file's name as it was brought")
        parser.add_argument("--json", action="store_true", help="answer in one JSON document")

    def work(
        self,
        *,
        file: UUID | None,
        client: str | None,
        name: str | None,
        json: bool,
        **options: Any,
    ) -> None:
        if bool(file) == bool(client and name):
            raise CommandError("Give the file's id, or --client and --name.", returncode=USAGE)
        try:
            with self.scope():
                bill_file = self.the_one(file, client, name)
                done = undo_import(bill_file=bill_file, undone_by=None)
        except StillNeeded as needed:
            for held in needed.held:
                self.say(f"- {held.words}")
            raise
        self.say(f"The import of {bill_file.name} was undone: {'; '.join(done.goes)}.")
        if json:
            self.answer({"file": str(bill_file.public_id), "status": "undone", "gone": done.goes})

    def the_one(self, key: UUID | None, client: str | None, name: str | None) -> BillFile:
        files = self.files(key, client, name)
        if not files:
            raise CommandError("There is no such file.", returncode=USAGE)
        if len(loaded := [each for each in files if each.state in ("imported", "partial")]) > 1:
            ids = ", ".join(str(each.public_id) for each in loaded)
            raise CommandError(f"Several files have that name: {ids}.", returncode=USAGE)
        return (loaded or list(files))[0]

    def files(self, key: UUID | None, client: str | None, name: str | None) -> BillFileQuerySet:
        if key:
            return BillFile.objects.filter(public_id=key).exclude(client=None)
        return BillFile.objects.filter(client__slug=client, name=name)
