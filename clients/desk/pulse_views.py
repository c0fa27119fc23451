"""Saying how it was, for both sides; the practice's page of all pulses, and the summary."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from clients.desk import pulses, summaries, trends
from clients.desk.forms import ClientPulseForm, PulseForm, SummaryForm
from clients.desk.pulse_models import Pulse, PulseSummary
from clients.desk.views import chosen_client
from clients.people.access import any_signed_in, portal_only, practice_only
from clients.people.company import chosen_company, companies, page
from clients.people.models import Client
from retainer.lib import quarters
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

HEADING = (
    "Client", "Quarter", "About", "Asked", "Answered", "How good", "How easy", "Change",
)  # fmt: skip


@any_signed_in
def pulse_answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What this person is asked; nobody opens what another is asked."""
    pulse = _own(request, public_id)
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        how = {"found": form.found, "answered_by": request.user}
        return _done(request, pulse, "Thank you. We read every word.", pulses.answer_pulse, **how)
    context: dict[str, Any] = {"pulse": pulse, "form": form, "back": _back(request)}
    if not request.user.is_client_user:
        return render(request, "desk/pulse_answer.html", context)
    company = next(each for each in companies(request) if each.pk == pulse.client_id)
    return page(request, "desk/pulse_answer.html", company, **context)


@any_signed_in
@require_POST
def pulse_decline(request: HttpRequest, public_id: UUID) -> HttpResponse:
    pulse = _own(request, public_id)
    return _done(request, pulse, "We do not ask about this again.", pulses.decline)


@practice_only
def pulse_list(request: HttpRequest) -> HttpResponse:
    """How clients find our answers, our quarters and their carriers, and how we find the work."""
    client = chosen_client(request)
    clients = _clients(request, client)
    context = {
        "client": client,
        "clients": clients,
        "trends": trends.trends(clients),
        "told": pulses.told(request.user, clients),
        "asked": pulses.open_pulse(request.user),
    }
    return render(request, "desk/pulse_list.html", context)


@practice_only
def pulse_export(request: HttpRequest) -> HttpResponse:
    """The figures of the page as a CSV file."""
    rows = (
        (
            row.client, row.name, row.about, row.asked, row.answered, row.good, row.easy,
            row.change,
        )
        for row in trends.trends(_clients(request, chosen_client(request)))
    )  # fmt: skip
    return csv_file("pulse.csv", HEADING, rows)


@practice_only
@require_POST
def pulse_want(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin to ask the people of a client and those who work for it, or stop."""
    client = _client(request, public_id)
    is_wanted = request.POST.get("is_wanted") == "yes"
    pulses.want(client=client, is_wanted=is_wanted, wanted_by=request.user)
    done = "are asked from now on" if is_wanted else "are not asked any more"
    messages.success(request, f"The people of {client}, and yours, {done}.")
    return redirect("desk:pulse_list")


@practice_only
def pulse_publish(request: HttpRequest, public_id: UUID, name: str) -> HttpResponse:
    """A quarter's figures as the executives will read them, and what is done about it."""
    client, quarter = _client(request, public_id), quarters.read_quarter(name)
    if quarter is None:
        raise Http404
    form = SummaryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            summaries.publish(
                client=client, quarter=quarter, published_by=request.user, **form.cleaned_data
            )
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, f"Published. The executives of {client} are told.")
            return redirect("desk:pulse_list")
    rows = summaries.frozen(trends.of_quarter(client, quarter))
    shown = PulseSummary.objects.filter(client=client, quarter=quarter).first()
    summary = shown or PulseSummary(client=client, quarter=quarter, rows=rows)
    context = {
        "client": client,
        "form": form,
        "summary": summary,
        "lines": summaries.lines(summary),
        "name": name,
        "is_published": shown is not None,
    }
    return render(request, "desk/pulse_publish.html", context)


@portal_only
def pulse_summary(request: HttpRequest) -> HttpResponse:
    """How a quarter was found, on one page: the latest, or the one the address names."""
    company = chosen_company(request)
    theirs = PulseSummary.objects.visible_to(request.user).filter(client=company)
    quarter = quarters.read_quarter(request.GET.get("quarter", ""))
    published = list(theirs[:12])
    summary = next((each for each in published if quarter in (None, each.quarter)), None)
    return page(
        request,
        "desk/pulse_summary.html",
        company,
        summary=summary,
        lines=summaries.lines(summary) if summary else [],
        name=quarters.quarter_name(summary.quarter) if summary else "",
        chips=[(quarters.quarter_name(each.quarter),) * 2 for each in published],
    )


def _form(request: HttpRequest) -> PulseForm:
    data = request.POST or None
    return ClientPulseForm(data) if request.user.is_client_user else PulseForm(data)


def _done(
    request: HttpRequest, pulse: Pulse, success: str, deed: Callable[..., object], **how: Any
) -> HttpResponse:
    try:
        deed(pulse=pulse, **how)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, success)
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    return reverse("desk:my_questions" if request.user.is_client_user else "desk:pulse_list")


def _own(request: HttpRequest, public_id: UUID) -> Pulse:
    own = Pulse.objects.visible_to(request.user).filter(person=request.user)
    return get_object_or_404(own.select_related("client", "question", "issue"), public_id=public_id)


def _clients(request: HttpRequest, client: Client | None) -> list[Client]:
    """The client a page is narrowed to, or all that are seen, each knowing whether it is asked."""
    seen = Client.objects.visible_to(request.user).active().order_by("name")
    seen = seen.annotate(is_asked=Coalesce("pulse_choice__is_wanted", False))
    return list(seen.filter(pk=client.pk) if client else seen)


def _client(request: HttpRequest, public_id: UUID) -> Client:
    return get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
