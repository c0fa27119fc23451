"""Pages of a request's history: of one piece, and of all of it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from clients.people.access import practice_only
from clients.people.models import Activity
from rfp.authoring.history import is_beginning, told
from rfp.authoring.pieces import KINDS
from rfp.authoring.reaching import rfp_of, split

#: Changes that one page tells.
MOST = 400


@practice_only
def rfp_history(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who changed what, the newest first, with the words; what was taken out comes back here."""
    rfp = rfp_of(request, public_id)
    story = told(rfp, rfp.changes.select_related("by").order_by("at", "pk"))
    story = [each for each in story if not is_beginning(rfp, each.change)]
    acts = Activity.objects.filter(subject_id=public_id).select_related("actor")
    context = {
        "rfp": rfp,
        "story": story[:MOST],
        "is_cut": len(story) > MOST,
        "acts": acts[:50],
    }
    return render(request, "authoring/rfp_history.html", context)


@practice_only
def piece_history(request: HttpRequest, public_id: UUID, code: str) -> HttpResponse:
    """Every save of a piece with the words that changed; any of them can be brought back."""
    rfp = rfp_of(request, public_id)
    letter, number = split(code)
    changes = rfp.changes.filter(letter=letter, number=number)
    story = told(rfp, changes.select_related("by").order_by("at", "pk"))
    if not story:
        raise Http404("There was never such a piece.")
    context = {
        "rfp": rfp,
        "code": code,
        "story": story,
        "is_there": KINDS[letter].objects.filter(rfp=rfp, number=number).exists(),
    }
    return render(request, "authoring/piece_history.html", context)
