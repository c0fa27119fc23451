"""What bidders open of the versions that were issued to them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from clients.files.services import hand_out
from rfp.bidders.access import bidder_only
from rfp.bidders.taking_part import note
from rfp.issuing.models import FORMS, PAPERS, IssuedVersion


@bidder_only
def version_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """One form of a version; that it was opened is kept for the record of the competition."""
    version = get_object_or_404(IssuedVersion.objects.for_bidders(), number=number)
    stored = getattr(version, form) if form in PAPERS else None
    if stored is None:
        raise Http404("This file is not there yet.")
    person = request.person
    note(person, "document.opened", f"{person} opened {FORMS[form]} of version {number}")
    return hand_out(stored, inline="download" not in request.GET)
