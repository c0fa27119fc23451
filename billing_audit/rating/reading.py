"""Reading a deck's CSV as it streams by: its columns in our order, each row with its line."""

import csv
from collections.abc import Callable, Iterator
from typing import IO

from clients.telecom.reference.table import BadTable, Rejected

#: Our columns, with the other names decks have for them.
COLUMNS = {
    "prefix": ("dial_code", "code", "npanxx"),
    "destination": ("country", "description"),
    "band": ("time_band",),
    "from_minutes": ("tier_from",),
    "rate": ("price", "rate_per_minute"),
    "connect_fee": ("setup_fee",),
    "minimum": ("min_inc",),
    "increment": ("add_inc",),
}
#: What ``COPY`` would take for the end of a cell or of a row, or for an escape.
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x00": ""})
REQUIRED = ("prefix", "rate", "minimum", "increment")


class DeckRows:
    """The rows as ``COPY`` takes them; those with too few or too many cells go to ``reject``."""

    def __init__(self, source: IO[str], reject: Callable[[Rejected], None]) -> None:
        self.reader = csv.reader(source, strict=True)
        self.reject = reject
        self.unknown: list[str] = []
        self.count = 0
        self._encoded = self._rows(self._places())
        self._rest = b""

    def read(self, size: int) -> bytes:
        while len(self._rest) < size:
            if (row := next(self._encoded, None)) is None:
                break
            self._rest += row
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece

    def _places(self) -> list[int | None]:
        """Where each of our columns stands in the file."""
        header = [name.strip().lower() for name in self._next() or []]
        if len(set(header)) < len(header):
            raise BadTable("The header names a column twice.")
        found = {
            ours: next((header.index(name) for name in (ours, *others) if name in header), None)
            for ours, others in COLUMNS.items()
        }
        if missing := [name for name in REQUIRED if found[name] is None]:
            raise BadTable(
                f"The header has no column {', '.join(missing)}. It must have "
                f"{', '.join(REQUIRED)}."
            )
        self.width = len(header)
        self.unknown = [name for at, name in enumerate(header) if at not in found.values()]
        return list(found.values())

    def _rows(self, places: list[int | None]) -> Iterator[bytes]:
        """Pieces of some hundred rows each."""
        lines: list[str] = []
        while (cells := self._next()) is not None:
            if not any(cells):
                continue
            if len(cells) != self.width:
                reason = f"has {len(cells)} cells; the header has {self.width}"
                self.reject(Rejected(self.reader.line_num, "", "", reason))
                continue
            self.count += 1
            picked = ["" if at is None else cells[at].strip() for at in places]
            clean = "\t".join(picked)
            if any(sign in clean for sign in "\\\r\n\x00") or clean.count("\t") >= len(picked):
                clean = "\t".join(cell.translate(ESCAPES) for cell in picked)
            lines.append(f"{self.reader.line_num}\t{clean}\n")
            if len(lines) == 500:
                yield "".join(lines).encode()
                lines.clear()
        yield "".join(lines).encode()

    def _next(self) -> list[str] | None:
        try:
            return next(self.reader, None)
        except csv.Error as broken:
            raise BadTable(
                f"Line {self.reader.line_num}: the CSV is broken ({broken})."
            ) from broken
        except UnicodeDecodeError as wrong:
            raise BadTable(
                f"After line {self.reader.line_num} the file is not UTF-8: save it as CSV UTF-8."
            ) from wrong
