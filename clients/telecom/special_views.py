"""Pages that only some registers have: deciding on proposed services, contract documents."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.files.services import hand_out
from clients.people.access import practice_only
from clients.telecom import services
from clients.telecom.forms import DOCUMENT_LIMIT, DocumentForm
from clients.telecom.models import Contract, ContractDocument, Service
from retainer.lib.refusal import Refused
from retainer.lib.uploads import spool

DECISIONS = {"confirm": Service.State.CONFIRMED, "dismiss": Service.State.DISMISSED}


@practice_only
@require_POST
def service_decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Confirm that a service seen on a bill is the client's, or say that it is not."""
    service = get_object_or_404(Service.objects.visible_to(request.user), public_id=public_id)
    state = DECISIONS.get(request.POST.get("decision", ""))
    if state is None:
        messages.error(request, "Say whether to confirm or to dismiss the service.")
    else:
        services.decide_services(services=[service], state=state, decided_by=request.user)
        messages.success(request, f"{service} is now: {service.get_state_display().lower()}.")
    return redirect("telecom:service_detail", service.public_id)


@practice_only
def document_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Attach a signed paper to a contract."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user), public_id=public_id)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            with spool(upload.chunks(), limit=DOCUMENT_LIMIT) as spooled:
                services.attach_document(
                    contract=contract,
                    title=form.cleaned_data["title"],
                    signed_on=form.cleaned_data["signed_on"],
                    spooled=spooled,
                    name=upload.name,
                    attached_by=request.user,
                )
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("telecom:contract_detail", contract.public_id)
    return render(request, "telecom/document_form.html", {"form": form, "contract": contract})


@practice_only
def document_download(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The signed paper itself."""
    document = get_object_or_404(
        ContractDocument.objects.visible_to(request.user).select_related("file"),
        public_id=public_id,
    )
    return hand_out(document.file, inline=True)
