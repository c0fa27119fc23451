"""Two documents are compared in a child process: what came back is a stranger's file."""

import json
from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from retainer.lib import sandbox
from retainer.lib.refusal import Refused

MB = 1024 * 1024
LIMITS = sandbox.Limits(memory=1024 * MB, cpu_seconds=60, wall_seconds=120, output=150 * MB)
#: Of one document.
LARGEST = 30_000_000


class NotCompared(Refused):
    """These two cannot be compared; the sentence says what is possible."""


@dataclass(frozen=True)
class Found:
    """Every change as ``compare_documents`` tells it, and the redline as a DOCX."""

    changes: list[dict[str, object]]
    redline: bytes


def compare(issued: bytes, returned: bytes, names: tuple[str, str], at: datetime) -> Found:
    """What changed from the first to the second."""
    endings = [PurePath(name).suffix.lower()[:8] for name in names]
    order = (str(len(issued)), *endings, at.isoformat())
    try:
        told = sandbox.run(
            "rfp.returned.apart_child:compare", *order, limits=LIMITS, stdin=issued + returned
        )
    except sandbox.ChildKilled as killed:
        raise NotCompared(f"The documents: {killed.sentence}") from killed
    answer = json.loads(told)
    return Found(answer["changes"], b64decode(answer["redline"]))
