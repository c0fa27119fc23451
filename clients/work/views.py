"""Pages about time: the work book with the box that logs on top, correcting it, handing it out."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from clients.people.access import practice_only
from clients.work import services
from clients.work.book import Narrowing, weeks
from clients.work.desk import Desk
from clients.work.forms import EntryForm
from clients.work.line_forms import LineForm
from clients.work.models import EntryRemark, Timer, WorkEntry
from clients.work.origins import tell_origins
from clients.work.preview import Preview
from clients.work.timers import log_timer, timer_of
from retainer.lib import format as written
from retainer.lib import keyset
from retainer.lib.spreadsheets import csv_file
from retainer.lib.weeks import monday_of

ORDER = ("-worked_on", "-id")
#: What an address says about the next line, and not about the list.
BEGUN = ("on", "to", "line", "about")


@practice_only
def entry_list(request: HttpRequest) -> HttpResponse:
    """Log time by a line or by the longer form, and read what was logged."""
    desk = Desk(request.user, request.GET)
    line = LineForm(request.POST if "line" in request.POST else None, desk=desk)
    is_long = request.method == "POST" and not line.is_bound
    form = _long_form(request, desk, request.POST if is_long else None)
    said = form if is_long else line
    if request.method == "POST" and said.is_valid():
        timer = _logged_timer(request)
        fields = said.said()
        fields["origin"] = desk.about(fields["project"], timer)
        try:
            if timer is not None:
                entry = log_timer(timer=timer, **fields)
            else:
                entry = services.log_work(consultant=request.user, **fields)
        except services.WorkRefused as refusal:
            said.refuse(refusal)
        else:
            say_logged(request, entry)
            return back_to_book(request, **desk.opened_for, to=entry.project.public_id)
    return book_page(request, desk, line, form)


def _logged_timer(request: HttpRequest) -> Timer | None:
    """The stopped timer that is over when the line that came of it is logged."""
    timer = timer_of(request.user) if "timer" in request.POST else None
    return timer if timer is not None and not timer.is_running else None


def say_logged(request: HttpRequest, entry: WorkEntry) -> None:
    """Tell what is in the book now, with the way to take it out again."""
    messages.success(
        request,
        f"Logged: {written.hours(entry.hours)} on {entry.project}, {entry.client}, "
        f"{written.day(entry.worked_on)}.",
        extra_tags=reverse("work:entry_delete", args=[entry.public_id]),
    )


def book_page(
    request: HttpRequest, desk: Desk, line: LineForm, form: EntryForm | None = None
) -> HttpResponse:
    """The book under its box, which keeps what was written when that could not be taken."""
    narrowing = Narrowing(request)
    timer = timer_of(request.user)
    if line.is_bound:
        of_timer = "timer" in request.POST
    else:
        of_timer = desk.begins_with(timer)
        line.initial = {"line": desk.begun(timer)}
    page = keyset.page(narrowing.entries.with_names(), ORDER, request)
    tell_origins(request.user, page)
    context = {
        "line": line,
        "preview": Preview(
            str(line["line"].value() or ""),
            desk,
            timing=line.timing,
            refused=line.errors.get("line", ()),
        ),
        "form": form or _long_form(request, desk),
        "desk": desk,
        "timer": timer,
        "of_timer": of_timer,
        "narrowing": narrowing,
        "page": page,
        "weeks": weeks(page, narrowing.entries),
        "total": narrowing.entries.aggregate(hours=Sum("hours"))["hours"] or 0,
        "own": _own_hours(request),
    }
    return render(request, "work/entry_list.html", context)


def _long_form(request: HttpRequest, desk: Desk, data: QueryDict | None = None) -> EntryForm:
    """The longer form, begun with the project of the last entry."""
    place = desk.context.place
    begun = {
        "worked_on": desk.context.day or desk.context.today,
        "project": place.key if place else "",
        "text": desk.origin.text if desk.origin else "",
    }
    return EntryForm(data, user=request.user, initial=begun)


def back_to_book(request: HttpRequest, **begun: object) -> HttpResponse:
    """To the book as it was narrowed, with the next line begun."""
    query = request.GET.copy()
    for key in (*BEGUN, "older", "newer"):
        query.pop(key, None)
    said = urlencode([*query.items(), *begun.items()])
    return redirect(f"{reverse('work:entry_list')}?{said}" if said else "work:entry_list")


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
            services.change_entry(entry=entry, changed_by=request.user, **form.said())
        except services.WorkRefused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "The entry is saved.")
            return redirect("work:entry_list")
    tell_origins(request.user, [entry])
    context = {"form": form, "entry": entry, "came_back": _came_back(entry)}
    return render(request, "work/entry_edit.html", context)


def _came_back(entry: WorkEntry) -> EntryRemark | None:
    """Why a draft was sent back, when it was."""
    if entry.state != WorkEntry.State.DRAFT:
        return None
    return entry.remarks.filter(is_internal=True).select_related("written_by").last()


@practice_only
def entry_delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Delete an entry once it was shown; one's own stands in the box again."""
    entry = _seen(request, public_id)
    if not entry.is_open:
        messages.error(request, _why_not(entry))
        return redirect("work:entry_list")
    if request.method != "POST":
        return render(request, "work/entry_delete.html", {"entry": entry})
    line = Desk(request.user, request.GET).line_of(entry)
    try:
        services.delete_entry(entry=entry, deleted_by=request.user)
    except services.WorkRefused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("work:entry_list")
    if entry.consultant_id != request.user.pk:
        messages.success(request, f"Deleted: {written.hours(entry.hours)} of {entry.consultant}.")
        return redirect("work:entry_list")
    messages.success(request, "Taken back. It stands in the box: correct it, or log it again.")
    about = {"about": entry.origin} if entry.origin else {}
    return back_to_book(request, line=line, **about)


def _seen(request: HttpRequest, public_id: UUID) -> WorkEntry:
    """An entry that is this person's to change, whether or not it still can be."""
    entries = WorkEntry.objects.visible_to(request.user)
    if not request.user.is_principal:
        entries = entries.filter(consultant=request.user)
    related = ("project__agreement", "client", "consultant")
    return get_object_or_404(entries.select_related(*related), public_id=public_id)


def _why_not(entry: WorkEntry) -> str:
    """What happened to an entry that its page, or the way to undo it, was open for."""
    spent = f"{written.hours(entry.hours)} on {entry.project}"
    if entry.state == WorkEntry.State.CLOSED:
        return f"Not undone. {spent}: its month is closed, so a principal gives the hours back."
    return (
        f"Not undone. {spent}: it was {entry.get_state_display().lower()} meanwhile. "
        "A principal can send it back first."
    )


def _entry(request: HttpRequest, public_id: UUID) -> WorkEntry:
    entries = WorkEntry.objects.changeable_by(request.user).select_related(
        "project__agreement", "client", "consultant"
    )
    return get_object_or_404(entries, public_id=public_id)


@practice_only
def entry_export(request: HttpRequest) -> HttpResponse:
    """The entries the page shows, all of its pages, as a CSV file."""
    entries = Narrowing(request).entries.with_names().order_by(*ORDER)
    heading = (
        "Day", "Client", "Project", "Person", "Hours", "Billable", "Charged", "Part", "State",
        "Reference", "Text",
    )  # fmt: skip
    rows = (
        (
            entry.worked_on, entry.client, entry.project, entry.by, entry.hours, entry.billable,
            entry.charged, entry.get_mode_display(), entry.get_state_display(), entry.reference,
            entry.text,
        )
        for entry in entries.iterator(chunk_size=2000)
    )  # fmt: skip
    return csv_file("work.csv", heading, rows)
