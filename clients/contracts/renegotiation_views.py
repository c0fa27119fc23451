"""The register of prices that are asked for anew, and what becomes of each."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.contracts import services
from clients.contracts.followed import brought, followed
from clients.contracts.forms import AgreeForm, AskForm, OfferForm
from clients.contracts.models import Renegotiation
from clients.contracts.querysets import RenegotiationQuerySet
from clients.contracts.review_models import ReviewPlan
from clients.people.access import practice_only
from clients.people.models import Activity, Client
from clients.telecom.views import chosen_client
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

HEADING = (
    "client", "carrier", "contract", "charge_code", "site", "service", "price_so_far", "asked",
    "asked_on", "offered", "agreed", "holds_from", "currency", "state", "note",
)  # fmt: skip


@practice_only
def renegotiation_list(request: HttpRequest) -> HttpResponse:
    """What is asked of carriers, the latest first."""
    client, state = chosen_client(request), request.GET.get("state", "")
    rows = _rows(request)
    if state in Renegotiation.State:
        rows = rows.filter(state=state)
    context = {
        "page": keyset.page(rows, ["-id"], request),
        "states": Renegotiation.State.choices,
        "client": client,
        "clients": Client.objects.visible_to(request.user).active(),
        "is_narrow": bool(client or state),
    }
    return render(request, "contracts/renegotiation_list.html", context)


@practice_only
def renegotiation_csv(request: HttpRequest) -> HttpResponse:
    lines = (
        (
            each.client.name, each.carrier_name, each.rate.contract and each.rate.contract.number,
            each.rate.charge_code, each.rate.site, each.rate.service, each.old_price, each.asked,
            each.asked_on, each.offered, each.agreed, each.effective_on, each.rate.currency,
            each.state, each.note,
        )
        for each in _rows(request).order_by("-pk")
    )  # fmt: skip
    return csv_file("renegotiations.csv", HEADING, lines)


@practice_only
def renegotiation_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for another price under a contract of a client."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    return _ask(request, client, AskForm(request.POST or None, client=client))


@practice_only
def plan_renegotiate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask a provider that is reviewed for another price."""
    plans = ReviewPlan.objects.visible_to(request.user).select_related("client", "carrier")
    plan = get_object_or_404(plans, public_id=public_id)
    form = AskForm(request.POST or None, client=plan.client, carrier=plan.carrier)
    return _ask(request, plan.client, form)


def _ask(request: HttpRequest, client: Client, form: AskForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            opened = services.ask_price(opened_by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("rate", refusal.sentence)
        else:
            return redirect("contracts:renegotiation_detail", opened.public_id)
    context = {"form": form, "client": client}
    return render(request, "contracts/renegotiation_form.html", context)


@practice_only
def renegotiation_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One price: what was asked, offered and agreed, and whether the first bills follow it."""
    found = _one(request, public_id)
    history = Activity.objects.filter(subject_id=found.public_id).select_related("actor")
    context = {
        "asked": found,
        "bills": followed(request.user, found),
        "brought": brought(request.user, [found]).get(found.pk),
        "history": history.order_by("-pk"),
    }
    return render(request, "contracts/renegotiation_detail.html", context)


@practice_only
def renegotiation_offer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _one(request, public_id)
    form = OfferForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.note_offer(renegotiation=found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "The offer is noted.")
            return redirect("contracts:renegotiation_detail", found.public_id)
    return _form(request, found, form, "What is asked and offered", "Save")


@practice_only
def renegotiation_agree(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _one(request, public_id)
    form = AgreeForm(request.POST or None, renegotiation=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.agree_price(renegotiation=found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "It is a contract rate now; the next bills are held to it.")
            return redirect("contracts:renegotiation_detail", found.public_id)
    return _form(request, found, form, "What was agreed", "Make it the contract rate")


@practice_only
@require_POST
def renegotiation_decline(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _one(request, public_id)
    try:
        services.decline_price(renegotiation=found, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("contracts:renegotiation_detail", found.public_id)


def _form(
    request: HttpRequest, found: Renegotiation, form: object, title: str, submit: str
) -> HttpResponse:
    context = {"asked": found, "form": form, "title": title, "submit": submit}
    return render(request, "contracts/renegotiation_form.html", context)


def _rows(request: HttpRequest) -> RenegotiationQuerySet:
    rows = Renegotiation.objects.visible_to(request.user).for_list()
    return rows.filter(client=chosen_client(request)) if request.GET.get("client") else rows


def _one(request: HttpRequest, public_id: UUID) -> Renegotiation:
    rows = Renegotiation.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows.select_related("new_rate__document"), public_id=public_id)
