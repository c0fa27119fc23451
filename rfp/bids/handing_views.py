"""What bidders do with bids: hand in, keep the receipt, take back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from retainer.lib.refusal import Refused
from rfp.bidders.access import bidder_only
from rfp.bidders.taking_part import note, rfp_of
from rfp.bids import submitting
from rfp.bids.bidder_views import told
from rfp.bids.checking import missing, wrong
from rfp.bids.forms import HandInForm
from rfp.bids.models import Bid
from rfp.bids.refusing import hour_of, is_past, newest_version
from rfp.issuing.models import IssuedVersion


@bidder_only
def hand_in(request: HttpRequest) -> HttpResponse:
    """Say that it binds, and hand it in."""
    context = told(request)
    gaps = missing(context["faults"])
    form = HandInForm(request.POST or None, has_gaps=bool(gaps), is_late=context["is_late"])
    if request.method == "POST" and form.is_valid():
        try:
            bid, is_mailed = submitting.submit(
                person=request.person,
                with_gaps=form.cleaned_data.get("with_gaps", False),
                late=form.cleaned_data.get("late", False),
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            if not is_mailed:
                messages.warning(
                    request, "It is handed in. The mail could not be sent: save this receipt."
                )
            return redirect("bids:receipt", bid.number)
    context |= {
        "form": form,
        "gaps": gaps,
        "wrong": wrong(context["faults"]),
        "unread": submitting.unacknowledged(context["bidder"]),
        "standing": Bid.objects.standing().first(),
    }
    return render(request, "bids/hand_in.html", context)


@bidder_only
def receipt(request: HttpRequest, number: int) -> HttpResponse:
    """What a bidder has in hand: the hash of what was handed in, and when."""
    bid = _bid(number)
    rfp = rfp_of(request.person.bidder)
    version = newest_version(rfp.pk)
    due = hour_of(version)
    context = {
        "bid": bid,
        "rfp": rfp,
        "bidder": request.person.bidder,
        "technical": bid.technicalenvelope.digest,
        "price": bid.priceenvelope.digest,
        "newest": version,
        "due": due,
        "may_withdraw": bid.state == Bid.State.LATE or (bid.stands and not is_past(due)),
    }
    return render(request, "bids/receipt.html", context)


@bidder_only
def bid_file(request: HttpRequest, number: int) -> HttpResponse:
    """Everything that was handed in, as JSON, with how its hashes are made."""
    bid = _bid(number)
    version = IssuedVersion.objects.for_bidders().get(pk=bid.version_id)
    answer = JsonResponse(
        {
            "receipt": bid.receipt,
            "how": "Each digest is the SHA-256 of that part as JSON in UTF-8 with sorted keys and "
            "no spaces; the receipt is that of request, bidder, number and both digests.",
            "request": version.request.reference,
            "bidder": request.person.bidder.name,
            "number": bid.number,
            "digests": {
                "technical": bid.technicalenvelope.digest,
                "price": bid.priceenvelope.digest,
            },
            **submitting.envelopes_of(bid),
        },
        json_dumps_params={"indent": 1, "ensure_ascii": False},
    )
    answer["Content-Disposition"] = f'attachment; filename="bid-{bid.number}.json"'
    person = request.person
    note(person, "bid.downloaded", f"{person} downloaded bid {bid.number}")
    return answer


@bidder_only
@require_POST
def bid_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    try:
        submitting.withdraw(person=request.person, bid=_bid(number))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"Bid {number} is taken back. Nobody will read it.")
    return redirect("bids:answers")


def _bid(number: int) -> Bid:
    """A bid of the bidder who is inside; no other bidder's exists there."""
    return get_object_or_404(Bid.objects.for_bidder(), number=number)
