"""Pages of the catalogue of charges: what nobody understands yet, and saying what it is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from billing_audit.checks.meanings import MEANINGS
from billing_audit.meanings import services
from billing_audit.meanings.models import ChargeMeaning
from billing_audit.meanings.unmapped import MONTHS, MOST, TARGET, Unmapped
from clients.people.access import practice_only
from clients.people.models import Client
from clients.telecom.models import Carrier
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

HEADING = ("Carrier", "Code", "Description", "Currency", "Lines", "Spend")
SHOWN = [("", "Unmapped"), ("said", "Said by us")]


@practice_only
def charge_list(request: HttpRequest) -> HttpResponse:
    """The charges of one client that nobody understands yet, or all that people have named."""
    if request.GET.get("show") == "said":
        said = ChargeMeaning.objects.select_related("carrier", "said_by")
        page = keyset.page(said, ("-said_at", "-id"), request)
        rows = [(each, services.in_words(each.meaning)) for each in page]
        context = {"shown": SHOWN, "page": page, "rows": rows, "client": _client(request)}
        return render(request, "charges/said_list.html", context)
    client = _client(request)
    unmapped = Unmapped(client) if client else None
    context = {
        "shown": SHOWN,
        "client": client,
        "clients": Client.objects.visible_to(request.user).active(),
        "unmapped": unmapped,
        "charges": unmapped.unknown[:MOST] if unmapped else [],
        "meanings": _choices(),
        "months": MONTHS,
        "target": TARGET,
    }
    return render(request, "charges/charge_list.html", context)


@practice_only
def charge_export(request: HttpRequest) -> HttpResponse:
    """The unknown charges of a client as a CSV file, all of them."""
    client = _client(request)
    rows = Unmapped(client).table() if client else []
    return csv_file("unmapped-charges.csv", HEADING, rows)


@practice_only
@require_POST
def charge_say(request: HttpRequest) -> HttpResponse:
    """Say what a charge means, for every client; the message offers to take it back."""
    carrier = Carrier.objects.filter(public_id=_key(request.POST.get("carrier", ""))).first()
    try:
        said = services.say(
            carrier=carrier,
            code=request.POST.get("code", "")[:60],
            words=request.POST.get("words", "")[:300],
            meaning=request.POST.get("meaning", ""),
            said_by=request.user,
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        undo = f"{reverse('charges:charge_take_back', args=[said.public_id])}?{_query(request)}"
        messages.success(request, f"{said} is {services.in_words(said.meaning)}.", extra_tags=undo)
    return redirect(f"{reverse('charges:charge_list')}?{_query(request)}")


@practice_only
@require_POST
def charge_take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Forget what was said of a charge."""
    said = get_object_or_404(ChargeMeaning, public_id=public_id)
    services.take_back(said=said, taken_back_by=request.user)
    messages.success(request, f"{said} means what its name says again.")
    return redirect(f"{reverse('charges:charge_list')}?{_query(request)}")


def _choices() -> list[tuple[str, str]]:
    known = sorted((name, it.words) for name, it in MEANINGS.items())
    return [(ChargeMeaning.ORDINARY, services.in_words(ChargeMeaning.ORDINARY)), *known]


def _client(request: HttpRequest) -> Client | None:
    """The client that the address names, or the only one there is."""
    clients = Client.objects.visible_to(request.user).active()
    if slug := request.GET.get("client", ""):
        return clients.filter(slug=slug).first()
    few = list(clients[:2])
    return few[0] if len(few) == 1 else None


def _query(request: HttpRequest) -> str:
    """What the address of the list said, so that one comes back to the same list."""
    return request.GET.urlencode()


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
