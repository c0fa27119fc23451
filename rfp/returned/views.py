"""Pages of documents that came back: the list, one with its changes, and one change."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.files.services import hand_out
from clients.people.access import practice_only
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from rfp.authoring.models import Rfp
from rfp.authoring.reaching import rfp_of
from rfp.returned import letter, listing, services
from rfp.returned.forms import ReturnedForm
from rfp.returned.models import ReturnedChange, ReturnedDocument

State = ReturnedChange.State
FILES = ("issued", "returned", "redline")


@practice_only
def document_list(request: HttpRequest) -> HttpResponse:
    """Everything that was compared, the newest first."""
    rows = ReturnedDocument.objects.visible_to(request.user).annotate(**listing.COUNTS)
    rows = rows.select_related("client", "rfp", "returned")
    return render(request, "returned/document_list.html", {"documents": rows[:500]})


@practice_only
def rfp_documents(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What came back of one request."""
    rfp = rfp_of(request, public_id)
    rows = rfp.returned_documents.annotate(**listing.COUNTS)
    rows = rows.select_related("client", "rfp", "returned")
    return render(request, "returned/document_list.html", {"documents": rows, "rfp": rfp})


@practice_only
def document_compare(request: HttpRequest) -> HttpResponse:
    """Compare two documents of a client."""
    return _compare(request, None)


@practice_only
def rfp_compare(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Compare what came back with a version that was issued."""
    return _compare(request, rfp_of(request, public_id))


def _compare(request: HttpRequest, rfp: Rfp | None) -> HttpResponse:
    form = ReturnedForm(request.POST or None, request.FILES or None, user=request.user, rfp=rfp)
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        own, back = fields["issued"], fields["returned"]
        try:
            document = services.bring(
                client=rfp.client if rfp else fields["client"],
                rfp=rfp,
                sender=fields["sender"],
                issued=fields.get("version") or services.Upload(own.name, own.chunks()),
                returned=services.Upload(back.name, back.chunks()),
                brought_by=request.user,
            )
        except Refused as refusal:
            form.add_error("returned", refusal.sentence)
        else:
            return redirect("returned:document_detail", document.public_id)
    return render(request, "returned/document_form.html", {"form": form, "rfp": rfp})


@practice_only
def document_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How many changes there are, and each with its place and words."""
    document = _document(request, public_id)
    changes = listing.filtered(document.changes.all(), request.GET)
    context = {
        "document": document,
        "page": listing.page(changes, request.GET),
        "labels": listing.LABELS,
        "states": State.choices,
        "parts": listing.parts(document, request.GET.get("part", "")),
        "kept": [(one, request.GET[one]) for one in ("label", "state") if one in request.GET],
    }
    return render(request, "returned/document_detail.html", context)


@practice_only
def change_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One change, to be judged."""
    change = _change(request, public_id)
    beside = change.document.changes.order_by("number").only("public_id", "number")
    context = {
        "change": change,
        "row": listing.Row(change),
        "document": change.document,
        "before": beside.filter(number__lt=change.number).last(),
        "after": beside.filter(number__gt=change.number).first(),
    }
    return render(request, "returned/change_detail.html", context)


@practice_only
@require_POST
def change_judge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what we think of a change, and go on to the next open one."""
    change = _change(request, public_id)
    state, note = request.POST.get("state", ""), request.POST.get("note", "")
    try:
        services.judge(change=change, state=state, note=note, judged_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("returned:change_detail", public_id)
    waiting = change.document.changes.filter(state=State.OPEN, number__gt=change.number)
    following = waiting.order_by("number").first()
    if following is not None and state != State.OPEN:
        return redirect("returned:change_detail", following.public_id)
    return redirect("returned:document_detail", change.document.public_id)


@practice_only
def document_export(request: HttpRequest, public_id: UUID, form: str) -> HttpResponse:
    """Every change as CSV, as it is filtered, or as JSON, all of them."""
    document = _document(request, public_id)
    if form == "json":
        answer = JsonResponse(listing.as_json(document), json_dumps_params={"ensure_ascii": False})
        answer["Content-Disposition"] = 'attachment; filename="changes.json"'
        return answer
    changes = listing.filtered(document.changes.all(), request.GET)
    return csv_file("changes.csv", listing.HEADING, listing.told(changes))


@practice_only
def document_file(request: HttpRequest, public_id: UUID, form: str) -> HttpResponse:
    """What was sent, what came back, or the redline of both."""
    if form not in FILES:
        raise Http404("There is no such file.")
    return hand_out(getattr(_document(request, public_id), form))


@practice_only
def document_letter(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The letter that asks to confirm what was not tracked, as a PDF."""
    document = _document(request, public_id)
    try:
        drawn = letter.draw(document, str(request.user))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("returned:document_detail", public_id)
    answer = HttpResponse(drawn, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="please-confirm.pdf"'
    return answer


def _document(request: HttpRequest, public_id: UUID) -> ReturnedDocument:
    rows = ReturnedDocument.objects.visible_to(request.user).annotate(**listing.COUNTS)
    rows = rows.select_related("client", "rfp", "version", "issued", "returned", "redline")
    return get_object_or_404(rows, public_id=public_id)


def _change(request: HttpRequest, public_id: UUID) -> ReturnedChange:
    rows = ReturnedChange.objects.visible_to(request.user)
    rows = rows.select_related("judged_by", "document__rfp", "document__returned")
    return get_object_or_404(rows.select_related("document__client"), public_id=public_id)
