"""The week as a grid: typed into, copied, handed in."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from clients.agreements.models import Project
from clients.people.access import practice_only
from clients.work.cells import copy_last_week
from clients.work.changes import BulkChange
from clients.work.grid import Cell, Place
from clients.work.hours import write_hours
from clients.work.models import Mode
from clients.work.rules import WorkRefused
from clients.work.submitting import SubmitRefused, remarks, submit_week, take_back_week
from clients.work.typed import around, keep_all, keep_one
from clients.work.undo import UndoRefused, undo
from clients.work.week import Grid
from retainer.lib import format as written
from retainer.lib.weeks import monday_of

#: Rows an address may add to a week.
MOST_ROWS = 30


@practice_only
def week(request: HttpRequest, monday: date | None = None) -> HttpResponse:
    """One's own week; what is typed is kept cell by cell, or all at once without a script."""
    monday = monday or monday_of(timezone.localdate())
    grid = _grid(request, monday)
    if request.method == "POST":
        kept = keep_all(grid, request.POST)
        wrong = [cell for row in grid.rows for cell in row.cells if cell.error]
        if kept:
            messages.success(request, f"{written.count(kept, 'cell')} saved.")
        if not wrong:
            return redirect(f"{request.path}?{request.GET.urlencode()}")
        typed = {cell.name: (cell.typed, cell.error) for cell in wrong}
        grid = _grid(request, monday)
        for name, (said, error) in typed.items():
            if cell := grid.find(name):
                cell.typed, cell.error = said, error
    context = {
        "grid": grid,
        "opened": grid.find(request.GET.get("cell", "")),
        "remarks": remarks(grid.entries, monday, grid.today),
        "drafts": grid.by_state.get("draft"),
        "waiting": grid.by_state.get("submitted"),
        "projects": _projects(request),
        "modes": Mode.choices,
    }
    return render(request, "work/week.html", context)


def _grid(request: HttpRequest, monday: date) -> Grid:
    places = [Place.read(text) for text in request.GET.getlist("row")[:MOST_ROWS]]
    new = Place.read(f"{request.GET.get('project')}.{request.GET.get('mode')}")
    return Grid(
        person=request.user,
        monday=monday,
        shown=_shown(request, monday),
        wanted=[place for place in (*places, new) if place],
        with_last=request.GET.get("rows") == "last",
    )


def _shown(request: HttpRequest, monday: date) -> date:
    """The day a phone shows: the one the address names, else today, else the first."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = timezone.localdate()
    return day if monday_of(day) == monday else monday


def _projects(request: HttpRequest) -> list[Project]:
    projects = Project.objects.visible_to(request.user).filter(
        state=Project.State.OPEN, client__archived_at=None
    )
    return list(projects.select_related("client").order_by("client__name", "name"))


@practice_only
@require_POST
def cell_keep(request: HttpRequest, monday: date) -> HttpResponse:
    """Keep one cell; answers with what it holds now and the sums around it."""
    place = Place.read(request.POST.get("place", ""))
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        day = None
    if place is None or day is None or monday_of(day) != monday:
        return JsonResponse({"error": "This is no cell of the week."})
    projects = Project.objects.visible_to(request.user).select_related("agreement", "client")
    project = get_object_or_404(projects, public_id=place.project)
    cell = Cell(day, place)
    try:
        kept = keep_one(person=request.user, cell=cell, project=project, typed=request.POST)
    except WorkRefused as refusal:
        return JsonResponse({"error": refusal.sentence, "field": refusal.field})
    entry = kept.entry
    return JsonResponse(
        {
            "value": write_hours(entry.hours) if entry else "",
            "text": entry.text if entry else "",
            "seen": str(entry.public_id) if entry else "",
            "undo": reverse("work:act_undo", args=[kept.act]) if kept.act else "",
            **around(request.user, cell),
        }
    )


@practice_only
@require_POST
def week_copy(request: HttpRequest, monday: date) -> HttpResponse:
    """Log last week's hours again where this week has none."""
    copied = copy_last_week(consultant=request.user, monday=monday)
    for sentence in copied.refusals:
        messages.info(request, f"Not copied: {sentence}")
    if copied.act is not None:
        tell_act(
            request,
            f"Copied: {written.count(copied.number, 'entry,entries')}, "
            f"{written.hours(copied.hours)}.",
            copied.act,
        )
    elif not copied.refusals:
        messages.info(request, "Nothing to copy: this week has all of last week's cells.")
    return redirect("work:week", monday)


def tell_act(request: HttpRequest, sentence: str, act: UUID) -> None:
    """Say what was done to several entries, with the way to undo it."""
    messages.success(request, sentence, extra_tags=reverse("work:act_undo", args=[act]))


@practice_only
@require_POST
def week_submit(request: HttpRequest, monday: date) -> HttpResponse:
    """Hand in the drafts of one's week."""
    try:
        hours = submit_week(consultant=request.user, monday=monday)
    except SubmitRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"Submitted: {written.hours(hours)}.")
    return redirect("work:week", monday)


@practice_only
@require_POST
def week_take_back(request: HttpRequest, monday: date) -> HttpResponse:
    """Make drafts again of what was handed in."""
    try:
        hours = take_back_week(consultant=request.user, monday=monday)
    except SubmitRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"Taken back: {written.hours(hours)} are drafts again.")
    return redirect("work:week", monday)


@practice_only
@require_POST
def act_undo(request: HttpRequest, act: UUID) -> HttpResponse:
    """Take back a whole act of one's own."""
    mine = BulkChange.objects.visible_to(request.user).filter(act=act, done_by=request.user)
    get_object_or_404(mine.order_by("pk")[:1])
    try:
        sentence = undo(act=act, undone_by=request.user)
    except (UndoRefused, WorkRefused) as refusal:
        messages.error(request, f"Not undone. {refusal.sentence}")
    else:
        messages.success(request, f"Undone: {sentence}.")
    back = request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if known else "work:entry_list")
