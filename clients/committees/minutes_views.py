"""Minutes: the practice writes and offers them, the client approves or says what is wrong."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from clients.committees import approving
from clients.committees.approving import Came
from clients.committees.meeting_models import CommitteeMeeting
from clients.committees.meeting_views import done, find_meeting
from clients.committees.minutes_models import Minutes
from clients.committees.models import CommitteeSeat
from clients.people.access import portal_only, practice_only
from retainer.lib.refusal import Refused


@practice_only
def minutes_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who came, what came of each item, and what was said."""
    meeting = find_meeting(request, public_id)
    seats = list(CommitteeSeat.objects.taken().filter(committee=meeting.committee_id).named())
    items = list(meeting.items.all())
    if request.method == "POST":
        try:
            approving.keep_minutes(
                meeting=meeting,
                text=request.POST.get("text", ""),
                attendance={seat.pk: _came(request, seat) for seat in seats},
                outcomes={item.pk: request.POST.get(f"outcome-{item.pk}", "") for item in items},
                kept_by=request.user,
            )
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, "The draft is saved. Approve it, and the client is asked.")
            return redirect("committees:meeting_detail", public_id)
    return render(request, "committees/minutes_form.html", _shown(meeting, seats, items))


def _came(request: HttpRequest, seat: CommitteeSeat) -> Came:
    return Came(
        request.POST.get(f"came-{seat.pk}") == "yes", request.POST.get(f"stand-in-{seat.pk}", "")
    )


def _shown(
    meeting: CommitteeMeeting, seats: list[CommitteeSeat], items: list[object]
) -> dict[str, object]:
    told = {each.seat_id: each for each in meeting.attendances.all()}
    minutes = Minutes.objects.filter(meeting=meeting).first()
    return {
        "meeting": meeting,
        "committee": meeting.committee,
        "seats": [(seat, told.get(seat.pk)) for seat in seats],
        "items": items,
        "minutes": minutes,
    }


@practice_only
@require_POST
def meeting_not_held(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return done(
        request,
        public_id,
        "It is planned again.",
        lambda meeting: approving.not_held(meeting=meeting, undone_by=request.user),
    )


@practice_only
@require_POST
def minutes_offer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Approve for our side; the client is asked."""
    return done(
        request,
        public_id,
        "Approved for our side. The client is asked now.",
        lambda meeting: approving.offer(
            meeting=meeting,
            offered_by=request.user,
            partner_name=request.POST.get("partner_name", ""),
        ),
        undo="committees:minutes_take_back",
    )


@practice_only
@require_POST
def minutes_take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return done(
        request,
        public_id,
        "The minutes are a draft again.",
        lambda meeting: approving.take_back(meeting=meeting, taken_by=request.user),
    )


@portal_only
@require_POST
def minutes_approve(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Approve for the client what was on the page, named by its fingerprint."""
    return done(
        request,
        public_id,
        "Approved. The minutes stay as they are.",
        lambda meeting: approving.approve(
            meeting=meeting, sha256=request.POST.get("sha256", ""), approved_by=request.user
        ),
    )


@portal_only
@require_POST
def minutes_object(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return done(
        request,
        public_id,
        "Whoever wrote them is told.",
        lambda meeting: approving.object_to(
            meeting=meeting, words=request.POST.get("words", ""), objected_by=request.user
        ),
    )
