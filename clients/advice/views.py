"""Pages of the practice: what we advise, drafted, published, and what became of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.advice import services
from clients.advice.authority import Authorities
from clients.advice.evidence import shown
from clients.advice.forms import RecommendationForm
from clients.advice.models import Decision, Recommendation
from clients.contracts.review_models import Review
from clients.people.access import practice_only
from clients.people.models import Client, DecisionRight
from retainer.lib import keyset
from retainer.lib.refusal import Refused

State = Recommendation.State
STATES = (
    ("", "All"),
    (State.DRAFT, "Drafts"),
    (State.OPEN, "Waiting for the client"),
    (State.ACCEPTED, "Accepted"),
    (State.DECLINED, "Declined"),
    (State.DEFERRED, "Put off"),
    ("away", "Withdrawn or superseded"),
)


@practice_only
def recommendation_list(request: HttpRequest) -> HttpResponse:
    """What we advise, the latest first."""
    slug, state = request.GET.get("client", ""), request.GET.get("state", "")
    client = Client.objects.visible_to(request.user).filter(slug=slug).first() if slug else None
    advised = Recommendation.objects.visible_to(request.user).for_list()
    if client:
        advised = advised.filter(client=client)
    if state == "away":
        advised = advised.filter(state__in=(State.WITHDRAWN, State.SUPERSEDED))
    elif state in State:
        advised = advised.filter(state=state)
    context = {
        "page": keyset.page(advised, ["-id"], request),
        "states": STATES,
        "client": client,
        "clients": Client.objects.visible_to(request.user).active(),
        "is_narrow": bool(client or state),
    }
    return render(request, "advice/recommendation_list.html", context)


@practice_only
def recommendation_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Draft one for a client; what comes of findings is drafted from them."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    return _draft(request, client, {})


@practice_only
def recommendation_of_review(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Draft one to tender the services of a provider, begun by what its review says."""
    reviews = Review.objects.visible_to(request.user).select_related("client", "plan__carrier")
    review = get_object_or_404(reviews, public_id=public_id)
    carrier = review.plan.carrier
    begun = {"kind": DecisionRight.Subject.CONTRACT, "carrier": carrier}
    return _draft(request, review.client, begun | review.begun(carrier.name))


def _draft(request: HttpRequest, client: Client, begun: dict[str, Any]) -> HttpResponse:
    form = RecommendationForm(request.POST or None, client=client, initial=begun)
    if request.method == "POST" and form.is_valid():
        asked = services.draft(
            client=client,
            author=request.user,
            options=form.options,
            currency=client.currency,
            **form.words,
        )
        return redirect("advice:recommendation_detail", asked.public_id)
    return render(request, "advice/recommendation_form.html", {"form": form, "client": client})


@practice_only
def recommendation_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change a draft."""
    asked = _asked(request, public_id)
    form = RecommendationForm(request.POST or None, instance=asked, client=asked.client)
    if request.method == "POST" and form.is_valid():
        try:
            services.rewrite(
                recommendation=asked, options=form.options, by=request.user, **form.words
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("advice:recommendation_detail", asked.public_id)
    context = {"form": form, "client": asked.client, "asked": asked}
    return render(request, "advice/recommendation_form.html", context)


@practice_only
def recommendation_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One recommendation as the client reads it, who may decide it, and what was decided."""
    asked = _asked(request, public_id)
    context = {
        "asked": asked,
        "options": asked.options.all(),
        "parts": shown(asked.parts.all(), request.user, asked),
        "decisions": told(asked),
        "notes": asked.notes.select_related("written_by"),
        "names": Authorities(asked.client_id).names(asked),
        "successor": asked.superseded_by.exclude(state=State.WITHDRAWN).first(),
    }
    return render(request, "advice/recommendation_detail.html", context)


def told(asked: Recommendation) -> QuerySet[Decision]:
    """Its decisions with the names of who took part, the latest first; anybody may read these."""
    return asked.decisions.annotate(
        who=F("decided_by__name"), whose=F("right_of__name"), chosen=F("option__title")
    )


@practice_only
@require_POST
def recommendation_publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asked = _asked(request, public_id)
    return _done(
        request,
        asked,
        "Published. Who may decide is told.",
        services.publish,
        recommendation=asked,
        published_by=request.user,
    )


@practice_only
@require_POST
def recommendation_withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asked = _asked(request, public_id)
    return _done(
        request,
        asked,
        "Withdrawn.",
        services.withdraw,
        recommendation=asked,
        because=request.POST.get("because", ""),
        withdrawn_by=request.user,
    )


@practice_only
@require_POST
def note_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asked = _asked(request, public_id)
    return _done(
        request,
        asked,
        "Noted.",
        services.add_note,
        recommendation=asked,
        text=request.POST.get("text", ""),
        written_by=request.user,
    )


def _done(
    request: HttpRequest,
    asked: Recommendation,
    success: str,
    deed: Callable[..., object],
    **how: Any,
) -> HttpResponse:
    """Do it and say what came of it, on the page of the recommendation."""
    try:
        deed(**how)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, success)
    return redirect("advice:recommendation_detail", asked.public_id)


def _asked(request: HttpRequest, public_id: UUID) -> Recommendation:
    advised = Recommendation.objects.visible_to(request.user).for_list()
    return get_object_or_404(advised.select_related("author", "supersedes"), public_id=public_id)
