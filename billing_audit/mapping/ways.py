"""How a carrier may write days and figures, and which of the ways fit the cells of a file.

The evidence for a choice that is made once for the whole layout; never a choice cell by cell.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from billing_audit.bills.importers.mapped import cells
from billing_audit.bills.importers.mapped.cells import Cell
from billing_audit.bills.importers.mapped.profile import Conventions
from billing_audit.bills.importers.standard_csv.cells import Unreadable

Way = TypeVar("Way")
#: The most usual first.
DAYS = (
    *("YYYY-MM-DD", "M/D/YYYY", "D/M/YYYY", "D.M.YYYY", "M-D-YYYY", "D-M-YYYY", "YYYY/M/D"),
    *("M/D/YY", "D/M/YY", "D.M.YY", "D MMM YYYY", "D-MMM-YYYY", "D-MMM-YY", "MMM D, YYYY"),
    *("D MMMM YYYY", "MMMM D, YYYY", "YYYYMMDD", "MMDDYYYY", "DDMMYYYY"),
)
#: With a time of day or another rest behind.
DAYS_WITH_REST = tuple(f"{way}*" for way in DAYS)
#: Decimal sign and thousands.
FIGURES = ((".", ","), (",", "."), (",", " "), (".", " "), (".", "'"), (",", "'"))


def days_that_fit(cells_of_days: Sequence[Cell]) -> list[str]:
    """The ways in which these cells are days; several where the cells leave it open."""
    said = list(_said(cells_of_days))
    return _fitting(DAYS, said, day_of) or _fitting(DAYS_WITH_REST, said, day_of)


def figures_that_fit(cells_of_figures: Sequence[Cell]) -> list[tuple[str, str]]:
    """The ways in which these cells are numbers."""
    return _fitting(FIGURES, list(_said(cells_of_figures)), figure_of)


def _fitting(
    ways: Sequence[Way], said: Sequence[Cell], read: Callable[[Cell, Way], object]
) -> list[Way]:
    """The ways that read the most cells, if these are most: a few may be bad in themselves."""
    readable = {way: sum(read(cell, way) is not None for cell in said) for way in ways}
    most = max(readable.values())
    return [way for way in ways if readable[way] == most] if most * 4 >= len(said) * 3 else []


def figures_that_differ(cells_of_figures: Sequence[Cell]) -> list[tuple[str, str]]:
    """The first fitting way for each reading of the cells: more than one is an open question."""
    readings: dict[tuple[Decimal | None, ...], tuple[str, str]] = {}
    for way in figures_that_fit(cells_of_figures):
        readings.setdefault(tuple(figure_of(c, way) for c in _said(cells_of_figures)), way)
    return list(readings.values())


def telling_day(cells_of_days: Sequence[Cell], fitting: Sequence[str]) -> str:
    """The first cell that the fitting ways read differently, else the first."""
    said = [cell for cell in _said(cells_of_days) if isinstance(cell, str)]
    differ = (cell for cell in said if len({day_of(cell, way) for way in fitting}) > 1)
    return next(differ, said[0] if said else "").strip()


def telling_figure(cells_of_figures: Sequence[Cell]) -> str:
    """The longest figure: the one most likely to have decimals and thousands."""
    said = [cell.strip() for cell in _said(cells_of_figures) if isinstance(cell, str)]
    return max(said, key=len, default="")


def day_of(cell: Cell, way: str) -> date | None:
    try:
        return cells.day(cell, Conventions(days=(way,)))
    except Unreadable:
        return None


def figure_of(cell: Cell, way: tuple[str, str]) -> Decimal | None:
    decimal, thousands = way
    try:
        return cells.money(cell, Conventions(decimal=decimal, thousands=thousands), "")  # type: ignore[arg-type]
    except Unreadable:
        return None


def are_days(column: Sequence[Cell]) -> bool:
    filled = list(_filled(column))
    return bool(filled) and (not list(_said(filled)) or bool(days_that_fit(filled)))


def are_figures(column: Sequence[Cell]) -> bool:
    filled = list(_filled(column))
    if any(isinstance(cell, datetime) for cell in filled):
        return False
    return bool(filled) and bool(figures_that_fit(filled))


def is_below_zero(cell: Cell) -> bool:
    return any((figure_of(cell, way) or 0) < 0 for way in FIGURES)


def _filled(column: Iterable[Cell]) -> Iterable[Cell]:
    return (cell for cell in column if not isinstance(cell, str) or cell.strip())


def _said(column: Iterable[Cell]) -> Iterable[Cell]:
    """The cells that are text: what a workbook stores as number or day leaves nothing open."""
    return (cell for cell in column if isinstance(cell, str) and cell.strip())
