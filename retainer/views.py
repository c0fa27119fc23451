"""The first page after sign-in, which depends on who is there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clients.people.access import any_signed_in


@any_signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person."""
    return render(request, "home.html")
