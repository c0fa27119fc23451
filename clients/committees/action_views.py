"""Actions of both sides: what is open, how old it is, and what came of it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from clients.committees import actions
from clients.committees.forms import ActionForm
from clients.committees.meeting_models import CommitteeAction
from clients.committees.meeting_views import done, find_meeting
from clients.committees.models import Party
from clients.committees.querysets import ActionQuerySet
from clients.people.access import any_signed_in, practice_only
from clients.people.models import Client
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

ORDER = ("due_on", "id")
STATES = (("", "Open"), ("overdue", "Overdue"), ("done", "Done"))
WHOSE = (("", "Everybody's"), ("mine", "Mine"), *Party.choices)


@any_signed_in
def action_list(request: HttpRequest) -> HttpResponse:
    """What people of both sides took on, what is due first before the rest."""
    mine = CommitteeAction.objects.visible_to(request.user)
    slug = request.GET.get("client", "")
    clients = Client.objects.visible_to(request.user)
    context = {
        "page": keyset.page(_narrowed(request), ORDER, request),
        "overdue": mine.overdue(timezone.localdate()).filter(client__archived_at=None).count(),
        "states": STATES,
        "whose": WHOSE,
        "client": clients.filter(slug=slug).first() if slug else None,
        "is_narrow": any(request.GET.get(key) for key in ("client", "state", "whose")),
    }
    return render(request, "committees/action_list.html", context)


@any_signed_in
def action_export(request: HttpRequest) -> HttpResponse:
    """The actions of the page, all of its pages, as a CSV file."""
    heading = (
        *("Client", "Committee", "Action", "Side", "Owner", "Taken on", "Due", "Days old"),
        *("Done", "What came of it"),
    )
    rows = (
        (
            each.client, each.committee, each.what, each.owner.get_party_display(),
            each.owner_name or each.owner.title, each.raised_on, each.due_on, each.age,
            each.done_on or "", each.words,
        )
        for each in _narrowed(request).order_by(*ORDER)
    )  # fmt: skip
    return csv_file("actions.csv", heading, rows)


def _narrowed(request: HttpRequest) -> ActionQuerySet:
    found = CommitteeAction.objects.visible_to(request.user).for_list()
    slug = request.GET.get("client")
    found = found.filter(client__slug=slug) if slug else found.filter(client__archived_at=None)
    whose, state = request.GET.get("whose", ""), request.GET.get("state", "")
    if whose == "mine":
        found = found.owned_by(request.user)
    elif whose in Party:
        found = found.filter(owner__party=whose)
    if state == "overdue":
        return found.overdue(timezone.localdate())
    return found.filter(done_on__isnull=False) if state == "done" else found.waiting()


@practice_only
@require_POST
def action_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note what somebody takes on in a meeting."""
    form = ActionForm(request.POST, committee=find_meeting(request, public_id).committee)
    if not form.is_valid():
        messages.error(request, "Say what is to be done, by whom, and until when.")
        return redirect("committees:meeting_detail", public_id)
    return done(
        request,
        public_id,
        "Noted; the owner is told.",
        lambda meeting: actions.take_on(
            meeting=meeting, taken_by=request.user, **form.cleaned_data
        ),
    )


@any_signed_in
@require_POST
def action_finish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    words = request.POST.get("words", "")
    undo = reverse("committees:action_reopen", args=[public_id])
    return _acted(
        request,
        public_id,
        lambda action: actions.finish(action=action, words=words, done_by=request.user),
        "Done.",
        undo,
    )


@any_signed_in
@require_POST
def action_reopen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _acted(
        request,
        public_id,
        lambda action: actions.reopen(action=action, reopened_by=request.user),
        "Open again.",
    )


def _acted(
    request: HttpRequest,
    public_id: UUID,
    deed: Callable[[CommitteeAction], object],
    success: str,
    undo: str = "",
) -> HttpResponse:
    """Do it, and go back to the page it was done on."""
    rows = CommitteeAction.objects.visible_to(request.user).for_list()
    action = get_object_or_404(rows, public_id=public_id)
    try:
        deed(action)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, success, extra_tags=undo)
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("committees:action_list")
