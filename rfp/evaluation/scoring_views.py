"""What an evaluator fills in alone: scores of one proposal, and its gates."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.people.access import any_signed_in
from retainer.lib.refusal import Refused
from rfp.evaluation import scoring
from rfp.evaluation.forms import ScoreForm
from rfp.evaluation.handed_in import note_look
from rfp.evaluation.models import Contender, Criterion, Evaluation, Evaluator
from rfp.evaluation.room import contender_of, evaluation_of, evaluator_of, turned_away
from rfp.evaluation.score_models import Score
from rfp.evaluation.standing import Standing


@any_signed_in
def sheet(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """One proposal, answer by answer, with the points that this person gives."""
    evaluation = evaluation_of(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    contender, mine = contender_of(evaluation, number), evaluator_of(evaluation, request)
    may_score = mine is not None and evaluation.state == "scoring" and mine.submitted_at is None
    rows = _rows(request, evaluation, contender, mine, may_score=may_score)
    if request.method == "POST":
        forms = [form for _, form in rows if form is not None]
        if mine is None or not may_score:
            messages.error(request, "These scores are locked: nothing was changed.")
            return redirect("evaluation:sheet", public_id, number)
        if all(form.is_valid() for form in forms):
            try:
                scoring.save_scores(
                    evaluator=mine,
                    contender=contender,
                    given={form.criterion: form.given for form in forms},
                )
            except Refused as refusal:
                messages.error(request, refusal.sentence)
            else:
                messages.success(request, f"Scores of {contender} are kept. Only you read them.")
                return redirect("evaluation:sheet", public_id, number)
    else:
        note_look(contender, request.user)
    context = {
        "evaluation": evaluation,
        "rfp": evaluation.rfp,
        "contender": contender,
        "others": evaluation.contenders.all(),
        "rows": rows,
        "may_score": may_score,
        "mine": mine,
        "failed": [form.criterion for _, form in rows if form is not None and form.errors],
    }
    return render(request, "evaluation/sheet.html", context)


def _rows(
    request: HttpRequest,
    evaluation: Evaluation,
    contender: Contender,
    mine: Evaluator | None,
    *,
    may_score: bool,
) -> list[tuple[Criterion, ScoreForm | None]]:
    own = {
        each.criterion_id: each
        for each in Score.objects.filter(contender=contender, person=request.user.pk)
    }
    rows: list[tuple[Criterion, ScoreForm | None]] = []
    for criterion in evaluation.criteria.all():
        criterion.given = contender.answer(criterion.code)
        criterion.own = own.get(criterion.pk)
        form = None
        if may_score and mine is not None and criterion.is_scored and mine.judges(criterion.group):
            score = criterion.own
            initial = {"points": score.points, "remark": score.remark} if score else {}
            form = ScoreForm(request.POST or None, criterion, initial=initial)
        rows.append((criterion, form))
    return rows


@any_signed_in
@require_POST
def scores_submit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand in, or take back what was handed in."""
    evaluation = evaluation_of(request, public_id)
    mine = evaluator_of(evaluation, request)
    deed = scoring.take_back if request.POST.get("back") else scoring.submit
    try:
        if mine is None:
            raise scoring.EvaluationRefused("You are not named to evaluate this request.")
        deed(evaluator=mine)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("evaluation:room", public_id)


@any_signed_in
def gate_sheet(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """The mandatory requirements of one proposal, each with somebody's word."""
    evaluation = evaluation_of(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    contender, standing = contender_of(evaluation, number), Standing(evaluation)
    if request.method == "POST":
        gate = get_object_or_404(
            evaluation.criteria, code=request.POST.get("code", ""), level="mandatory"
        )
        try:
            scoring.decide_gate(
                criterion=gate,
                contender=contender,
                passes=request.POST.get("passes") == "yes",
                reason=request.POST.get("reason", ""),
                decided_by=request.user,
            )
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        where = redirect("evaluation:gate_sheet", public_id, number)
        where["Location"] += f"#{gate.code}"
        return where
    note_look(contender, request.user)
    context = {
        "evaluation": evaluation,
        "rfp": evaluation.rfp,
        "contender": contender,
        "others": evaluation.contenders.all(),
        "gates": [
            (gate, contender.answer(gate.code), standing.verdicts.get((contender.pk, gate.pk)))
            for gate in standing.gates
        ],
        "may_decide": evaluation.state in ("scoring", "meeting"),
    }
    return render(request, "evaluation/gate_sheet.html", context)
