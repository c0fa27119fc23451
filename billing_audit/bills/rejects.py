"""Rows that were refused, beside the way they stand in the file they came in."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from billing_audit.bills.arrivals import local_copy
from billing_audit.bills.importers.limits import limits_for
from billing_audit.bills.models import BillFile, ImportIssue
from billing_audit.bills.raw_rows import NOT_TEXT, RAW_ROWS, Raw
from retainer.lib import sandbox

#: Rows of a download that are looked up in the file.
MOST = 5000


@dataclass(frozen=True)
class Reject:
    """What was refused; ``raw`` is its row as it stands, ``None`` where no text can be shown."""

    issue: ImportIssue
    raw: Raw | None


def with_their_rows(bill_file: BillFile, issues: Iterable[ImportIssue]) -> list[Reject]:
    """Each with its row read from the stored file, in a child; without rows if that fails."""
    issues = list(issues)
    placed = sorted((each for each in issues if each.row), key=lambda each: each.row)
    raws = dict(zip((each.pk for each in placed), _raws(bill_file, placed[:MOST]), strict=False))
    return [Reject(each, raws.get(each.pk)) for each in issues]


def _raws(bill_file: BillFile, issues: list[ImportIssue]) -> Iterator[Raw]:
    if not issues or bill_file.format in NOT_TEXT:
        return
    wanted = json.dumps(
        [{"row": each.row, "column": each.column, "value": each.value} for each in issues]
    )
    try:
        said = _read(bill_file, wanted.encode())
    except (sandbox.ChildKilled, sandbox.ChildRefused, FileNotFoundError):
        return  # what was said of the cells still stands
    for line in said.splitlines():
        yield Raw(**json.loads(line))


def _read(bill_file: BillFile, wanted: bytes) -> bytes:
    with local_copy(bill_file) as path:
        arguments = str(path.resolve()), bill_file.format
        return sandbox.run(RAW_ROWS, *arguments, limits=limits_for(path), stdin=wanted)
