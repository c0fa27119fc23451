"""The page on which a person says what the columns of their own file are."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from billing_audit.bills.importers.mapped.profile import Profile
from billing_audit.bills.models import BillFile
from billing_audit.mapping import services
from billing_audit.mapping.catalogue import base_named
from billing_audit.mapping.choosing import chosen, heads_of
from billing_audit.mapping.seeing import Wish, sight_of
from billing_audit.mapping.sights import Sight
from clients.people.access import practice_only
from clients.telecom.models import Carrier
from retainer.lib.refusal import Refused


@practice_only
@vary_on_headers("X-Part")
def file_columns(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The first rows with a choice over each column; each change is read at once (``X-Part``)."""
    bill_file = _file(request, public_id)
    try:
        sight = sight_of(bill_file, _wish(request))
    except Refused as refused:
        return _page(request, bill_file, refusal=refused.sentence)
    return _page(request, bill_file, sight)


@practice_only
@require_POST
def columns_save(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep what was chosen as a layout, or say on the page what it lacks."""
    bill_file = _file(request, public_id)
    try:
        sight = sight_of(bill_file, _wish(request))
    except Refused as refused:
        return _page(request, bill_file, refusal=refused.sentence)
    if sight.missing:
        return _page(request, bill_file, sight, is_sent=True)
    try:
        saved = services.save_layout(
            bill_file=bill_file,
            profile=sight.profile,
            carrier=sight.profile.carrier,
            saved_by=request.user,
        )
    except Refused as refused:
        return _page(request, bill_file, sight, is_sent=True, unsaved=refused.sentence)
    messages.success(request, f"The layout is saved: {saved}. Files like this one load by it.")
    return redirect("bills:file_detail", bill_file.public_id)


def _page(
    request: HttpRequest, bill_file: BillFile, sight: Sight | None = None, **more: object
) -> HttpResponse:
    context = {
        "file": bill_file,
        "sight": sight,
        "carriers": Carrier.objects.all(),
        "base": _base_word(request),
        **more,
    }
    part = "mapping/_reading.html" if "X-Part" in request.headers else "mapping/file_columns.html"
    return render(request, part, context)


def _wish(request: HttpRequest) -> Wish:
    """What was chosen; at first, everything as the layout to be changed has it, or proposed."""
    base = base_named(_base_word(request))
    if request.method != "POST":
        return Wish(base or Profile(name=""), is_new=base is None)
    posted = request.POST.dict()
    profile = chosen(posted, base or Profile(name=""), kind=posted.get("kind", ""))
    return Wish(profile, heads=[head for _, head in heads_of(posted)])


def _base_word(request: HttpRequest) -> str:
    return request.POST.get("base") or request.GET.get("layout", "")


def _file(request: HttpRequest, public_id: UUID) -> BillFile:
    files = BillFile.objects.visible_to(request.user).select_related("client", "stored")
    return get_object_or_404(files, public_id=public_id)
