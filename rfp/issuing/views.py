"""Pages of what was issued, and of the practice's Word template."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.files.services import hand_out
from clients.people.access import any_signed_in, principal_only
from retainer.lib.refusal import Refused
from retainer.lib.uploads import displayed_name
from rfp.issuing import services
from rfp.issuing.apart import LARGEST
from rfp.issuing.forms import TemplateForm
from rfp.issuing.models import FORMS, IssuedVersion
from rfp.issuing.reading import text_of
from rfp.issuing.shape import read
from rfp.issuing.word_template import BLANKS


@any_signed_in
def version_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What bidders have, with its files and hashes."""
    version = _version(request, public_id)
    newest = IssuedVersion.objects.filter(rfp=version.rfp_id).order_by("-number").first()
    context = {
        "version": version,
        "newest": newest,
        "files": [(form, FORMS[form], stored) for form, stored in version.files.items()],
        **text_of(read(version.document)),
    }
    return render(request, "issuing/version_detail.html", context)


@any_signed_in
def version_file(request: HttpRequest, public_id: UUID, form: str) -> HttpResponse:
    """One form of it; a PDF is shown in place or, with ``?download``, saved."""
    stored = _version(request, public_id).files.get(form)
    if stored is None:
        raise Http404("This file is not there yet.")
    return hand_out(stored, inline="download" not in request.GET)


@principal_only
def template_edit(request: HttpRequest) -> HttpResponse:
    """The Word template that requests are drawn into."""
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            services.keep_template(
                name=displayed_name(file.name),
                content=file.read(LARGEST + 1),
                kept_by=request.user,
            )
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
        else:
            messages.success(request, "Kept. The next issue is drawn with it.")
            return redirect("issuing:template_edit")
    context = {"form": form, "template": services.current_template(), "blanks": BLANKS.items()}
    return render(request, "issuing/template_form.html", context)


@principal_only
@require_POST
def template_drop(request: HttpRequest) -> HttpResponse:
    """Draw with our own looks again."""
    services.drop_template(dropped_by=request.user)
    messages.success(request, "Word documents have our own looks again.")
    return redirect("issuing:template_edit")


def _version(request: HttpRequest, public_id: UUID) -> IssuedVersion:
    rows = IssuedVersion.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)
