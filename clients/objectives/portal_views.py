"""Pages of a client user: the company's objectives, to read."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from clients.objectives.chain import chain_of
from clients.objectives.models import Objective
from clients.people.access import portal_only
from clients.people.company import chosen_company, companies, page
from retainer.lib import keyset


@portal_only
def my_objectives(request: HttpRequest) -> HttpResponse:
    """What the company wants to reach, what is due first before the rest."""
    company = chosen_company(request)
    rows = Objective.objects.visible_to(request.user).filter(client=company).for_list()
    return page(
        request,
        "objectives/my_objectives.html",
        company,
        page=keyset.page(rows, ["due_on", "id"], request),
    )


@portal_only
def my_objective(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One objective with what we recommended, what was decided and done, and what came of it."""
    rows = Objective.objects.visible_to(request.user).for_list()
    wanted = get_object_or_404(rows.filter(client__in=companies(request)), public_id=public_id)
    company = next(each for each in companies(request) if each.pk == wanted.client_id)
    chain = chain_of(wanted, request.user)
    return page(request, "objectives/my_objective.html", company, wanted=wanted, chain=chain)
