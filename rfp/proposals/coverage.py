"""The coverage matrix: who does each line, where nobody does, where two want to be paid for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rfp.proposals.models import Proposal, ProposalParty
from rfp.proposals.scope_models import Holding, ScopeLine, Settlement

ZERO = Decimal(0)


@dataclass(frozen=True)
class Cell:
    """A party at a line; without a holding it does nothing there."""

    line: ScopeLine
    party: ProposalParty
    holding: Holding | None
    gave_way: bool


@dataclass(frozen=True)
class Row:
    """A line with a cell for each party."""

    line: ScopeLine
    cells: tuple[Cell, ...]
    settlement: Settlement | None

    @property
    def holdings(self) -> list[Holding]:
        return [cell.holding for cell in self.cells if cell.holding]

    @property
    def priced(self) -> list[Holding]:
        return [holding for holding in self.holdings if holding.is_priced]

    @property
    def is_gap(self) -> bool:
        """Nobody does it, and nobody said that this is on purpose."""
        return not self.holdings and not self.line.left_open

    @property
    def is_overlap(self) -> bool:
        """Several want to be paid for it, and nobody settled whose it is."""
        return len(self.priced) > 1 and self.settlement is None

    @property
    def names(self) -> str:
        return " and ".join(holding.party.name for holding in self.priced)


@dataclass(frozen=True)
class Coverage:
    """All lines by all parties."""

    parties: tuple[ProposalParty, ...]
    rows: tuple[Row, ...]

    @property
    def gaps(self) -> list[Row]:
        return [row for row in self.rows if row.is_gap]

    @property
    def overlaps(self) -> list[Row]:
        return [row for row in self.rows if row.is_overlap]

    @property
    def totals(self) -> list[tuple[ProposalParty, Decimal, Decimal]]:
        """By party what its prices come to, once and a month; what was given up not counted."""
        return [(party, *_sums(self._standing(party))) for party in self.parties]

    @property
    def once(self) -> Decimal:
        return sum((once for _, once, _ in self.totals), ZERO)

    @property
    def monthly(self) -> Decimal:
        return sum((monthly for _, _, monthly in self.totals), ZERO)

    @property
    def is_doubtful(self) -> bool:
        """Whether its sums count something twice."""
        return bool(self.overlaps)

    def _standing(self, party: ProposalParty) -> list[Holding]:
        return [
            cell.holding
            for row in self.rows
            for cell in row.cells
            if cell.holding and cell.party == party and not cell.gave_way
        ]


def _sums(holdings: Iterable[Holding]) -> tuple[Decimal, Decimal]:
    held = list(holdings)
    return (
        sum((each.once or ZERO for each in held), ZERO),
        sum((each.monthly or ZERO for each in held), ZERO),
    )


def coverage_of(proposal: Proposal) -> Coverage:
    """The matrix as it stands now."""
    parties = tuple(proposal.parties.all())
    lines = proposal.lines.prefetch_related("holdings__party")
    settled = {
        each.line_id: each
        for each in Settlement.objects.filter(proposal=proposal).select_related(
            "keeper__party", "settled_by"
        )
    }
    return Coverage(parties, tuple(_row(line, parties, settled.get(line.pk)) for line in lines))


def _row(line: ScopeLine, parties: tuple[ProposalParty, ...], settlement: Settlement | None) -> Row:
    held = {holding.party_id: holding for holding in line.holdings.all()}
    cells = tuple(
        Cell(line, party, holding := held.get(party.pk), _gave_way(holding, settlement))
        for party in parties
    )
    return Row(line, cells, settlement)


def _gave_way(holding: Holding | None, settlement: Settlement | None) -> bool:
    """A price that was given up; who does the work within another's price goes on doing it."""
    return bool(holding and holding.is_priced and settlement and settlement.keeper_id != holding.pk)
