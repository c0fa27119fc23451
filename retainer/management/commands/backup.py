"""Make a backup, or check one."""

import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from retainer.backup import making
from retainer.backup.manifest import Manifest
from retainer.backup.verifying import verify
from retainer.lib.commands import UNEXPECTED, PracticeCommand
from retainer.lib.format import count


def at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is no number of backups; keep 1 or more")
    return int(text)


class Command(PracticeCommand):
    """The practice goes on working meanwhile: a backup is one moment of the database."""

    help = "Writes a new backup into FOLDER, or checks the backup FOLDER with --verify."

    @property
    def needs_servers(self) -> bool:
        """Checking a backup takes neither database nor broker."""
        return "--verify" not in sys.argv

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument(
            "--verify", action="store_true", help="read every byte of a backup, change nothing"
        )
        parser.add_argument(
            "--keep", type=at_least_one, metavar="N", help="afterwards remove all but the newest N"
        )

    def work(self, *, folder: Path, verify: bool, keep: int | None, **options: Any) -> None:
        if verify:
            self.check(folder)
        else:
            self.make(folder, keep)

    def make(self, folder: Path, keep: int | None) -> None:
        made, manifest = making.make(folder)
        self.say(f"{sentence(manifest)}.")
        for old in making.thin_out(folder, keep) if keep else ():
            self.say(f"Removed {old}.")
        self.stdout.write(str(made))
        if manifest.lost_files:
            self.say(
                f"{count(len(manifest.lost_files), 'stored file')} could not be kept: missing from "
                f"the disk, or not as stored. The first: {manifest.lost_files[0]}. An earlier "
                "backup may hold it. If somebody threw it away just now, run backup again."
            )
            sys.exit(UNEXPECTED)

    def check(self, folder: Path) -> None:
        self.say(f"{sentence(verify(folder))}. Every byte is as it was written.")


def sentence(manifest: Manifest) -> str:
    return (
        f"{count(len(manifest.tables), 'table')} with {count(manifest.rows, 'row')} and "
        f"{count(manifest.files, 'stored file')} of {manifest.made_at}"
    )
