"""Rows that were refused, beside the way they stand in the file they came in."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from billing_audit.bills.arrivals import Kept, local_copy
from billing_audit.bills.importers.limits import limits_for
from billing_audit.bills.raw_rows import NOT_TEXT, RAW_ROWS, Raw
from retainer.lib import sandbox

#: Rows of a download that are looked up in the file.
MOST = 5000


class Issue(Protocol):
    """A cell that was refused, of a bill or of usage."""

    pk: int
    row: int | None
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Reject:
    """What was refused; ``raw`` is its row as it stands, ``None`` where no text can be shown."""

    issue: Issue
    raw: Raw | None


def with_their_rows(kept: Kept, issues: Iterable[Issue], *, format: str) -> list[Reject]:
    """Each with its row read from the stored file, in a child; without rows if that fails."""
    issues = list(issues)
    placed = sorted((each for each in issues if each.row), key=lambda each: each.row)
    raws = dict(zip((each.pk for each in placed), _raws(kept, placed[:MOST], format), strict=False))
    return [Reject(each, raws.get(each.pk)) for each in issues]


def _raws(kept: Kept, issues: list[Issue], format: str) -> Iterator[Raw]:
    if not issues or format in NOT_TEXT:
        return
    wanted = json.dumps(
        [{"row": each.row, "column": each.column, "value": each.value} for each in issues]
    )
    try:
        said = _read(kept, wanted.encode(), format)
    except (sandbox.ChildKilled, sandbox.ChildRefused, FileNotFoundError):
        return  # what was said of the cells still stands
    for line in said.splitlines():
        yield Raw(**json.loads(line))


def _read(kept: Kept, wanted: bytes, format: str) -> bytes:
    with local_copy(kept) as path:
        arguments = str(path.resolve()), format
        return sandbox.run(RAW_ROWS, *arguments, limits=limits_for(path), stdin=wanted)
