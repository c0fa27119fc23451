"""The page of a request's appendices: what of the client's data bidders get, and of which day."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from clients.people.access import practice_only
from retainer.lib.refusal import Refused
from rfp.authoring.appendices import drop, take
from rfp.authoring.history_models import RfpAppendix
from rfp.authoring.reaching import rfp_of


@practice_only
def appendix_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Each kind of data, whether it was taken, when, and what it says."""
    rfp = rfp_of(request, public_id)
    taken = {each.kind: each for each in rfp.appendices.select_related("taken_by")}
    context = {
        "rfp": rfp,
        "kinds": [(kind, taken.get(kind.value)) for kind in RfpAppendix.Kind],
    }
    return render(request, "authoring/appendix_list.html", context)


@practice_only
@require_POST
def appendix_take(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Take a table anew, or with ``drop`` leave it out."""
    rfp = rfp_of(request, public_id)
    if kind not in RfpAppendix.Kind.values:
        raise Http404("There is no such appendix.")
    try:
        if "drop" in request.POST:
            drop(rfp=rfp, kind=kind)
        else:
            take(rfp=rfp, kind=kind, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("authoring:appendix_list", public_id)
