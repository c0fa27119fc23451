"""Pages of the practice: the directory of suppliers, and the lists of a decision."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.people.access import any_signed_in, practice_only
from clients.people.models import User
from clients.telecom.forms import RegisterFileForm
from clients.telecom.forms.base import FactForm
from clients.telecom.reference import BadTable
from clients.telecom.services import StoredMeanwhile, keep, load_register
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from retainer.lib.uploads import displayed_name
from rfp.sourcing import declaring, drawing, listing
from rfp.sourcing.supplier_loading import PLAIN, Suppliers
from rfp.sourcing.supplier_models import (
    Declaration,
    ListedSupplier,
    ListMove,
    SourcingPerson,
    Stage,
    Supplier,
)
from rfp.sourcing.views import decision_of


class SupplierForm(FactForm):
    website = forms.URLField(required=False, assume_scheme="https")

    class Meta:
        model = Supplier
        fields = [*PLAIN, "carrier"]
        widgets = {"notes": forms.Textarea({"rows": 4})}


def _asked_for(request: HttpRequest) -> QuerySet[Supplier]:
    words = request.GET.get("q", "").replace("\0", "").strip()
    rows = Supplier.objects.select_related("carrier")
    if not words:
        return rows
    return rows.filter(
        Q(name__icontains=words)
        | Q(legal_name__icontains=words)
        | Q(services__icontains=words)
        | Q(regions__icontains=words)
    )


@practice_only
def supplier_list(request: HttpRequest) -> HttpResponse:
    """Every supplier we know, by name."""
    context = {
        "page": keyset.page(_asked_for(request), ["name", "id"], request),
        "q": request.GET.get("q", ""),
    }
    return render(request, "sourcing/supplier_list.html", context)


@practice_only
def supplier_export(request: HttpRequest) -> HttpResponse:
    """The directory as a CSV file that can be loaded again."""
    rows = _asked_for(request).order_by("name").values_list(*PLAIN, "carrier__name")
    return csv_file("suppliers.csv", [*PLAIN, "carrier"], rows)


@practice_only
def supplier_create(request: HttpRequest) -> HttpResponse:
    return _edit(request, SupplierForm(request.POST or None, client=None))


@practice_only
def supplier_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Its facts, and where it is listed among the clients this person sees."""
    rows = Supplier.objects.all()
    if request.method == "POST":  # whoever saves second waits, and is told of the first
        rows = rows.select_for_update(of=("self",))
    supplier = get_object_or_404(rows, public_id=public_id)
    return _edit(request, SupplierForm(request.POST or None, instance=supplier, client=None))


def _edit(request: HttpRequest, form: SupplierForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            keep(instance=form.save(commit=False), kept_by=request.user)
        except StoredMeanwhile as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("sourcing:supplier_list")
    supplier = None if form.instance._state.adding else form.instance
    listed = ListedSupplier.objects.visible_to(request.user).filter(supplier=supplier)
    context = {
        "form": form,
        "supplier": supplier,
        "listed": listed.select_related("decision", "client") if supplier else [],
    }
    return render(request, "sourcing/supplier_form.html", context)


@practice_only
def supplier_import(request: HttpRequest) -> HttpResponse:
    """A CSV file: first what it would do, then do it."""
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    outcome, dry_run = None, "load" not in request.POST
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            outcome = load_register(
                loader=Suppliers(),
                content=file.read(),
                file_name=displayed_name(file.name),
                loaded_by=request.user,
                dry_run=dry_run,
            )
        except BadTable as wrong:
            form.add_error("file", str(wrong))
    context = {
        "form": form,
        "outcome": outcome,
        "dry_run": dry_run,
        "register": {"many": "suppliers", "loader": Suppliers},
    }
    return render(request, "sourcing/supplier_import.html", context)


def lists_of(request: HttpRequest, public_id: UUID) -> dict[str, Any]:
    decision = decision_of(request, public_id)
    rows = list(ListedSupplier.objects.filter(decision=decision))
    moves = ListMove.objects.filter(listed__decision=decision)
    return {
        "decision": decision,
        "lists": [(stage, [row for row in rows if row.stage == stage]) for stage in Stage],
        "moves": moves.select_related("listed", "moved_by").order_by("-pk"),
    }


@practice_only
def suppliers_listed(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Long list, short list, dropped; who works on it and who declared."""
    lists = lists_of(request, public_id)
    decision = lists["decision"]
    known = ListedSupplier.objects.filter(decision=decision).values("supplier")
    context = {
        **lists,
        "others": Supplier.objects.exclude(pk__in=known)[:200],
        "people": declaring.people_of(decision),
        "candidates": declaring.candidates(decision),
    }
    return render(request, "sourcing/suppliers_listed.html", context)


@practice_only
@require_POST
def suppliers_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The lists with the reason of each drop, as a paper."""
    lists = lists_of(request, public_id)
    decision = lists["decision"]
    try:
        return drawing.download(
            "print/sourcing/lists.html",
            f"{decision.client.name}, suppliers for {decision.title}.pdf",
            **lists,
            title=f"Suppliers: {decision.title}",
            prepared_for=decision.client.name,
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("sourcing:suppliers_listed", public_id)


@practice_only
@require_POST
def suppliers_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put the chosen ones on the long list."""
    decision = decision_of(request, public_id)
    chosen = Supplier.objects.filter(pk__in=_numbers(request.POST.getlist("supplier")))
    try:
        listing.add(decision=decision, suppliers=chosen, added_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("sourcing:suppliers_listed", public_id)


@practice_only
@require_POST
def supplier_move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """To another list, with a reason."""
    rows = ListedSupplier.objects.visible_to(request.user).select_related("decision")
    listed = get_object_or_404(rows, public_id=public_id)
    try:
        listing.move(
            listed=listed,
            stage=request.POST.get("stage", ""),
            reason=request.POST.get("reason", "")[:1000],
            moved_by=request.user,
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("sourcing:suppliers_listed", listed.decision.public_id)


@practice_only
@require_POST
def person_name(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Name somebody who works on it, or with ``off`` take one off."""
    decision = decision_of(request, public_id)
    keys = _numbers([request.POST.get("person", ""), request.POST.get("off", "")])
    person = User.objects.filter(pk__in=keys[:1]).first()
    named = SourcingPerson.objects.filter(decision=decision, person=person).first()
    try:
        if person is None:
            raise declaring.DeclarationRefused("Choose a person.")
        if "off" in request.POST and named:
            declaring.take_off(named=named, taken_by=request.user)
        else:
            declaring.name_person(decision=decision, person=person, named_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("sourcing:suppliers_listed", public_id)


@any_signed_in
def declaration(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One's own interests in the suppliers of a decision."""
    decision = decision_of(request, public_id)
    if request.method == "POST":
        try:
            declaring.declare(
                decision=decision,
                person=request.user,
                has_interest=request.POST.get("interest") == "yes",
                what=request.POST.get("what", "")[:2000],
            )
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, "Your declaration is on record.")
        return redirect("sourcing:declaration", public_id)
    own = Declaration.objects.filter(decision=decision, person=request.user.pk)
    context = {
        "decision": decision,
        "is_named": decision.people.filter(person=request.user.pk).exists(),
        "own": own.order_by("-pk"),
        "names": ListedSupplier.objects.filter(decision=decision).exclude(stage=Stage.DROPPED),
    }
    return render(request, "sourcing/declaration.html", context)


def _numbers(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isdecimal() and len(text) < 18]
