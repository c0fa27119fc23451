"""The room of an evaluation: its rules, who evaluates, how far everybody is."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.people.access import any_signed_in, portal_only, practice_only
from clients.people.company import chosen_company, page
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from rfp.authoring.models import Rfp
from rfp.evaluation import beginning, meeting
from rfp.evaluation.beginning import Rules
from rfp.evaluation.forms import EvaluatorForm, RulesForm
from rfp.evaluation.handed_in import not_judged, proposals_of
from rfp.evaluation.models import Evaluation
from rfp.evaluation.room import evaluation_of, evaluator_of, turned_away
from rfp.evaluation.standing import Standing
from rfp.sourcing.declaring import has_declared


@practice_only
def evaluation_start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The rules of scoring before there is an evaluation; later this leads to it."""
    rfp = get_object_or_404(
        Rfp.objects.visible_to(request.user).select_related("client"), public_id=public_id
    )
    there = Evaluation.objects.filter(rfp=rfp).first()
    if there is not None:
        return redirect("evaluation:room", there.public_id)
    form = RulesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = beginning.prepare(
                rfp=rfp, rules=Rules(**form.cleaned_data), prepared_by=request.user
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Prepared. Name who evaluates.")
            return redirect("evaluation:room", made.public_id)
    return render(request, "evaluation/evaluation_start.html", {"rfp": rfp, "form": form})


@any_signed_in
def room(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where the evaluation stands, and what comes next."""
    evaluation = evaluation_of(request, public_id)
    standing = Standing(evaluation)
    mine = evaluator_of(evaluation, request)
    context: dict[str, Any] = {
        "evaluation": evaluation,
        "rfp": evaluation.rfp,
        "standing": standing,
        "mine": mine,
        "asked_of_me": standing.asked_of(mine) if mine else 0,
        "evaluators": [(each, standing.asked_of(each)) for each in standing.evaluators],
        "contenders": [
            (each, standing.failed(each), standing.undecided(each)) for each in standing.contenders
        ],
        "declared": has_declared(request.user, evaluation.rfp.decision),
        "late": [each.name for each in standing.evaluators if each.submitted_at is None],
    }
    if request.user.is_practice:
        context |= {
            "rules": RulesForm(instance=evaluation) if evaluation.state == "prepared" else None,
            "form": _evaluator_form(evaluation) if evaluation.is_blind else None,
            "waiting": (not_judged(evaluation.rfp).count() if evaluation.state == "scoring" else 0),
        }
    return render(request, "evaluation/room.html", context)


def _evaluator_form(evaluation: Evaluation, data: Any = None) -> EvaluatorForm:
    return EvaluatorForm(
        data,
        people=beginning.may_evaluate(evaluation),
        groups=beginning.groups_of(evaluation.rfp),
    )


@practice_only
@require_POST
def rules_change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change the rules while nobody scores."""
    evaluation = evaluation_of(request, public_id)
    form = RulesForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Give a scale from 1 to 100 and a spread from 0 to 100.")
        return redirect("evaluation:room", public_id)
    return done(
        request,
        evaluation,
        beginning.change_rules,
        rules=Rules(**form.cleaned_data),
        changed_by=request.user,
    )


@practice_only
@require_POST
def evaluator_name(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Have somebody evaluate."""
    evaluation = evaluation_of(request, public_id)
    form = _evaluator_form(evaluation, request.POST)
    if not form.is_valid():
        messages.error(request, "Choose somebody of the list.")
        return redirect("evaluation:room", public_id)
    return done(
        request,
        evaluation,
        beginning.name_evaluator,
        person=form.cleaned_data["person"],
        groups=form.cleaned_data.get("groups", []),
        named_by=request.user,
    )


@practice_only
@require_POST
def evaluator_off(request: HttpRequest, public_id: UUID, key: int) -> HttpResponse:
    """Let somebody evaluate no more."""
    evaluation = evaluation_of(request, public_id)
    evaluator = get_object_or_404(evaluation.evaluators, pk=key)
    try:
        beginning.take_off(evaluator=evaluator, taken_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("evaluation:room", public_id)


@practice_only
@require_POST
def scoring_open(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let the evaluators score what was handed in."""
    return _with_proposals(request, public_id, beginning.open_scoring, "opened_by")


@practice_only
@require_POST
def proposals_take_in(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Have late proposals scored that were admitted since scoring began."""
    return _with_proposals(request, public_id, beginning.take_in, "taken_by")


def _with_proposals(
    request: HttpRequest, public_id: UUID, deed: Callable[..., object], by: str
) -> HttpResponse:
    evaluation = evaluation_of(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    try:
        proposals = proposals_of(evaluation.rfp, request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("evaluation:room", public_id)
    return done(request, evaluation, deed, proposals=proposals, **{by: request.user})


@practice_only
@require_POST
def meeting_open(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Lock the scores and open them to all."""
    return done(
        request,
        evaluation_of(request, public_id),
        meeting.open_meeting,
        because=request.POST.get("because", ""),
        opened_by=request.user,
    )


@practice_only
@require_POST
def consensus_close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Settle quality for good."""
    return done(
        request,
        evaluation_of(request, public_id),
        meeting.close_consensus,
        closed_by=request.user,
    )


@portal_only
def my_evaluations(request: HttpRequest) -> HttpResponse:
    """What somebody of the client evaluates."""
    company = chosen_company(request)
    rows = Evaluation.objects.visible_to(request.user).filter(client=company).for_page()
    listed = keyset.page(rows, ["-id"], request)
    return page(request, "evaluation/my_evaluations.html", company, page=listed)


def done(
    request: HttpRequest, evaluation: Evaluation, deed: Callable[..., object], **how: Any
) -> HttpResponse:
    """Do it, or say why not, and go back to the room."""
    try:
        deed(evaluation=evaluation, **how)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("evaluation:room", evaluation.public_id)
