"""The decision matrix of a client, which both sides read."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from clients.advice.matrix import matrix_of
from clients.people.access import portal_only, practice_only
from clients.people.company import chosen_company, page
from clients.people.models import Client


@practice_only
def decision_matrix(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who of a client decides what, up to which amount."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    context = {"client": client, "matrix": matrix_of(client, timezone.localdate())}
    return render(request, "advice/decision_matrix.html", context)


@portal_only
def my_matrix(request: HttpRequest) -> HttpResponse:
    """The same for the client's own people."""
    company = chosen_company(request)
    matrix = matrix_of(company, timezone.localdate())
    return page(request, "advice/my_matrix.html", company, matrix=matrix)
