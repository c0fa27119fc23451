"""The paper of a tax certificate: attached, and opened again."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.files.services import hand_out
from clients.people.access import practice_only
from clients.telecom import services
from clients.telecom.forms import DOCUMENT_LIMIT, PaperForm
from clients.telecom.models import TaxCertificate
from retainer.lib.refusal import Refused
from retainer.lib.uploads import spool


@practice_only
def certificate_attach(request: HttpRequest, public_id: UUID) -> HttpResponse:
    certificates = TaxCertificate.objects.visible_to(request.user)
    certificate = get_object_or_404(certificates, public_id=public_id)
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            with spool(upload.chunks(), limit=DOCUMENT_LIMIT) as spooled:
                services.attach_certificate(
                    certificate=certificate,
                    spooled=spooled,
                    name=upload.name,
                    attached_by=request.user,
                )
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("telecom:certificate_detail", certificate.public_id)
    context = {"form": form, "certificate": certificate}
    return render(request, "telecom/certificate_paper_form.html", context)


@practice_only
def certificate_paper(request: HttpRequest, public_id: UUID) -> HttpResponse:
    certificates = TaxCertificate.objects.visible_to(request.user).select_related("file")
    certificate = get_object_or_404(certificates, public_id=public_id)
    if certificate.file is None:
        raise Http404("This certificate has no paper yet.")
    return hand_out(certificate.file, inline=True)
