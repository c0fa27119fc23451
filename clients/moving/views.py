"""Where principals take time over from another system: the file, its names, the differences."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from clients.files.models import StoredFile
from clients.files.services import forget, store
from clients.moving import services
from clients.moving.forms import FileForm, NamesForm
from clients.moving.layouts import LAYOUTS, Layout
from clients.moving.plan import Planner
from clients.moving.reading import LIMIT, Export, read
from clients.people.access import principal_only
from retainer.lib import format as written
from retainer.lib.refusal import Refused
from retainer.lib.uploads import spool


@principal_only
def time_import(request: HttpRequest) -> HttpResponse:
    """Bring an export; nothing is taken over before its differences were seen."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        system, upload = form.cleaned_data["system"], form.cleaned_data["file"]
        try:
            read(upload.read(), LAYOUTS[system], form.cleaned_data["dates"])
            upload.seek(0)
            with spool(upload.chunks(), limit=LIMIT) as spooled:
                stored = store(
                    spooled,
                    name=upload.name,
                    kind=StoredFile.Kind.IMPORT,
                    client=None,
                    stored_by=request.user,
                )
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
        else:
            told = urlencode({"system": system, "dates": form.cleaned_data["dates"]})
            page = reverse("moving:import_detail", args=[stored.public_id])
            return redirect(f"{page}?{told}")
    return render(request, "moving/time_import.html", {"form": form})


@principal_only
def import_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The differences between the file and the book; what its names stand for; taking it over."""
    stored = get_object_or_404(
        StoredFile, public_id=public_id, kind=StoredFile.Kind.IMPORT, stored_by=request.user
    )
    layout = LAYOUTS.get(request.GET.get("system", ""), next(iter(LAYOUTS.values())))
    try:
        export = _read(stored, layout, request.GET.get("dates", ""))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("moving:time_import")
    plan = Planner(layout, export).planned()
    names = NamesForm(request.POST if "name" in request.POST else None, plan=plan)
    if request.method == "POST":
        if "name" in request.POST and names.is_valid():
            services.name_projects(layout=layout, named=names.projects, named_by=request.user)
            services.name_people(layout=layout, named=names.people)
            return redirect(request.get_full_path())
        if "take" in request.POST and _take_over(request, layout, export):
            forget(stored)
            return redirect("work:entry_list")
    context = {"stored": stored, "layout": layout, "plan": plan, "names": names}
    return render(request, "moving/import_detail.html", context)


def _read(stored: StoredFile, layout: Layout, order: str) -> Export:
    with stored.content.open("rb") as content:
        return read(content.read(), layout, order if order in ("dmy", "mdy") else "")


def _take_over(request: HttpRequest, layout: Layout, export: Export) -> bool:
    is_history = request.POST.get("take") == "history"
    try:
        plan = services.take_over(
            layout=layout, export=export, taken_by=request.user, is_history=is_history
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return False
    number = written.count(len(plan.new) + len(plan.changed), "entry,entries")
    messages.success(request, f"{number} taken over from {layout.name}.")
    return True
