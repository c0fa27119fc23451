"""Pages about bill files: bringing them, watching them load, what could not be read."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from billing_audit.bills import not_taken, services
from billing_audit.bills.bringing import brought
from billing_audit.bills.following import not_taken_in_words, progress_of
from billing_audit.bills.forms import ClientChoice
from billing_audit.bills.identifying import likely_client
from billing_audit.bills.models import BillFile, Invoice
from billing_audit.bills.rejects import Reject, with_their_rows
from billing_audit.bills.template import EXAMPLE
from clients.files.services import hand_out
from clients.people.access import practice_only
from clients.people.models import Client
from retainer.lib import keyset
from retainer.lib.format import size
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

ISSUE_COLUMNS = ("row", "column", "value", "reason", "invoice_no", "raw_row")
#: Refused cells on a page of them, and shown with their file.
REJECTS, FIRST_REJECTS = 25, 5
#: Invoices shown with their file; the rest is one click away.
INVOICES = 20


@practice_only
def file_list(request: HttpRequest) -> HttpResponse:
    """What arrived, the latest first.  While files load, ``htmx`` asks again for its part."""
    files = BillFile.objects.visible_to(request.user).select_related("client", "brought_by")
    client = chosen_client(request)
    if client:
        files = files.filter(client=client)
    if state := request.GET.get("state"):
        files = files.filter(state=state)
    page = keyset.page(files, ["-brought_at", "-id"], request)
    context = {
        "page": page,
        "client": client,
        "rows": [(each, progress_of(each)) for each in page],
        "moving": [each for each in page if each.is_in_flight],
        "states": BillFile.State.choices,
        "waiting": [each for each in page if each.state == BillFile.State.WAITING],
        "drafts": [each for each in page if each.state == BillFile.State.DRAFT],
        "narrowed": bool(client or state),
        "not_taken": not_taken.noted(request, "bills"),
    }
    return render(request, "bills/file_list.html", context)


@practice_only
def bill_template(request: HttpRequest) -> HttpResponse:
    """A standard bill to fill in: the columns, and one line as an example."""
    return csv_file("standard-bill.csv", list(EXAMPLE), [list(EXAMPLE.values())])


@practice_only
@require_POST
def file_upload(request: HttpRequest) -> HttpResponse:
    """Take what was dropped; workers do the rest.  Files sent one by one are ``X-Part``."""
    received = services.receive_files(
        uploads=request.FILES.getlist("files"), brought_by=request.user
    )
    for name in getattr(request, "too_large_uploads", []):
        received.refused.append(f"{name} is larger than we take at once. Split it by month.")
    not_taken.note(request, "bills", not_taken_in_words(received))
    return brought(request, received.taken, "bills:file_detail", reverse("bills:file_list"))


@practice_only
@require_POST
def not_taken_forget(request: HttpRequest) -> HttpResponse:
    """The sentences about files that were not taken were read."""
    not_taken.forget(request, "bills")
    return redirect("bills:file_list")


@practice_only
def file_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One file: what it is, what came of it, and every cell nobody could read."""
    bill_file = _file(request, public_id)
    invoices = Invoice.objects.filter(bill_file=bill_file).select_related("account", "carrier")
    context = {
        "file": bill_file,
        "size": size(bill_file.stored.size),
        "progress": progress_of(bill_file),
        "invoices": invoices.order_by("-bill_date", "-pk")[:INVOICES],
        "rejects": [Reject(issue, None) for issue in bill_file.issues.all()[:FIRST_REJECTS]],
        "reject_count": bill_file.issues.count(),
        "form": _choice(request, bill_file),
    }
    return render(request, "bills/file_detail.html", context)


@practice_only
def file_progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The progress panel; once the file is done, the page itself."""
    bill_file = _file(request, public_id)
    context = {"file": bill_file, "progress": progress_of(bill_file)}
    if "HX-Request" not in request.headers:
        return redirect("bills:file_detail", bill_file.public_id)
    answer = render(request, "bills/_progress.html", context)
    if not bill_file.is_in_flight:
        answer["HX-Refresh"] = "true"
    return answer


@practice_only
@require_POST
def file_assign(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say whose bill it is."""
    bill_file = _file(request, public_id)
    form = _choice(request, bill_file)
    if form and form.is_valid():
        try:
            services.assign_client(
                bill_file=bill_file,
                client=form.cleaned_data["client"],
                assigned_by=request.user,
            )
        except Refused as refused:
            messages.error(request, refused.sentence)
    else:
        messages.error(request, "Choose whose bill this is.")
    return redirect("bills:file_detail", bill_file.public_id)


@practice_only
def file_download(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The bytes as they came, as a download and nothing else."""
    return hand_out(_file(request, public_id).stored)


@practice_only
def file_issues_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every cell nobody could read, to send back to the carrier."""
    bill_file = _file(request, public_id)
    issues = bill_file.issues.order_by("row", "id").iterator()
    rows = (
        (each.row, each.column, each.value, each.reason, each.invoice_no, raw.text if raw else "")
        for each, raw in (
            (reject.issue, reject.raw)
            for reject in with_their_rows(bill_file, issues, format=bill_file.format)
        )
    )
    return csv_file(f"not-read-{bill_file.public_id}.csv", ISSUE_COLUMNS, rows)


@practice_only
def file_rejects(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The rows nobody could read as they stand in the file, the bad cell marked."""
    bill_file = _file(request, public_id)
    placed = bill_file.issues.filter(row__isnull=False)
    page = keyset.page(placed, ["row", "id"], request, size=REJECTS)
    context = {
        "file": bill_file,
        "page": page,
        "rejects": with_their_rows(bill_file, page, format=bill_file.format),
        "without_row": [Reject(each, None) for each in bill_file.issues.filter(row=None)[:100]],
    }
    return render(request, "bills/file_rejects.html", context)


def chosen_client(request: HttpRequest) -> Client | None:
    """The client named in the address, when this person may see it."""
    return Client.objects.visible_to(request.user).filter(slug=request.GET.get("client")).first()


def _file(request: HttpRequest, public_id: UUID) -> BillFile:
    files = BillFile.objects.visible_to(request.user)
    return get_object_or_404(
        files.select_related("client", "stored", "brought_by", "profile"), public_id=public_id
    )


def _choice(request: HttpRequest, bill_file: BillFile) -> ClientChoice | None:
    if bill_file.state not in services.UNASSIGNED:
        return None
    likely = bill_file.client or likely_client(bill_file, request.user)
    return ClientChoice(request.POST or None, user=request.user, likely=likely)
