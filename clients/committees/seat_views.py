"""Pages of the practice: who sits in a committee, facing whom."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from clients.committees import seating
from clients.committees.forms import SeatForm
from clients.committees.models import Committee, CommitteeSeat, Party
from clients.people.access import practice_only
from retainer.lib.refusal import Refused


@practice_only
def seat_create(request: HttpRequest, public_id: UUID, party: str) -> HttpResponse:
    """A new seat of one side; ``?faces=`` names the seat it is to face."""
    if party not in Party:
        raise Http404
    rows = Committee.objects.visible_to(request.user).select_related("client", "relationship")
    committee = get_object_or_404(rows, public_id=public_id)
    faced = committee.seats.taken().filter(public_id=_uuid(request.GET.get("faces", ""))).first()
    initial = (
        {"opposite": faced, "title": faced.title, "is_sponsor": faced.is_sponsor} if faced else {}
    )
    seat = CommitteeSeat(committee=committee, client=committee.client, party=party)
    form = SeatForm(request.POST or None, instance=seat, client=committee.client, initial=initial)
    return _edit(request, form)


@practice_only
def seat_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    seat = _seat(request, public_id)
    return _edit(request, SeatForm(request.POST or None, instance=seat, client=seat.client))


def _edit(request: HttpRequest, form: SeatForm) -> HttpResponse:
    seat = form.instance
    if request.method == "POST" and form.is_valid():
        try:
            seating.keep_seat(
                seat=form.save(commit=False),
                opposite=form.cleaned_data["opposite"],
                kept_by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("committees:committee_detail", seat.committee.public_id)
    committee = seat.committee
    side = committee.client.name if seat.party == Party.CLIENT else committee.partner
    context = {"form": form, "seat": seat, "committee": committee, "side": side}
    return render(request, "committees/seat_form.html", context)


@practice_only
@require_POST
def seat_leave(request: HttpRequest, public_id: UUID) -> HttpResponse:
    seat = _seat(request, public_id)
    undo = reverse("committees:seat_return", args=[public_id])
    return _done(
        request,
        seat,
        lambda: seating.leave_seat(seat=seat, left_by=request.user),
        f"The seat {seat} is taken out.",
        undo,
    )


@practice_only
@require_POST
def seat_return(request: HttpRequest, public_id: UUID) -> HttpResponse:
    seat = _seat(request, public_id)
    return _done(
        request,
        seat,
        lambda: seating.return_seat(seat=seat, returned_by=request.user),
        f"The seat {seat} is back.",
    )


def _done(
    request: HttpRequest,
    seat: CommitteeSeat,
    deed: Callable[[], object],
    success: str,
    undo: str = "",
) -> HttpResponse:
    try:
        deed()
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, success, extra_tags=undo)
    return redirect("committees:committee_detail", seat.committee.public_id)


def _seat(request: HttpRequest, public_id: UUID) -> CommitteeSeat:
    rows = CommitteeSeat.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("client", "committee__client", "committee__relationship"),
        public_id=public_id,
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
