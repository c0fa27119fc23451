"""Pages of the practice: what goes over to a client, how far it is, and the deeds on it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.handover import services
from clients.handover.forms import PathForm, ProofForm, TaskForm
from clients.handover.loading import Tasks
from clients.handover.models import HandoverPath, HandoverTask, Phase
from clients.handover.shown import shown
from clients.people.access import any_signed_in, practice_only
from clients.people.models import Client
from clients.relationships.models import Relationship
from clients.telecom.loading import load_posted
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

HEADING = (
    *("client", "task", "phase", "our_owner", "their_owner"),
    *("together_by", "theirs_by", "proof_wanted", "proof", "proved_on"),
)


@practice_only
def handover_list(request: HttpRequest) -> HttpResponse:
    """Of all clients, whose target is next; of one client the gauge and the training, too."""
    clients = list(Client.objects.visible_to(request.user).active().order_by("name"))
    slug = request.GET.get("client", "")
    client = next((each for each in clients if each.slug == slug), None)
    rows = HandoverTask.objects.visible_to(request.user).for_list()
    if slug:
        rows = rows.filter(client=client)
    context = {
        "client": client,
        "clients": clients,
        "page": keyset.page(rows, ["theirs_by", "id"], request),
    }
    if client:
        context |= shown(client)
    return render(request, "handover/handover_list.html", context)


@practice_only
def handover_export(request: HttpRequest) -> HttpResponse:
    """The tasks of the list, all of its pages, as a CSV file."""
    rows = HandoverTask.objects.visible_to(request.user)
    if slug := request.GET.get("client", ""):
        rows = rows.filter(client__slug=slug)
    columns = (
        *("client__name", "task", "phase", "our_owner__name", "their_owner"),
        *("together_by", "theirs_by", "proof_wanted", "proof", "proved_on"),
    )
    return csv_file("handover.csv", HEADING, rows.order_by("theirs_by", "id").values_list(*columns))


@any_signed_in
def relationship_tasks(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The tasks that go over in one relationship, for both sides."""
    rows = Relationship.objects.visible_to(request.user).select_related("client")
    relationship = get_object_or_404(rows, public_id=public_id)
    tasks = HandoverTask.objects.filter(relationship=relationship).for_list()
    context = {
        "relationship": relationship,
        "tasks": tasks,
        "is_practice": request.user.is_practice,
    }
    return render(request, "handover/relationship_tasks.html", context)


@practice_only
def task_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    client = _client(request, public_id)
    form = TaskForm(request.POST or None, client=client, initial={"our_owner": request.user.pk})
    return _edit(request, form, client)


@practice_only
def task_import(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A CSV file: first what it would do, then do it."""
    context = load_posted(request, Tasks(_client(request, public_id), request.user), "tasks")
    return render(request, "handover/task_import.html", context)


@practice_only
def task_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what was agreed of a task."""
    rows = HandoverTask.objects.visible_to(request.user).select_related("client")
    if request.method == "POST":  # whoever saves second waits, and is told of the first
        rows = rows.select_for_update(of=("self",))
    task = get_object_or_404(rows, public_id=public_id)
    form = TaskForm(request.POST or None, instance=task, client=task.client)
    return _edit(request, form, task.client)


def _edit(request: HttpRequest, form: TaskForm, client: Client) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            task = services.keep_task(task=form.save(commit=False), kept_by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("handover:task_detail", task.public_id)
    task = None if form.instance._state.adding else form.instance
    context = {"form": form, "client": client, "task": task, "back": page_of(client)}
    return render(request, "handover/task_form.html", context)


@practice_only
def task_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One task: its phases, its proof, and the deed that is next."""
    task = _task(request, public_id)
    form = ProofForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.prove(task=task, noted_by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("handover:task_detail", public_id)
    order = list(Phase)
    context = {
        "task": task,
        "steps": task.steps.select_related("by"),
        "form": form,
        "today": timezone.localdate(),
        "earlier": order[: order.index(Phase(task.phase))],
        "back": page_of(task.client),
    }
    return render(request, "handover/task_detail.html", context)


@practice_only
@require_POST
def task_move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    task = _task(request, public_id)
    try:
        services.move(
            task=task,
            phase=request.POST.get("phase", ""),
            moved_on=timezone.localdate(),
            words=request.POST.get("words", ""),
            moved_by=request.user,
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("handover:task_detail", public_id)


@practice_only
def path_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The agreed fall of doing, which the gauge draws."""
    client = _client(request, public_id)
    path = HandoverPath.objects.filter(client=client).first()
    form = PathForm(request.POST or None, instance=path, client=client)
    if request.method == "POST" and form.is_valid():
        services.keep_path(path=form.save(commit=False), kept_by=request.user)
        return redirect(page_of(client))
    context = {"form": form, "client": client, "back": page_of(client)}
    return render(request, "handover/path_form.html", context)


def _client(request: HttpRequest, public_id: UUID) -> Client:
    return get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)


def _task(request: HttpRequest, public_id: UUID) -> HandoverTask:
    rows = HandoverTask.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def page_of(client: Client) -> str:
    """The page of one client."""
    return f"{reverse('handover:handover_list')}?client={client.slug}"
