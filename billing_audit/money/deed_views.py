"""What people do on the pages of disputes."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing_audit.findings.models import Finding
from billing_audit.money import moving, replies, services
from billing_audit.money.drafting import DisputeRefused
from billing_audit.money.forms import MethodForm, NoteForm, ReplyForm, StepForm
from billing_audit.money.methods import advised
from billing_audit.money.models import Dispute, DisputeEvent
from billing_audit.money.packet import asking, memo, packing
from billing_audit.money.packet.progress import progress_of
from billing_audit.money.states import MOVES
from billing_audit.money.views import dispute_of
from clients.files.services import hand_out
from clients.people.access import practice_only
from retainer.lib.refusal import Refused
from retainer.lib.uploads import spool

#: Papers of a packet that are looked at one by one, and what they are.
PAPERS = {"letter.pdf": "application/pdf", "evidence.pdf": "application/pdf"}


@practice_only
@require_POST
def dispute_move(request: HttpRequest, public_id: UUID, name: str) -> HttpResponse:
    """Make one step; what is missing is asked for again, with what was written."""
    dispute = dispute_of(request, public_id)
    if name not in MOVES:
        raise Http404
    move = MOVES[name]
    form = StepForm(request.POST, request.FILES, dispute=dispute, move=move, seen=0)
    if form.is_valid():
        try:
            _move(request, dispute, name, form)
        except DisputeRefused as refused:
            if refused.field is None:
                messages.error(request, refused.sentence)
                return _back(dispute)
            _blame(form, refused)
        else:
            _say_done(request, dispute, move.told)
            return _back(dispute)
    return _ask_again(request, dispute, form, move.word, move.meaning)


@transaction.atomic
def _move(request: HttpRequest, dispute: Dispute, name: str, form: StepForm) -> None:
    """Make the step, and keep the paper that came with it only if it is made."""
    said = form.said
    if paper := form.paper:
        with spool(paper.chunks(), limit=replies.LARGEST) as spooled:
            kept = replies.keep_paper(dispute, paper.name, spooled, request.user)
        said = replace(said, file=kept)
    seen = form.cleaned_data["seen"]
    moving.move(dispute=dispute, name=name, seen=seen, said=said, moved_by=request.user)


def _say_done(request: HttpRequest, dispute: Dispute, told: str) -> None:
    """That the step was made, with the way back where there is one."""
    step = moving.undoable(dispute)
    way_back = (
        reverse("disputes:dispute_undo", args=[dispute.public_id, step.public_id]) if step else ""
    )
    messages.success(request, f"{told}.", extra_tags=way_back)


@practice_only
@require_POST
def dispute_undo(request: HttpRequest, public_id: UUID, event: UUID) -> HttpResponse:
    """Take the latest step back."""
    dispute = dispute_of(request, public_id)
    step = get_object_or_404(DisputeEvent, dispute=dispute, public_id=event)
    try:
        moving.undo(dispute=dispute, event=step, undone_by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, f"Taken back: {step.told}.")
    return _back(dispute)


@practice_only
@require_POST
def dispute_method(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Decide whether the sum is withheld or paid."""
    dispute = dispute_of(request, public_id)
    advice = advised(dispute, packing.items_of(dispute), timezone.localdate())
    form = MethodForm(request.POST, dispute=dispute, advice=advice)
    if form.is_valid():
        try:
            services.decide_method(dispute=dispute, **form.cleaned_data, decided_by=request.user)
        except DisputeRefused as refused:
            _blame(form, refused)
        else:
            messages.success(request, "Decided. The memo to accounts payable says it.")
            return _back(dispute)
    return _ask_again(request, dispute, form, "Decide", "Withhold the sum, or pay and dispute.")


@practice_only
@require_POST
def dispute_leave_out(request: HttpRequest, public_id: UUID, finding: UUID) -> HttpResponse:
    """Take a finding out of a draft."""
    dispute = dispute_of(request, public_id)
    chosen = get_object_or_404(Finding.objects.visible_to(request.user), public_id=finding)
    try:
        services.leave_out(dispute=dispute, finding=chosen, left_out_by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, f"Left out: {chosen.subject}.")
    return _back(dispute)


@practice_only
@require_POST
def dispute_note(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write a remark into the history."""
    dispute, form = dispute_of(request, public_id), NoteForm(request.POST)
    if form.is_valid():
        services.write_note(
            dispute=dispute, text=form.cleaned_data["note"], written_by=request.user
        )
        return _back(dispute)
    return _ask_again(request, dispute, form, "Write a note", "Only the practice reads it.")


@practice_only
@require_POST
def dispute_reply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """File what the carrier wrote."""
    dispute, form = dispute_of(request, public_id), ReplyForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _file(request, dispute, form)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, "Filed. If it changes where the dispute is, make that step.")
            return _back(dispute)
    return _ask_again(request, dispute, form, "File a reply", "What did the carrier write?")


def _file(request: HttpRequest, dispute: Dispute, form: ReplyForm) -> None:
    given = form.cleaned_data
    said = {
        "dispute": dispute,
        "text": given["text"],
        "on": given["on"],
        "filed_by": request.user,
    }
    if not (upload := given["mail"]):
        replies.file_reply(**said, upload=None)
        return
    with spool(upload.chunks(), limit=replies.LARGEST) as spooled:
        replies.file_reply(**said, upload=(upload.name, spooled))


@practice_only
@require_POST
def dispute_pack(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Have a worker draw the packet."""
    dispute = dispute_of(request, public_id)
    try:
        asking.ask_for_packet(dispute=dispute, asked_by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return _back(dispute)


@practice_only
def dispute_packing(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The panel of a packet that is being drawn; when it is over, the page is shown anew."""
    dispute = dispute_of(request, public_id)
    context = {"dispute": dispute, "progress": progress_of(dispute)}
    answer = render(request, "disputes/_packing.html", context)
    if not dispute.is_being_packed:
        answer["HX-Refresh"] = "true"
    return answer


@practice_only
def dispute_packet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The packet as one archive."""
    dispute = dispute_of(request, public_id)
    if dispute.packet is None:
        raise Http404
    return hand_out(dispute.packet)


@practice_only
def dispute_paper(request: HttpRequest, public_id: UUID, name: str) -> HttpResponse:
    """One paper of the packet, as it lies in the archive."""
    dispute = dispute_of(request, public_id)
    if dispute.packet is None or name not in PAPERS:
        raise Http404
    with dispute.packet.content.open("rb") as stored, ZipFile(stored) as archive:
        return _pdf(archive.read(name), f"{dispute.number} {name}")


@practice_only
def dispute_memo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The memo to accounts payable."""
    dispute = dispute_of(request, public_id)
    if not dispute.method:
        raise Http404
    drawn = memo.draw(dispute, packing.items_of(dispute))
    return _pdf(drawn, f"{dispute.number} memo.pdf")


@practice_only
def dispute_file(request: HttpRequest, public_id: UUID, event: UUID) -> HttpResponse:
    """What was filed with an entry of the history."""
    dispute = dispute_of(request, public_id)
    entries = DisputeEvent.objects.select_related("file").exclude(file=None)
    return hand_out(get_object_or_404(entries, dispute=dispute, public_id=event).file)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{Path(name).name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _blame(form: Form, refused: DisputeRefused) -> None:
    """Say a refusal at the field it is about."""
    field = refused.field if refused.field in form.fields else None
    form.add_error(field, ValidationError(refused.sentence))


def _ask_again(
    request: HttpRequest, dispute: Dispute, form: Form, title: str, meaning: str
) -> HttpResponse:
    context = {"dispute": dispute, "form": form, "title": title, "meaning": meaning}
    return render(request, "disputes/dispute_step.html", context)


def _back(dispute: Dispute) -> HttpResponse:
    return redirect("disputes:dispute_detail", dispute.public_id)
