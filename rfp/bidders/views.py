"""Pages of the practice: who is invited to a request, and what they did."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.people.access import practice_only, principal_only
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from rfp.authoring.models import Rfp
from rfp.bidders import services
from rfp.bidders.forms import InviteForm, ReasonForm
from rfp.bidders.models import Bidder, BidderDeed, BidderPerson


@practice_only
def bidder_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who is invited, who takes part, and who never came."""
    rfp = get_object_or_404(
        Rfp.objects.visible_to(request.user).select_related("client"), public_id=public_id
    )
    context = {"rfp": rfp, "bidders": rfp.bidders.prefetch_related("people")}
    return render(request, "bidders/bidder_list.html", context)


@principal_only
def bidder_invite(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Invite a company by one of its people."""
    rfp = get_object_or_404(Rfp.objects.visible_to(request.user), public_id=public_id)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            bidder = services.invite_bidder(rfp=rfp, invited_by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"{bidder} is invited.")
            return redirect("bidders:bidder_list", public_id)
    return render(request, "bidders/bidder_invite.html", {"rfp": rfp, "form": form})


@practice_only
def bidder_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One bidder: its people, and everything they did."""
    bidder = _bidder(request, public_id)
    context = {
        "bidder": bidder,
        "rfp": bidder.rfp,
        "people": bidder.people.all(),
        "deeds": bidder.deeds.select_related("person")[:200],
        "form": ReasonForm(),
    }
    return render(request, "bidders/bidder_detail.html", context)


@practice_only
def deeds_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everything a bidder's people did, as a CSV file for the record."""
    deeds = BidderDeed.objects.filter(bidder=_bidder(request, public_id)).order_by("at", "pk")
    rows = deeds.values_list("at", "person__name", "person__email", "verb", "sentence")
    return csv_file("bidder.csv", ["at", "person", "address", "deed", "sentence"], rows)


@principal_only
@require_POST
def bidder_shut_out(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _done(
        request,
        _bidder(request, public_id),
        services.shut_out,
        because=request.POST.get("because", ""),
        shut_by=request.user,
    )


@principal_only
@require_POST
def bidder_let_in(request: HttpRequest, public_id: UUID) -> HttpResponse:
    bidder = _bidder(request, public_id)
    return _done(request, bidder, services.let_in, let_in_by=request.user)


@principal_only
@require_POST
def link_renew(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send somebody of a bidder a new link."""
    people = BidderPerson.objects.visible_to(request.user).select_related("bidder__rfp__client")
    person = get_object_or_404(people, public_id=public_id)
    try:
        services.renew_link(person=person, renewed_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{person} gets a new link by mail. The old one is void.")
    return redirect("bidders:bidder_detail", person.bidder.public_id)


def _bidder(request: HttpRequest, public_id: UUID) -> Bidder:
    bidders = Bidder.objects.visible_to(request.user).select_related("rfp__client")
    return get_object_or_404(bidders, public_id=public_id)


def _done(
    request: HttpRequest, bidder: Bidder, deed: Callable[..., object], **how: Any
) -> HttpResponse:
    try:
        deed(bidder=bidder, **how)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("bidders:bidder_detail", bidder.public_id)
