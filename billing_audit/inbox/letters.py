"""A mail as the child took it apart: what it says, and the files enclosed, on disk."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from billing_audit.inbox.reading import READ
from retainer.lib import sandbox
from retainer.lib.refusal import Refused
from retainer.lib.sandbox.limits import MB, Limits
from retainer.lib.uploads import displayed_name

#: Taking a mail apart is quick; what takes longer was written to take long.
LIMITS = Limits(cpu_seconds=20, wall_seconds=60, output=200 * MB)
CHUNK = 256 * 1024
LONGEST_LINE = 64 * 1024


@dataclass(frozen=True)
class Enclosed:
    """A file in a mail, or one that was laid into the drop folder by itself."""

    name: str
    path: Path
    #: It is shown in the text, as logos are.
    in_text: bool = False
    type: str = ""


@dataclass
class Letter:
    """What is known of a mail, or of a dropped file, before anybody looks into its files."""

    id: str
    sender: str = ""
    sender_name: str = ""
    author: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    excerpt: str = ""
    enclosed: list[Enclosed] = field(default_factory=list)


@contextmanager
def opened_mail(path: Path) -> Iterator[Letter]:
    """The mail in a file; raises ``Refused`` for one that cannot be taken apart."""
    with TemporaryDirectory(prefix="retainer-mail-") as folder:
        try:
            with sandbox.stream(READ, str(path.resolve()), limits=LIMITS) as said:
                letter = _letter(json.loads(said.readline(LONGEST_LINE)))
                letter.enclosed = list(_files(said, Path(folder)))
        except sandbox.ChildKilled as killed:
            raise Refused(
                f"It cannot be taken apart: {killed.sentence}", reason=killed.reason
            ) from killed
        yield letter


def _letter(facts: dict) -> Letter:
    sent_at = datetime.fromisoformat(facts["sent_at"]) if facts["sent_at"] else None
    if sent_at and sent_at.tzinfo is None:
        sent_at = sent_at.replace(tzinfo=UTC)  # as the standard says of "-0000"
    return Letter(**{**facts, "sent_at": sent_at})


def _files(said: BinaryIO, folder: Path) -> Iterator[Enclosed]:
    while line := said.readline(LONGEST_LINE):
        facts = json.loads(line)
        path = folder / f"enclosed-{len(list(folder.iterdir()))}"
        left = facts["size"]
        with path.open("wb") as file:
            while left and (piece := said.read(min(left, CHUNK))):
                file.write(piece)
                left -= len(piece)
        yield Enclosed(displayed_name(facts["name"]), path, facts["in_text"], facts["type"])
