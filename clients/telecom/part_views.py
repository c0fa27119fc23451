"""Parts of a fact: the services on an order, the codes on a service record."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.telecom import services
from clients.telecom.registers import REGISTERS, Part, Register


def whole_of(part: Part) -> Register:
    return next(register for register in REGISTERS if register.noun == part.whole)


def part_add(request: HttpRequest, part: Part, public_id: UUID) -> HttpResponse:
    register = whole_of(part)
    whole = get_object_or_404(register.rows(request.user), public_id=public_id)
    return _edit(request, part, whole, part.form(request.POST or None, whole=whole))


def part_edit(request: HttpRequest, part: Part, public_id: UUID) -> HttpResponse:
    rows = part.rows(request.user)
    if request.method == "POST":  # whoever saves second waits, and is told of the first
        rows = rows.select_for_update(of=("self",))
    row = get_object_or_404(rows, public_id=public_id)
    whole = getattr(row, part.field)
    return _edit(request, part, whole, part.form(request.POST or None, instance=row, whole=whole))


@require_POST
def part_remove(request: HttpRequest, part: Part, public_id: UUID) -> HttpResponse:
    row = get_object_or_404(part.rows(request.user), public_id=public_id)
    whole = getattr(row, part.field)
    services.remove_part(part=row, whole=whole, removed_by=request.user)
    messages.success(request, f"{row} was removed.")
    return redirect(f"telecom:{part.whole}_detail", whole.public_id)


def _edit(request: HttpRequest, part: Part, whole: Any, form: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            row = services.keep(instance=form.save(commit=False), kept_by=request.user)
        except services.StoredMeanwhile as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{row} is saved.")
            return redirect(f"telecom:{part.whole}_detail", whole.public_id)
    is_new = form.instance._state.adding
    context = {
        "part": part,
        "register": whole_of(part),
        "whole": whole,
        "form": form,
        "row": None if is_new else form.instance,
    }
    return render(request, "telecom/part_form.html", context)
