"""Pages about the team under an agreement."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.agreements import seating
from clients.agreements.forms import SeatForm
from clients.agreements.models import RetainerAgreement, TeamSeat
from clients.files.services import hand_out
from clients.people.access import any_signed_in, principal_only
from retainer.lib.refusal import Refused


@principal_only
def seat_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A place for somebody in the team."""
    agreements = RetainerAgreement.objects.visible_to(request.user).select_related("client")
    agreement = get_object_or_404(agreements, public_id=public_id)
    return _edit(request, TeamSeat(agreement=agreement, client=agreement.client))


@principal_only
def seat_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _edit(request, _seat(request, public_id))


def _edit(request: HttpRequest, seat: TeamSeat) -> HttpResponse:
    agreement = seat.agreement
    form = SeatForm(request.POST or None, request.FILES or None, instance=seat, agreement=agreement)
    if request.method == "POST" and form.is_valid():
        photograph = form.cleaned_data["photograph"]
        try:
            seating.keep_seat(
                seat=form.save(commit=False),
                kept_by=request.user,
                photograph=photograph.read() if photograph else None,
                without_photo=form.cleaned_data.get("without_photo", False),
            )
        except Refused as refusal:
            form.add_error("photograph", refusal.sentence)
        else:
            messages.success(request, f"The seat of {seat.person} is saved.")
            return redirect("retainers:agreement_detail", agreement.public_id)
    context = {"form": form, "agreement": agreement, "seat": seat}
    return render(request, "agreements/seat_form.html", context)


@principal_only
@require_POST
def seat_move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One place up, or with ``to=down`` one down."""
    seat = _seat(request, public_id)
    seating.move_seat(seat=seat, up=request.POST.get("to") != "down", moved_by=request.user)
    return redirect("retainers:agreement_detail", seat.agreement.public_id)


@principal_only
@require_POST
def seat_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    seat = _seat(request, public_id)
    seating.remove_seat(seat=seat, removed_by=request.user)
    messages.success(request, f"{seat.person} left the team.")
    return redirect("retainers:agreement_detail", seat.agreement.public_id)


@any_signed_in
def seat_photo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The photo of somebody in the team, for everybody who sees the team."""
    seats = TeamSeat.objects.visible_to(request.user).select_related("photo")
    seat = get_object_or_404(seats, public_id=public_id)
    if seat.photo is None:
        raise Http404
    return hand_out(seat.photo)


def _seat(request: HttpRequest, public_id: UUID) -> TeamSeat:
    seats = TeamSeat.objects.visible_to(request.user)
    return get_object_or_404(
        seats.select_related("agreement__client", "client", "person"), public_id=public_id
    )
