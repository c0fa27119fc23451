"""Pages of the practice: whom its clients work with."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.people.access import practice_only
from clients.people.models import Activity, Client
from clients.relationships import services
from clients.relationships.forms import RelationshipForm
from clients.relationships.models import Relationship
from clients.relationships.parts import leads
from clients.relationships.querysets import ORDER, RelationshipQuerySet
from clients.telecom.views import chosen_client
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

HEADING = (
    *("client", "name", "kind", "carrier", "contract", "our_owner", "their_owner"),
    *("our_sponsor", "their_sponsor", "contact", "is_active"),
)
COLUMNS = (
    *("client__name", "name", "kind", "carrier_name", "contract_number", "our_owner_name"),
    *("their_owner_name", "our_sponsor_name", "their_sponsor_name", "contact", "is_active"),
)


@practice_only
def relationship_list(request: HttpRequest) -> HttpResponse:
    """Whom clients work with, those that ended last."""
    page = keyset.page(_asked_for(request), ORDER, request)
    context = {"page": page, "client": chosen_client(request)}
    return render(request, "relationships/relationship_list.html", context)


@practice_only
def relationship_export(request: HttpRequest) -> HttpResponse:
    """Whom clients work with, as a CSV file."""
    rows = _asked_for(request).order_by(*ORDER).values_list(*COLUMNS)
    return csv_file("relationships.csv", HEADING, rows)


def _asked_for(request: HttpRequest) -> RelationshipQuerySet:
    """What this person may see of it, of one client where the address names one."""
    client = chosen_client(request)
    rows = Relationship.objects.visible_to(request.user).for_list()
    return rows.filter(client=client) if client else rows


@practice_only
def relationship_create(request: HttpRequest) -> HttpResponse:
    """A new relationship; whose it is comes first."""
    client = chosen_client(request)
    if client is None:
        clients = Client.objects.visible_to(request.user).active()
        return render(request, "relationships/choose_client.html", {"clients": clients})
    form = RelationshipForm(
        request.POST or None, client=client, initial={"our_owner": request.user.pk}
    )
    return _edit(request, form, client)


@practice_only
def relationship_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change whom it is with and who answers for it."""
    rows = Relationship.objects.visible_to(request.user).select_related("client")
    if request.method == "POST":  # whoever saves second waits, and is told of the first
        rows = rows.select_for_update(of=("self",))
    relationship = get_object_or_404(rows, public_id=public_id)
    client = relationship.client
    form = RelationshipForm(request.POST or None, instance=relationship, client=client)
    return _edit(request, form, client)


def _edit(request: HttpRequest, form: RelationshipForm, client: Client) -> HttpResponse:
    is_new = form.instance._state.adding
    if request.method == "POST" and form.is_valid():
        try:
            kept = services.keep_relationship(
                relationship=form.save(commit=False), kept_by=request.user
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"{kept} is saved.")
            return redirect("relationships:relationship_detail", kept.public_id)
    context = {"form": form, "client": client, "relationship": None if is_new else form.instance}
    return render(request, "relationships/relationship_form.html", context)


@practice_only
def relationship_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One relationship: who answers for it, and everything that hangs on it."""
    relationship = get_object_or_404(
        Relationship.objects.visible_to(request.user).for_list(), public_id=public_id
    )
    history = Activity.objects.filter(subject_id=public_id).select_related("actor")
    context = {
        "relationship": relationship,
        "leads": leads(relationship, request.user),
        "history": history.order_by("-pk")[:20],
    }
    return render(request, "relationships/relationship_detail.html", context)
