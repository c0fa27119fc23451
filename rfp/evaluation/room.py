"""Who comes into an evaluation, and where those are led who may not yet."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from rfp.evaluation.beginning import why_not_admitted
from rfp.evaluation.models import Contender, Evaluation, Evaluator


def evaluation_of(request: HttpRequest, public_id: UUID) -> Evaluation:
    """The evaluation, if it exists for this person."""
    rows = Evaluation.objects.visible_to(request.user).for_page().distinct()
    return get_object_or_404(rows, public_id=public_id)


def contender_of(evaluation: Evaluation, number: int) -> Contender:
    return get_object_or_404(evaluation.contenders, number=number)


def evaluator_of(evaluation: Evaluation, request: HttpRequest) -> Evaluator | None:
    """This person as an evaluator; none where they only lead or look on."""
    rows = evaluation.evaluators.filter(person=request.user.pk)
    found: Evaluator | None = rows.first()
    if found is not None:
        found.person = request.user  # a client user reads few columns of people
        found.evaluation = evaluation
    return found


def turned_away(request: HttpRequest, evaluation: Evaluation) -> HttpResponse | None:
    """The way to the declaration for whoever has made none; nobody reads a proposal before."""
    if words := why_not_admitted(evaluation, request.user):
        messages.warning(request, words)
        return redirect("sourcing:declaration", evaluation.rfp.decision.public_id)
    return None
