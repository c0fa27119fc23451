"""Pages of meetings: both sides read them and bring things up, the practice plans them."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.committees import approving, meetings
from clients.committees.forms import ActionForm, AgendaForm, MeetingForm
from clients.committees.meeting_models import AgendaItem, CommitteeAction, CommitteeMeeting
from clients.committees.minutes_models import MeetingPack, Minutes
from clients.committees.models import Committee, CommitteeSeat
from clients.committees.record import read
from clients.people.access import any_signed_in, practice_only
from retainer.lib.refusal import Refused


@any_signed_in
def meeting_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One meeting: its pack and agenda before it, who came and what came of it after it."""
    meeting = find_meeting(request, public_id)
    user = request.user
    minutes = Minutes.objects.visible_to(user).filter(meeting=meeting)
    minutes = minutes.annotate(
        offered_by_name=F("offered_by__name"),
        approved_by_name=F("approval__approved_by__name"),
        approved_at=F("approval__approved_at"),
    ).first()
    actions = CommitteeAction.objects.visible_to(user).filter(committee=meeting.committee_id)
    day = timezone.localdate(meeting.starts_at)
    context = {
        "meeting": meeting,
        "committee": meeting.committee,
        "items": meeting.items.annotate(brought_by_name=F("brought_by__name")),
        "minutes": minutes,
        "record": read(minutes) if minutes and minutes.offered_at else None,
        "objections": minutes.objections.annotate(who=F("said_by__name")) if minutes else [],
        "pack": MeetingPack.objects.visible_to(user).filter(meeting=meeting).first(),
        "carried": actions.carried_to(day).exclude(raised_in=meeting).for_list(),
        "taken_on": actions.filter(raised_in=meeting).for_list(),
        "seats": CommitteeSeat.objects.taken().filter(committee=meeting.committee_id).named(),
        "agenda_form": AgendaForm(),
        "why_not_offer": approving.why_not_offer(meeting, user),
        "why_not_approve": approving.why_not_approve(meeting, user),
    }
    if user.is_practice:
        context["action_form"] = ActionForm(committee=meeting.committee)
    return render(request, "committees/meeting_detail.html", context)


@practice_only
def meeting_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A meeting beyond the cadence."""
    rows = Committee.objects.visible_to(request.user).standing().select_related("client")
    committee = get_object_or_404(rows, public_id=public_id)
    meeting = CommitteeMeeting(
        committee=committee, client=committee.client, lasts=committee.lasts, place=committee.place
    )
    return _edit(request, MeetingForm(request.POST or None, instance=meeting))


@practice_only
def meeting_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Move a meeting that is planned."""
    meeting = find_meeting(request, public_id)
    return _edit(request, MeetingForm(request.POST or None, instance=meeting))


def _edit(request: HttpRequest, form: MeetingForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            kept = meetings.keep_meeting(meeting=form.save(commit=False), kept_by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Saved. The people of the committee are told.")
            return redirect("committees:meeting_detail", kept.public_id)
    context = {"form": form, "meeting": form.instance, "committee": form.instance.committee}
    return render(request, "committees/meeting_form.html", context)


@practice_only
@require_POST
def meeting_call_off(request: HttpRequest, public_id: UUID) -> HttpResponse:
    because = request.POST.get("because", "")
    return done(
        request,
        public_id,
        "It is called off, and the committee is told.",
        lambda meeting: meetings.call_off(
            meeting=meeting, because=because, called_off_by=request.user
        ),
        undo="committees:meeting_take_place",
    )


@practice_only
@require_POST
def meeting_take_place(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return done(
        request,
        public_id,
        "It takes place after all.",
        lambda meeting: meetings.take_place(meeting=meeting, restored_by=request.user),
    )


@any_signed_in
@require_POST
def item_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Bring something up."""
    find_meeting(request, public_id)
    form = AgendaForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say in a few words what to bring up.")
        return redirect("committees:meeting_detail", public_id)
    return done(
        request,
        public_id,
        "It is on the agenda.",
        lambda meeting: meetings.bring_up(
            meeting=meeting, brought_by=request.user, **form.cleaned_data
        ),
    )


@practice_only
@require_POST
def item_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    rows = AgendaItem.objects.visible_to(request.user).select_related("meeting")
    item = get_object_or_404(rows, public_id=public_id)
    return done(
        request,
        item.meeting.public_id,
        f"Taken off the agenda: {item}.",
        lambda meeting: meetings.take_off(item=item, taken_by=request.user),
    )


def done(
    request: HttpRequest,
    public_id: UUID,
    success: str,
    deed: Callable[[CommitteeMeeting], object],
    undo: str = "",
) -> HttpResponse:
    """Do it, and say on the meeting's page what came of it."""
    try:
        deed(find_meeting(request, public_id))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        tags = reverse(undo, args=[public_id]) if undo else ""
        messages.success(request, success, extra_tags=tags)
    return redirect("committees:meeting_detail", public_id)


def find_meeting(request: HttpRequest, public_id: UUID) -> CommitteeMeeting:
    meetings_seen = CommitteeMeeting.objects.visible_to(request.user).for_list()
    return get_object_or_404(meetings_seen, public_id=public_id)
