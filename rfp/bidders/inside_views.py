"""What a bidder's people see: the request, what is due when, and who of them works on it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from retainer.lib.refusal import Refused
from rfp.bidders import taking_part
from rfp.bidders.access import bidder_only
from rfp.bidders.door import leave
from rfp.bidders.forms import AnswerForm, ColleagueForm
from rfp.bidders.models import Bidder, BidderPerson

#: The hours a bidder works towards.
CLOCKS = ("questions", "due")


@bidder_only
def home(request: HttpRequest) -> HttpResponse:
    """The request with its papers, its hours, and what is still to do."""
    person = request.person
    bidder = Bidder.objects.get(pk=person.bidder_id)
    form = AnswerForm(
        request.POST or None,
        initial={
            "takes_part": {"taking_part": "yes", "declined": "no"}.get(bidder.state),
            "because": bidder.because,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            taking_part.answer_invitation(person=person, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Thank you, it is noted.")
            return redirect("bidders:home")
    rfp = taking_part.rfp_of(bidder)
    versions = list(rfp.versions.for_bidders())
    newest = versions[0] if versions else None
    context = {
        "rfp": rfp,
        "versions": versions,
        "newest": newest,
        "addenda": rfp.addenda.for_bidder(bidder),
        "clocks": [step for kind in CLOCKS if newest and (step := newest.request.step(kind))],
        "own_zone": bidder.time_zone if bidder.time_zone != rfp.time_zone else "",
        "bidder": bidder,
        "person": person,
        "form": form,
        "people": bidder.people.filter(shut_at=None),
    }
    return render(request, "bidders/home.html", context)


@bidder_only
def colleagues(request: HttpRequest) -> HttpResponse:
    """Who of the bidder may come in; a colleague is invited here."""
    person = request.person
    form = ColleagueForm(request.POST or None, instance=BidderPerson(bidder=person.bidder))
    if request.method == "POST" and form.is_valid():
        try:
            taking_part.bring_colleague(person=person, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "The link was mailed.")
            return redirect("bidders:colleagues")
    people = BidderPerson.objects.filter(shut_at=None)
    context = {"form": form, "people": people, "person": person}
    return render(request, "bidders/colleagues.html", context)


@bidder_only
@require_POST
def colleague_take_off(request: HttpRequest, public_id: UUID) -> HttpResponse:
    colleague = get_object_or_404(BidderPerson, public_id=public_id)
    try:
        taking_part.take_off(person=request.person, colleague=colleague)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("bidders:colleagues")


@bidder_only
@require_POST
def go_out(request: HttpRequest) -> HttpResponse:
    """Leave; the link and a new code open the door again."""
    leave(request)
    return render(request, "bidders/outside.html", {"has_left": True})
