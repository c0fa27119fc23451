"""Pages of the practice: the chapters of a training guide and the sessions held."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.handover import training
from clients.handover.forms import ItemForm, SessionForm
from clients.handover.models import TrainingItem, TrainingSession
from clients.handover.training_loading import Training
from clients.handover.views import page_of
from clients.people.access import practice_only
from clients.people.models import Client
from clients.telecom.loading import load_posted
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file


@practice_only
def item_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A chapter after those that are there."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    after = {"place": client.training.count() + 1}
    return _edit(request, ItemForm(request.POST or None, client=client, initial=after), client)


@practice_only
def training_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The guide and its register as a CSV file: a session a row, or a chapter nobody taught."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    heading = tuple(column.name for column in Training.columns)
    return csv_file("training.csv", heading, _register(client))


def _register(client: Client) -> Iterator[tuple[object, ...]]:
    for item in client.training.prefetch_related("sessions"):
        chapter = (item.title, item.teaches, item.refresh_months)
        held = sorted(item.sessions.all(), key=lambda session: session.held_on)
        for session in held:
            yield (*chapter, session.held_on, session.audience, session.ours, session.theirs)
        if not held:
            yield (*chapter, None, "", "", "")


@practice_only
def training_import(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A CSV file: first what it would do, then do it."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    context = load_posted(request, Training(client, request.user), "training")
    return render(request, "handover/task_import.html", context)


@practice_only
def item_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    rows = TrainingItem.objects.visible_to(request.user).select_related("client")
    if request.method == "POST":  # whoever saves second waits, and is told of the first
        rows = rows.select_for_update(of=("self",))
    item = get_object_or_404(rows, public_id=public_id)
    form = ItemForm(request.POST or None, instance=item, client=item.client)
    return _edit(request, form, item.client)


def _edit(request: HttpRequest, form: ItemForm, client: Client) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            training.keep_item(item=form.save(commit=False), kept_by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect(page_of(client))
    item = None if form.instance._state.adding else form.instance
    context = {"form": form, "client": client, "item": item, "back": page_of(client)}
    return render(request, "handover/item_form.html", context)


@practice_only
def session_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Enter a session that was held, with the people of both parties."""
    rows = TrainingItem.objects.visible_to(request.user).select_related("client")
    item = get_object_or_404(rows.for_list(), public_id=public_id)
    form = SessionForm(request.POST or None, instance=TrainingSession(item=item))
    if request.method == "POST" and form.is_valid():
        try:
            training.note_session(session=form.save(commit=False), noted_by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("handover:session_create", public_id)
    context = {"form": form, "item": item, "back": page_of(item.client)}
    return render(request, "handover/session_form.html", context)


@practice_only
@require_POST
def session_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    rows = TrainingSession.objects.visible_to(request.user).select_related("item__client")
    session = get_object_or_404(rows, public_id=public_id)
    item = session.item
    training.remove_session(session=session, removed_by=request.user)
    messages.success(request, "Removed from the register.")
    return redirect("handover:session_create", item.public_id)
