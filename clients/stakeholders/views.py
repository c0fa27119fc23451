"""Pages of the practice alone: the map of a client's people, and notes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from clients.people.access import practice_only
from clients.people.models import Client
from clients.stakeholders import services
from clients.stakeholders.forms import NoteForm, StakeholderForm
from clients.stakeholders.loading import People
from clients.stakeholders.mapping import map_of
from clients.stakeholders.models import ClientNote, Stakeholder
from clients.stakeholders.querysets import StakeholderQuerySet
from clients.telecom.loading import load_posted
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

#: Who is there, or who left.
LEFT = (("", "There"), ("yes", "Left"))
#: Notes and changes shown at once, the newest first.
SHOWN = 50


@practice_only
def stakeholder_list(request: HttpRequest) -> HttpResponse:
    """Of all clients, whose next step is first; of one client also the map and the notes."""
    clients = list(Client.objects.visible_to(request.user).active().order_by("name"))
    slug = request.GET.get("client", "")
    client = next((each for each in clients if each.slug == slug), None)
    context = {
        "page": keyset.page(_narrowed(request), ["due", "id"], request),
        "client": client,
        "clients": clients,
        "gone": bool(request.GET.get("left")),
        "left_choices": LEFT,
    }
    if client:
        there = Stakeholder.objects.filter(client=client).there()
        notes = ClientNote.objects.filter(client=client).select_related("written_by", "about")
        context |= {
            "map": map_of(there),
            "notes": notes[:SHOWN],
            "note_form": NoteForm(client=client),
        }
    return render(request, "stakeholders/stakeholder_list.html", context)


def _narrowed(request: HttpRequest) -> StakeholderQuerySet:
    """Those whom the address asks for."""
    rows = Stakeholder.objects.visible_to(request.user).for_list()
    if slug := request.GET.get("client"):
        rows = rows.filter(client__slug=slug)
    return rows.exclude(left_on=None) if request.GET.get("left") else rows.there()


@practice_only
def stakeholder_export(request: HttpRequest) -> HttpResponse:
    """Those the page shows, all of its pages, as a CSV file of the practice's own."""
    heading = ("client", *(column.name for column in People.columns))
    rows = (
        (each.client, *(getattr(each, column.name) for column in People.columns))
        for each in _narrowed(request).order_by("due", "id")
    )
    return csv_file("stakeholders.csv", heading, rows)


@practice_only
def stakeholder_import(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A CSV file: first what it would do, then do it."""
    client = _client(request, public_id)
    context = load_posted(request, People(client, request.user), "stakeholders")
    return render(request, "stakeholders/stakeholder_import.html", context)


@practice_only
def stakeholder_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put somebody on the map of a client."""
    client = _client(request, public_id)
    return _edit(request, StakeholderForm(request.POST or None, client=client), client)


@practice_only
def stakeholder_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where somebody stands by now; beside it, how they came there."""
    rows = Stakeholder.objects.visible_to(request.user).select_related("client")
    if request.method == "POST":  # whoever saves second waits, and is told of the first
        rows = rows.select_for_update(of=("self",))
    somebody = get_object_or_404(rows, public_id=public_id)
    form = StakeholderForm(request.POST or None, instance=somebody, client=somebody.client)
    return _edit(request, form, somebody.client)


def _edit(request: HttpRequest, form: StakeholderForm, client: Client) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_stakeholder(stakeholder=form.save(commit=False), kept_by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect(_map(client))
    somebody = None if form.instance._state.adding else form.instance
    context = {"form": form, "client": client, "somebody": somebody, "back": _map(client)}
    if somebody:
        context["changes"] = somebody.changes.select_related("by")[:SHOWN]
        context["notes"] = somebody.notes.select_related("written_by")[:SHOWN]
    return render(request, "stakeholders/stakeholder_form.html", context)


@practice_only
@require_POST
def note_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    client = _client(request, public_id)
    form = NoteForm(request.POST, client=client)
    if form.is_valid():
        services.add_note(
            client=client,
            text=form.cleaned_data["text"],
            about=form.cleaned_data["about"],
            written_by=request.user,
        )
    else:
        messages.error(request, "Write the note first.")
    return redirect(_map(client))


@practice_only
@require_POST
def note_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    notes = ClientNote.objects.visible_to(request.user).select_related("client")
    note = get_object_or_404(notes, public_id=public_id)
    try:
        services.remove_note(note=note, removed_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(_map(note.client))


def _client(request: HttpRequest, public_id: UUID) -> Client:
    return get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)


def _map(client: Client) -> str:
    return f"{reverse('stakeholders:stakeholder_list')}?client={client.slug}"
