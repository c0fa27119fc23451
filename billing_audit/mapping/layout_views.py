"""Pages about layouts: which there are, their versions, and a sample for a new one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from billing_audit.bills.arrivals import AlreadyLoaded
from billing_audit.bills.importers.mapped.shipped import SHIPPED
from billing_audit.bills.models import BillFile
from billing_audit.bills.profile_models import BillProfile
from billing_audit.mapping import services
from billing_audit.mapping.catalogue import (
    Use,
    history_of,
    meanings,
    newest_versions,
    shipped_layout,
    uses_of_ours,
    uses_of_shipped,
    words_of,
)
from clients.people.access import practice_only
from retainer.lib import keyset
from retainer.lib.refusal import Refused

#: Files shown with the layout that read them.
FILES = 20


@practice_only
def layout_list(request: HttpRequest) -> HttpResponse:
    """What carriers' own tables are recognised by."""
    page = keyset.page(newest_versions(), ["name", "id"], request)
    ours, shipped = uses_of_ours(request.user), uses_of_shipped(request.user)
    context = {
        "page": page,
        "rows": [(each, ours.get((each.carrier_id, each.name), Use())) for each in page],
        "shipped": [
            (name, carrier, shipped.get(name, Use()))
            for name, carrier in dict.fromkeys((each.name, each.carrier) for each in SHIPPED)
        ],
    }
    return render(request, "mapping/layout_list.html", context)


@practice_only
def layout_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One layout: which column is what, its versions, the files it read."""
    layout = _layout(public_id)
    history = history_of(layout, request.user)
    newest = next((each.row for each in history if not each.row.is_retired), history[0].row)
    profile = newest.profile
    files = BillFile.objects.visible_to(request.user).filter(
        profile__in=[each.row.pk for each in history]
    )
    context = {
        "layout": newest,
        "profile": profile,
        "columns": meanings(profile),
        "words": words_of(profile),
        "history": history,
        "files": files.select_related("client", "profile")[:FILES],
    }
    return render(request, "mapping/layout_detail.html", context)


@practice_only
def shipped_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A layout that comes with the product, and one of our own that begins as it."""
    profile = shipped_layout(slug)
    if profile is None:
        raise Http404
    files = BillFile.objects.visible_to(request.user).filter(
        profile=None, profile_title=profile.name
    )
    context = {
        "profile": profile,
        "columns": meanings(profile),
        "words": words_of(profile),
        "files": files.select_related("client")[:FILES],
    }
    return render(request, "mapping/shipped_detail.html", context)


@practice_only
@require_POST
def version_withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Recognise no more files by one version, unless loaded bills were read by it."""
    version = _layout(public_id)
    try:
        services.withdraw_version(version=version, withdrawn_by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        undo = reverse("mapping:version_restore", args=[version.public_id])
        messages.success(request, f"{version} is withdrawn.", extra_tags=undo)
    return redirect("mapping:layout_detail", version.public_id)


@practice_only
@require_POST
def version_restore(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Use a withdrawn version again."""
    version = _layout(public_id)
    services.restore_version(version=version, restored_by=request.user)
    messages.success(request, f"{version} is used again.")
    return redirect("mapping:layout_detail", version.public_id)


@practice_only
@require_POST
def sample_upload(request: HttpRequest) -> HttpResponse:
    """Keep a file to map its columns on."""
    upload = request.FILES.get("files")
    if upload is None:
        messages.error(request, "No file arrived. Choose one and send it again.")
        return redirect("mapping:layout_list")
    try:
        bill_file = services.keep_sample(upload=upload, brought_by=request.user)
    except AlreadyLoaded as already:
        bill_file = already.bill_file
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("mapping:layout_list")
    base = request.GET.urlencode()  # the layout to begin with, if there is one
    columns = reverse("mapping:file_columns", args=[bill_file.public_id])
    return redirect(f"{columns}?{base}" if base else columns)


def _layout(public_id: UUID) -> BillProfile:
    """Layouts hold nothing of a client, so everybody of the practice sees them all."""
    return get_object_or_404(BillProfile.objects.select_related("carrier"), public_id=public_id)
