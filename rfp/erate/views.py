"""Pages of a request under E-rate: its dates, its rules, and what changed since it was posted."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.people.access import practice_only
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from rfp.authoring.models import Rfp
from rfp.authoring.reaching import rfp_of
from rfp.erate import services
from rfp.erate.forms import ChangeForm, PostingForm
from rfp.erate.models import ErateChange
from rfp.erate.rules import rules, window_of
from rfp.erate.standing import facts_of, posting_of, sent_of
from rfp.issuing.erate import keep_until

HEADING = ("rule", "source", "state", "how_it_stands")


@practice_only
def erate_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How the request stands by each rule today, and the days that follow."""
    rfp = _rfp(request, public_id)
    facts = facts_of(rfp)
    found = rules(facts)
    context = {
        "rfp": rfp,
        "facts": facts,
        "window": window_of(facts),
        "keep_until": keep_until(facts.last_service) if facts.last_service else None,
        "rules": found,
        "broken": [each for each in found if each.state == "broken"],
        "sent": sent_of(rfp),
        "changes": ErateChange.objects.filter(rfp=rfp).select_related("judged_by"),
    }
    return render(request, "erate/erate_detail.html", context)


@practice_only
def erate_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every rule with how the request stands by it, as a CSV file."""
    rfp = _rfp(request, public_id)
    rows = ([each.title, each.source, each.state, each.told] for each in rules(facts_of(rfp)))
    return csv_file("e-rate.csv", HEADING, rows)


@practice_only
def posting_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note the posting, the contract and the service."""
    rfp = _rfp(request, public_id)
    form = PostingForm(request.POST or None, instance=posting_of(rfp), client=rfp.client)
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_posting(posting=form.save(commit=False), kept_by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Noted.")
            return redirect("erate:erate_detail", public_id)
    context = {"form": form, "rfp": rfp, "title": "Posting and contract"}
    return render(request, "erate/erate_form.html", context)


@practice_only
def change_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note a change of what was posted."""
    rfp = _rfp(request, public_id)
    change = ErateChange(rfp=rfp, client_id=rfp.client_id)
    return _change(request, rfp, change, "Note a change")


@practice_only
def change_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Judge a change anew; what changed and when stays."""
    rows = ErateChange.objects.visible_to(request.user).select_related("rfp__client")
    change = get_object_or_404(rows, public_id=public_id)
    return _change(request, change.rfp, change, "Judge the change")


def _change(request: HttpRequest, rfp: Rfp, change: ErateChange, title: str) -> HttpResponse:
    form: Any = ChangeForm(request.POST or None, instance=change, client=rfp.client)
    if request.method == "POST" and form.is_valid():
        try:
            services.note_change(change=form.save(commit=False), noted_by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Noted.")
            return redirect("erate:erate_detail", rfp.public_id)
    context = {"form": form, "rfp": rfp, "title": title, "change": change if change.pk else None}
    return render(request, "erate/erate_form.html", context)


def _rfp(request: HttpRequest, public_id: UUID) -> Rfp:
    """A request under E-rate of a client that this person works for; no other has these pages."""
    rfp = rfp_of(request, public_id)
    if not rfp.is_erate:
        raise Http404("This request is not under E-rate.")
    return rfp
