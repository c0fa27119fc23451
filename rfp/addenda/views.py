"""Pages of the practice: the addenda of a request, and the one that is being written."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.files.services import hand_out
from clients.people.access import practice_only, principal_only
from retainer.lib.refusal import Refused
from rfp.addenda import services
from rfp.addenda.forms import AddendumForm, RationaleForm
from rfp.addenda.models import Addendum
from rfp.addenda.standing import Told, standing
from rfp.authoring.models import Rfp
from rfp.bidders.models import Bidder


@practice_only
def addendum_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every addendum of a request, and who acknowledged each."""
    rfp = _rfp(request, public_id)
    context = {
        "rfp": rfp,
        "addenda": rfp.addenda.prefetch_related("acknowledgements"),
        "asked": rfp.bidders.filter(state=Bidder.State.TAKING_PART).count(),
    }
    return render(request, "addenda/addendum_list.html", context)


@principal_only
@require_POST
def addendum_open(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let the text be changed for the next one."""
    try:
        addendum = services.open_addendum(rfp=_rfp(request, public_id), opened_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("addenda:addendum_list", public_id)
    return redirect("addenda:addendum_detail", addendum.public_id)


@practice_only
def addendum_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What it changes, as a redline; while it is open each change gets its reason here."""
    addendum = _addendum(request, public_id)
    stands = standing(addendum)
    form = AddendumForm(request.POST or None, instance=addendum)
    if request.method == "POST" and addendum.is_open and form.is_valid():
        form.save()
        messages.success(request, "Kept.")
        return redirect("addenda:addendum_detail", public_id)
    context = {
        "addendum": addendum,
        "rfp": addendum.rfp,
        "stands": stands,
        "told": [(told, _rationale_form(told)) for told in stands.told],
        "form": form,
        "acknowledgements": addendum.acknowledgements.select_related("bidder", "person"),
        "silent": addendum.rfp.bidders.filter(state=Bidder.State.TAKING_PART).exclude(
            acknowledgements__addendum=addendum
        ),
    }
    return render(request, "addenda/addendum_detail.html", context)


def _rationale_form(told: Told) -> RationaleForm:
    judged = "" if told.by_rule else ("yes" if told.is_substantive else "no")
    return RationaleForm(
        initial={
            "key": told.change.key,
            "because": told.because,
            "is_substantive": judged,
        },
        auto_id=f"{told.change.key}-%s",
    )


@practice_only
@require_POST
def change_explain(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say why one piece changes."""
    addendum = _addendum(request, public_id)
    form = RationaleForm(request.POST)
    if form.is_valid():
        try:
            services.explain(addendum=addendum, explained_by=request.user, **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
    where = redirect("addenda:addendum_detail", public_id)
    where["Location"] += f"#{request.POST.get('key', '')}"
    return where


@principal_only
@require_POST
def addendum_publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send it to all bidders."""
    addendum = _addendum(request, public_id)
    try:
        services.publish(addendum=addendum, published_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{addendum} went out to all bidders.")
    return redirect("addenda:addendum_detail", public_id)


@principal_only
@require_POST
def addendum_close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put one away that changes nothing."""
    addendum = _addendum(request, public_id)
    try:
        services.close_unchanged(addendum=addendum, closed_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("addenda:addendum_detail", public_id)
    return redirect("addenda:addendum_list", addendum.rfp.public_id)


@practice_only
def addendum_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The paper that bidders have."""
    addendum = _addendum(request, public_id)
    if addendum.pdf is None:
        raise Http404
    return hand_out(addendum.pdf)


def _rfp(request: HttpRequest, public_id: UUID) -> Rfp:
    rfps = Rfp.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(rfps, public_id=public_id)


def _addendum(request: HttpRequest, public_id: UUID) -> Addendum:
    found = Addendum.objects.visible_to(request.user)
    found = found.select_related("rfp__client", "before", "after", "pdf")
    return get_object_or_404(found, public_id=public_id)
