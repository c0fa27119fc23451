"""Packs of meetings: the practice makes, looks at and sends them, both sides read them."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from clients.files.services import hand_out
from clients.models import CommitteeMeeting, MeetingPack
from clients.people.access import any_signed_in, practice_only
from retainer.lib.refusal import Refused
from retainer.packs import services


@practice_only
@require_POST
def pack_make(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Freeze what the meeting needs to know, as it stands now."""
    rows = CommitteeMeeting.objects.visible_to(request.user)
    meeting = get_object_or_404(rows, public_id=public_id)
    said = "The pack is being drawn. Look at it, then send it to the committee."
    return _done(
        request,
        meeting.public_id,
        lambda: services.make_pack(meeting=meeting, made_by=request.user),
        said,
    )


@practice_only
@require_POST
def pack_send(request: HttpRequest, public_id: UUID) -> HttpResponse:
    pack = _pack(request, public_id)
    return _done(
        request,
        pack.meeting.public_id,
        lambda: services.send_pack(pack=pack, sent_by=request.user),
        "Sent. The people of the committee are told.",
    )


@any_signed_in
def pack_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The PDF, shown in place or, with ``?download``, saved."""
    pack = _pack(request, public_id)
    if pack.pdf is None:
        raise Http404("This pack has no PDF yet.")
    return hand_out(pack.pdf, inline="download" not in request.GET)


def _done(
    request: HttpRequest, meeting: UUID, deed: Callable[[], object], success: str
) -> HttpResponse:
    try:
        deed()
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, success)
    return redirect("committees:meeting_detail", meeting)


def _pack(request: HttpRequest, public_id: UUID) -> MeetingPack:
    rows = MeetingPack.objects.visible_to(request.user).select_related("meeting", "pdf")
    return get_object_or_404(rows, public_id=public_id)
