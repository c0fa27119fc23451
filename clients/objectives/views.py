"""Pages of the practice: what clients want to reach, and how far they are."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.objectives import services
from clients.objectives.chain import chain_of
from clients.objectives.forms import LinkForm, ObjectiveForm, ReadingForm
from clients.objectives.loading import Objectives
from clients.objectives.models import Objective, Reading
from clients.people.access import practice_only
from clients.people.models import Activity, Client
from clients.telecom.loading import load_posted
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

STATES = (("", "All"), *Objective.State.choices, ("overdue", "Overdue"))
HEADING = [
    *("client", "objective", "lens", "baseline", "target", "unit", "reach_by", "owner"),
    *("state", "closed_on", "because", "latest", "latest_on"),
]


def _client(request: HttpRequest) -> Client | None:
    """The client that the address names, if this person may see them."""
    slug = request.GET.get("client", "")
    return Client.objects.visible_to(request.user).filter(slug=slug).first() if slug else None


def _asked_for(request: HttpRequest) -> QuerySet[Objective]:
    """The objectives, narrowed to a client, a lens and a state."""
    rows = Objective.objects.visible_to(request.user).for_list()
    if request.GET.get("client"):
        rows = rows.filter(client=_client(request))
    lens, state = request.GET.get("lens", ""), request.GET.get("state", "")
    if lens in Objective.Lens.values:
        rows = rows.filter(lens=lens)
    if state == "overdue":
        return rows.overdue(timezone.localdate())
    return rows.filter(state=state) if state in Objective.State.values else rows


@practice_only
def objective_list(request: HttpRequest) -> HttpResponse:
    """What clients want to reach, what is due first before the rest."""
    context = {
        "page": keyset.page(_asked_for(request), ["due_on", "id"], request),
        "states": STATES,
        "lenses": Objective.Lens.choices,
        "client": _client(request),
        "is_narrow": any(request.GET.get(key) for key in ("client", "lens", "state")),
    }
    return render(request, "objectives/objective_list.html", context)


@practice_only
def objective_export(request: HttpRequest) -> HttpResponse:
    """The list as it is narrowed, as a CSV file that can be loaded again."""
    rows = _asked_for(request).values_list(
        *("client__name", "sentence", "lens", "baseline", "target", "unit", "due_on"),
        *("owner__email", "state", "closed_on", "because", "latest", "latest_on"),
    )
    return csv_file("objectives.csv", HEADING, rows.order_by("due_on", "id"))


@practice_only
def objective_create(request: HttpRequest) -> HttpResponse:
    """A new objective; whose it is comes first."""
    client = _client(request)
    if client is None:
        return _ask_for_client(request)
    return _edit(request, ObjectiveForm(request.POST or None, client=client), client)


@practice_only
def objective_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change its facts while it is open."""
    rows = Objective.objects.visible_to(request.user).select_related("client")
    if request.method == "POST":  # whoever saves second waits, and is told of the first
        rows = rows.select_for_update(of=("self",))
    wanted = get_object_or_404(rows, public_id=public_id)
    form = ObjectiveForm(request.POST or None, instance=wanted, client=wanted.client)
    return _edit(request, form, wanted.client)


def _edit(request: HttpRequest, form: ObjectiveForm, client: Client) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            wanted = services.keep_objective(
                objective=form.save(commit=False), kept_by=request.user
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("objectives:objective_detail", wanted.public_id)
    is_new = form.instance._state.adding
    context = {"form": form, "client": client, "wanted": None if is_new else form.instance}
    return render(request, "objectives/objective_form.html", context)


def _ask_for_client(request: HttpRequest) -> HttpResponse:
    clients = Client.objects.visible_to(request.user).active()
    return render(request, "objectives/choose_client.html", {"clients": clients})


@practice_only
def objective_import(request: HttpRequest) -> HttpResponse:
    """A CSV file: first what it would do, then do it."""
    client = _client(request)
    if client is None:
        return _ask_for_client(request)
    context = load_posted(request, Objectives(client), "objectives")
    return render(request, "objectives/objective_import.html", context)


@practice_only
def objective_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One objective with its chain; a reading is noted here, too."""
    wanted = _wanted(request, public_id)
    form = ReadingForm(
        request.POST or None, instance=Reading(objective=wanted, day=timezone.localdate())
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.add_reading(objective=wanted, noted_by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "The reading is noted.")
            return redirect("objectives:objective_detail", public_id)
    history = Activity.objects.filter(subject_id=public_id).select_related("actor")
    context = {
        "wanted": wanted,
        "chain": chain_of(wanted, request.user),
        "form": form,
        "history": history[:20],
        "endings": [each for each in Objective.State if each != Objective.State.OPEN],
    }
    return render(request, "objectives/objective_detail.html", context)


@practice_only
def objective_link(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Which recommendations and projects serve it."""
    wanted = _wanted(request, public_id)
    form = LinkForm(request.POST or None, objective=wanted)
    if request.method == "POST" and form.is_valid():
        services.link(objective=wanted, linked_by=request.user, **form.cleaned_data)
        return redirect("objectives:objective_detail", public_id)
    context = {"form": form, "wanted": wanted}
    return render(request, "objectives/objective_link.html", context)


@practice_only
@require_POST
def objective_close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _done(
        request,
        _wanted(request, public_id),
        services.close,
        state=request.POST.get("state", ""),
        because=request.POST.get("because", ""),
        closed_by=request.user,
    )


@practice_only
@require_POST
def objective_reopen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    wanted = _wanted(request, public_id)
    return _done(request, wanted, services.reopen, reopened_by=request.user)


@practice_only
@require_POST
def reading_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    readings = Reading.objects.visible_to(request.user).select_related("objective__client")
    reading = get_object_or_404(readings, public_id=public_id)
    wanted = reading.objective
    try:
        services.remove_reading(reading=reading, removed_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("objectives:objective_detail", wanted.public_id)


def _done(
    request: HttpRequest, wanted: Objective, deed: Callable[..., object], **how: Any
) -> HttpResponse:
    try:
        deed(objective=wanted, **how)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("objectives:objective_detail", wanted.public_id)


def _wanted(request: HttpRequest, public_id: UUID) -> Objective:
    return get_object_or_404(
        Objective.objects.visible_to(request.user).for_list(), public_id=public_id
    )
