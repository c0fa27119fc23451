"""By which layout a file of usage is written."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from billing_audit.bills.importers.mapped.cells import folded
from billing_audit.bills.importers.mapped.faults import letter
from billing_audit.bills.importers.mapped.profile import Table
from billing_audit.bills.importers.mapped.rows import Row, first_rows
from billing_audit.usage.layouts import Layout
from retainer.lib.refusal import Refused

DELIMITERS = (",", "\t", ";", "|")
#: Rows of a file without column names that are looked at.
LOOKED_AT = 20
STAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", re.ASCII)
COLUMNS_SHOWN = 20


def recognise(path: str | Path, layouts: Iterable[Layout]) -> Layout:
    """The layout whose columns are all there, that with the most of them first.

    Raises ``Refused`` with what was found and what to do.
    """
    heads = {sign: _beginning(path, sign) for sign in DELIMITERS}
    fitting = [
        found
        for layout in layouts
        for sign, rows in heads.items()
        if (found := _fitted(layout, sign, rows))
    ]
    if not fitting:
        raise Refused(_nothing_fits(heads), reason="unknown_layout")
    return max(fitting, key=lambda layout: (len(layout.recognised_by), layout.table.width))


def column_names(path: str | Path) -> tuple[str, list[Row]]:
    """The delimiter that cuts most columns, and the rows at the beginning cut by it."""
    heads = {sign: _beginning(path, sign) for sign in DELIMITERS}
    sign = max(DELIMITERS, key=lambda each: len(heads[each][0].cells) if heads[each] else 0)
    return sign, heads[sign]


def places(layout: Layout, header: Row | None) -> dict[str, int]:
    """Where each column stands, by its folded name."""
    if header is None:
        return {folded(letter(place)): place for place in range(layout.table.width)}
    names = [folded(str(cell)) for cell in header.cells]
    return {name: names.index(name) for name in names if name}


def _beginning(path: str | Path, sign: str) -> list[Row]:
    return first_rows(path, Table(delimiter=sign))[: LOOKED_AT + 1]


def _fitted(layout: Layout, sign: str, rows: list[Row]) -> Layout | None:
    """The layout with the file's own delimiter, if the file is written so."""
    at = layout.table.header_row
    if at:
        header = rows[at - 1].cells if len(rows) >= at else []
        names = {folded(str(cell)) for cell in header}
        fits = {folded(name) for name in layout.recognised_by} <= names
    else:
        fits = bool(rows) and all(_is_nameless(layout, row) for row in rows)
    return replace(layout, table=replace(layout.table, delimiter=sign)) if fits else None


def _is_nameless(layout: Layout, row: Row) -> bool:
    """Whether a row of a file without column names has the width, and its time where it should."""
    if len(row.cells) != layout.table.width:
        return False
    started = places(layout, None)[folded(layout.columns["started"])]
    return bool(STAMP.match(str(row.cells[started])))


def _nothing_fits(heads: dict[str, list[Row]]) -> str:
    rows = max(heads.values(), key=lambda rows: len(rows[0].cells) if rows else 0)
    if not rows or len(rows[0].cells) < 2:
        return "This is no table of calls or usage: its first row has no columns."
    names = [str(cell)[:40] for cell in rows[0].cells[:COLUMNS_SHOWN]]
    more = " …" if len(rows[0].cells) > COLUMNS_SHOWN else ""
    return f"No layout has these columns: {', '.join(names)}{more}. Say once which column is what."
