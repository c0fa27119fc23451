"""Pages of the practice: the parts of sourcing decisions and business cases."""

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
from rfp.sourcing import parts
from rfp.sourcing.case_models import BusinessCase
from rfp.sourcing.models import SourcingDecision
from rfp.sourcing.part_forms import (
    CaseTargetForm,
    ConcernForm,
    DriverForm,
    LineForm,
    OptionForm,
    PartForm,
    RiskForm,
    StepForm,
    TargetForm,
    TermForm,
)


@dataclass(frozen=True)
class Part:
    """One kind of thing that a decision or a case is made of."""

    kind: str
    noun: str
    form: type[PartForm]

    @property
    def model(self) -> type[Model]:
        return self.form.Meta.model

    @property
    def field(self) -> str:
        return self.form.whole_field

    @property
    def whole(self) -> type[Model]:
        return SourcingDecision if self.field == "decision" else BusinessCase

    @property
    def page(self) -> str:
        name = "sourcing_detail" if self.field == "decision" else "case_detail"
        return f"sourcing:{name}"


PARTS = {
    part.kind: part
    for part in (
        Part("target", "a target", TargetForm),
        Part("option", "an option", OptionForm),
        Part("driver", "a driver", DriverForm),
        Part("cost", "a cost", LineForm),
        Part("risk", "a risk", RiskForm),
        Part("case-target", "a target", CaseTargetForm),
        Part("step", "a step", StepForm),
        Part("concern", "a concern", ConcernForm),
        Part("term", "a term", TermForm),
    )
}


@practice_only
def part_add(request: HttpRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Add a part to the whole that the address names."""
    part = _part(kind)
    rows = part.whole.objects.visible_to(request.user).select_related("client")
    whole = get_object_or_404(rows, public_id=public_id)
    return _edit(request, part, whole, part.form(request.POST or None, whole=whole))


@practice_only
def part_edit(request: HttpRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Change a part."""
    part = _part(kind)
    rows = part.model.objects.visible_to(request.user).select_related(f"{part.field}__client")
    if request.method == "POST":  # whoever saves second waits, and is told of the first
        rows = rows.select_for_update(of=("self",))
    row = get_object_or_404(rows, public_id=public_id)
    whole = getattr(row, part.field)
    return _edit(request, part, whole, part.form(request.POST or None, instance=row, whole=whole))


@practice_only
@require_POST
def part_remove(request: HttpRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Take a part off."""
    part = _part(kind)
    rows = part.model.objects.visible_to(request.user).select_related(f"{part.field}__client")
    row = get_object_or_404(rows, public_id=public_id)
    whole = getattr(row, part.field)
    try:
        parts.remove_part(part=row, removed_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(part.page, whole.public_id)


def _part(kind: str) -> Part:
    if kind not in PARTS:
        raise Http404
    return PARTS[kind]


def _edit(request: HttpRequest, part: Part, whole: Any, form: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            parts.keep_part(part=form.save(commit=False), kept_by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect(part.page, whole.public_id)
    row = None if form.instance._state.adding else form.instance
    context = {"part": part, "whole": whole, "form": form, "row": row}
    return render(request, "sourcing/part_form.html", context)
