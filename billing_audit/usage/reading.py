"""In the child, without Django and database: a file of usage, read by its layout, in frames."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from billing_audit.bills.encoding import written
from billing_audit.bills.importers.mapped import cells, rows
from billing_audit.bills.importers.mapped.cells import folded
from billing_audit.bills.importers.mapped.rows import Broken, Row
from billing_audit.bills.stream import Reject
from billing_audit.bills.wire import lines_frame, notes_frame
from billing_audit.usage.layouts import SHIPPED, Layout
from billing_audit.usage.recognising import column_names, places, recognise
from billing_audit.usage.records import Record, records_of
from retainer.lib.refusal import Refused
from retainer.lib.uploads.kinds import Kind, sniff

READ = "billing_audit.usage.reading:read"
BEGINNING = "billing_audit.usage.reading:beginning"
AUTO = "auto"
#: Rows per frame; rows told of one by one.
BATCH, MOST_TOLD = 2000, 1000
#: The columns of a frame of records, in their order.
COLUMNS = (
    *("service", "started_at", "kind", "direction", "other_party", "destination", "duration"),
    *("quantity", "unit", "amount", "currency", "record_id", "status", "source_row"),
)
Note = dict[str, object]


def layouts_from(order: bytes) -> list[Layout]:
    """The practice's own layouts, which come on standard input, before those that are shipped."""
    own = [Layout.from_json(each) for each in json.loads(order or b"[]")]
    return [*own, *SHIPPED]


def read(path: str, wanted: str) -> Iterator[bytes]:
    """The file's frames."""
    yield from frames(path, wanted, layouts_from(sys.stdin.buffer.read()))


def frames(path: str, wanted: str, layouts: list[Layout]) -> Iterator[bytes]:
    if sniff(Path(path)) != Kind.TEXT:
        raise Refused(
            f"This is {sniff(Path(path)).in_words}; usage is read from CSV.", reason="not_a_table"
        )
    chosen = [each for each in layouts if wanted in (AUTO, each.name)]
    if not chosen:
        raise Refused(f"There is no layout {wanted}.", reason="no_layout")
    layout = recognise(path, chosen)
    letters = rows.letters_of(path, layout.table)
    said = [*layout.remarks, *(remark.message for remark in letters.remarks)]
    yield notes_frame(
        [{"kind": "layout", "name": layout.name, "title": layout.title}]
        + [{"kind": "remark", "message": message} for message in said]
    )
    yield from _frames(rows.rows(path, layout.table, letters), layout)


def beginning(path: str) -> bytes:
    """The first rows, as they are for a person who says which column is what."""
    if sniff(Path(path)) != Kind.TEXT:
        raise Refused("Usage is read from CSV.", reason="not_a_table")
    sign, found = column_names(path)
    return json.dumps({"delimiter": sign, "rows": [row.cells for row in found]}).encode()


def _frames(source: Iterator[Row | Broken], layout: Layout) -> Iterator[bytes]:
    header = _header(source, layout)
    where = places(layout, header)
    counts: Counter[str] = Counter()
    told = 0
    while batch := list(islice(source, BATCH)):
        lines, notes = [], []
        for row in batch:
            made, rejects = _read_row(row, where, layout, header)
            lines += map(encoded, made)
            counts["rows"] += 1
            counts["bad_rows"] += bool(rejects)
            counts["silent"] += not made and not rejects
            counts["rejects"] += len(rejects)
            notes += [_note(each) for each in rejects[: MOST_TOLD - told]]
            told = min(MOST_TOLD, told + len(rejects))
        yield notes_frame(notes)
        yield lines_frame("".join(lines), len(batch))
    yield notes_frame([{"kind": "end", **counts}])


def _header(source: Iterator[Row | Broken], layout: Layout) -> Row | None:
    """The row of the column names; everything before it is passed over."""
    header = None
    for _ in range(layout.table.header_row):
        header = next(source, None)
    return header if isinstance(header, Row) else None


def _read_row(
    row: Row | Broken, where: dict[str, int], layout: Layout, header: Row | None
) -> tuple[list[Record], list[Reject]]:
    if isinstance(row, Broken):
        return [], [Reject(row=row.number, column="", value=row.text[:200], reason=row.reason)]
    if not any(row.cells) or (header is not None and row.cells == header.cells):
        return [], []
    width = len(header.cells) if header else layout.table.width
    if any(row.cells[width:]):
        reason = f"The row has {len(row.cells)} cells; the file has {width} columns."
        return [], [Reject(row=row.number, column="", value="", reason=reason)]
    given = {name: row.cells[at] for name, at in where.items() if at < len(row.cells)}
    if _is_skipped(given, layout):
        return [], []
    return records_of(layout, row.number, given)


def _is_skipped(given: dict[str, cells.Cell], layout: Layout) -> bool:
    for skip in layout.skips:
        words = folded(str(given.get(folded(skip.column), "")))
        wanted = tuple(folded(word) for word in skip.words)
        if words in wanted if skip.match == "is" else words.startswith(wanted):
            return True
    return False


def encoded(record: Record) -> str:
    """One record as ``COPY`` takes it, in the order of ``COLUMNS``."""
    values = (
        *(record.service, record.started.isoformat(), record.kind, record.direction),
        *(record.other_party, record.destination, record.duration, record.quantity, record.unit),
        *(record.amount, record.currency, record.record, record.status, record.row),
    )
    return "\t".join(map(written, values)) + "\n"


def _note(reject: Reject) -> Note:
    """What is told of a bad cell; bytes that are no text are shown as question marks."""
    shown = reject.value.encode(errors="replace").decode().replace("\x00", "␀")
    return {
        "kind": "reject",
        "row": reject.row,
        "column": reject.column,
        "value": shown,
        "reason": reject.reason,
    }
