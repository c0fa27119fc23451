"""The pages of the telecom registers: list, page, form, file in, file out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.people.models import Client
from clients.telecom import services
from clients.telecom.last_bills import proofs
from clients.telecom.loading import load_posted
from clients.telecom.models import Service
from clients.telecom.outage_credits import credits_of
from clients.telecom.registers import PARTS, Register
from clients.telecom.registers.terms import TERMS, terms_of
from retainer.lib import keyset
from retainer.lib.spreadsheets import csv_file

#: Registers whose rows have a page of their own.
MORE_TO_SHOW = ("contract", "service", "order", "outage", "certificate")


def chosen_client(request: HttpRequest) -> Client | None:
    """The client that the address names, if this person may see them."""
    slug = request.GET.get("client", "")
    return Client.objects.visible_to(request.user).filter(slug=slug).first() if slug else None


def _asked_for(request: HttpRequest, register: Register) -> QuerySet:
    """The rows of a register, searched and narrowed to a client and a state."""
    rows = register.found(register.rows(request.user), request.GET.get("q", ""))
    if register.of_client and request.GET.get("client"):
        rows = rows.filter(client=chosen_client(request))
    if register.model is Service and request.GET.get("state") in Service.State.values:
        rows = rows.filter(state=request.GET["state"])
    return rows


def fact_list(request: HttpRequest, register: Register) -> HttpResponse:
    """The register, page by page."""
    page = keyset.page(_asked_for(request, register), register.order, request)
    rows = register.prepared(page)
    states = [("", "All"), *Service.State.choices] if register.model is Service else []
    context = {
        "register": register,
        "may": register.may(request.user),
        "page": page,
        "lines": [(row, [(cell, cell.write(row)) for cell in register.list_cells]) for row in rows],
        "states": states,
        "narrowed": any(request.GET.get(key) for key in ("q", "client", "state")),
    }
    return render(request, "telecom/fact_list.html", context)


def fact_detail(request: HttpRequest, register: Register, public_id: UUID) -> HttpResponse:
    """One row with every fact known of it."""
    row = get_object_or_404(register.rows(request.user), public_id=public_id)
    register.prepared([row])
    documents = row.documents.select_related("file") if register.noun == "contract" else None
    parts = [(part, list(part.of(row))) for part in PARTS if part.whole == register.noun]
    context = {
        "register": register,
        "may": register.may(request.user),
        "row": row,
        "panels": register.panels(row),
        "documents": documents,
        "parts": [(part, part.lines(rows)) for part, rows in parts],
        "proofs": proofs(request.user, row, parts[0][1]) if register.noun == "order" else [],
        "credits": credits_of(request.user, row) if register.noun == "outage" else None,
        "terms": terms_of(row) if register.noun == "contract" else None,
        "term_kinds": TERMS,
    }
    return render(request, f"telecom/{_page(register)}_detail.html", context)


def _page(register: Register) -> str:
    """Some have more to show than facts."""
    return register.noun if register.noun in MORE_TO_SHOW else "fact"


def fact_create(request: HttpRequest, register: Register) -> HttpResponse:
    """A new row; whose it is comes first."""
    client = chosen_client(request)
    if register.of_client and client is None:
        return _ask_for_client(request, register, "Add")
    # Who comes from the page of a contract to add a term finds it chosen.
    beginning = {"contract": request.GET.get("contract", "")}
    form = register.form(request.POST or None, client=client, initial=beginning)
    return _edit(request, register, form)


def fact_edit(request: HttpRequest, register: Register, public_id: UUID) -> HttpResponse:
    rows = register.rows(request.user)
    if request.method == "POST":  # whoever saves second waits, and is told of the first
        rows = rows.select_for_update(of=("self",))
    row = get_object_or_404(rows, public_id=public_id)
    client = getattr(row, "client", None)
    return _edit(
        request, register, register.form(request.POST or None, instance=row, client=client)
    )


def _edit(request: HttpRequest, register: Register, form: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            row = services.keep(instance=form.save(commit=False), kept_by=request.user)
        except services.StoredMeanwhile as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{row} is saved.")
            return redirect(f"telecom:{register.noun}_detail", row.public_id)
    is_new = form.instance._state.adding
    context = {"register": register, "form": form, "row": None if is_new else form.instance}
    return render(request, "telecom/fact_form.html", context)


def _ask_for_client(request: HttpRequest, register: Register, deed: str) -> HttpResponse:
    clients = Client.objects.visible_to(request.user).active()
    context = {"register": register, "clients": clients, "deed": deed}
    return render(request, "telecom/choose_client.html", context)


def fact_import(request: HttpRequest, register: Register) -> HttpResponse:
    """A CSV file: first what it would do, then do it."""
    client = chosen_client(request)
    if register.of_client and client is None:
        return _ask_for_client(request, register, "Load")
    context = load_posted(request, register.loader(client), register.many)
    context["register"] = register
    return render(request, "telecom/fact_import.html", context)


def fact_export(request: HttpRequest, register: Register) -> HttpResponse:
    """The register as the person sees it, as a CSV file."""
    rows = _asked_for(request, register).order_by(*register.order)
    heading = [cell.heading for cell in register.cells]
    lines = ([cell.write(row) for cell in register.cells] for row in register.prepared(rows))
    return csv_file(f"{register.noun}s.csv", heading, lines)
