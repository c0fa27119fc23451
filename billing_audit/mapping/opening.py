"""How a table seems to be written: what parts its cells, and where its head stands."""

import csv
from collections import Counter
from collections.abc import Sequence

from billing_audit.mapping.ways import are_figures

DELIMITERS = (",", "\t", ";", "|")
#: Rows looked at; titles and addresses above a head are seldom more.
ROWS = 40


def delimiter_of(text: str) -> str:
    """What cuts the most rows into the same number of cells, more than one."""
    best = max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))
    return best if _evenness(text, best) > (0, 0) else DELIMITERS[0]


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    try:
        rows = list(csv.reader(text.splitlines()[:ROWS], delimiter=delimiter))
    except csv.Error:
        return 0, 0
    (cells, rows_alike), *_ = Counter(map(len, rows)).most_common(1) or [(0, 0)]
    return (rows_alike, cells) if cells > 1 else (0, 0)


def header_row_of(rows: Sequence[Sequence[str]]) -> int:
    """The number of the row that names the columns: as full as any, and without figures."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:ROWS]]
    fullest = max(filled, default=0)
    for number, (row, cells) in enumerate(zip(rows, filled, strict=False), start=1):
        if cells > 1 and cells * 4 >= fullest * 3 and not any(are_figures([c]) for c in row):
            return number
    return 1
