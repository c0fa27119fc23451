"""What of a request is a list: requirements, hours, sites, price lines and metrics."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.people.access import practice_only
from clients.telecom.forms import RegisterFileForm
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from rfp.authoring import services
from rfp.authoring.beginning import REQUIREMENT
from rfp.authoring.forms import FORMS, BulkForm, SitesForm
from rfp.authoring.hints import hints_of
from rfp.authoring.measuring import examples, faults, measure_of
from rfp.authoring.models import Rfp
from rfp.authoring.newer import decide, newer_versions
from rfp.authoring.numbering import Contents
from rfp.authoring.pieces import RfpMetric
from rfp.authoring.pricing import HEADING, generate, pick_sites, read_prices
from rfp.authoring.reaching import PAGES, piece_of, rfp_of
from rfp.authoring.values import zone_of

#: What begins on a form of its own, and what its button says.
ADDED = {"D": "Add the hour", "P": "Add the line", "M": "Add the metric"}

#: What a file says of a requirement.
WRITTEN = (*REQUIREMENT, "group")


@practice_only
def requirement_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every requirement in its place, with the same change for many at once."""
    rfp = rfp_of(request, public_id)
    form = BulkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = set(request.POST.getlist("code"))
        chosen = [each for each in rfp.requirements.all() if each.code in codes]
        try:
            changed = services.set_many(pieces=chosen, content=form.content(), by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"{changed} of {len(chosen)} changed.")
            return redirect("authoring:requirement_list", public_id)
    contents = Contents(rfp)
    context = {
        "rfp": rfp,
        "form": form,
        "chapters": [each for each in contents.chapters if each.requirements],
        "points": sum(each.weight for each in rfp.requirements.all()),
    }
    return render(request, "authoring/requirement_list.html", context)


@practice_only
def requirement_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every requirement in its place, as a CSV file."""
    rfp = rfp_of(request, public_id)
    rows = [
        (
            *(each.piece.code, each.number, chapter.section.title),
            *(getattr(each.piece, name) for name in WRITTEN),
        )
        for chapter in Contents(rfp).chapters
        for each in chapter.requirements
    ]
    heading = ("number", "place", "section", *WRITTEN)
    return csv_file(f"{rfp.reference}-requirements.csv", heading, rows)


@practice_only
def schedule(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The hours of a request in its own time zone, with what speaks against a day."""
    rfp = rfp_of(request, public_id)
    zone = zone_of(rfp)
    with timezone.override(zone):
        context = {
            "rfp": rfp,
            "steps": [(step, hints) for step, hints in hints_of(rfp)],
            "form": FORMS["D"](rfp=rfp),
            "submit": ADDED["D"],
            "zone": zone,
        }
        return render(request, "authoring/schedule.html", context)


@practice_only
def site_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Which sites need service; more are picked from the client's own."""
    rfp = rfp_of(request, public_id)
    form = SitesForm(request.POST or None, rfp=rfp)
    if request.method == "POST" and form.is_valid():
        try:
            pick_sites(rfp=rfp, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("authoring:site_list", public_id)
    context = {"rfp": rfp, "form": form, "sites": rfp.sites.select_related("site")}
    return render(request, "authoring/site_list.html", context)


@practice_only
def price_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The lines of the price workbook."""
    rfp = rfp_of(request, public_id)
    context = {
        "rfp": rfp,
        "prices": rfp.prices.select_related("site__site"),
        "form": FORMS["P"](rfp=rfp),
        "submit": ADDED["P"],
        "has_sites": rfp.sites.exists(),
    }
    return render(request, "authoring/price_list.html", context)


@practice_only
@require_POST
def price_generate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A line for everything that a site needs and has none yet."""
    rfp = rfp_of(request, public_id)
    try:
        made = generate(rfp=rfp, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{made} lines added." if made else "Every site has its lines.")
    return redirect("authoring:price_list", public_id)


@practice_only
def price_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The lines as a CSV file that can be loaded again."""
    rfp = rfp_of(request, public_id)
    rows = [
        (each.code, each.description, each.unit, each.quantity, each.site.site.code if each.site
         else "")
        for each in rfp.prices.select_related("site__site")
    ]  # fmt: skip
    return csv_file(f"{rfp.reference}-prices.csv", HEADING, rows)


@practice_only
def price_import(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A CSV file: first what it would do, then do it."""
    rfp = rfp_of(request, public_id)
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    plan = None
    if request.method == "POST" and form.is_valid():
        try:
            content = form.cleaned_data["file"].read()
            plan = read_prices(rfp=rfp, content=content)
            if "load" in request.POST and not plan.refused:
                plan.carry_out(by=request.user)
                messages.success(request, f"{plan.added} added, {plan.changed} changed.")
                return redirect("authoring:price_list", public_id)
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
    context = {"rfp": rfp, "form": form, "plan": plan, "heading": HEADING}
    return render(request, "authoring/price_import.html", context)


@practice_only
def metric_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the later contract measures, each with what its examples come to."""
    rfp = rfp_of(request, public_id)
    context = {
        "rfp": rfp,
        "metrics": [(metric, faults(metric), _reckoned(metric)) for metric in rfp.metrics.all()],
    }
    return render(request, "authoring/metric_list.html", context)


def _reckoned(metric: RfpMetric) -> list[Any]:
    try:
        return examples(metric, measure_of(metric))
    except ValueError:
        return []


@practice_only
def row_add(request: HttpRequest, public_id: UUID, letter: str) -> HttpResponse:
    """A new hour, price line or metric."""
    rfp = rfp_of(request, public_id)
    if letter not in ADDED:
        raise Http404("No list begins so.")
    form = FORMS[letter](request.POST or None, rfp=rfp)
    if request.method == "POST" and form.is_valid():
        try:
            services.add(rfp=rfp, letter=letter, content=form.content(), by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect(PAGES[letter], public_id)
    back = reverse(PAGES[letter], args=[public_id])
    context = {"rfp": rfp, "form": form, "submit": ADDED[letter], "back": back}
    return render(request, "authoring/row_add.html", context)


@practice_only
def library_moved(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What of the library moved on since the request took it, to take over or to leave."""
    rfp = rfp_of(request, public_id)
    if request.method == "POST":
        piece = piece_of(rfp, request.POST.get("code", ""))
        try:
            decide(piece=piece, takes="take" in request.POST, by=request.user)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        return redirect("authoring:library_moved", public_id)
    context = {"rfp": rfp, "moved": _moved(rfp)}
    return render(request, "authoring/library_moved.html", context)


def _moved(rfp: Rfp) -> list[tuple[Any, Any]]:
    pieces = [each for chapter in Contents(rfp).chapters for each in chapter.pieces]
    newer = newer_versions([each.piece for each in pieces])
    return [(each, newer[each.piece.code]) for each in pieces if each.piece.code in newer]
