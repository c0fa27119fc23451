"""Load a version of a deck: a CSV by ``COPY`` into a table of this load, proved there, moved on.

A deck with a hole would price calls by a shorter prefix, so one bad cell refuses the whole file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DatabaseError, connection

from billing_audit.rating.models import DeckVersion
from billing_audit.rating.reading import COLUMNS, DeckRows
from clients.telecom.reference.table import Rejected

#: Bad cells that are told one by one.
MOST_TOLD = 1000
COPY_BUFFER = 64 * 1024

MAKE = f"""
CREATE TEMPORARY TABLE deck_read (row bigint, {", ".join(f"{name} text" for name in COLUMNS)})
ON COMMIT DROP
"""
_NUMBER = r"^\d{1,10}(\.\d{1,8})?$"
_SECONDS = r"^\d{1,9}(\.\d{1,3})?$"
#: For each column what its cells must be, and what is said of one that is not.
SOUND = {
    "prefix": (r"prefix ~ '^\+?\d{1,15}$'", "not 1 to 15 digits"),
    "destination": ("length(destination) <= 120", "longer than 120 characters"),
    "band": ("band = '' OR band = ANY (%(bands)s)", "not one of the deck’s time bands"),
    "from_minutes": (f"from_minutes ~ '{_SECONDS}' OR from_minutes = ''", "not a number like 500"),
    "rate": (f"rate ~ '{_NUMBER}'", "not a number like 0.0125"),
    "connect_fee": (f"connect_fee ~ '{_NUMBER}' OR connect_fee = ''", "not a number like 0.05"),
    "minimum": (f"minimum ~ '{_SECONDS}' AND minimum ~ '[1-9]'", "not seconds like 60"),
    "increment": (f"increment ~ '{_SECONDS}' AND increment ~ '[1-9]'", "not seconds like 6"),
}
_CELLS, _SOUND = ", ".join(SOUND), ", ".join(f"({sound})" for sound, _ in SOUND.values())
_NAMES = ", ".join(f"'{name}'" for name in SOUND)
_REASONS = ", ".join(f"'{why}'" for _, why in SOUND.values())
# Only rows with a bad cell are taken apart.
FAULTS = f"""
SELECT d.row, cell.name, left(cell.value, 200), cell.reason, count(*) OVER ()
FROM (SELECT row, ARRAY[{_CELLS}] AS cells, ARRAY[{_SOUND}] AS sound FROM deck_read) d
CROSS JOIN LATERAL unnest(ARRAY[{_NAMES}], d.cells, d.sound, ARRAY[{_REASONS}])
    AS cell(name, value, is_sound, reason)
WHERE false = ANY (d.sound) AND NOT cell.is_sound
ORDER BY d.row LIMIT {MOST_TOLD}
"""  # noqa: S608 - the conditions are ours
_KEY = "ltrim(prefix, '+'), band, coalesce(nullif(from_minutes, '')::numeric, 0)"
TWICE = f"""
SELECT row, 'prefix', prefix, 'says the same as line ' || first, count(*) OVER () FROM (
    SELECT row, prefix, first_value(row) OVER same AS first FROM deck_read
    WINDOW same AS (PARTITION BY {_KEY} ORDER BY row)
) d WHERE first < row ORDER BY row LIMIT {MOST_TOLD}
"""  # noqa: S608 - the key is ours
KEEP = f"""
INSERT INTO billing_audit_deckrate (client_id, version_id, prefix, band, from_minutes,
    destination, rate, connect_fee, minimum, increment)
SELECT %(client)s::bigint, %(version)s::bigint, {_KEY}, destination, rate::numeric,
    coalesce(nullif(connect_fee, '')::numeric, 0), minimum::numeric, increment::numeric
FROM deck_read ORDER BY prefix
"""  # noqa: S608 - the key is ours
LONGEST = "SELECT max(length(ltrim(prefix, '+'))) FROM deck_read"


@dataclass
class Outcome:
    """What reading a deck came to."""

    rows: int = 0
    bad_cells: int = 0
    #: The first of them.
    told: list[Rejected] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def refuse(self, cell: Rejected) -> None:
        self.bad_cells += 1
        if len(self.told) < MOST_TOLD:
            self.told.append(cell)

    @property
    def is_sound(self) -> bool:
        return not self.bad_cells


def read_deck(path: Path, bands: Iterable[str]) -> Outcome:
    """Put the file's rows into the table of this load and say what is wrong with them.

    Raises ``BadTable`` when the file as a whole cannot be read.
    """
    outcome = Outcome()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.deck_read")
        cursor.execute(MAKE)
        _copy(cursor, path, outcome)
        cursor.execute("ANALYZE deck_read")
        _find(cursor, FAULTS, {"bands": list(bands)}, outcome)
        if not outcome.bad_cells:
            _find(cursor, TWICE, {}, outcome)
    outcome.told.sort(key=lambda cell: cell.row)
    return outcome


def keep_rates(version: DeckVersion) -> None:
    """Move what was read to where prices stay."""
    with connection.cursor() as cursor:
        names = {"client": version.client_id, "version": version.pk}
        cursor.execute(KEEP, names)
        version.row_count = cursor.rowcount
        cursor.execute(LONGEST)
        version.longest_prefix = cursor.fetchone()[0]
        cursor.execute("DROP TABLE deck_read")
    version.save()


def _copy(cursor, path: Path, outcome: Outcome) -> None:
    columns = ", ".join(COLUMNS)
    with path.open(encoding="utf-8-sig", newline="") as source:
        rows = DeckRows(source, outcome.refuse)
        failure: list[Exception] = []
        try:
            with connection.wrap_database_errors:
                cursor.copy_expert(
                    f"COPY deck_read (row, {columns}) FROM STDIN WITH (NULL '\\N')",
                    _Telling(rows, failure),
                    COPY_BUFFER,
                )
        except DatabaseError:
            if failure:
                raise failure[0] from None
            raise
    outcome.rows = rows.count
    if rows.unknown:
        outcome.warnings.append(f"Unknown columns were ignored: {', '.join(rows.unknown)}.")


class _Telling:
    """Keeps what went wrong while ``COPY`` read, of which the driver tells only that it did."""

    def __init__(self, rows: DeckRows, failure: list[Exception]) -> None:
        self.rows, self.failure = rows, failure

    def read(self, size: int) -> bytes:
        try:
            return self.rows.read(size)
        except Exception as failed:
            self.failure.append(failed)
            raise


def _find(cursor, sql: str, names: dict[str, object], outcome: Outcome) -> None:
    cursor.execute(sql, names)
    found = cursor.fetchall()
    outcome.told += [Rejected(row, name, value, why) for row, name, value, why, _ in found]
    outcome.bad_cells += found[0][4] if found else 0
