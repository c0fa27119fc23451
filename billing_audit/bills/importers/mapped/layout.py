"""A profile laid over a table: which column of the file is which field of the bill."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from billing_audit.bills.importers.mapped.cells import Cell, day, folded, money
from billing_audit.bills.importers.mapped.faults import letter
from billing_audit.bills.importers.mapped.fields import IN_WORDS
from billing_audit.bills.importers.mapped.profile import Profile, Skip
from billing_audit.bills.importers.mapped.rows import Row
from billing_audit.bills.importers.standard_csv.cells import Unreadable
from retainer.lib.refusal import Refused

#: Rows in which the column names are looked for: exports begin with titles of any length.
FIRST_ROWS = 50
#: Fields without which no row is a charge.
NEEDED = ("account_no", "bill_date", "invoice_no", "amount", "charge_type", "carrier")


@dataclass(frozen=True)
class Layout:
    """Where the columns of one file stand."""

    profile: Profile
    #: The column names as the file writes them.
    names: tuple[str, ...]
    #: The row they stand in; 0 when the file names none.
    row: int

    @cached_property
    def places(self) -> dict[str, int]:
        """Place of a column by its name as the profile writes it; absent columns are not in it."""
        found = {folded(name): place for place, name in reversed([*enumerate(self.names)])}
        known = {name: found.get(folded(name)) for name in self.profile.named}
        return {name: place for name, place in known.items() if place is not None}

    @cached_property
    def absent(self) -> list[str]:
        """Columns that the profile speaks of and the file has not."""
        return sorted(self.profile.named - {*self.places})

    def checked(self) -> "Layout":
        """Itself, if no charge would be misread by it."""
        if twice := sorted(name for name in self.places if self._folded.count(folded(name)) > 1):
            raise Refused(
                f"The column “{twice[0]}” appears twice, so nobody can tell which is meant. "
                "Delete or rename one.",
                reason="column_twice",
            )
        for field in NEEDED:
            if self.profile.columns.get(field) in self.absent:
                raise Refused(
                    f"The file has no column “{self.profile.columns[field]}”, which the layout "
                    f"{self.profile.name} takes for the {IN_WORDS[field]}. Map the file anew.",
                    reason="column_missing",
                )
        return self

    @cached_property
    def _folded(self) -> list[str]:
        return [folded(name) for name in self.names]

    def repeats(self, cells: Sequence[Cell]) -> bool:
        """Whether a row is the column names once more."""
        if not self.row or _word(cells[0]) != self._folded[0]:
            return False
        return [_word(cell) for cell in cells] == self._folded


@lru_cache(maxsize=20_000)
def fits(skip: Skip, cell: Cell) -> bool:
    """Whether the cell says that its row is no charge."""
    words = folded(cell) if isinstance(cell, str) else str(cell)
    wanted = [folded(word) for word in skip.words]
    return words in wanted if skip.match == "is" else any(words.startswith(each) for each in wanted)


def fitting(profile: Profile, rows: Sequence[Row]) -> Layout | None:
    """The profile laid over these first rows of a file, if its columns are found in them."""
    if not profile.table.header_row:
        return _without_names(profile, rows)
    wanted = {folded(name) for name in profile.recognised_by}
    expected = profile.table.header_row
    first = [row for row in rows if row.number <= FIRST_ROWS]
    for row in sorted(first, key=lambda row: (row.number != expected, row.number)):
        if wanted <= {*map(_word, row.cells)}:
            names = [cell.strip() if isinstance(cell, str) else "" for cell in row.cells]
            while names and not names[-1]:
                names.pop()
            return Layout(profile, tuple(names), row.number)
    return None


def missing(profile: Profile, rows: Sequence[Row]) -> list[str]:
    """The names by which the profile knows a file that are in no one row of this; fewest first."""
    found = [{*map(_word, row.cells)} for row in rows if row.number <= FIRST_ROWS]
    lacking = ([name for name in profile.recognised_by if folded(name) not in row] for row in found)
    return min(lacking, key=len, default=list(profile.recognised_by))


def _without_names(profile: Profile, rows: Sequence[Row]) -> Layout | None:
    """Recognised by its width, and by days and amounts that stand where they should."""
    filled = [row for row in rows if any(row.cells)][:FIRST_ROWS]
    layout = Layout(profile, tuple(letter(place) for place in range(profile.table.width)), 0)
    fits = all(len(row.cells) == profile.table.width and _reads(row, layout) for row in filled)
    return layout if filled and fits else None


def _reads(row: Row, layout: Layout) -> bool:
    profile, conventions = layout.profile, layout.profile.conventions
    sums = [profile.columns.get("amount", ""), *(each.column for each in profile.charges)]
    try:
        for name in filter(None, sums):
            money(row.cells[layout.places[name]], conventions, profile.currency)
        return day(row.cells[layout.places[profile.columns["bill_date"]]], conventions) is not None
    except Unreadable:
        return False


def _word(cell: Cell) -> str:
    return folded(cell) if isinstance(cell, str) else ""
