"""Pages of requests: which there are, how one begins, where it stands, its facts."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from clients.people.access import practice_only
from clients.people.models import Client
from retainer.lib import format as written
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from rfp.authoring import services
from rfp.authoring.beginning import begin, copy, from_library
from rfp.authoring.forms import FactsForm
from rfp.authoring.importing import as_drafts, read_request
from rfp.authoring.lacking import lacking
from rfp.authoring.models import Rfp
from rfp.authoring.numbering import Contents
from rfp.authoring.querysets import RfpQuerySet
from rfp.authoring.reaching import rfp_of
from rfp.authoring.starting_form import StartForm
from rfp.authoring.values import values_of, zone_of
from rfp.library.shipped import LEVELS

HEADING = (
    *("reference", "title", "client", "state", "proposals_due", "lead", "price_weight"),
    *("term_months", "currency", "changed_at"),
)
STATES = (("", "Under way"), *Rfp.State.choices)


def _client(request: HttpRequest) -> Client | None:
    """The client that the address names, if this person may see them."""
    slug = request.GET.get("client", "")
    return Client.objects.visible_to(request.user).filter(slug=slug).first() if slug else None


def _asked_for(request: HttpRequest) -> RfpQuerySet:
    rows = Rfp.objects.visible_to(request.user).for_list()
    rows = rows.in_state(request.GET.get("state", ""))
    return rows.filter(client=_client(request)) if request.GET.get("client") else rows


@practice_only
def rfp_list(request: HttpRequest) -> HttpResponse:
    """Requests, the newest first."""
    context = {
        "page": keyset.page(_asked_for(request), ["-made_at", "-id"], request),
        "states": STATES,
        "client": _client(request),
        "is_narrow": any(request.GET.get(key) for key in ("client", "state")),
    }
    return render(request, "authoring/rfp_list.html", context)


@practice_only
def rfp_export(request: HttpRequest) -> HttpResponse:
    """The list as it is narrowed, as a CSV file."""
    rows = (
        [
            *(each.reference, each.title, each.client.name, each.state, each.due_at),
            *(each.lead.name, each.price_weight, each.term_months, each.currency, each.changed_at),
        ]
        for each in _asked_for(request).order_by("-made_at", "-id")
    )
    return csv_file("requests.csv", HEADING, rows)


@practice_only
def rfp_create(request: HttpRequest) -> HttpResponse:
    """Begin a request: whose it is, its facts, and what it starts from."""
    client = _client(request)
    if client is None:
        clients = Client.objects.visible_to(request.user).active()
        return render(request, "authoring/choose_client.html", {"clients": clients})
    initial = {
        "lead": request.user,
        "contact": request.practice.email,
        "currency": client.currency,
        "time_zone": request.practice.time_zone,
    }
    facts = FactsForm(request.POST or None, client=client, initial=initial)
    start = StartForm(
        request.POST or None,
        request.FILES or None,
        earlier=Rfp.objects.visible_to(request.user).filter(client=client),
    )
    is_sent = request.method == "POST"
    if is_sent and facts.is_valid() and start.is_valid():
        try:
            return _begun(request, facts, start)
        except Refused as refusal:
            start.add_error(None, refusal.sentence)
    context = {"form": facts, "start": start, "client": client}
    return render(request, "authoring/rfp_create.html", context)


def _begun(request: HttpRequest, facts: FactsForm, start: StartForm) -> HttpResponse:
    rfp, chosen = facts.save(commit=False), start.cleaned_data
    match chosen["start"]:
        case "copy":
            rfp = copy(of=chosen["earlier"], rfp=rfp, by=request.user)
        case "library":
            rfp = begin(rfp=rfp, sections=from_library(chosen["parts"]), by=request.user)
        case "file":
            proposal = read_request(chosen["file"].chunks())
            context = {"form": facts, "client": rfp.client, "proposal": proposal}
            return render(request, "authoring/import_confirm.html", context)
        case "confirmed":
            rfp = begin(rfp=rfp, sections=as_drafts(request.POST), by=request.user)
        case _:
            rfp = begin(rfp=rfp, by=request.user)
    messages.success(request, "The request is begun. Bidders see nothing before it is issued.")
    return redirect("authoring:rfp_detail", rfp.public_id)


@practice_only
def rfp_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where a request stands: facts, schedule, weights, and what is missing."""
    rfp = rfp_of(request, public_id)
    contents, values = Contents(rfp), values_of(rfp)
    lacks = [
        (
            lack,
            reverse(lack.page, args=[public_id]) + (f"?section={lack.code}" if lack.code else ""),
        )
        for lack in lacking(rfp, contents, values)
    ]
    groups = rfp.requirements.exclude(weight=0).values("group")
    levels = Counter(rfp.requirements.order_by().values_list("level", flat=True))
    context: dict[str, Any] = {
        "rfp": rfp,
        "contents": contents,
        "lacks": lacks,
        "steps": rfp.steps.all(),
        "zone": zone_of(rfp),
        "weights": groups.order_by("group").annotate(points=Sum("weight")),
        "requirement_count": sum(levels.values()),
        "levels_note": ", ".join(f"{levels[level]} {level}" for level in LEVELS if levels[level]),
        "weights_text": f"{written.number(rfp.price_weight)} to "
        f"{written.number(rfp.quality_weight)}",
    }
    with timezone.override(zone_of(rfp)):
        return render(request, "authoring/rfp_detail.html", context)


@practice_only
def rfp_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change the facts of a request."""
    rfp = rfp_of(request, public_id)
    form = FactsForm(request.POST or None, instance=rfp, client=rfp.client)
    stale = None
    if request.method == "POST" and form.is_valid():
        edition = form.cleaned_data["edition"] or 0
        try:
            services.save_facts(rfp=rfp, edition=edition, content=form.content(), by=request.user)
        except services.StaleEdition as refusal:
            stale = _both(refusal)
            form.data = form.data.copy()
            form.data["edition"] = str(refusal.theirs.edition)
            form.add_error(None, refusal.sentence)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Saved.")
            return redirect("authoring:rfp_detail", public_id)
    context = {"form": form, "rfp": rfp_of(request, public_id), "stale": stale}
    return render(request, "authoring/rfp_edit.html", context)


def _both(stale: services.StaleEdition) -> list[tuple[str, Any, Any]]:
    """What differs: its label, what is stored, and what was to be saved."""
    return [
        (stale.theirs._meta.get_field(name).verbose_name, getattr(stale.theirs, name), mine)
        for name, mine in stale.mine.items()
        if getattr(stale.theirs, name) != mine
    ]
