"""Which profile reads a file: the one that knows most of its columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from billing_audit.bills.importers.mapped import layout, rows, sheets
from billing_audit.bills.importers.mapped.cells import folded
from billing_audit.bills.importers.mapped.format import Mapped
from billing_audit.bills.importers.mapped.profile import Profile, Table
from billing_audit.bills.importers.mapped.rows import Row
from billing_audit.bills.importers.mapped.shipped import SHIPPED
from billing_audit.bills.stream import Remark
from retainer.lib.refusal import Refused
from retainer.lib.uploads.kinds import Kind, sniff

#: What comes before a profile's name where a format's name may stand.
PREFIX = "mapped:"


@dataclass(frozen=True)
class Candidate:
    """A profile that may be meant; one of the practice's own has a key and a version."""

    profile: Profile
    key: int | None = None
    version: int = 0

    @property
    def title(self) -> str:
        own = f", version {self.version}" if self.key else ""
        return f"{self.profile.name}{own}"

    @classmethod
    def from_json(cls, given: dict) -> "Candidate":
        return cls(Profile.from_json(given["layout"]), given["key"], given["version"])


Candidates = Sequence[Candidate]


def every(given: Iterable[dict]) -> list[Candidate]:
    """The practice's own profiles, as they came, and those that come with the product."""
    own = [Candidate.from_json(each) for each in given]
    return [*own, *(Candidate(profile) for profile in SHIPPED)]


class Beginnings:
    """The first rows of one file, cut the ways that profiles say."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.is_workbook = sniff(self.path) is Kind.XLSX
        self._cut: dict[tuple[str, str], list[Row]] = {}
        self._sheets: list[sheets.Beginning] | None = None

    def of(self, table: Table) -> list[tuple[str, list[Row]]]:
        """Each sheet it may be, with its first rows; a text has one without a name."""
        if (table.kind == "xlsx") != self.is_workbook:
            return []
        if not self.is_workbook:
            way = (table.delimiter, table.quote)
            if way not in self._cut:
                self._cut[way] = rows.first_rows(self.path, table)
            return [("", self._cut[way])]
        if self._sheets is None:
            self._sheets = sheets.beginnings(self.path)
        return [
            (each.name, each.rows)
            for each in self._sheets
            if (each.name == table.sheet if table.sheet else not each.is_hidden)
        ]


def recognised(path: str | Path, candidates: Candidates) -> Mapped | None:
    """The file as read by the profile that fits it best; what else fits is said."""
    beginnings = Beginnings(path)
    fits = [found for each in candidates if (found := fitted(each, beginnings))]
    if not fits:
        return None
    best = max(fits, key=lambda found: found.rank)
    others = list(dict.fromkeys(found.title for found in fits if _is_rival(found, best)))
    if others:
        best.remarks.append(
            Remark(
                message=f"The file was read by the layout {best.title}, which names most of its "
                f"columns; {' and '.join(others[:3])} would have fitted, too."
            )
        )
    return best


def _is_rival(found: Mapped, best: Mapped) -> bool:
    """Whether it could as well have been meant.

    FirstNet's table is AT&T's with more columns, and a layout of the practice may have begun as
    one that comes with the product: nobody need be told that the more general one fits, too.
    """
    if found.profile.name == best.profile.name:
        return False
    known, more = ({*map(folded, each.profile.recognised_by)} for each in (found, best))
    is_ours_of_the_same = known == more and best.key is not None and found.key is None
    return not (known < more or is_ours_of_the_same)


def named(path: str | Path, name: str, candidates: Candidates) -> Mapped:
    """The file as read by the profile of this name; refuses one that it does not fit."""
    meant = [each for each in candidates if each.profile.name.casefold() == name.casefold()]
    if not meant:
        known = ", ".join(sorted({each.profile.name for each in candidates}))
        raise Refused(f"There is no layout {name}; there are {known}.", reason="no_profile")
    beginnings = Beginnings(path)
    for each in meant:
        if found := fitted(each, beginnings):
            return found
    why = why_not(meant[0], beginnings)
    raise Refused(
        f"The layout {meant[0].title} does not fit the file: {why}. Map the file anew, or leave "
        "the layout out.",
        reason="profile_misfit",
    )


def fitted(candidate: Candidate, beginnings: Beginnings) -> Mapped | None:
    """The file as this profile reads it, if it can; of several sheets, the first that shows."""
    found = [
        (sheet, laid)
        for sheet, first in beginnings.of(candidate.profile.table)
        if (laid := layout.fitting(candidate.profile, first))
    ]
    if not found:
        return None
    sheet, laid = found[0]
    return Mapped(
        path=beginnings.path,
        layout=laid,
        sheet=sheet,
        title=candidate.title,
        key=candidate.key,
        version=candidate.version,
        other_sheets=[name for name, _ in found[1:]],
    )


def why_not(candidate: Candidate, beginnings: Beginnings) -> str:
    """What keeps a profile from reading the file, as the end of a sentence."""
    table = candidate.profile.table
    if (table.kind == "xlsx") != beginnings.is_workbook:
        return "it reads " + ("workbooks" if table.kind == "xlsx" else "text, not a workbook")
    if not (first := beginnings.of(table)):
        return f"there is no sheet “{table.sheet}”"
    if not table.header_row:
        return (
            f"not every row has {table.width} columns with days and amounts where it expects them"
        )
    lacking = min((layout.missing(candidate.profile, each) for _, each in first), key=len)
    return f"the file has no column {', '.join(f'“{name}”' for name in lacking[:5])}"


def nearest(path: str | Path, candidates: Candidates) -> str:
    """What was tried with a table that no profile knows, as the end of a sentence."""
    beginnings = Beginnings(path)
    tables = [each for each in candidates if beginnings.of(each.profile.table)]
    count = len({each.profile.name for each in candidates})
    said = f"its columns are those of none of the {count} layouts"
    shares = [
        (len(lacking) / len(each.profile.recognised_by), each, lacking)
        for each in tables
        for _, first in beginnings.of(each.profile.table)
        if each.profile.recognised_by and (lacking := layout.missing(each.profile, first))
    ]
    close = min(shares, key=lambda share: share[0], default=None)
    if close is None or close[0] > 0.5:
        return said
    _, each, lacking = close
    names = ", ".join(f"“{name}”" for name in lacking[:3])
    return f"{said}; the nearest, {each.title}, also wants {names}"
