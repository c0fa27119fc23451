"""Pages of the promise register: the practice writes it, the client reads it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.issues.models import Issue
from clients.people.access import any_signed_in, practice_only
from clients.people.models import Client
from clients.promises import services
from clients.promises.forms import PromiseForm
from clients.promises.loading import Promises
from clients.promises.models import Promise
from clients.promises.querysets import ORDER, PromiseQuerySet
from clients.telecom.loading import load_posted
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from retainer.lib.states import state_of

State = Promise.State
STATES = (
    ("", "All"),
    ("past", "Past their day"),
    (State.OPEN, "To be kept"),
    (State.BROKEN, "Broken"),
    (State.KEPT, "Kept"),
)


@any_signed_in
def promise_list(request: HttpRequest) -> HttpResponse:
    """Who promised what; what is past its day comes first."""
    mine = Promise.objects.visible_to(request.user)
    clients = list(Client.objects.visible_to(request.user).active().order_by("name"))
    slug = request.GET.get("client", "")
    context = {
        "page": keyset.page(_narrowed(request), ORDER, request),
        "past": mine.past_due(timezone.localdate()).count(),
        "broken": mine.filter(state=State.BROKEN).count(),
        "states": STATES,
        "clients": clients,
        "client": next((each for each in clients if each.slug == slug), None),
        "is_narrow": any(request.GET.get(key) for key in ("client", "state")),
    }
    return render(request, "promises/promise_list.html", context)


@any_signed_in
def promise_export(request: HttpRequest) -> HttpResponse:
    """The promises the page shows, all of its pages, as a CSV file."""
    heading = ("client", "promised_by", "carrier", "promise", "written_in", "promised_on",
               "due_on", "state", "evidence")  # fmt: skip
    rows = (
        (
            each.client, each.promised_by, each.carrier_name, each.words, each.written_in,
            each.promised_on, each.due_on, state_of(each.shown).word, each.evidence,
        )
        for each in _narrowed(request).order_by(*ORDER).iterator(chunk_size=2000)
    )  # fmt: skip
    return csv_file("promises.csv", heading, rows)


def _narrowed(request: HttpRequest) -> PromiseQuerySet:
    """What the address asks for of that this person may see."""
    today, state = timezone.localdate(), request.GET.get("state", "")
    found = Promise.objects.visible_to(request.user).in_order(today).for_list()
    if slug := request.GET.get("client"):
        found = found.filter(client__slug=slug)
    if state == "past":
        return found.past_due(today)
    return found.filter(state=state) if state in State else found


@practice_only
def promise_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down what somebody promised a client."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    form = PromiseForm(request.POST or None, client=client)
    if request.method == "POST" and form.is_valid():
        promise = services.note_promise(promise=form.save(commit=False), noted_by=request.user)
        return redirect("promises:promise_detail", promise.public_id)
    return render(request, "promises/promise_form.html", {"form": form, "client": client})


@practice_only
def promise_import(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A CSV file: first what it would do, then do it."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    context = load_posted(request, Promises(client, request.user), "promises")
    return render(request, "promises/promise_import.html", context)


@any_signed_in
def promise_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One promise, and what proves that it was kept or broken."""
    promise = _promise(request, public_id)
    context = {
        "promise": promise,
        "may_judge": request.user.is_practice,
        # Who is of another level than the issue does not meet it.
        "issue": Issue.objects.visible_to(request.user).filter(pk=promise.issue_id).first(),
    }
    return render(request, "promises/promise_detail.html", context)


@practice_only
@require_POST
def promise_judge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Kept or broken, with what proves it."""
    promise = _promise(request, public_id)
    try:
        services.judge(
            promise=promise,
            state=request.POST.get("became", ""),
            evidence=request.POST.get("evidence", ""),
            judged_by=request.user,
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Noted with its evidence.")
    return redirect("promises:promise_detail", promise.public_id)


@practice_only
@require_POST
def promise_issue(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Raise an issue for a broken promise."""
    promise = _promise(request, public_id)
    try:
        promise = services.raise_issue(promise=promise, raised_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("promises:promise_detail", promise.public_id)
    messages.success(request, "Raised. The people of the operating level are told.")
    return redirect("issues:issue_detail", promise.issue.public_id)


def _promise(request: HttpRequest, public_id: UUID) -> Promise:
    promises = Promise.objects.visible_to(request.user).for_list()
    return get_object_or_404(promises, public_id=public_id)
