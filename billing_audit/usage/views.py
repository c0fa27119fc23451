"""Pages about usage: bringing files, what came of them, saying which column is what."""

import json
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from billing_audit.bills import not_taken
from billing_audit.bills.arrivals import local_copy
from billing_audit.bills.bringing import brought
from billing_audit.bills.following import progress_of
from billing_audit.bills.importers.mapped.cells import folded
from billing_audit.bills.rejects import with_their_rows
from billing_audit.bills.stream import Reject
from billing_audit.usage import services
from billing_audit.usage.forms import ColumnsForm
from billing_audit.usage.layouts import SHIPPED, Layout
from billing_audit.usage.loading import first_rows
from billing_audit.usage.models import UsageFile
from billing_audit.usage.own_layouts import base_named, newest
from billing_audit.usage.records import Record, records_of
from clients.files.services import hand_out
from clients.people.access import practice_only
from clients.people.models import Client
from retainer.lib import keyset
from retainer.lib.format import count
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

ISSUE_COLUMNS = ("row", "column", "value", "reason", "raw_row")
#: Refused cells shown with their file, and the kind of file that usage comes in.
REJECTS, AS_TEXT = 50, "usage"
RECORD_COLUMNS = (
    *("started_at", "billed_service__number", "kind", "direction", "other_party", "destination"),
    *("duration", "quantity", "unit", "amount", "currency", "record_id", "status", "source_row"),
)


@practice_only
def file_list(request: HttpRequest) -> HttpResponse:
    """What arrived, the latest first."""
    files = UsageFile.objects.visible_to(request.user).select_related("client", "brought_by")
    client = _chosen_client(request)
    clients = Client.objects.visible_to(request.user).active()
    if client:
        files = files.filter(client=client)
    page = keyset.page(files, ["-brought_at", "-id"], request)
    context = {
        "page": page,
        "rows": [(each, progress_of(each)) for each in page],
        "moving": [each for each in page if each.is_in_flight],
        "not_taken": not_taken.noted(request, "usage"),
        "client": client,
        "clients": [(each.slug, each.name) for each in clients],
        "layouts": [*(each.title for each in SHIPPED), *(str(each) for each in newest())],
    }
    return render(request, "usage/file_list.html", context)


@practice_only
@require_POST
def file_upload(request: HttpRequest) -> HttpResponse:
    """Take files of one client; workers do the rest."""
    client = _chosen_client(request)
    if client is None:
        messages.error(request, "Choose whose usage it is, then bring the file.")
        return redirect("usage:file_list")
    received = services.receive_usage(
        uploads=request.FILES.getlist("files"), client=client, brought_by=request.user
    )
    for name in getattr(request, "too_large_uploads", []):
        received.refused.append(f"{name} is larger than we take at once. Split it by month.")
    known = [f"{name} is already loaded; nothing changed." for name in received.known]
    not_taken.note(request, "usage", [*known, *received.refused])
    files = f"{reverse('usage:file_list')}?client={client.slug}"
    return brought(request, received.taken, "usage:file_detail", files)


@practice_only
@require_POST
def not_taken_forget(request: HttpRequest) -> HttpResponse:
    """The sentences about files that were not taken were read."""
    not_taken.forget(request, "usage")
    client = _chosen_client(request)
    narrowed = f"?client={client.slug}" if client else ""
    return redirect(reverse("usage:file_list") + narrowed)


@practice_only
@vary_on_headers("HX-Request")
def file_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One file: how far it is, what came of it, its records, every cell nobody could read."""
    usage_file = _file(request, public_id)
    records = usage_file.records.select_related("billed_service")
    context = {
        "file": usage_file,
        "records": keyset.page(records, ["started_at", "id"], request),
        "progress": progress_of(usage_file),
        "rejects": with_their_rows(usage_file, usage_file.issues.all()[:REJECTS], format=AS_TEXT),
    }
    answer = render(request, "usage/file_detail.html", context)
    if "HX-Request" in request.headers and not usage_file.is_in_flight:
        answer["HX-Refresh"] = "true"
    return answer


@practice_only
def file_download(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The bytes as they came, as a download and nothing else."""
    return hand_out(_file(request, public_id).stored)


@practice_only
def file_issues_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every cell nobody could read, to send back to the carrier."""
    usage_file = _file(request, public_id)
    rejects = with_their_rows(usage_file, usage_file.issues.iterator(), format=AS_TEXT)
    rows = (
        (each.row, each.column, each.value, each.reason, raw.text if raw else "")
        for each, raw in ((reject.issue, reject.raw) for reject in rejects)
    )
    return csv_file(f"not-read-{usage_file.public_id}.csv", ISSUE_COLUMNS, rows)


@practice_only
def file_records_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The records as they were understood, whoever the carrier."""
    usage_file = _file(request, public_id)
    rows = usage_file.records.order_by("started_at", "id").values_list(*RECORD_COLUMNS)
    heading = [name.replace("billed_service__number", "service") for name in RECORD_COLUMNS]
    return csv_file(f"usage-{usage_file.public_id}.csv", heading, rows.iterator())


@practice_only
@require_POST
def file_undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take the file's records away again."""
    try:
        removed = services.undo_usage(usage_file=_file(request, public_id), undone_by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, f"Undone: {count(removed, 'usage record')} less.")
    return redirect("usage:file_detail", public_id)


@practice_only
def file_columns(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say which column is what; *Try* shows how the first rows read, *Keep* loads the file."""
    usage_file = _file(request, public_id)
    if usage_file.state not in services.UNREAD:
        return redirect("usage:file_detail", public_id)
    try:
        with local_copy(usage_file) as path:
            beginning = json.loads(first_rows(path))
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("usage:file_detail", public_id)
    header, *rows = beginning["rows"] or [[]]
    base = request.GET.get("layout", "")
    form = ColumnsForm(
        request.POST or None,
        columns=[*dict.fromkeys(header)],
        delimiter=beginning["delimiter"],
        base=base_named(base),
    )
    tried: list[Tried] = []
    if request.method == "POST" and form.is_valid():
        if "keep" in request.POST:
            try:
                kept = services.map_columns(
                    usage_file=usage_file, layout=form.layout, mapped_by=request.user
                )
            except Refused as refused:
                form.add_error(None, refused.sentence)
            else:
                messages.success(request, f"Kept as {kept}; the file is being loaded by it.")
                return redirect("usage:file_detail", public_id)
        else:
            tried = [_tried(form.layout, at, header, row) for at, row in enumerate(rows, 2)]
    context = {
        "file": usage_file,
        "form": form,
        "header": header,
        "rows": rows,
        "tried": tried,
        "choices": [Choice(word, title, word == base) for word, title in _layouts()],
    }
    return render(request, "usage/file_columns.html", context)


class Choice(NamedTuple):
    """One choice of a select."""

    value: str
    word: str
    chosen: bool


def _layouts() -> list[tuple[str, str]]:
    """What a layout may begin with: its word in an address, and what it is called."""
    ours = [(str(each.public_id), str(each)) for each in newest()]
    return [*ours, *((each.name, each.title) for each in SHIPPED)]


@dataclass(frozen=True)
class Tried:
    """How one row of the file reads."""

    row: int
    records: list[Record]
    rejects: list[Reject]


def _tried(layout: Layout, number: int, header: list[str], row: list[str]) -> Tried:
    given = dict(zip(map(folded, header), row, strict=False))
    return Tried(number, *records_of(layout, number, given))


def _chosen_client(request: HttpRequest) -> Client | None:
    """The client named in the address, when this person may see it."""
    clients = Client.objects.visible_to(request.user).active()
    return clients.filter(slug=request.GET.get("client")).first()


def _file(request: HttpRequest, public_id: UUID) -> UsageFile:
    files = UsageFile.objects.visible_to(request.user)
    return get_object_or_404(
        files.select_related("client", "stored", "brought_by"), public_id=public_id
    )
