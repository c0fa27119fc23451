"""Pages of what was issued: the practice reads and withdraws it, the client answers it."""

from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.advice import found_money
from clients.advice.authority import Authorities
from clients.files.services import hand_out
from clients.people.access import any_signed_in, portal_only, practice_only
from clients.people.company import chosen_company, companies, contacts, page
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from rfp.proposals import deciding, paying, putting
from rfp.proposals.forms import AnswerForm
from rfp.proposals.issued_models import ProposalFunding, ProposalVerdict, ProposalVersion


@practice_only
def version_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One version as the client reads it, and what they said."""
    version = version_of(request, public_id)
    verdict = _verdict(version)
    funding = ProposalFunding.objects.filter(verdict=verdict).first() if verdict else None
    context = {
        "version": version,
        "told": version.told,
        "proposal": version.proposal,
        "verdict": verdict,
        "funding": found_money.standing(funding.case) if funding else None,
    }
    return render(request, "proposals/version_detail.html", context)


@any_signed_in
def version_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The PDF, shown in place or, with ``?download``, saved."""
    version = version_of(request, public_id)
    if version.pdf is None:
        raise Http404("This version has no PDF yet.")
    return hand_out(version.pdf, inline="download" not in request.GET)


@practice_only
@require_POST
def version_withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take back what the client has not answered."""
    version = version_of(request, public_id)
    because = request.POST.get("because", "")[:1000]
    try:
        putting.withdraw(version=version, because=because, withdrawn_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("proposals:proposal_detail", version.proposal.public_id)


@practice_only
@require_POST
def version_fund(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open the case of found money that the client chose to pay from."""
    version = version_of(request, public_id)
    verdict = get_object_or_404(ProposalVerdict, version=version)
    try:
        funding = paying.open_funding(verdict=verdict, opened_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("proposals:version_detail", public_id)
    messages.success(request, "Opened. Now commit the money that came back.")
    standing = found_money.standing(funding.case)
    return redirect(standing.url) if standing else redirect("proposals:version_detail", public_id)


@portal_only
def my_proposals(request: HttpRequest) -> HttpResponse:
    """What was put to the company, the latest first; of each proposal the last version."""
    company = chosen_company(request)
    rows = ProposalVersion.objects.visible_to(request.user).filter(client=company)
    rows = rows.for_list().newest()
    return page(
        request, "proposals/my_proposals.html", company, page=keyset.page(rows, ["-id"], request)
    )


@portal_only
def my_proposal(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One version in plain words, with the answer for whoever may give it."""
    version = version_of(request, public_id)
    company = next(each for each in companies(request) if each.pk == version.client_id)
    others = ProposalVersion.objects.visible_to(request.user).for_list()
    return page(
        request,
        "proposals/my_proposal.html",
        company,
        version=version,
        told=version.told,
        verdict=_verdict(version),
        is_open=version.standing == "put",
        why_not=Authorities(version.client_id).why_not(request.user, version),
        most=min(version.found_free, version.money) if version.found_free else None,
        others=others.filter(proposal=version.proposal_id).exclude(pk=version.pk),
        contacts=contacts(company),
    )


@portal_only
@require_POST
def proposal_decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Accept or decline it; who holds no right to it is turned away with 403."""
    version = version_of(request, public_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        wrong = [error for errors in form.errors.values() for error in errors]
        messages.error(request, " ".join(wrong))
        return redirect("proposals:my_proposal", public_id)
    said = {name: value for name, value in form.cleaned_data.items() if name != "use_found"}
    try:
        verdict = deciding.decide(version=version, decided_by=request.user, **said)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{verdict.get_outcome_display()}. Your consultant is told.")
    return redirect("proposals:my_proposal", public_id)


def version_of(request: HttpRequest, public_id: UUID) -> ProposalVersion:
    """The version, if this person may see it; a client user's company must be active."""
    rows = ProposalVersion.objects.visible_to(request.user).for_list()
    if request.user.is_client_user:
        rows = rows.filter(client__in=companies(request))
    return get_object_or_404(rows, public_id=public_id)


def _verdict(version: ProposalVersion) -> ProposalVerdict | None:
    """What the client said; of people the name alone, which clients may read."""
    rows = ProposalVerdict.objects.filter(version=version)
    return rows.annotate(who=F("decided_by__name"), right_holder=F("right_of__name")).first()
