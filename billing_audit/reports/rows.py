"""Long lists of findings on paper: what is printed row by row, and what is summed up below."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from billing_audit.reports.shape import CheckSection, Family, Figures, ReportedFinding

#: Rows of findings in one document: laying a row out takes longer than anybody reads it.
ROOM = 1_000


@dataclass(frozen=True)
class Rest:
    """Findings that are not printed one by one, in one currency."""

    currency: str
    findings: int
    charges: int
    found: Decimal
    total: Decimal


@dataclass(frozen=True)
class Rows:
    listed: list[ReportedFinding]
    rest: list[Rest]

    def __bool__(self) -> bool:
        return bool(self.listed or self.rest)

    @property
    def totals(self) -> dict[str, Decimal]:
        """What all of them claim, by currency."""
        totals: dict[str, Decimal] = defaultdict(Decimal)
        for each in (*self.listed, *self.rest):
            totals[each.currency] += each.total
        return dict(totals)


@dataclass(frozen=True)
class Section:
    """A check of a family, with the findings that are shown as rows."""

    family: Family
    check: CheckSection
    rows: Rows


def sections(figures: Figures) -> Iterator[Section]:
    """The checks in the report's order; the first of them have the room they need."""
    room = ROOM
    for family in figures.families:
        for check in family.checks:
            brief = check.in_brief
            yield Section(family, check, rows_of(brief, room))
            room -= min(room, len(brief))


def rows_of(findings: list[ReportedFinding], room: int = ROOM) -> Rows:
    """As many findings as there is room for, the largest first, and the sums of the others."""
    return Rows(findings[:room], _rest(findings[room:]))


def _rest(findings: list[ReportedFinding]) -> list[Rest]:
    groups: dict[str, list[ReportedFinding]] = defaultdict(list)
    for finding in findings:
        groups[finding.currency].append(finding)
    return [
        Rest(
            currency=currency,
            findings=len(own),
            charges=sum(each.charges_in_total for each in own),
            found=sum((each.found for each in own), Decimal(0)),
            total=sum((each.total for each in own), Decimal(0)),
        )
        for currency, own in groups.items()
    ]
