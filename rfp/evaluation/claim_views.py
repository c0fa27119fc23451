"""Claims with who verified them, and bidders as partners, area by area."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.people.access import any_signed_in, practice_only
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from rfp.evaluation import claims
from rfp.evaluation.claim_models import Claim, PartnerFinding
from rfp.evaluation.models import Evaluation
from rfp.evaluation.room import contender_of, evaluation_of, turned_away

HEADING = [
    *("bidder", "requirement", "claim", "wanted", "state", "evidence", "verified_by"),
    *("verified_at", "noted_by", "noted_at", "is_promise"),
]


class ClaimForm(forms.ModelForm):
    """What a bidder says it can do."""

    class Meta:
        model = Claim
        fields = ["contender", "criterion", "words", "wanted"]
        widgets = {"words": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contender: Any = self.fields["contender"]
        contender.queryset = evaluation.contenders.all()
        criterion: Any = self.fields["criterion"]
        criterion.queryset = evaluation.criteria.all()
        criterion.empty_label = "No single requirement"


class FindingForm(forms.ModelForm):
    """What was found in one area."""

    class Meta:
        model = PartnerFinding
        fields = ["points", "evidence", "risk", "action"]
        widgets = {name: forms.Textarea({"rows": 2}) for name in ("evidence", "risk", "action")}


@any_signed_in
def claim_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every claim, those that nobody verified first; a new one is noted beside."""
    evaluation = evaluation_of(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    form = ClaimForm(request.POST or None, evaluation=evaluation)
    if request.method == "POST" and form.is_valid():
        try:
            claims.note_claim(
                evaluation=evaluation, claim=form.save(commit=False), noted_by=request.user
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Noted. Somebody has to verify it.")
            return redirect("evaluation:claim_list", public_id)
    rows = list(_rows(evaluation))
    context = {
        "evaluation": evaluation,
        "rfp": evaluation.rfp,
        "rows": sorted(rows, key=lambda each: (each.state != "claimed", each.pk)),
        "unverified": sum(each.state == "claimed" for each in rows),
        "form": form if evaluation.version_id else None,
    }
    return render(request, "evaluation/claim_list.html", context)


def _rows(evaluation: Evaluation) -> Any:
    rows = Claim.objects.filter(evaluation=evaluation).select_related("contender", "criterion")
    return rows.annotate(noter=F("noted_by__name"), verifier=F("verified_by__name"))


@any_signed_in
def claim_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All claims as a CSV file."""
    evaluation = evaluation_of(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    rows = (
        [
            *(each.contender.name, each.criterion.code if each.criterion else "", each.words),
            *(each.wanted, each.state, each.evidence, each.verifier, each.verified_at),
            *(each.noter, each.noted_at, "yes" if each.promise_id else "no"),
        ]
        for each in _rows(evaluation).order_by("contender", "pk")
    )
    return csv_file("claims.csv", HEADING, rows)


@any_signed_in
@require_POST
def claim_judge(request: HttpRequest, public_id: UUID, claim: UUID) -> HttpResponse:
    """Say that it was verified or refuted, and by what."""
    evaluation = evaluation_of(request, public_id)
    found = _claim(evaluation, claim)
    try:
        claims.judge_claim(
            claim=found,
            state=request.POST.get("state", ""),
            evidence=request.POST.get("evidence", ""),
            judged_by=request.user,
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("evaluation:claim_list", public_id)


@practice_only
@require_POST
def claim_promise(request: HttpRequest, public_id: UUID, claim: UUID) -> HttpResponse:
    """Take it over into the register of promises."""
    evaluation = evaluation_of(request, public_id)
    found = _claim(evaluation, claim)
    try:
        claims.take_as_promise(claim=found, taken_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "It stands in the register of promises.")
    return redirect("evaluation:claim_list", public_id)


def _claim(evaluation: Evaluation, public_id: UUID) -> Claim:
    rows = Claim.objects.filter(evaluation=evaluation).select_related("contender", "criterion")
    claim = get_object_or_404(rows, public_id=public_id)
    claim.evaluation = evaluation
    return claim


@any_signed_in
def partner_table(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All bidders as partners, area by area; never part of the points."""
    evaluation = evaluation_of(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    contenders = list(evaluation.contenders.all())
    found = {(each.contender_id, each.area): each for each in evaluation.partner_findings.all()}
    context = {
        "evaluation": evaluation,
        "rfp": evaluation.rfp,
        "contenders": contenders,
        "areas": [
            (label, [(each, value, found.get((each.pk, value))) for each in contenders])
            for value, label in PartnerFinding.Area.choices
        ],
        "risks": [each for each in evaluation.partner_findings.all() if each.risk],
    }
    return render(request, "evaluation/partner_table.html", context)


@practice_only
def partner_find(request: HttpRequest, public_id: UUID, number: int, area: str) -> HttpResponse:
    """What was found of one bidder in one area."""
    evaluation = evaluation_of(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    contender = contender_of(evaluation, number)
    contender.evaluation = evaluation
    there = evaluation.partner_findings.filter(contender=contender, area=area).first()
    form = FindingForm(request.POST or None, instance=there)
    if request.method == "POST" and form.is_valid():
        try:
            claims.find_of_partner(
                contender=contender,
                area=area,
                finding=form.save(commit=False),
                said_by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("evaluation:partner_table", public_id)
    context = {
        "evaluation": evaluation,
        "rfp": evaluation.rfp,
        "contender": contender,
        "area": dict(PartnerFinding.Area.choices).get(area, area),
        "form": form,
    }
    return render(request, "evaluation/partner_find.html", context)
