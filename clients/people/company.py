"""A client user's pages: which of their companies they look at, and whom they can call."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from clients.people.models import Client, Membership, User

#: Where the session keeps the slug of the company that was chosen last.
CHOSEN = "portal_client"


@dataclass(frozen=True)
class Contact:
    """Somebody of the practice who works for the company."""

    name: str
    email: str
    phone: str


def companies(request: HttpRequest) -> list[Client]:
    """The companies this person belongs to, read once a request; most belong to one."""
    if not hasattr(request, "companies"):
        theirs = Client.objects.visible_to(request.user).active().order_by("name")
        request.companies = list(theirs)
    return request.companies


def chosen_company(request: HttpRequest) -> Client:
    """The company named by ``?client=``, else the one chosen before, else the first.

    A company that is not theirs does not exist for them.
    """
    theirs = {company.slug: company for company in companies(request)}
    if asked := request.GET.get("client"):
        if asked not in theirs:
            raise Http404
        request.session[CHOSEN] = asked
    if not theirs:
        raise Http404
    return theirs.get(request.session.get(CHOSEN, "")) or next(iter(theirs.values()))


def page(request: HttpRequest, template: str, company: Client, **context: Any) -> HttpResponse:
    """Render a page of the portal; who belongs to several companies can change between them."""
    context |= {"company": company, "companies": companies(request)}
    return render(request, template, context)


def contacts(company: Client) -> list[Contact]:
    """The consultants who work for a company: of a person nothing else is read."""
    people = (
        User.objects.filter(
            is_active=True,
            memberships__client=company,
            memberships__role=Membership.Role.CONSULTANT,
        )
        .order_by("name")
        .values("name", "email", "phone")
    )
    return [Contact(**person) for person in people]
