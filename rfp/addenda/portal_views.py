"""What the client's people read of addenda once bidders have them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from clients.files.services import hand_out
from clients.people.access import portal_only
from clients.people.company import page
from rfp.addenda.models import Addendum
from rfp.addenda.standing import standing


@portal_only
def my_addendum(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What changed of a request, and why; the version it led to is a link away."""
    addendum = _addendum(request, public_id)
    context = {"addendum": addendum, "rfp": addendum.rfp, "told": standing(addendum).told}
    return page(request, "addenda/my_addendum.html", addendum.client, **context)


@portal_only
def my_addendum_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The paper that bidders have."""
    addendum = _addendum(request, public_id)
    if addendum.pdf is None:
        raise Http404("The paper is not drawn yet.")
    return hand_out(addendum.pdf)


def _addendum(request: HttpRequest, public_id: UUID) -> Addendum:
    found = Addendum.objects.visible_to(request.user).published()
    found = found.select_related("client", "rfp", "before", "after", "pdf")
    return get_object_or_404(found, public_id=public_id)
