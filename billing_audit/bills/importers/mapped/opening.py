"""Whether a text is a table at all, and what parts its cells, before anybody has said it."""

import csv
from collections import Counter
from pathlib import Path

from billing_audit.bills.importers.mapped import rows
from billing_audit.bills.importers.mapped.profile import Table

DELIMITERS = (",", "\t", ";", "|")
#: Rows looked at; titles and addresses above the column names are seldom more.
ROWS = 40
#: No bill has fewer columns: whose, when, how much.
FEWEST_COLUMNS, FEWEST_ROWS = 3, 2


def is_table(path: str | Path) -> bool:
    """Whether rows of this text have the same number of cells, enough for a bill."""
    text = beginning(path)
    alike, cells = _evenness(text, delimiter_of(text))
    return alike >= FEWEST_ROWS and cells >= FEWEST_COLUMNS


def beginning(path: str | Path) -> str:
    with rows.opened(path, rows.letters_of(path, Table())) as source:
        return source.read(rows.BEGINNING)


def delimiter_of(text: str) -> str:
    """What cuts the most rows into the same number of cells, more than one."""
    best = max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))
    return best if _evenness(text, best) > (0, 0) else DELIMITERS[0]


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    """How many rows have the usual number of cells, and that number."""
    try:
        cut = [row for row in csv.reader(text.splitlines()[:ROWS], delimiter=delimiter) if row]
    except csv.Error:
        return 0, 0
    widths = Counter(len(row) for row in cut if len(row) > 1)
    cells, alike = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return alike, cells
