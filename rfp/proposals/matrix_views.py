"""Pages of the practice: parties, coverage, interfaces and earnings, as tables and as files."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.people.access import practice_only
from clients.telecom.loading import load_posted
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from rfp.proposals import services
from rfp.proposals.checking import silent_parties
from rfp.proposals.coverage import coverage_of
from rfp.proposals.earning_models import Earning
from rfp.proposals.forms import HoldingForm, SettleForm
from rfp.proposals.loading import ScopeLines
from rfp.proposals.models import Proposal, ProposalParty
from rfp.proposals.scope_models import DUTIES, Holding, ScopeLine
from rfp.proposals.views import proposal_of


def _page(request: HttpRequest, name: str, proposal: Proposal, **context: Any) -> HttpResponse:
    context |= {"proposal": proposal, "is_open": proposal.standing != "accepted"}
    return render(request, f"proposals/{name}.html", context)


@practice_only
def party_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who is in it, with which roles, and whom to call."""
    proposal = proposal_of(request, public_id)
    coverage = coverage_of(proposal)
    return _page(request, "party_list", proposal, coverage=coverage)


@practice_only
def coverage(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Lines by parties, with gaps and overlaps."""
    proposal = proposal_of(request, public_id)
    return _page(request, "coverage", proposal, coverage=coverage_of(proposal))


@practice_only
def interface_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Steps by duties, and whom to call."""
    proposal = proposal_of(request, public_id)
    steps = [
        (step, [(label, getattr(step, duty)) for duty, label in DUTIES.items()])
        for step in proposal.steps.select_related(*DUTIES)
    ]
    parties = proposal.parties.all()
    return _page(
        request, "interface_list", proposal, steps=steps, duties=DUTIES.values(), parties=parties
    )


@practice_only
def earning_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who is paid what by whom, party by party; who has said nothing stands out."""
    proposal = proposal_of(request, public_id)
    rows = list(_earnings(proposal))
    parties = [
        (party, [row for row in rows if row.payee_id == party.pk])
        for party in proposal.parties.exclude(kind=ProposalParty.Kind.CLIENT)
    ]
    silent = silent_parties(proposal, coverage_of(proposal))
    return _page(request, "earning_list", proposal, parties=parties, silent=silent)


def _earnings(proposal: Proposal) -> Any:
    return Earning.objects.filter(proposal=proposal).select_related("payee", "payer", "said_by")


@practice_only
def proposal_csv(request: HttpRequest, public_id: UUID, what: str) -> HttpResponse:
    """Scope, interfaces or earnings as a CSV file; the scope can be loaded again."""
    proposal = proposal_of(request, public_id)
    if what not in TABLES:
        raise Http404
    heading, rows = TABLES[what]
    return csv_file(f"{what}.csv", heading, rows(proposal))


def _scope_rows(proposal: Proposal) -> Iterator[tuple[object, ...]]:
    for row in coverage_of(proposal).rows:
        line = row.line
        words = (line.title, line.role, line.detail, line.left_open)
        for held in row.holdings:
            yield (*words, held.party.name, held.once, held.monthly, held.note)
        if not row.holdings:
            yield (*words, "", None, None, "")


def _interface_rows(proposal: Proposal) -> Iterator[tuple[object, ...]]:
    for step in proposal.steps.select_related(*DUTIES):
        hands = [getattr(step, duty) for duty in DUTIES]
        yield (step.title, *(party.name if party else "" for party in hands))


def _earning_rows(proposal: Proposal) -> Iterator[tuple[object, ...]]:
    for each in _earnings(proposal):
        yield (
            *(each.payee.name, each.payer.name if each.payer else each.other_payer, each.kind),
            *(each.what_for, each.amount, each.percent, each.percent_of),
            *(each.pace, each.months, proposal.currency),
        )


TABLES = {
    "scope": (tuple(column.name for column in ScopeLines.columns), _scope_rows),
    "interfaces": (("step", *DUTIES), _interface_rows),
    "earnings": (
        (
            *("payee", "payer", "kind", "what_for", "amount", "percent", "percent_of"),
            *("pace", "months", "currency"),
        ),
        _earning_rows,
    ),
}


@practice_only
def scope_import(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The scope from a CSV file: first what it would do, then do it."""
    proposal = proposal_of(request, public_id)
    context = load_posted(request, ScopeLines(proposal, request.user), "lines of the scope")
    return _page(request, "scope_import", proposal, **context)


@practice_only
def holding_edit(request: HttpRequest, line_id: UUID, party_id: UUID) -> HttpResponse:
    """What one party does at one line: a cell of the coverage."""
    line = _line(request, line_id)
    party = get_object_or_404(line.proposal.parties, public_id=party_id)
    holding = Holding.objects.filter(line=line, party=party).first()
    if request.method == "POST" and "let_go" in request.POST and holding:
        return _tried(request, line, services.let_go, holding=holding, let_go_by=request.user)
    fresh = Holding(proposal=line.proposal, line=line, party=party)
    client = line.proposal.client
    form = HoldingForm(request.POST or None, instance=holding or fresh, client=client)
    if request.method == "POST" and form.is_valid():
        kept = form.save(commit=False)
        return _tried(request, line, services.hold, holding=kept, kept_by=request.user)
    context = {"line": line, "party": party, "holding": holding, "form": form}
    return render(request, "proposals/holding_form.html", context)


@practice_only
def line_settle(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Say who keeps a line that several priced, and why."""
    line = _line(request, line_id)
    form = SettleForm(request.POST or None, line=line)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return _tried(request, line, services.settle, line=line, settled_by=request.user, **said)
    held = [each for each in line.holdings.select_related("party") if each.is_priced]
    return render(request, "proposals/line_settle.html", {"line": line, "form": form, "held": held})


def _tried(request: HttpRequest, shown: ScopeLine, deed: Any, /, **how: Any) -> HttpResponse:
    try:
        deed(**how)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("proposals:coverage", shown.proposal.public_id)


def _line(request: HttpRequest, public_id: UUID) -> ScopeLine:
    rows = ScopeLine.objects.visible_to(request.user).select_related("proposal__client")
    return get_object_or_404(rows, public_id=public_id)


@practice_only
@require_POST
def party_earns_nothing(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put on record that a party is paid nothing."""
    rows = ProposalParty.objects.visible_to(request.user).select_related("proposal")
    party = get_object_or_404(rows, public_id=public_id)
    try:
        services.say_nothing(party=party, said_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("proposals:earning_list", party.proposal.public_id)
