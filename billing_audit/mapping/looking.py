"""In the child: the first rows of a file and how they read by a profile.  No Django."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from billing_audit.bills.importers.mapped.cells import Cell, folded
from billing_audit.bills.importers.mapped.faults import faults
from billing_audit.bills.importers.mapped.made import made
from billing_audit.bills.importers.mapped.profile import Profile
from billing_audit.bills.importers.standard_csv.cells import Unreadable
from billing_audit.mapping import ways
from billing_audit.mapping.proposing import days_of, figures_of, kinds_in, propose
from billing_audit.mapping.sampling import sample
from billing_audit.mapping.tables import Seen, seen, table_in

LOOK = "billing_audit.mapping.looking:look"
#: Rows of the preview, and characters of a cell in it.
SHOWN, LONGEST = 30, 200
#: Stands in for what is chosen last, so that rows are read before it is.
NAMELESS = "this carrier"


def look(path: str) -> bytes:
    """What the page shows of the file; the order with what was chosen comes on standard input."""
    order = json.load(sys.stdin.buffer)
    profile = made(Profile, order["profile"])
    here = Path(path)
    if order["is_new"] or profile.table.kind != table_in(here).kind:
        profile = replace(profile, table=table_in(here))
    table = seen(here, profile.table, is_new=order["is_new"])
    profile = replace(profile, table=table.table)
    if order["is_new"] or order["heads"] not in (None, table.heads):
        profile = propose(profile, table.heads, table.cells)
    return json.dumps(_said(here, profile, table), default=str).encode()


def _said(path: Path, profile: Profile, table: Seen) -> dict[str, Any]:
    readable = replace(profile, name=profile.name or NAMELESS, carrier=profile.carrier or NAMELESS)
    stopped = list(faults(readable))
    return {
        "profile": profile.to_json(),
        "heads": table.heads,
        "sheets": table.sheets,
        "sheet": table.sheet,
        "rows": [[row.number, [shown(cell) for cell in row.cells]] for row in table.rows[:SHOWN]],
        "kinds": list(_kinds(profile, table)),
        "ways_of_days": _days(profile, table),
        "are_figures": bool(figures_of(profile)),
        "ways_of_figures": _figures(profile, table),
        "faults": list(faults(profile)),
        **sample(path, readable, is_sound=not stopped),
    }


def shown(cell: Cell) -> str:
    """A cell as the person knows it from their own program."""
    match cell:
        case Unreadable():
            return ""
        case datetime():
            return cell.isoformat(sep=" ").removesuffix(" 00:00:00")
    return f"{cell:f}"[:LONGEST] if not isinstance(cell, str) else cell[:LONGEST]


def _kinds(profile: Profile, table: Seen) -> Iterator[tuple[str, int]]:
    """The words for kinds of charge: those met with how often, then those known from before."""
    column = table.column(profile.columns.get("charge_type", ""))
    often = Counter(folded(cell) for cell in column if isinstance(cell, str))
    met = kinds_in(column)
    yield from ((word, often[folded(word)]) for word in met)
    known = {folded(word) for word in met}
    yield from ((word, 0) for word in profile.charge_types if folded(word) not in known)


def _days(profile: Profile, table: Seen) -> list[tuple[str, str, str]]:
    """The ways that fit the days of these rows, a cell that tells them apart, how each reads it."""
    cells = [cell for name in days_of(profile) for cell in table.column(name)]
    fitting = ways.days_that_fit(cells)
    telling = ways.telling_day(cells, fitting)
    return [(way, telling, str(ways.day_of(telling, way) or "")) for way in fitting]


def _figures(profile: Profile, table: Seen) -> list[tuple[str, str, str]]:
    """The same of figures."""
    cells = [cell for name in figures_of(profile) for cell in table.column(name)]
    fitting = ways.figures_that_fit(cells)
    telling = ways.telling_figure(cells)
    return [("".join(way), telling, _plain(telling, way)) for way in fitting]


def _plain(telling: str, way: tuple[str, str]) -> str:
    figure = ways.figure_of(telling, way) if telling else None
    return "" if figure is None else f"{figure:f}"
