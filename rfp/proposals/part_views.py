"""Pages of the practice: a party, a line, a step or an earning of a proposal."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.people.access import practice_only
from retainer.lib.refusal import Refused
from rfp.proposals import services
from rfp.proposals.forms import EarningForm, LineForm, PartForm, PartyForm, StepForm
from rfp.proposals.models import Proposal


@dataclass(frozen=True)
class Part:
    """One kind of thing that a proposal is made of, and the page it stands on."""

    kind: str
    noun: str
    form: type[PartForm]
    page: str

    @property
    def model(self) -> type[Model]:
        return self.form.Meta.model


PARTS = {
    part.kind: part
    for part in (
        Part("party", "a party", PartyForm, "proposals:party_list"),
        Part("line", "a line", LineForm, "proposals:coverage"),
        Part("step", "a step", StepForm, "proposals:interface_list"),
        Part("earning", "what somebody earns", EarningForm, "proposals:earning_list"),
    )
}


@practice_only
def part_add(request: HttpRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Add a part to the proposal that the address names."""
    part = _part(kind)
    rows = Proposal.objects.visible_to(request.user).select_related("client")
    proposal = get_object_or_404(rows, public_id=public_id)
    initial = {}
    if kind == "earning":  # the party whose row was missing
        asked = request.GET.get("party", "")
        initial["payee"] = next((p for p in proposal.parties.all() if p.name == asked), None)
    return _edit(request, part, part.form(request.POST or None, proposal=proposal, initial=initial))


@practice_only
def part_edit(request: HttpRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Change a part."""
    part = _part(kind)
    rows = part.model.objects.visible_to(request.user).select_related("proposal__client")
    if request.method == "POST":  # whoever saves second waits, and is told of the first
        rows = rows.select_for_update(of=("self",))
    row = get_object_or_404(rows, public_id=public_id)
    return _edit(
        request, part, part.form(request.POST or None, instance=row, proposal=row.proposal)
    )


@practice_only
@require_POST
def part_remove(request: HttpRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Take a part off."""
    part = _part(kind)
    rows = part.model.objects.visible_to(request.user).select_related("proposal")
    row = get_object_or_404(rows, public_id=public_id)
    try:
        services.remove_part(part=row, removed_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(part.page, row.proposal.public_id)


def _part(kind: str) -> Part:
    if kind not in PARTS:
        raise Http404
    return PARTS[kind]


def _edit(request: HttpRequest, part: Part, form: Any) -> HttpResponse:
    proposal = form.instance.proposal
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_part(part=form.save(commit=False), kept_by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect(part.page, proposal.public_id)
    row = None if form.instance._state.adding else form.instance
    is_fixed = part.kind == "party" and row is not None and row.kind != "provider"
    context = {
        "part": part, "proposal": proposal, "form": form, "row": row, "is_fixed": is_fixed,
    }  # fmt: skip
    return render(request, "proposals/part_form.html", context)
