"""The page of a client user: what goes over to the company, and how far it is."""

from django.http import HttpRequest, HttpResponse

from clients.handover.shown import shown
from clients.people.access import portal_only
from clients.people.company import chosen_company, page


@portal_only
def my_handover(request: HttpRequest) -> HttpResponse:
    """The gauge, the tasks, and the training, to read."""
    company = chosen_company(request)
    return page(request, "handover/my_handover.html", company, **shown(company))
