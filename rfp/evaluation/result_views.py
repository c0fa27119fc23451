"""The result: the frozen method, who is ahead, and whether that holds by every other one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clients.people.access import any_signed_in
from retainer.lib.spreadsheets import csv_file
from rfp.evaluation import pricing
from rfp.evaluation.result import Result, method_of, reckoned
from rfp.evaluation.room import evaluation_of, turned_away
from rfp.evaluation.standing import Standing
from rfp.evaluation.workbook import XLSX, result_workbook
from rfp.pricing.formulas import FACTS


@any_signed_in
def result(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Points of all offers, and in how many other cases somebody else would win."""
    evaluation = evaluation_of(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    standing = Standing(evaluation)
    version = evaluation.version
    asked = pricing.request_of(evaluation) if version else None
    context = {
        "evaluation": evaluation,
        "rfp": evaluation.rfp,
        "standing": standing,
        "result": reckoned(evaluation, standing),
        "asked": asked,
        "version": version,
        "method": method_of(asked) if asked else None,
        "facts": FACTS[asked.formula] if asked else None,
    }
    return render(request, "evaluation/result.html", context)


@any_signed_in
def result_export(request: HttpRequest, public_id: UUID, form: str) -> HttpResponse:
    """Every case with the points of every offer: CSV; with scores and cash besides: XLSX."""
    evaluation = evaluation_of(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    standing = Standing(evaluation)
    found = reckoned(evaluation, standing)
    if found is None:
        return HttpResponse(
            "Nothing to export yet: consensus is not closed, or prices are sealed.",
            status=409,
            content_type="text/plain; charset=utf-8",
        )
    if form == "xlsx":
        response = HttpResponse(result_workbook(found, standing), content_type=XLSX)
        response["Content-Disposition"] = 'attachment; filename="evaluation.xlsx"'
        return response
    return csv_file("result.csv", CASE_HEADING, case_rows(found))


CASE_HEADING = [
    *("case", "what", "bidder", "quality_points", "price_points", "points", "wins", "changes"),
]


def case_rows(found: Result) -> list[list[object]]:
    """The request's own method first, then each other case."""
    cases = [("own", found.facts.title, found.robustness.points, found.winners, False)]
    cases += [
        (case.kind, case.words, case.points, case.winners, case.changes_winner)
        for case in found.robustness.cases
    ]
    return [
        [
            *(kind, words, one.bidder, round(one.quality, 4), round(one.price, 4)),
            *(round(one.total, 4), "yes" if one.bidder in ahead else "no"),
            "yes" if changes else "no",
        ]
        for kind, words, points, ahead, changes in cases
        for one in points
    ]
