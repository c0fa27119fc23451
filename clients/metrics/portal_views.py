"""Pages of a client user: the metrics of the company's relationships, to read."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from clients.metrics.models import Metric
from clients.metrics.views import shown
from clients.people.access import portal_only
from clients.people.company import companies, page
from clients.relationships.models import Relationship
from retainer.lib import keyset


@portal_only
def my_metrics_of(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is measured in one relationship, with what it came to last."""
    seen = Relationship.objects.visible_to(request.user).filter(client__in=companies(request))
    relationship = get_object_or_404(seen, public_id=public_id)
    company = next(each for each in companies(request) if each.pk == relationship.client_id)
    rows = Metric.objects.visible_to(request.user).filter(relationship=relationship)
    return page(
        request,
        "metrics/my_metrics_of.html",
        company,
        page=keyset.page(rows.activated().for_list(), ["name", "id"], request),
        relationship=relationship,
    )


@portal_only
def my_metric(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One metric: how it is reckoned, its months, and the credits due."""
    rows = Metric.objects.visible_to(request.user).activated().for_list()
    metric = get_object_or_404(rows.filter(client__in=companies(request)), public_id=public_id)
    company = next(each for each in companies(request) if each.pk == metric.client_id)
    return page(request, "metrics/my_metric.html", company, **shown(metric, request.user))
