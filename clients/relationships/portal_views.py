"""Pages of a client user: whom the company works with, to read."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from clients.people.access import portal_only
from clients.people.company import chosen_company, companies, page
from clients.relationships.models import Relationship
from clients.relationships.parts import leads
from clients.relationships.querysets import ORDER
from retainer.lib import keyset


@portal_only
def my_relationships(request: HttpRequest) -> HttpResponse:
    """Whom the company works with, those that ended last."""
    company = chosen_company(request)
    rows = Relationship.objects.visible_to(request.user).filter(client=company).for_list()
    shown = keyset.page(rows, ORDER, request)
    return page(request, "relationships/my_relationships.html", company, page=shown)


@portal_only
def my_relationship(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One relationship: who answers for it on both sides, and what was agreed in it."""
    rows = Relationship.objects.visible_to(request.user).for_list()
    relationship = get_object_or_404(
        rows.filter(client__in=companies(request)), public_id=public_id
    )
    company = next(each for each in companies(request) if each.pk == relationship.client_id)
    return page(
        request,
        "relationships/my_relationship.html",
        company,
        relationship=relationship,
        leads=leads(relationship, request.user),
    )
