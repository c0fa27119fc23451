"""A proposal as a client will read it, made of what is written now."""

from decimal import Decimal

from django.utils import timezone

from clients.people.models import Practice
from rfp.proposals.coverage import Row, coverage_of
from rfp.proposals.earning_models import Earning
from rfp.proposals.models import Proposal
from rfp.proposals.scope_models import DUTIES, InterfaceStep
from rfp.proposals.shape import Held, Line, Paid, Party, Step, ToldProposal


def told_of(proposal: Proposal, *, number: int, found_free: Decimal | None) -> ToldProposal:
    """What a version issued now would say."""
    coverage = coverage_of(proposal)
    today = timezone.localdate()
    steps = proposal.steps.select_related(*DUTIES)
    earnings = Earning.objects.filter(proposal=proposal).select_related("payee", "payer")
    return ToldProposal(
        number=number,
        client=proposal.client.name,
        practice=Practice.current().name,
        title=proposal.title,
        engagement=proposal.project.name,
        summary=proposal.summary.strip(),
        if_nothing=proposal.if_nothing.strip(),
        sites=[site.name or site.code for site in proposal.sites.order_by("code")],
        parties=[
            Party(party.name, party.kind, party.roles_in_words, party.reached_by)
            for party in coverage.parties
        ],
        lines=[_line(row) for row in coverage.rows],
        duties=list(DUTIES.values()),
        steps=[_step(step) for step in steps],
        paid=[_paid(earning) for earning in earnings],
        currency=proposal.currency,
        months=proposal.months,
        valid_until=proposal.valid_until or today,
        issued_on=today,
        found_free=found_free,
    )


def _line(row: Row) -> Line:
    held = [
        Held(cell.party.name, cell.holding.once, cell.holding.monthly, cell.holding.note,
             cell.gave_way)
        for cell in row.cells
        if cell.holding
    ]  # fmt: skip
    settled = ""
    if row.settlement:
        said = row.settlement
        settled = f"{said.keeper.party.name} keeps it: {said.because} ({said.settled_by.name})"
    line = row.line
    return Line(
        line.title, line.detail, line.get_role_display(), held, settled,
        "" if held else line.left_open,
    )  # fmt: skip


def _step(step: InterfaceStep) -> Step:
    hands = [getattr(step, duty) for duty in DUTIES]
    return Step(step.title, [party.name if party else "" for party in hands])


def _paid(earning: Earning) -> Paid:
    return Paid(
        payee=earning.payee.name,
        is_ours=earning.payee.kind == "us",
        payer=earning.payer.name if earning.payer else earning.other_payer,
        kind=earning.get_kind_display(),
        what_for=earning.what_for,
        amount=earning.amount,
        percent=earning.percent,
        percent_of=earning.percent_of,
        pace=earning.get_pace_display(),
        months=earning.months,
        in_all=earning.over_the_term,
    )
