"""Pages about what arrived by mail and in the drop folder."""

from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from billing_audit.inbox import services
from billing_audit.inbox.addresses import own_address
from billing_audit.inbox.forms import OneClick, Taking
from billing_audit.inbox.models import Arrival, Collection, Enclosure
from billing_audit.inbox.querysets import ArrivalQuerySet
from clients.files.services import hand_out
from clients.people.access import practice_only
from clients.people.models import Client
from retainer.lib import keyset
from retainer.lib.format import count
from retainer.lib.refusal import Refused

State = Arrival.State
#: Arrivals that wait are shown together, sorted by client; more than these are for later.
MOST_WAITING = 100
HEADINGS = {
    State.NO_BILL: "Why it is none",
    State.TAKEN: "Taken by",
    State.SET_ASIDE: "Set aside by",
}
CHOICES = [("", "Waiting"), *State.choices[1:]]


@practice_only
def arrival_list(request: HttpRequest) -> HttpResponse:
    """What waits, sorted by client; or what was no bill, taken or set aside."""
    arrivals = Arrival.objects.visible_to(request.user).select_related("client", "decided_by")
    if client := _chosen_client(request):
        arrivals = arrivals.filter(client=client)
    numbers = dict(arrivals.order_by().values_list("state").annotate(Count("pk")))
    state = request.GET.get("state")
    context = {
        "client": client,
        "states": [
            (value, word, numbers.get(value or State.WAITING, 0)) for value, word in CHOICES
        ],
        "waiting": numbers.get(State.WAITING, 0),
        "collections": Collection.objects.all(),
        "forward_to": own_address(),
        "is_set_up": bool(settings.BILL_MAIL_URL or settings.BILL_DROP_FOLDER),
    }
    if state in State.values[1:]:
        found = arrivals.filter(state=state).prefetch_related("enclosures__bill_file")
        page = keyset.page(found, ["-arrived_at", "-id"], request)
        context |= {"state": state, "heading": HEADINGS[state], "page": page}
    else:
        context |= {"groups": _by_client(arrivals.waiting())}
        context["clients"] = Client.objects.visible_to(request.user).active()
    return render(request, "inbox/arrival_list.html", context)


def _by_client(waiting: ArrivalQuerySet) -> list[tuple[Client | None, list[Arrival]]]:
    """What waits for each client, and first what nobody could tell the client of."""
    ordered = waiting.prefetch_related("enclosures").order_by(
        *("client__name", "client_id", "-arrived_at", "-pk")
    )
    rows = sorted(ordered[:MOST_WAITING], key=lambda arrival: arrival.client_id is not None)
    grouped = groupby(rows, key=lambda arrival: arrival.client)
    return [(client, list(arrivals)) for client, arrivals in grouped]


@practice_only
def arrival_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One mail or file: what it says, what is enclosed, and what to do with it."""
    arrival = _arrival(request, public_id)
    return _detail(request, arrival, Taking(arrival=arrival, user=request.user))


def _detail(request: HttpRequest, arrival: Arrival, form: Taking) -> HttpResponse:
    enclosures = list(arrival.enclosures.select_related("bill_file", "stored"))
    can_be_taken = arrival.is_open and any(enclosure.stored for enclosure in enclosures)
    context = {
        "arrival": arrival,
        "enclosures": enclosures,
        "form": form if can_be_taken else None,
    }
    return render(request, "inbox/arrival_detail.html", context)


@practice_only
@require_POST
def arrival_take(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Load what looks like bills by one click, or from its page the files that were ticked."""
    arrival = _arrival(request, public_id)
    on_its_page = "on_its_page" in request.GET
    form = (Taking if on_its_page else OneClick)(request.POST, arrival=arrival, user=request.user)
    if not form.is_valid() and on_its_page:
        return _detail(request, arrival, form)
    try:
        taken = services.take(arrival=arrival, taken_by=request.user, **form.cleaned_data)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("inbox:arrival_detail", arrival.public_id)
    messages.success(request, services.in_words(taken))
    return redirect("inbox:arrival_list")


@practice_only
@require_POST
def take_all(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Load everything that waits for one client."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    return _take_many(request, _waiting(request).filter(client=client))


@practice_only
@require_POST
def take_ticked(request: HttpRequest) -> HttpResponse:
    """Load what was ticked, each for the client it waits for; ``aside``: none of it is a bill."""
    ticked = _waiting(request).filter(public_id__in=_ids(request.POST.getlist("ticked")))
    if "aside" not in request.POST:
        return _take_many(request, ticked)
    gone = services.set_aside_many(arrivals=ticked, decided_by=request.user)
    messages.success(request, f"{count(gone, 'arrival was,arrivals were')} set aside.")
    return redirect("inbox:arrival_list")


def _take_many(request: HttpRequest, arrivals: ArrivalQuerySet) -> HttpResponse:
    taken = services.take_many(arrivals=arrivals, taken_by=request.user)
    if taken.arrivals:
        messages.success(request, services.in_words(taken))
    for sentence in taken.refused:
        messages.error(request, sentence)
    return redirect("inbox:arrival_list")


def _waiting(request: HttpRequest) -> ArrivalQuerySet:
    """The oldest first, so that bills are loaded as they came."""
    return Arrival.objects.visible_to(request.user).waiting().order_by("arrived_at", "pk")


def _ids(texts: list[str]) -> list[UUID]:
    """Those ticked on one page; anything else that was sent is no arrival."""
    found = []
    for text in texts[:MOST_WAITING]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


@practice_only
@require_POST
def arrival_set_aside(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Not a bill."""
    arrival = _arrival(request, public_id)
    try:
        services.set_aside(arrival=arrival, decided_by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        undo = reverse("inbox:arrival_restore", args=[arrival.public_id])
        messages.success(request, f"“{arrival}” was set aside.", extra_tags=undo)
    return redirect("inbox:arrival_list")


@practice_only
@require_POST
def arrival_restore(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let it wait again."""
    arrival = _arrival(request, public_id)
    try:
        services.restore(arrival=arrival, restored_by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("inbox:arrival_list")


@practice_only
def enclosure_download(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The bytes of an enclosed file, as a download and nothing else."""
    kept = Enclosure.objects.visible_to(request.user).exclude(stored=None)
    return hand_out(get_object_or_404(kept.select_related("stored"), public_id=public_id).stored)


def _arrival(request: HttpRequest, public_id: UUID) -> Arrival:
    arrivals = Arrival.objects.visible_to(request.user)
    return get_object_or_404(arrivals.select_related("client", "decided_by"), public_id=public_id)


def _chosen_client(request: HttpRequest) -> Client | None:
    return Client.objects.visible_to(request.user).filter(slug=request.GET.get("client")).first()
