"""Pages about credits: what is proposed, promised and late, and every credit that came."""

from collections.abc import Callable, Iterator
from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing_audit.money.credit_models import Credit, CreditMatch
from billing_audit.money.credit_querysets import CreditQuerySet
from billing_audit.money.crediting import confirming
from billing_audit.money.crediting.forms import MatchForm
from billing_audit.money.crediting.late import GRACE, late, returned
from billing_audit.money.narrowing import Narrowing
from billing_audit.money.views import dispute_of
from clients.people.access import practice_only
from retainer.lib import keyset
from retainer.lib.money import exponent, half_up
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

#: Proposals and errors that came back on the page; the rest follows when these are decided.
MOST = 50
SHOWN = ("unmatched", "matched")
COLUMNS = (
    *("date", "client", "carrier", "account", "kind", "bill", "line", "reference", "service"),
    *("description", "currency", "amount", "matched", "left"),
)


@practice_only
def match_list(request: HttpRequest) -> HttpResponse:
    """What credits are proposed for, which promises were not kept, what came back."""
    narrowing = Narrowing(request)
    matches = CreditMatch.objects.visible_to(request.user).proposed()
    if narrowing.client:
        matches = matches.filter(client=narrowing.client)
    proposals = list(matches.for_list()[: MOST + 1])
    came_back = returned(request.user, narrowing.client).select_related("client")
    context = {
        "narrowing": narrowing,
        "proposals": proposals[:MOST],
        "is_more": len(proposals) > MOST,
        "late": late(request.user, timezone.localdate(), client=narrowing.client),
        "returned": came_back[:MOST],
        "grace": GRACE,
    }
    return render(request, "disputes/match_list.html", context)


@practice_only
def credit_list(request: HttpRequest) -> HttpResponse:
    """Everything that came back since the first dispute, the newest first."""
    narrowing = Narrowing(request)
    proposed = CreditMatch.objects.filter(state="proposed", credit=OuterRef("pk"))
    credits = _credits(request, narrowing).for_list().annotate(is_asked=Exists(proposed))
    page = keyset.page(credits, ("-on", "-id"), request)
    context = {
        "narrowing": narrowing,
        "page": page,
        "shown": [("unmatched", "Not matched"), ("matched", "Matched")],
        "is_narrow": narrowing.client is not None or request.GET.get("shown") in SHOWN,
    }
    return render(request, "disputes/credit_list.html", context)


@practice_only
def credit_csv(request: HttpRequest) -> HttpResponse:
    """The list as its address narrows it, as a CSV file."""
    credits = _credits(request, Narrowing(request)).for_list()
    return csv_file("credits.csv", COLUMNS, _csv_rows(credits))


def _credits(request: HttpRequest, narrowing: Narrowing) -> CreditQuerySet:
    credits = Credit.objects.visible_to(request.user).gives()
    if narrowing.client:
        credits = credits.filter(client=narrowing.client)
    match request.GET.get("shown"):
        case "unmatched":
            return credits.unmatched()
        case "matched":
            return credits.filter(taken__gt=0)
    return credits


def _csv_rows(credits: CreditQuerySet) -> Iterator[tuple[object, ...]]:
    for each in credits.iterator(chunk_size=2000):
        amounts = (each.amount, each.taken, each.left)
        yield (
            *(each.on, each.client.name, each.carrier.name, each.account.number),
            *(each.get_kind_display(), each.invoice.number if each.invoice else ""),
            *(each.line_no, each.reference, each.service, each.description, each.currency),
            *(half_up(amount, exponent(each.currency)) for amount in amounts),
        )


@practice_only
@require_POST
def match_confirm(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that a credit stands for its dispute."""
    match = _match(request, public_id)
    return _done(
        request,
        match,
        f"Confirmed: the {match.credit} stands for {match.dispute}.",
        lambda: confirming.confirm(match=match, confirmed_by=request.user),
    )


@practice_only
@require_POST
def match_decline(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that it stands for something else."""
    match = _match(request, public_id)
    return _done(
        request,
        match,
        f"Declined: the {match.credit} does not stand for {match.dispute}.",
        lambda: confirming.decline(match=match, declined_by=request.user),
    )


@practice_only
@require_POST
def match_undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take the decision back."""
    match = _match(request, public_id)
    try:
        confirming.take_back(match=match, taken_back_by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, f"The {match.credit} waits for a decision again.")
    return _back(request, match)


@practice_only
@require_POST
def dispute_match(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let a credit stand for a dispute that nothing proposed it for."""
    dispute = dispute_of(request, public_id)
    form = MatchForm(request.POST, dispute=dispute)
    if form.is_valid():
        try:
            confirming.match_by_hand(dispute=dispute, **form.cleaned_data, matched_by=request.user)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"Matched: the {form.cleaned_data['credit']}.")
            return redirect("disputes:dispute_detail", dispute.public_id)
    context = {
        "dispute": dispute,
        "form": form,
        "title": "Match a credit",
        "meaning": "A credit on a bill that stands for this dispute, in whole or in part.",
    }
    return render(request, "disputes/dispute_step.html", context)


def _match(request: HttpRequest, public_id: UUID) -> CreditMatch:
    matches = CreditMatch.objects.visible_to(request.user).for_list()
    return get_object_or_404(matches.select_related("event"), public_id=public_id)


def _done(
    request: HttpRequest, match: CreditMatch, words: str, deed: Callable[[], object]
) -> HttpResponse:
    try:
        deed()
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        way_back = reverse("disputes:match_undo", args=[match.public_id])
        messages.success(request, words, extra_tags=way_back)
    return _back(request, match)


def _back(request: HttpRequest, match: CreditMatch) -> HttpResponse:
    """To the page the person came from, which is the list or the dispute's."""
    if request.POST.get("from") == "dispute":
        return redirect("disputes:dispute_detail", match.dispute.public_id)
    return redirect("disputes:match_list")
