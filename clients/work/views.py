"""Pages about time: the work book with its form on top, correcting it, handing it out."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from clients.people.access import practice_only
from clients.work import services
from clients.work.book import Narrowing, monday_of, weeks
from clients.work.forms import EntryForm
from clients.work.hours import write_hours
from clients.work.models import WorkEntry
from retainer.lib import format as written
from retainer.lib import keyset
from retainer.lib.spreadsheets import csv_file

ORDER = ("-worked_on", "-id")


@practice_only
def entry_list(request: HttpRequest) -> HttpResponse:
    """Log time, and read what was logged: by day, with the sum of each week."""
    narrowing = Narrowing(request)
    form = EntryForm(
        request.POST or None,
        user=request.user,
        client=narrowing.client,
        initial=_begun(request),
    )
    if request.method == "POST" and form.is_valid():
        try:
            entry = services.log_work(consultant=request.user, **form.cleaned_data)
        except services.WorkRefused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(
                request, f"Logged: {written.hours(entry.hours)} on {entry.project}, {entry.client}."
            )
            return _back(request, on=entry.worked_on, to=entry.project.public_id)
    page = keyset.page(narrowing.entries.with_names(), ORDER, request)
    context = {
        "form": form,
        "narrowing": narrowing,
        "page": page,
        "weeks": weeks(page, narrowing.entries),
        "total": narrowing.entries.aggregate(hours=Sum("hours"))["hours"] or 0,
        "own": _own_hours(request),
    }
    return render(request, "work/entry_list.html", context)


def _begun(request: HttpRequest) -> dict[str, Any]:
    """What the form begins with: day and project of the last entry, or a deleted one whole."""
    begun = {key: request.GET[key] for key in ("hours", "text") if key in request.GET}
    return begun | {
        "worked_on": request.GET.get("on") or timezone.localdate(),
        "project": request.GET.get("to", ""),
    }


def _back(request: HttpRequest, **begun: object) -> HttpResponse:
    """To the book as it was narrowed, with the form begun."""
    query = request.GET.copy()
    for key in ("on", "to", "hours", "text", "older", "newer"):
        query.pop(key, None)
    return redirect(f"{reverse('work:entry_list')}?{urlencode([*query.items(), *begun.items()])}")


def _own_hours(request: HttpRequest) -> dict[str, Any]:
    """The hours this person logged this week and today."""
    today = timezone.localdate()
    monday = monday_of(today)
    own = WorkEntry.objects.visible_to(request.user).filter(
        consultant=request.user, worked_on__range=(monday, monday + timedelta(days=6))
    )
    return own.aggregate(
        week=Sum("hours", default=0), today=Sum("hours", filter=Q(worked_on=today), default=0)
    )


@practice_only
def entry_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct an entry: one's own, or anybody's for a principal."""
    entry = _entry(request, public_id)
    form = EntryForm(request.POST or None, user=request.user, entry=entry)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_entry(entry=entry, changed_by=request.user, **form.cleaned_data)
        except services.WorkRefused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Saved.")
            return redirect("work:entry_list")
    return render(request, "work/entry_edit.html", {"form": form, "entry": entry})


@practice_only
def entry_delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Delete an entry once it was shown; afterwards the form still holds what it said."""
    entry = _entry(request, public_id)
    if request.method == "POST":
        try:
            services.delete_entry(entry=entry, deleted_by=request.user)
        except services.WorkRefused as refusal:
            messages.error(request, refusal.sentence)
            return redirect("work:entry_list")
        if entry.consultant_id != request.user.pk:
            messages.success(
                request, f"Deleted: {written.hours(entry.hours)} of {entry.consultant}."
            )
            return redirect("work:entry_list")
        messages.success(request, "Deleted. To take it back, log what stands in the form again.")
        return _back(
            request,
            on=entry.worked_on,
            to=entry.project.public_id,
            hours=write_hours(entry.hours),
            text=entry.text,
        )
    return render(request, "work/entry_delete.html", {"entry": entry})


def _entry(request: HttpRequest, public_id: UUID) -> WorkEntry:
    entries = WorkEntry.objects.changeable_by(request.user).select_related(
        "project__agreement", "client", "consultant"
    )
    return get_object_or_404(entries, public_id=public_id)


@practice_only
def entry_export(request: HttpRequest) -> HttpResponse:
    """The entries the page shows, all of its pages, as a CSV file."""
    entries = Narrowing(request).entries.with_names().order_by(*ORDER)
    rows = (
        (entry.worked_on, entry.client, entry.project, entry.by, entry.hours, entry.text)
        for entry in entries.iterator(chunk_size=2000)
    )
    return csv_file("work.csv", ("Day", "Client", "Project", "Person", "Hours", "Text"), rows)
