"""Pages of the opening of prices: who opens, the two signatures, the minute."""

from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.notices.recipients import people_of_client, people_of_practice, principals
from clients.people.access import any_signed_in, principal_only
from clients.people.models import User
from retainer.lib.refusal import Refused
from rfp.authoring.models import Rfp
from rfp.bids import opening as steps
from rfp.bids.forms import OpenerForm
from rfp.bids.minute import read_minute
from rfp.bids.minute_paper import download
from rfp.bids.models import Bid
from rfp.bids.opening_models import NamedOpener, PriceOpening
from rfp.bids.views import hours, readable


@any_signed_in
def opening(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How far the opening of prices is, and the button for whoever may sign."""
    rfp = readable(request, public_id)
    context = hours(rfp)
    found: PriceOpening | None = context["opening"]
    named = steps.named(found) if found else []
    own = next((each for each in named if each["person_id"] == request.user.pk), None)
    context |= {
        "named": named,
        "needed": steps.NEEDED,
        "minute": read_minute(found.minute) if found and found.minute else None,
        "may_sign": bool(own and not own["signed_at"] and found and found.closed_at)
        and not found.opened_at,
        "form": OpenerForm(people=_people(rfp)) if request.user.is_principal else None,
        "closed_by": steps.closer(found) if found else "",
        "late": Bid.objects.filter(rfp=rfp, state=Bid.State.LATE).annotate(
            company=F("bidder__name")
        ),
        "is_signed": any(each["signed_at"] for each in named),
    }
    return render(request, "bids/opening.html", context)


@principal_only
@require_POST
def opener_name(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Name somebody who may open prices."""
    rfp = readable(request, public_id)
    form = OpenerForm(request.POST, people=_people(rfp))
    if not form.is_valid():
        messages.error(request, "Choose somebody of the practice or of the client.")
        return redirect("bids:opening", public_id)
    try:
        steps.name_opener(rfp=rfp, person=form.cleaned_data["person"], named_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("bids:opening", public_id)


@principal_only
@require_POST
def opener_remove(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Take somebody off those who may open prices."""
    rfp = readable(request, public_id)
    rows = NamedOpener.objects.select_related("opening__rfp__client", "person")
    named = get_object_or_404(rows, pk=pk, opening__rfp=rfp)
    try:
        steps.unname_opener(named=named, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("bids:opening", public_id)


@principal_only
@require_POST
def consensus_close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that the technical evaluation is done."""
    try:
        steps.close_consensus(rfp=readable(request, public_id), closed_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Closed. Those who were named may sign now.")
    return redirect("bids:opening", public_id)


@any_signed_in
@require_POST
def opening_sign(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Sign that prices be opened; the second signature opens them."""
    found = get_object_or_404(PriceOpening, rfp=readable(request, public_id))
    try:
        is_open = steps.sign(opening=found, person=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(
            request, "Prices are open." if is_open else "Signed. One more of those named signs."
        )
    return redirect("bids:opening", public_id)


@any_signed_in
def minute_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The minute as a PDF, the same bytes each time."""
    found = get_object_or_404(PriceOpening, rfp=readable(request, public_id))
    if found.opened_at is None:
        raise Http404("Prices are not open.")
    try:
        return download(found)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("bids:opening", public_id)


def _people(rfp: Rfp) -> object:
    keys = {*people_of_client(rfp.client), *people_of_practice(rfp.client), *principals()}
    return User.objects.filter(pk__in=keys).order_by("name")
