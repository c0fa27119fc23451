"""What a bidder's people read of addenda, and that they acknowledge them."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.files.services import hand_out
from rfp.addenda.models import Acknowledgement, Addendum
from rfp.addenda.standing import told_of
from rfp.bidders.access import bidder_only
from rfp.bidders.taking_part import note
from rfp.issuing.models import IssuedVersion


def _addendum(public_id: UUID) -> Addendum:
    return get_object_or_404(Addendum.objects.for_bidders(), public_id=public_id)


@bidder_only
def addendum(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The redline with the reasons; opening it is noted."""
    wanted = _addendum(public_id)
    versions = IssuedVersion.objects.for_bidders().in_bulk([wanted.before_id, wanted.after_id])
    before, now = (versions[key].request for key in (wanted.before_id, wanted.after_id))
    mine = Acknowledgement.objects.filter(addendum=wanted).select_related("person").first()
    note(request.person, "addendum.opened", f"{request.person} opened {wanted}")
    context = {
        "addendum": wanted,
        "told": told_of(before, now, wanted),
        "acknowledged": mine,
    }
    return render(request, "addenda/addendum.html", context)


@bidder_only
@require_POST
@transaction.atomic
def addendum_acknowledge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that the bidder has read it; once is enough."""
    wanted = _addendum(public_id)
    person = request.person
    _, is_new = Acknowledgement.objects.get_or_create(
        addendum=wanted,
        bidder_id=person.bidder_id,
        defaults={"client_id": person.client_id, "person": person},
    )
    if is_new:
        note(person, "addendum.acknowledged", f"{person} acknowledged {wanted}")
    messages.success(request, f"{wanted} is acknowledged.")
    return redirect("addenda:addendum", public_id)


@bidder_only
def addendum_paper(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The addendum as a PDF."""
    wanted = _addendum(public_id)
    if wanted.pdf_id is None:
        raise Http404
    note(request.person, "addendum.taken", f"{request.person} took the PDF of {wanted}")
    return hand_out(wanted.pdf)
