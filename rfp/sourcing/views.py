"""Pages of the practice: what clients decide to buy, and how."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.advice.authority import Authorities
from clients.people.access import any_signed_in, practice_only
from clients.people.models import Activity, Client
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from rfp.sourcing import drawing, services
from rfp.sourcing.forms import SourcingForm
from rfp.sourcing.models import Route, SourcingDecision
from rfp.sourcing.shown import shown

STATES = (("", "All"), *SourcingDecision.State.choices)
HEADING = [
    *("client", "title", "state", "route", "owner", "answers_for_all", "money", "currency"),
    *("decide_by", "retained", "outsourced", "decided_by", "decided_at"),
]


def client_asked(request: HttpRequest) -> Client | None:
    """The client that the address names, if this person may see them."""
    slug = request.GET.get("client", "")
    return Client.objects.visible_to(request.user).filter(slug=slug).first() if slug else None


def _asked_for(request: HttpRequest) -> QuerySet[SourcingDecision]:
    rows = SourcingDecision.objects.visible_to(request.user).for_list()
    if request.GET.get("client"):
        rows = rows.filter(client=client_asked(request))
    state, route = request.GET.get("state", ""), request.GET.get("route", "")
    if route in Route.values:
        rows = rows.filter(route=route)
    return rows.filter(state=state) if state in SourcingDecision.State.values else rows


@practice_only
def sourcing_list(request: HttpRequest) -> HttpResponse:
    """Decisions to buy, the latest first."""
    context = {
        "page": keyset.page(_asked_for(request), ["-id"], request),
        "states": STATES,
        "routes": Route.choices,
        "client": client_asked(request),
        "is_narrow": any(request.GET.get(key) for key in ("client", "state", "route")),
    }
    return render(request, "sourcing/sourcing_list.html", context)


@practice_only
def sourcing_export(request: HttpRequest) -> HttpResponse:
    """The list as it is narrowed, as a CSV file."""
    rows = (
        [
            *(each.client.name, each.title, each.state, each.route, each.owner_name),
            *(each.answers_for_all, each.money, each.currency, each.due_on),
            *("; ".join(each.retained), "; ".join(each.outsourced), each.said_by, each.said_at),
        ]
        for each in _asked_for(request).order_by("-id")
    )
    return csv_file("sourcing.csv", HEADING, rows)


def ask_for_client(request: HttpRequest) -> HttpResponse:
    clients = Client.objects.visible_to(request.user).active()
    return render(request, "sourcing/choose_client.html", {"clients": clients})


@practice_only
def sourcing_create(request: HttpRequest) -> HttpResponse:
    """A new decision; whose it is comes first."""
    client = client_asked(request)
    if client is None:
        return ask_for_client(request)
    return _edit(request, SourcingForm(request.POST or None, client=client), client)


@practice_only
def sourcing_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change the answers of a draft."""
    rows = SourcingDecision.objects.visible_to(request.user).select_related("client")
    if request.method == "POST":  # whoever saves second waits, and is told of the first
        rows = rows.select_for_update(of=("self",))
    decision = get_object_or_404(rows, public_id=public_id)
    form = SourcingForm(request.POST or None, instance=decision, client=decision.client)
    return _edit(request, form, decision.client)


def _edit(request: HttpRequest, form: SourcingForm, client: Client) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            decision = services.keep_decision(
                decision=form.save(commit=False),
                sites=form.cleaned_data["sites"],
                kept_by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("sourcing:sourcing_detail", decision.public_id)
    is_new = form.instance._state.adding
    context = {"form": form, "client": client, "decision": None if is_new else form.instance}
    return render(request, "sourcing/sourcing_form.html", context)


@practice_only
def sourcing_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One decision with what is still missing, and what may be done with it."""
    decision = decision_of(request, public_id)
    history = Activity.objects.filter(subject_id=public_id).select_related("actor")
    context = {
        **shown(decision),
        "todo": services.missing(decision) if decision.is_draft else [],
        "deciders": Authorities(decision.client_id).names(decision),
        "history": history.order_by("-at")[:20],
        "cases": decision.cases.all(),
        "follower": decision.followed_by.exclude(state="withdrawn").first(),
    }
    return render(request, "sourcing/sourcing_detail.html", context)


@any_signed_in
@require_POST
def sourcing_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The decision on one page; of a client user, what was put to them."""
    decision = decision_of(request, public_id)
    name = f"{decision.client.name}, {decision.title}.pdf"
    try:
        return drawing.download(
            "print/sourcing/decision.html",
            name,
            **shown(decision),
            title=decision.title,
            prepared_for=decision.client.name,
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        page = "my_sourcing" if request.user.is_client_user else "sourcing_detail"
        return redirect(f"sourcing:{page}", public_id)


@practice_only
@require_POST
def sourcing_put(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put it to the client."""
    decision = decision_of(request, public_id)
    return _done(request, services.put, decision, put_by=request.user)


@practice_only
@require_POST
def sourcing_take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make it a draft again."""
    decision = decision_of(request, public_id)
    return _done(request, services.take_back, decision, taken_by=request.user)


@practice_only
@require_POST
def sourcing_withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give it up."""
    return _done(
        request,
        services.withdraw,
        decision_of(request, public_id),
        because=request.POST.get("because", ""),
        withdrawn_by=request.user,
    )


@practice_only
@require_POST
def sourcing_revise(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin one that supersedes it."""
    decision = decision_of(request, public_id)
    return _done(request, services.revise, decision, revised_by=request.user)


def _done(
    request: HttpRequest,
    deed: Callable[..., SourcingDecision],
    decision: SourcingDecision,
    **how: Any,
) -> HttpResponse:
    try:
        decision = deed(decision=decision, **how)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("sourcing:sourcing_detail", decision.public_id)


def decision_of(request: HttpRequest, public_id: UUID) -> SourcingDecision:
    rows = SourcingDecision.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)
