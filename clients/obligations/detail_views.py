"""The page of one obligation: what both sides note and say about it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from clients.obligations import services
from clients.obligations.forms import FulfilmentForm
from clients.obligations.models import Obligation
from clients.obligations.understanding import judge, restate, understanding_of
from clients.people.access import any_signed_in
from clients.people.models import Activity
from retainer.lib import format as written
from retainer.lib.refusal import Refused

#: Times it was done, and activities, on the page.
HISTORY = 20


@any_signed_in
def obligation_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """When it is due, and every time it was done; that is noted here, too."""
    owed = _owed(request, public_id)
    form = FulfilmentForm(request.POST or None) if _may_fulfil(request, owed) else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            services.fulfil(
                obligation=owed, due_on=_shown(request), done_by=request.user, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            undo = reverse("obligations:obligation_take_back", args=[owed.public_id])
            messages.success(request, "Noted as done.", extra_tags=undo)
            return redirect("obligations:obligation_detail", owed.public_id)
    context: dict[str, Any] = {
        "owed": owed,
        "form": form,
        "times": owed.fulfilments.annotate(who=F("done_by__name"))[:HISTORY],
        "understood": understanding_of(owed, request.user),
    }
    if request.user.is_practice:
        history = Activity.objects.filter(subject_id=public_id).select_related("actor")
        context["history"] = history.order_by("-pk")[:HISTORY]
    return render(request, "obligations/obligation_detail.html", context)


@any_signed_in
@require_POST
def obligation_take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The latest "done" was a mistake: its day is asked for again."""

    def deed(owed: Obligation) -> str:
        met = services.take_back(obligation=owed, taken_back_by=request.user)
        return f"Taken back: it is due on {written.day(met.due_on)} again."

    return _done(request, public_id, deed)


@any_signed_in
@require_POST
def obligation_restate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say in one's own words what it means."""

    def deed(owed: Obligation) -> str:
        restate(obligation=owed, words=request.POST.get("words", ""), written_by=request.user)
        return "Kept, in your own words."

    return _done(request, public_id, deed)


@any_signed_in
@require_POST
def obligation_judge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say whether both sides mean the same; a difference becomes an issue."""

    def deed(owed: Obligation) -> str:
        verdict = judge(
            obligation=owed,
            ours=_number(request, "ours"),
            theirs=_number(request, "theirs"),
            is_same=request.POST.get("verdict") == "same",
            judged_by=request.user,
        )
        return "Both mean the same." if verdict.is_same else "The difference is an issue now."

    return _done(request, public_id, deed)


def _done(request: HttpRequest, public_id: UUID, deed: Callable[[Obligation], str]) -> HttpResponse:
    """Do it, and say on the obligation's page what came of it."""
    try:
        messages.success(request, deed(_owed(request, public_id)))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("obligations:obligation_detail", public_id)


def _shown(request: HttpRequest) -> date:
    """The day the page showed as due; one that never is when somebody tampered with it."""
    try:
        return date.fromisoformat(request.POST.get("due_on", ""))
    except ValueError:
        return date.min


def _number(request: HttpRequest, name: str) -> int:
    """A number of a form; none that exists when somebody tampered with it."""
    value = request.POST.get(name, "")
    return int(value) if value.isascii() and value.isdigit() else 0


def _owed(request: HttpRequest, public_id: UUID) -> Obligation:
    rows = Obligation.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def _may_fulfil(request: HttpRequest, owed: Obligation) -> bool:
    """Whether something is due that this person speaks for."""
    theirs = owed.owes == Obligation.Owes.CLIENT
    mine = request.user.is_practice or theirs
    return mine and owed.is_active and owed.next_due is not None
