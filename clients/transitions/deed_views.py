"""What people say and decide of a transition; each deed leads back to the page it was done on."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from clients.people.access import portal_only, practice_only
from clients.transitions import services
from clients.transitions.models import Criterion, Milestone, Transition
from retainer.lib.refusal import Refused


@practice_only
@require_POST
def provider_colour(request: HttpRequest, public_id: UUID) -> HttpResponse:
    milestone = _milestone(request, public_id)
    colour, source = request.POST.get("colour", ""), request.POST.get("source", "")
    _do(
        request,
        lambda: services.say_provider_colour(
            milestone=milestone, colour=colour, source=source, said_by=request.user
        ),
        "The provider's colour is kept with its source.",
    )
    return redirect("transitions:milestone_detail", public_id)


@portal_only
@require_POST
def client_colour(request: HttpRequest, public_id: UUID) -> HttpResponse:
    milestone = _milestone(request, public_id)
    colour, why = request.POST.get("colour", ""), request.POST.get("source", "")
    _do(
        request,
        lambda: services.say_client_colour(
            milestone=milestone, colour=colour, why=why, said_by=request.user
        ),
        "Your colour is kept beside the provider's.",
    )
    return redirect("transitions:milestone_detail", public_id)


@practice_only
@require_POST
def milestone_done(request: HttpRequest, public_id: UUID) -> HttpResponse:
    milestone = _milestone(request, public_id)
    _do(
        request,
        lambda: services.finish(milestone=milestone, finished_by=request.user),
        "Done today.",
    )
    return redirect("transitions:transition_detail", milestone.transition.public_id)


@practice_only
@require_POST
def criterion_judge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    criteria = Criterion.objects.visible_to(request.user).select_related("transition")
    criterion = get_object_or_404(criteria, public_id=public_id)
    state, evidence = request.POST.get("became", ""), request.POST.get("evidence", "")
    _do(
        request,
        lambda: services.judge(
            criterion=criterion, state=state, evidence=evidence, judged_by=request.user
        ),
        "Noted with its evidence.",
    )
    return redirect("transitions:transition_detail", criterion.transition.public_id)


@portal_only
@require_POST
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    seen = Transition.objects.visible_to(request.user)
    transition = get_object_or_404(seen, public_id=public_id)
    verdict = request.POST.get("verdict", "")
    _do(
        request,
        lambda: services.decide(transition=transition, verdict=verdict, decided_by=request.user),
        "Your decision is on record.",
    )
    return redirect("transitions:transition_detail", public_id)


def _milestone(request: HttpRequest, public_id: UUID) -> Milestone:
    seen = Milestone.objects.visible_to(request.user).select_related("transition")
    return get_object_or_404(seen, public_id=public_id)


def _do(request: HttpRequest, deed: Callable[[], object], success: str) -> None:
    """Do it, and say what came of it."""
    try:
        deed()
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, success)
