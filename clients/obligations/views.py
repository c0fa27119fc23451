"""Pages of obligations: the practice keeps them, both sides read them and note what was done."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from clients.obligations import services
from clients.obligations.forms import ObligationForm
from clients.obligations.loading import Obligations
from clients.obligations.models import Obligation
from clients.obligations.querysets import ORDER, ObligationQuerySet
from clients.obligations.rows import HEADING, asked_for, lines
from clients.people.access import any_signed_in, practice_only
from clients.relationships.models import Relationship
from clients.telecom.loading import load_posted
from clients.telecom.views import chosen_client
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

STATES = (
    ("", "Owed"),
    ("overdue", "Overdue"),
    ("due_soon", "Due soon"),
    ("done", "Done for good"),
    ("ended", "Ended"),
    ("all", "All"),
)


@any_signed_in
def obligation_list(request: HttpRequest) -> HttpResponse:
    """What is owed under every relationship, overdue first."""
    return _list(request, None)


@any_signed_in
def relationship_obligations(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is owed under one relationship."""
    return _list(request, _relationship(request, public_id))


def _list(request: HttpRequest, relationship: Relationship | None) -> HttpResponse:
    today = timezone.localdate()
    rows = Obligation.objects.visible_to(request.user)
    if relationship is not None:
        rows = rows.filter(relationship=relationship)
    context = {
        "page": keyset.page(asked_for(request, rows, today).for_list(), ORDER, request),
        "overdue": rows.overdue(today).count(),
        "states": STATES,
        "owes": Obligation.Owes.choices,
        "relationship": relationship,
        "client": chosen_client(request),
        "is_narrow": any(request.GET.get(key) for key in ("client", "state", "owes")),
    }
    return render(request, "obligations/obligation_list.html", context)


@any_signed_in
def obligation_export(request: HttpRequest) -> HttpResponse:
    """What the page of all shows, as a CSV file."""
    return _file(request, Obligation.objects.visible_to(request.user))


@any_signed_in
def relationship_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the page of one relationship shows, as a CSV file that can be loaded again."""
    relationship = _relationship(request, public_id)
    rows = Obligation.objects.visible_to(request.user).filter(relationship=relationship)
    return _file(request, rows)


def _file(request: HttpRequest, rows: ObligationQuerySet) -> HttpResponse:
    found = asked_for(request, rows, timezone.localdate())
    return csv_file("obligations.csv", HEADING, lines(found))


@practice_only
def obligation_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A new obligation of a relationship."""
    relationship = _relationship(request, public_id)
    owed = Obligation(relationship=relationship)
    return _edit(request, owed, relationship)


@practice_only
def obligation_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what is owed, by whom, or when."""
    rows = Obligation.objects.visible_to(request.user).select_related("relationship__client")
    if request.method == "POST":  # whoever saves second waits, and is told of the first
        rows = rows.select_for_update(of=("self",))
    owed = get_object_or_404(rows, public_id=public_id)
    return _edit(request, owed, owed.relationship)


def _edit(request: HttpRequest, owed: Obligation, relationship: Relationship) -> HttpResponse:
    is_new = owed._state.adding
    form = ObligationForm(request.POST or None, instance=owed, client=relationship.client)
    if request.method == "POST" and form.is_valid():
        try:
            kept = services.keep_obligation(
                obligation=form.save(commit=False), kept_by=request.user
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("obligations:obligation_detail", kept.public_id)
    context = {"form": form, "relationship": relationship, "owed": None if is_new else owed}
    return render(request, "obligations/obligation_form.html", context)


@practice_only
def obligation_import(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A CSV file: first what it would do, then do it."""
    relationship = _relationship(request, public_id)
    context = load_posted(request, Obligations(relationship), "obligations")
    context["relationship"] = relationship
    return render(request, "obligations/obligation_import.html", context)


def _relationship(request: HttpRequest, public_id: UUID) -> Relationship:
    rows = Relationship.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(rows, public_id=public_id)
