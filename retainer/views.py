"""The first page after sign-in, which depends on who is there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static

from clients.people.access import any_signed_in, open_to_all
from clients.people.models import Client
from retainer.today import Today


@any_signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person: Today for the practice, the portal for its clients."""
    if request.user.is_client_user:
        return redirect("portal:home")
    slug = request.GET.get("client", "")
    client = Client.objects.visible_to(request.user).filter(slug=slug).first() if slug else None
    return render(request, "home.html", {"today": Today(request.user, client)})


@any_signed_in
def closed(request: HttpRequest) -> HttpResponse:
    """A page of a library that the product does not offer."""
    raise Http404


@open_to_all
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for the icon beside what is no page of ours, such as a PDF."""
    return redirect(static("favicon.svg"))
