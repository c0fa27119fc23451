"""Pages of an award: put by the practice, decided by the client, told to bidders."""

import json
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.advice.authority import Authorities
from clients.people.access import any_signed_in, portal_only, practice_only, principal_only
from clients.people.company import chosen_company, page
from clients.people.models import DecisionRight
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from rfp.award import services
from rfp.award.models import Award, AwardApproval, AwardLetter
from rfp.award.ocds import award_release
from rfp.award.paper import in_figures
from rfp.bidders.access import bidder_only
from rfp.bidders.taking_part import note
from rfp.evaluation.models import Contender
from rfp.evaluation.result import reckoned
from rfp.evaluation.room import evaluation_of, turned_away
from rfp.evaluation.standing import Standing
from rfp.sourcing import drawing


class AwardForm(forms.Form):
    """Whom to award, and why."""

    contender = forms.ModelChoiceField(Contender.objects.none(), label="Award it to")
    reasons = forms.CharField(
        label="Why", max_length=4000, widget=forms.Textarea({"rows": 5}),
        help_text="Whoever approves reads it first.",
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Right it takes to approve",
        choices=DecisionRight.Subject.choices,
        initial=DecisionRight.Subject.CONTRACT,
    )

    def __init__(self, *args: Any, contenders: list[Contender], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [each.pk for each in contenders]
        chosen: Any = self.fields["contender"]
        chosen.queryset = Contender.objects.filter(pk__in=keys)
        chosen.empty_label = None
        if keys:
            chosen.initial = keys[0]


@practice_only
def award_start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Propose an award; one that stands is shown instead."""
    evaluation = evaluation_of(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    standing = evaluation.awards.filter(withdrawn_at=None).first()
    if standing is not None:
        return redirect("award:award_detail", standing.public_id)
    result = reckoned(evaluation, Standing(evaluation))
    contenders = [each.contender for each in result.places] if result else []
    form = AwardForm(request.POST or None, contenders=contenders)
    if request.method == "POST" and form.is_valid():
        try:
            award = services.put(evaluation=evaluation, put_by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Put to the client. Those who may approve it are told.")
            return redirect("award:award_detail", award.public_id)
    context = {
        "evaluation": evaluation,
        "rfp": evaluation.rfp,
        "result": result,
        "form": form,
        "earlier": evaluation.awards.all(),
    }
    return render(request, "award/award_start.html", context)


@any_signed_in
def award_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The frozen paper, and the client's word on it."""
    award = _award(request, public_id)
    word = _word(award)
    context = {
        "award": award,
        "paper": in_figures(award.paper),
        "rfp": award.evaluation.rfp,
        "approval": word,
        "waits": award.withdrawn_at is None and word is None,
        "why_not": Authorities(award.client_id).why_not(request.user, award),
        "deciders": Authorities(award.client_id).names(award),
        "letters": (award.letters.select_related("bidder") if request.user.is_practice else []),
    }
    return render(request, "award/award_detail.html", context)


@portal_only
@require_POST
def award_decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Approve or decline; who holds no right to it is turned away with 403."""
    award = _award(request, public_id)
    try:
        word = services.decide(
            award=award,
            outcome=request.POST.get("outcome", ""),
            decided_by=request.user,
            reason=request.POST.get("reason", ""),
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{word.get_outcome_display()}. Your consultant is told.")
    return redirect("award:award_detail", public_id)


@practice_only
@require_POST
def award_take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let another award be proposed."""
    award = _award(request, public_id)
    try:
        services.take_back(
            award=award, because=request.POST.get("because", ""), taken_by=request.user
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("award:award_detail", public_id)
    return redirect("award:award_start", award.evaluation.public_id)


@principal_only
@require_POST
def award_announce(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write the letters, and tell the bidders."""
    award = _award(request, public_id)
    try:
        services.announce(award=award, announced_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Every bidder has its letter.")
    return redirect("award:award_detail", public_id)


@any_signed_in
@require_POST
def award_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The award paper."""
    award = _award(request, public_id)
    context = {"award": award, "paper": in_figures(award.paper), "approval": _word(award)}
    return _drawn(
        request,
        "print/award/paper.html",
        f"Award {award.paper['request']['reference']}.pdf",
        public_id,
        title=award.paper["request"]["title"],
        prepared_for=award.paper["request"]["client"],
        **context,
    )


@practice_only
@require_POST
def letter_pdf(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """The letter to one bidder with its own scores."""
    award = _award(request, public_id)
    letter = get_object_or_404(award.letters, bidder__number=number)
    told = in_figures(letter.told)
    return _drawn(
        request,
        "print/award/letter.html",
        f"{told['request']['reference']}, {told['bidder']}.pdf",
        public_id,
        letter=letter,
        told=told,
        title=told["request"]["title"],
        prepared_for=told["bidder"],
    )


def _drawn(
    request: HttpRequest, template: str, name: str, public_id: UUID, **context: Any
) -> HttpResponse:
    try:
        return drawing.download(template, name, **context)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("award:award_detail", public_id)


@any_signed_in
def award_ocds(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The award as a release for the public, once bidders know."""
    award = _award(request, public_id)
    if award.announced_at is None:
        raise Http404
    response = HttpResponse(
        json.dumps(award_release(award), indent=2, ensure_ascii=False),
        content_type="application/json",
    )
    response["Content-Disposition"] = 'attachment; filename="award.json"'
    return response


@portal_only
def my_awards(request: HttpRequest) -> HttpResponse:
    """Awards that were put to the company."""
    company = chosen_company(request)
    rows = Award.objects.visible_to(request.user).filter(client=company)
    rows = rows.select_related("approval")
    listed = keyset.page(rows, ["-id"], request)
    return page(request, "award/my_awards.html", company, page=listed)


@bidder_only
def my_letter(request: HttpRequest) -> HttpResponse:
    """What a bidder is told: the outcome and its own scores."""
    letter = AwardLetter.objects.filter(bidder=request.person.bidder_id).first()
    if letter is not None:
        note(request.person, "letter.opened", f"{request.person} opened the letter on the award")
    context = {"letter": letter, "told": in_figures(letter.told) if letter else None}
    return render(request, "award/my_letter.html", context)


def _word(award: Award) -> AwardApproval | None:
    rows = AwardApproval.objects.filter(award=award)
    found: AwardApproval | None = rows.annotate(who=F("decided_by__name")).first()
    return found


def _award(request: HttpRequest, public_id: UUID) -> Award:
    rows = Award.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related(
            "client", "evaluation__rfp__client", "evaluation__version", "contender"
        ).annotate(putter=F("put_by__name")),
        public_id=public_id,
    )
