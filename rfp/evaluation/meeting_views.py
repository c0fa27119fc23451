"""The meeting's pages: all scores beside each other, and what is agreed."""

from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.people.access import any_signed_in, practice_only
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from rfp.evaluation import meeting
from rfp.evaluation.forms import AgreeForm
from rfp.evaluation.models import Evaluation
from rfp.evaluation.room import contender_of, evaluation_of, turned_away
from rfp.evaluation.standing import Cell, Standing

HEADING = [
    *("requirement", "title", "weight", "scale", "bidder", "evaluator", "points", "remark"),
    *("mean", "spread", "agreed", "reason"),
]


def _opened(request: HttpRequest, public_id: UUID) -> Evaluation:
    """An evaluation whose scores are open; before, the page does not exist."""
    evaluation = evaluation_of(request, public_id)
    if evaluation.is_blind:
        raise Http404
    return evaluation


@any_signed_in
def meeting_table(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every score, requirement by requirement; what needs a word comes first if asked."""
    evaluation = _opened(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    standing = Standing(evaluation)
    rows = [(criterion, standing.row(criterion)) for criterion in standing.scored]
    open_rows = [row for row in rows if any(cell.todo for cell in row[1])]
    shows_open = request.GET.get("show") == "open"
    context = {
        "evaluation": evaluation,
        "rfp": evaluation.rfp,
        "standing": standing,
        "rows": open_rows if shows_open else rows,
        "open_count": len(open_rows),
        "shows": (("", "All"), ("open", "To talk about")),
        "todo": list(standing.todo()) if evaluation.state == "meeting" else [],
        "totals": [(each, standing.quality(each)) for each in standing.contenders],
        "missing": sum(len(cell.missing) for cell in standing.cells.values()),
    }
    return render(request, "evaluation/meeting_table.html", context)


@any_signed_in
def scores_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every score with its remark, the mean, and what was agreed, as a CSV file."""
    evaluation = _opened(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    standing = Standing(evaluation)
    rows = [
        row
        for criterion in standing.scored
        for cell in standing.row(criterion)
        for row in _lines(cell)
    ]
    return csv_file("scores.csv", HEADING, rows)


def _lines(cell: Cell) -> list[list[object]]:
    """A line for each evaluator whose answer it is to judge; what is missing is an empty cell."""
    of, agreed = cell.criterion, cell.agreed
    told: list[tuple[str, Decimal | None, str]] = [
        (str(each), score.points if score else None, score.remark if score else "")
        for each, score in cell.given
    ]
    return [
        [
            *(of.code, of.title, of.weight, of.most, cell.contender.name, *line),
            *(cell.mean, cell.spread, agreed.points if agreed else None),
            agreed.reason if agreed else "",
        ]
        for line in told or [("", None, "")]
    ]


@any_signed_in
def answer_scores(request: HttpRequest, public_id: UUID, number: int, code: str) -> HttpResponse:
    """One answer: what was asked and written, who gave what and why, and what was agreed."""
    evaluation = _opened(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    contender = contender_of(evaluation, number)
    criterion = get_object_or_404(evaluation.criteria, code=code, weight__gt=0)
    cell = Standing(evaluation).cells[contender.pk, criterion.pk]
    agreed = cell.agreed
    form = AgreeForm(initial={"points": cell.points, "reason": agreed.reason if agreed else ""})
    return _shown(request, evaluation, cell, form)


@practice_only
def score_agree(request: HttpRequest, public_id: UUID, number: int, code: str) -> HttpResponse:
    """Keep what the meeting agreed on."""
    if request.method != "POST":
        return redirect("evaluation:answer_scores", public_id, number, code)
    evaluation = _opened(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    contender = contender_of(evaluation, number)
    criterion = get_object_or_404(evaluation.criteria, code=code, weight__gt=0)
    criterion.evaluation = evaluation
    form = AgreeForm(request.POST)
    if form.is_valid():
        try:
            meeting.agree(
                criterion=criterion,
                contender=contender,
                said_by=request.user,
                **form.cleaned_data,
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Agreed.")
            where = redirect("evaluation:meeting_table", public_id)
            where["Location"] += f"#{code}"
            return where
    return _shown(request, evaluation, Standing(evaluation).cells[contender.pk, criterion.pk], form)


def _shown(
    request: HttpRequest, evaluation: Evaluation, cell: Cell, form: AgreeForm
) -> HttpResponse:
    context = {
        "evaluation": evaluation,
        "rfp": evaluation.rfp,
        "cell": cell,
        "answer": cell.contender.answer(cell.criterion.code),
        "form": form,
        "may_agree": request.user.is_practice and evaluation.state == "meeting",
    }
    return render(request, "evaluation/answer_scores.html", context)
