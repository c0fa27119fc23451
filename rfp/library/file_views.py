"""The library handed out as files, and loaded from them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.people.access import practice_only, principal_only
from clients.telecom.forms import RegisterFileForm
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from retainer.lib.uploads import displayed_name
from rfp.library import files
from rfp.library.contents import NAMES
from rfp.library.models import LibraryItem, LibraryPart, LibraryVersion
from rfp.library.writing import written


@practice_only
def export_part(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One part as Markdown."""
    part = get_object_or_404(LibraryPart.objects.visible_to(request.user), public_id=public_id)
    said = written(files.part_as_file(part))
    return _download(said.encode(), files.file_name(part), "text/markdown; charset=utf-8")


@practice_only
def export_all(request: HttpRequest) -> HttpResponse:
    """Everything in use as a ZIP of Markdown files."""
    return _download(files.as_zip(), "library.zip", "application/zip")


@practice_only
def export_requirements(request: HttpRequest) -> HttpResponse:
    """Every requirement in use, or those of one part, as a CSV file that can be loaded again."""
    said = LibraryVersion.objects.visible_to(request.user).newest().in_use()
    rows = said.filter(item__kind=LibraryItem.Kind.REQUIREMENT)
    if part := request.GET.get("part"):
        rows = rows.filter(item__part__code=part)
    rows = rows.order_by("-item__part__kind", "item__part__order", "item__part__title",
                         "item__position")  # fmt: skip
    heading = [column.name for column in files.COLUMNS]
    return csv_file(
        "requirements.csv", heading, rows.values_list("item__part__code", "item__code", *NAMES)
    )


@principal_only
def load(request: HttpRequest) -> HttpResponse:
    """A file: first what it would change, then change it."""
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "columns": files.COLUMNS}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        name = displayed_name(file.name)
        try:
            proposal = files.propose(file.read(), name)
            context["proposal"] = proposal
            if "load" in request.POST:
                files.load(proposal=proposal, name=name, loaded_by=request.user)
                messages.success(
                    request,
                    f"Loaded {name}: {len(proposal.new)} new, {len(proposal.changed)} changed, "
                    f"{proposal.same} as they were, {len(proposal.refused)} left out.",
                )
                return redirect("library:part_list")
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
    return render(request, "library/load.html", context)


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
