"""Pages of committees: the practice sets them up, both sides read them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.committees import seating
from clients.committees.board import board_of
from clients.committees.forms import CommitteeForm
from clients.committees.meeting_models import CommitteeAction, CommitteeMeeting
from clients.committees.models import Committee
from clients.committees.presets import DUTIES, NAMES
from clients.committees.querysets import CommitteeQuerySet
from clients.issues.levels import Level
from clients.people.access import any_signed_in, practice_only
from clients.people.models import Client
from clients.relationships.models import Relationship
from retainer.lib import format as written
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

ORDER = ("client_name", "name", "id")
#: Meetings on the page of a committee, and days told ahead of those that are planned.
MOST, AHEAD = 12, 3


@any_signed_in
def committee_list(request: HttpRequest) -> HttpResponse:
    """Who meets whom, and when next."""
    return _listed(request, _narrowed(request), request.GET.get("client", ""))


@any_signed_in
def committees_of(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The committees of one relationship."""
    rows = Relationship.objects.visible_to(request.user).select_related("client")
    relationship = get_object_or_404(rows, public_id=public_id)
    found = Committee.objects.visible_to(request.user).standing().for_list(timezone.now())
    found = found.filter(relationship=relationship)
    return _listed(request, found, relationship.client.slug, relationship)


def _listed(
    request: HttpRequest,
    found: CommitteeQuerySet,
    slug: str,
    relationship: Relationship | None = None,
) -> HttpResponse:
    clients = list(Client.objects.visible_to(request.user).active().order_by("name"))
    chosen = next((each for each in clients if each.slug == slug), None)
    context = {
        "page": keyset.page(found, ORDER, request),
        "relationship": relationship,
        "clients": clients,
        "client": chosen or (clients[0] if len(clients) == 1 else None),
        "waiting": CommitteeAction.objects.visible_to(request.user)
        .filter(client__in=clients)
        .overdue(timezone.localdate())
        .count(),
    }
    return render(request, "committees/committee_list.html", context)


@any_signed_in
def committee_export(request: HttpRequest) -> HttpResponse:
    """The committees of the page, as a CSV file."""
    heading = (
        *("Client", "Committee", "Level", "Meets", "Next meeting", "Open actions"),
        "Seats without a peer",
    )
    rows = (
        (
            each.client, each.name, each.get_level_display(), each.cadence.sentence,
            written.moment(each.next_at) if each.next_at else "", each.waiting, each.alone,
        )
        for each in _narrowed(request).order_by(*ORDER)
    )  # fmt: skip
    return csv_file("committees.csv", heading, rows)


def _narrowed(request: HttpRequest) -> CommitteeQuerySet:
    found = Committee.objects.visible_to(request.user).standing().for_list(timezone.now())
    slug = request.GET.get("client")
    return found.filter(client__slug=slug) if slug else found.filter(client__archived_at=None)


@practice_only
def committee_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A further committee of a client: the level brings its usual name and duties."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    asked = request.GET.get("level", "")
    taken = Committee.objects.filter(client=client).standing().values_list("level", flat=True)
    level = Level(asked) if asked in Level else _first_free(set(taken))
    initial = {
        "level": level,
        "name": NAMES[level],
        "duties": DUTIES[level],
        "first_on": seating.in_four_weeks(),
        "often": "quarterly" if level == Level.EXECUTIVE else "monthly",
        "relationship": _relationship(request, client),
    }
    form = CommitteeForm(request.POST or None, client=client, initial=initial)
    return _edit(request, form, {"client": client, "levels": Level.choices, "level": level})


def _relationship(request: HttpRequest, client: Client) -> Relationship | None:
    """The relationship that the address names, of this client."""
    asked = request.GET.get("relationship", "")
    rows = Relationship.objects.filter(client=client) if asked else ()
    return next((each for each in rows if str(each.public_id) == asked), None)


def _first_free(taken: set[str]) -> Level:
    return next((level for level in reversed(Level) if level not in taken), Level.EXECUTIVE)


@practice_only
@require_POST
def committee_begin(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One committee with its pairs, at once."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    try:
        committee = seating.begin_with_one(client=client, begun_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect(f"{reverse('committees:committee_list')}?client={client.slug}")
    messages.success(
        request, "It is set up, and its first meeting is planned. Change what differs."
    )
    return redirect("committees:committee_detail", committee.public_id)


@practice_only
def committee_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    rows = Committee.objects.visible_to(request.user).select_related("client")
    if request.method == "POST":  # whoever saves second waits, and is told of the first
        rows = rows.select_for_update(of=("self",))
    committee = get_object_or_404(rows, public_id=public_id)
    form = CommitteeForm(request.POST or None, instance=committee, client=committee.client)
    return _edit(request, form, {"client": committee.client, "committee": committee})


def _edit(request: HttpRequest, form: CommitteeForm, context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            kept = seating.keep_committee(committee=form.save(commit=False), kept_by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("committees:committee_detail", kept.public_id)
    return render(request, "committees/committee_form.html", {**context, "form": form})


@any_signed_in
def committee_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One committee: who faces whom, what it does, its meetings and open actions."""
    found = Committee.objects.visible_to(request.user).for_list(timezone.now())
    committee = get_object_or_404(found, public_id=public_id)
    meetings = CommitteeMeeting.objects.visible_to(request.user).for_list()
    actions = CommitteeAction.objects.visible_to(request.user).filter(committee=committee)
    today = timezone.localdate()
    last = timezone.localdate(committee.next_at) if committee.next_at else today
    context = {
        "committee": committee,
        "board": board_of(committee),
        "duties": [line for line in committee.duties.splitlines() if line.strip()],
        "meetings": meetings.filter(committee=committee)[:MOST],
        "later": committee.cadence.next_days(last, AHEAD + 1)[1:],
        "actions": actions.waiting().for_list()[:MOST],
    }
    return render(request, "committees/committee_detail.html", context)


@practice_only
@require_POST
def committee_dissolve(request: HttpRequest, public_id: UUID) -> HttpResponse:
    committee = _committee(request, public_id)
    try:
        seating.dissolve(committee=committee, dissolved_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        undo = reverse("committees:committee_restore", args=[public_id])
        messages.success(request, f"{committee} is dissolved.", extra_tags=undo)
    return redirect("committees:committee_detail", public_id)


@practice_only
@require_POST
def committee_restore(request: HttpRequest, public_id: UUID) -> HttpResponse:
    try:
        seating.restore(committee=_committee(request, public_id), restored_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("committees:committee_detail", public_id)


def _committee(request: HttpRequest, public_id: UUID) -> Committee:
    rows = Committee.objects.visible_to(request.user).select_related("client", "relationship")
    return get_object_or_404(rows, public_id=public_id)
