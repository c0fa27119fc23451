"""The first page after sign-in, which depends on who is there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from clients.people.access import any_signed_in


@any_signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person."""
    return render(request, "home.html")


@any_signed_in
def closed(request: HttpRequest) -> HttpResponse:
    """A page of a library that the product does not offer."""
    raise Http404
