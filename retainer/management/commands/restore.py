"""Fill an empty installation from a backup."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from retainer.backup import restoring
from retainer.backup.manifest import fingerprints
from retainer.lib.commands import PracticeCommand
from retainer.lib.format import count


class Command(PracticeCommand):
    """All or nothing; every table is compared with the backup before anything stays."""

    help = "Restores a backup into the database of this installation, which must be empty."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", type=Path, metavar="BACKUP")
        parser.add_argument(
            "--replace", action="store_true", help="throw away the practice that is there"
        )

    def work(self, *, backup: Path, replace: bool, **options: Any) -> None:
        manifest = restoring.restore(backup, replace=replace)
        self.say(
            f"Restored {count(len(manifest.tables), 'table')} with {count(manifest.rows, 'row')} "
            f"and {count(manifest.files, 'stored file')}, as they were at {manifest.made_at}. "
            "Everybody signs in again."
        )
        if lost := manifest.lost_files:
            self.say(f"Not in the backup: {count(len(lost), 'stored file')}, the first {lost[0]}.")
        if warning := restoring.other_key(manifest, fingerprints()):
            self.say(warning)
