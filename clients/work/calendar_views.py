"""Calendar events as proposals: read from a file, looked at, logged as drafts."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.agreements.models import Project
from clients.people.access import practice_only
from clients.work.bulk import Done
from clients.work.calendar_forms import CalendarForm, ProposalForm, ProposalForms
from clients.work.meetings import Meeting, entries_of
from clients.work.proposals import Proposal, log_events, open_projects, proposals
from clients.work.rules import WorkRefused
from clients.work.week_views import tell_act
from retainer.lib.calendars import read_events
from retainer.lib.refusal import Refused
from retainer.lib.sandbox import ChildKilled
from retainer.lib.weeks import monday_of

#: Other days of the same meeting that its page leads to.
MOST_OTHERS = 12


@practice_only
def calendar(request: HttpRequest) -> HttpResponse:
    """Read a calendar file and propose what it says of a week; nothing of it is kept."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CalendarForm(*sent)
    if form.is_valid():
        try:
            found = _read(request, form.cleaned_data["week"])
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
        except ChildKilled as killed:
            form.add_error("file", f"{form.cleaned_data['file'].name}: {killed.sentence}")
        else:
            monday = form.cleaned_data["week"]
            return _propose(request, monday, found)
    return render(request, "work/calendar.html", {"form": form})


def _read(request: HttpRequest, monday: date) -> list[Proposal]:
    zone = str(timezone.get_current_timezone())
    content = request.FILES["file"].read()
    owner = request.user.email
    events = read_events(content, monday=monday, zone=zone, owner=owner)
    today = timezone.localdate()
    return [each for each in proposals(events, request.user) if each.day <= today]


def _propose(request: HttpRequest, monday: date, found: list[Proposal]) -> HttpResponse:
    fresh = [proposal for proposal in found if not proposal.is_logged]
    forms = ProposalForms(
        initial=[ProposalForm.begun(proposal) for proposal in fresh],
        form_kwargs={"projects": _projects(request)},
    )
    context = {
        "forms": forms,
        "monday": monday,
        "logged": len(found) - len(fresh),
        "ready": sum(proposal.is_ready for proposal in fresh),
    }
    for form, proposal in zip(forms, fresh, strict=True):
        form.event = proposal.event
    return render(request, "work/proposals.html", context)


def _projects(request: HttpRequest) -> dict[str, Project]:
    return {str(project.public_id): project for project in open_projects(request.user)}


@practice_only
@require_POST
def calendar_log(request: HttpRequest) -> HttpResponse:
    """Log the ticked events as drafts, all of them or none."""
    forms = ProposalForms(request.POST, form_kwargs={"projects": _projects(request)})
    if not forms.management_form.is_valid():
        return redirect("work:calendar")
    if forms.is_valid():
        ticked = [form.said() for form in forms if form.is_ticked]
        if not ticked:
            messages.info(request, "Tick the events to log.")
        else:
            try:
                done = log_events(ticked=ticked, person=request.user)
            except WorkRefused as refusal:
                messages.error(request, f"Nothing was logged. {refusal.sentence}")
            else:
                return _logged(request, ticked[0].day, done)
    return render(request, "work/proposals.html", _again(forms))


@practice_only
def meeting_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A meeting that work was logged from, and when it took place besides."""
    seen = Meeting.objects.visible_to(request.user)
    meeting = get_object_or_404(seen.select_related("client"), public_id=public_id)
    entries = list(entries_of(request.user, meeting))
    series = seen.filter(client=meeting.client, series=meeting.series)
    context = {
        "meeting": meeting,
        "entries": entries,
        "hours": sum((entry.hours for entry in entries), Decimal(0)),
        "others": series.exclude(pk=meeting.pk)[:MOST_OTHERS],
    }
    return render(request, "work/meeting_detail.html", context)


def _again(forms: Any) -> dict[str, Any]:
    days = [form.data.get(form.add_prefix("day"), "") for form in forms]
    try:
        monday = monday_of(date.fromisoformat(days[0])) if days else None
    except ValueError:
        monday = None
    return {"forms": forms, "monday": monday}


def _logged(request: HttpRequest, day: date, done: Done | None) -> HttpResponse:
    if done is None:
        messages.info(request, "These events were logged before.")
    else:
        tell_act(request, f"{done.sentence}.", done.act)
    return redirect("work:week", monday_of(day))
