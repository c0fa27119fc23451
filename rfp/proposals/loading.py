"""The scope of a proposal from a CSV file: its lines, and who does them for which price."""

from decimal import Decimal

from clients.people.models import User
from clients.telecom.reference import Loader
from clients.telecom.reference.loader import apply
from clients.telecom.reference.table import Column, Row, money, one_of, text
from retainer.lib.refusal import Refused
from rfp.proposals.models import Proposal, ProposalParty, Role
from rfp.proposals.scope_models import Holding, ScopeLine
from rfp.proposals.services import hold, keep_part

OF_A_LINE = ("role", "detail", "left_open")
OF_A_PARTY = ("once", "monthly", "note")


class ScopeLines(Loader):
    """A row for each line, or for each party that does a line; lines are told apart by words."""

    model = ScopeLine
    columns = (
        Column("line", text(160), required=True, help="what has to be done"),
        Column("role", one_of(Role.values), required=True, help=", ".join(Role.values)),
        Column("detail", text(300), help="how many, how fast, where"),
        Column("left_open", text(300), help="why nobody does it, where that is on purpose"),
        Column("party", text(120), help="who does it: a party of the proposal, by its name"),
        Column("once", money, help="its price, once"),
        Column("monthly", money, help="its price a month"),
        Column("note", text(200)),
    )
    also = "Parties are named on their page first. A line with two parties has two rows."

    def __init__(self, proposal: Proposal, loaded_by: User) -> None:
        super().__init__(proposal.client)
        self.proposal, self.loaded_by = proposal, loaded_by

    def _load(self, content: bytes) -> None:
        rows = self.read(content)
        parties = {each.name.casefold(): each for each in self.proposal.parties.all()}
        lines = {each.title.casefold(): each for each in self.proposal.lines.all()}
        held = {
            (each.line_id, each.party_id): each
            for each in Holding.objects.filter(proposal=self.proposal)
        }
        for row in rows:
            party = parties.get((row["party"] or "").casefold())
            if row["party"] and party is None:
                self.outcome.refuse(row, "party", "is no party of this proposal: add it first")
            elif party is None and any(row[name] is not None for name in OF_A_PARTY):
                self.outcome.refuse(row, "party", "is empty, but its price or note is there")
            else:
                self._keep(row, party, lines, held)

    def _keep(
        self,
        row: Row,
        party: ProposalParty | None,
        lines: dict[str, ScopeLine],
        held: dict[tuple[int, int], Holding],
    ) -> None:
        line = lines.get(row["line"].casefold())
        is_new = line is None
        line = line or ScopeLine(proposal=self.proposal, title=row["line"])
        # A second row of a line, for another party, need not say the line's own words again.
        said = {name: row[name] for name in OF_A_LINE if row[name] is not None}
        try:
            is_changed = bool(apply(line, said)) or is_new
            if is_changed:
                keep_part(part=line, kept_by=self.loaded_by)
                lines[row["line"].casefold()] = line
            if party is not None:
                is_changed |= self._hold(row, line, party, held)
        except Refused as refusal:
            self.outcome.refuse(row, "line", refusal.sentence)
            return
        self.outcome.created += is_new
        self.outcome.updated += is_changed and not is_new
        self.outcome.unchanged += not is_changed

    def _hold(
        self,
        row: Row,
        line: ScopeLine,
        party: ProposalParty,
        held: dict[tuple[int, int], Holding],
    ) -> bool:
        key = (line.pk, party.pk)
        fresh = Holding(proposal=self.proposal, line=line, party=party)
        holding = held.get(key, fresh)
        prices: dict[str, Decimal | str | None] = {name: row[name] for name in OF_A_PARTY}
        prices["note"] = row["note"] or ""
        if not apply(holding, prices) and holding.pk:
            return False
        held[key] = hold(holding=holding, kept_by=self.loaded_by)
        return True
