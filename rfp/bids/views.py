"""Pages of our side: who handed in, what came on paper or late, and answers once it is time."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.people.access import any_signed_in, practice_only, principal_only
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from rfp.authoring.models import Rfp
from rfp.bidders.models import Bidder
from rfp.bids import receiving
from rfp.bids.forms import AdmitForm, PaperForm
from rfp.bids.models import Bid, BidLook
from rfp.bids.opening_models import PriceOpening
from rfp.bids.reading import answers_of, may_read, prices_of
from rfp.bids.refusing import hour_of, is_past
from rfp.bids.shown import shown
from rfp.bids.totals import lines, total
from rfp.issuing.models import IssuedVersion


@any_signed_in
def bid_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every bidder with the state of its bid, and nothing of what is inside."""
    rfp = readable(request, public_id)
    bids: dict[int, list[Bid]] = {}
    for bid in Bid.objects.filter(rfp=rfp).for_list():
        bids.setdefault(bid.bidder_id, []).append(bid)
    # Of a bidder client users read these columns alone.
    bidders = Bidder.objects.filter(rfp=rfp).values("pk", "number", "name", "state")
    context = {
        **hours(rfp),
        "rows": [(bidder, bids.get(bidder["pk"], [])) for bidder in bidders],
        "form": AdmitForm(),
        "looks": BidLook.objects.filter(bid__rfp=rfp).count(),
    }
    return render(request, "bids/bid_list.html", context)


@any_signed_in
def bid_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The outside of a bid, and its answers once proposals were due; the look is written down."""
    bid = _bid(request, public_id)
    context: dict[str, Any] = {"bid": bid, **hours(bid.rfp)}
    answered = bid.version.request
    try:
        contents = answers_of(bid, request.user)
    except Refused as refusal:
        context["sealed"] = refusal.sentence
    else:
        context |= {
            "parts": shown(contents, answered),
            "exceptions": contents["exceptions"],
            "confidential": contents["confidential"],
        }
    if context["opening"] and context["opening"].opened_at and bid.stands:
        priced = lines(answered, prices_of(bid, request.user))
        context |= {"lines": priced, "total": total(priced), "answered": answered}
    context["looks"] = bid.looks.annotate(who=F("person__name"))[:50]
    return render(request, "bids/bid_detail.html", context)


@principal_only
@require_POST
def bid_admit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let a late bid stand, with the reason."""
    bid = _bid(request, public_id)
    try:
        receiving.admit(bid=bid, because=request.POST.get("because", ""), admitted_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Admitted. It stands like any other.")
    return redirect("bids:bid_list", bid.rfp.public_id)


@practice_only
def bid_receive(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record a bid that came on paper: its workbook is sealed at once."""
    rfp = readable(request, public_id)
    bidders = Bidder.objects.filter(rfp=rfp).exclude(state=Bidder.State.SHUT_OUT)
    form = PaperForm(request.POST or None, request.FILES or None, bidders=bidders)
    if request.method == "POST" and form.is_valid():
        try:
            bid = receiving.receive_on_paper(
                bidder=form.cleaned_data["bidder"],
                chunks=form.cleaned_data["file"].chunks(),
                received=form.cleaned_data["received"],
                received_by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"Sealed. Its receipt is {bid.receipt}; the bidder has it.")
            return redirect("bids:bid_list", public_id)
    return render(request, "bids/bid_receive.html", {"form": form, **hours(rfp)})


@any_signed_in
def look_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every look into a bid, the latest first."""
    rfp = readable(request, public_id)
    looks = _looks(rfp)
    return render(request, "bids/look_list.html", {"looks": looks[:500], **hours(rfp)})


@any_signed_in
def look_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every look into a bid, as a CSV file for the record."""
    rows = _looks(readable(request, public_id)).values_list("at", "who", "company", "what")
    return csv_file("looks.csv", ["at", "person", "bidder", "what"], rows)


def _looks(rfp: Rfp) -> Any:
    looks = BidLook.objects.filter(bid__rfp=rfp)
    return looks.annotate(
        who=F("person__name"), company=F("bid__bidder__name"), bid_number=F("bid__number")
    )


def readable(request: HttpRequest, public_id: UUID) -> Rfp:
    """A request whose bids the visitor may know of."""
    rows = Rfp.objects.visible_to(request.user).select_related("client")
    rfp = get_object_or_404(rows, public_id=public_id)
    if not may_read(request.user, rfp):
        raise Http404("Whoever decides for the client reads bids.")
    return rfp


def hours(rfp: Rfp) -> dict[str, Any]:
    """What every page about bids says first: the request, its hour, how far the opening is."""
    version = IssuedVersion.objects.filter(rfp=rfp).order_by("-number").first()
    due = hour_of(version)
    return {
        "rfp": rfp,
        "due": due,
        "is_due": is_past(due),
        "opening": PriceOpening.objects.filter(rfp=rfp).first(),
    }


def _bid(request: HttpRequest, public_id: UUID) -> Bid:
    rows = Bid.objects.visible_to(request.user).for_list()
    bid = get_object_or_404(rows.select_related("rfp__client", "version"), public_id=public_id)
    if not may_read(request.user, bid.rfp):
        raise Http404("Whoever decides for the client reads bids.")
    return bid
