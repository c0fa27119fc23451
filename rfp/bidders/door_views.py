"""The door of bidders: a link of one's own, and a code that is mailed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_variables

from clients.people.access import open_to_all
from retainer.lib.refusal import Refused
from rfp.authoring.models import KNOWN_TO_BIDDERS, Rfp
from rfp.bidders import door as doors
from rfp.bidders.forms import CodeForm
from rfp.bidders.models import BidderPerson


def _context(person: BidderPerson, token: str) -> dict[str, object]:
    known = [name.strip() for name in KNOWN_TO_BIDDERS.split(",")]
    rfp = Rfp.objects.only(*known).get(pk=person.bidder.rfp_id)
    name, _, host = person.email.partition("@")
    return {"rfp": rfp, "person": person, "token": token, "address": f"{name[:1]}…@{host}"}


@open_to_all
@sensitive_variables("token")
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Whose link it is; a code is only mailed when they ask, not when a mail scanner looks."""
    person = doors.person_of_link(token)
    if person is None:
        return render(request, "bidders/void.html", status=410)
    refusal = ""
    if request.method == "POST":
        try:
            doors.send_code(person)
        except Refused as refused:
            refusal = refused.sentence
        else:
            return redirect("bidders:door_code", token)
    return render(request, "bidders/door.html", _context(person, token) | {"refusal": refusal})


@open_to_all
@sensitive_variables("token")
def door_code(request: HttpRequest, token: str) -> HttpResponse:
    """The code; the right one leads inside."""
    person = doors.person_of_link(token)
    if person is None:
        return render(request, "bidders/void.html", status=410)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if doors.check_code(person, form.cleaned_data["code"]):
            doors.let_in(request, person)
            return redirect("bidders:home")
        form.add_error("code", "This is not the code, or it is too old. Ask for a new one.")
    return render(request, "bidders/door_code.html", _context(person, token) | {"form": form})
