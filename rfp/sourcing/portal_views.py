"""Pages of a client user: what we propose to buy and how, and their word on it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from clients.advice.authority import Authorities
from clients.people.access import portal_only
from clients.people.company import chosen_company, companies, contacts, page
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from rfp.sourcing import deciding
from rfp.sourcing.case_models import BusinessCase
from rfp.sourcing.models import SourcingDecision
from rfp.sourcing.shown import shown


@portal_only
def my_sourcings(request: HttpRequest) -> HttpResponse:
    """What was put to the company, the latest first."""
    company = chosen_company(request)
    rows = SourcingDecision.objects.visible_to(request.user).filter(client=company).for_list()
    return page(
        request,
        "sourcing/my_sourcings.html",
        company,
        page=keyset.page(rows, ["-id"], request),
    )


@portal_only
def my_sourcing(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One decision in plain words, with the buttons for whoever may decide it."""
    decision = _asked(request, public_id)
    company = next(each for each in companies(request) if each.pk == decision.client_id)
    return page(
        request,
        "sourcing/my_sourcing.html",
        company,
        **shown(decision),
        is_open=decision.state == SourcingDecision.State.PUT,
        why_not=Authorities(decision.client_id).why_not(request.user, decision),
        contacts=contacts(company),
        is_named=decision.people.filter(person=request.user.pk).exists(),
        cases=BusinessCase.objects.visible_to(request.user).filter(decision=decision),
        listed=decision.listed.all(),
    )


@portal_only
@require_POST
def sourcing_decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Approve or decline it; who holds no right to it is turned away with 403."""
    decision = _asked(request, public_id)
    try:
        verdict = deciding.decide(
            decision=decision,
            outcome=request.POST.get("outcome", ""),
            decided_by=request.user,
            read=deciding.read_at(request.POST.get("read", "")),
            reason=request.POST.get("reason", "")[:1000],
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{verdict.get_outcome_display()}. Your consultant is told.")
    return redirect("sourcing:my_sourcing", public_id)


def _asked(request: HttpRequest, public_id: UUID) -> SourcingDecision:
    rows = SourcingDecision.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows.filter(client__in=companies(request)), public_id=public_id)
