"""Prices after their opening: what each offer costs month by month, and what is noted beside."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.people.access import any_signed_in, practice_only
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from rfp.bids.models import BidLook
from rfp.evaluation import pricing
from rfp.evaluation.costing import Costing, costings
from rfp.evaluation.handed_in import note_look, opened_prices
from rfp.evaluation.models import Contender, Evaluation
from rfp.evaluation.price_forms import RampForm, TermForm
from rfp.evaluation.price_models import LineEarning
from rfp.evaluation.room import contender_of, evaluation_of, turned_away
from rfp.issuing.shape import IssuedRequest


def opened_of(request: HttpRequest, public_id: UUID) -> tuple[Evaluation, list[Costing]]:
    """An evaluation whose prices were opened, with what each offer costs; before, it is none."""
    evaluation = evaluation_of(request, public_id)
    prices = opened_prices(evaluation)
    if not evaluation.is_over or not prices:
        raise Http404
    asked = pricing.request_of(evaluation)
    return evaluation, costings(evaluation, prices, asked.term_months)


def _lines(asked: IssuedRequest) -> list[tuple[str, str]]:
    return [
        (each.id, f"{each.id} {each.description}{f', {each.site}' if each.site else ''}")
        for each in asked.prices
    ]


@any_signed_in
def price_table(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every offer beside the others, by the same quantities."""
    evaluation, told = opened_of(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    asked = pricing.request_of(evaluation)
    whole = [each for each in told if each.is_whole]
    context = {
        "evaluation": evaluation,
        "rfp": evaluation.rfp,
        "asked": asked,
        "costings": told,
        "lowest": min((each.total for each in whole), default=None),
        "parts": _beside(told, lambda each: each.parts),
        "sites": _beside(told, lambda each: each.by_site),
        "earnings": _beside(told, lambda each: each.by_earning),
        "ramps": evaluation.ramps.all(),
        "form": RampForm(lines=_lines(asked)) if request.user.is_practice else None,
    }
    return render(request, "evaluation/price_table.html", context)


def _beside(told: list[Costing], pairs: Callable[[Costing], list]) -> list[tuple[str, list]]:
    """One row for each name, one amount for each offer."""
    found = [dict(pairs(each)) for each in told]
    names = list(dict.fromkeys(name for row in found for name in row))
    return [(name, [row.get(name, 0) for row in found]) for name in names]


@any_signed_in
def bidder_prices(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """One offer: its lines, its terms, and every month."""
    evaluation, told = opened_of(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    contender = contender_of(evaluation, number)
    return _bidder_page(request, evaluation, contender, told)


def _bidder_page(
    request: HttpRequest,
    evaluation: Evaluation,
    contender: Contender,
    told: list[Costing],
    form: TermForm | None = None,
) -> HttpResponse:
    costing = next((each for each in told if each.contender == contender), None)
    if costing is None:
        raise Http404
    note_look(contender, request.user, BidLook.What.PRICES)
    asked = pricing.request_of(evaluation)
    may_note = request.user.is_practice
    context = {
        "evaluation": evaluation,
        "rfp": evaluation.rfp,
        "asked": asked,
        "contender": contender,
        "others": [each.contender for each in told],
        "costing": costing,
        "form": (form or TermForm(lines=_lines(asked))) if may_note else None,
        "earns": LineEarning.Earns.choices,
    }
    return render(request, "evaluation/bidder_prices.html", context)


@any_signed_in
def cash_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every month of every offer, as a CSV file."""
    evaluation, told = opened_of(request, public_id)
    if (away := turned_away(request, evaluation)) is not None:
        return away
    heading = [
        *("bidder", "month", "recurring", "one_time", "taxes", "shortfall", "exit_fees", "total"),
        "paid_until_then",
    ]
    rows = (
        [
            *(each.contender.name, month.number, month.recurring, month.one_time, month.taxes),
            *(month.shortfall, month.exit_fees, month.total, paid),
        ]
        for each in told
        for month, paid in each.running
    )
    return csv_file("cash.csv", heading, rows)


@practice_only
@require_POST
def ramp_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Another quantity from a month on, for all."""
    evaluation, _ = opened_of(request, public_id)
    form = RampForm(request.POST, lines=_lines(pricing.request_of(evaluation)))
    if not form.is_valid():
        messages.error(request, "Give the line, a month of the term, a quantity, and why.")
        return redirect("evaluation:price_table", public_id)
    return _done(
        request,
        redirect("evaluation:price_table", public_id),
        pricing.add_ramp,
        evaluation=evaluation,
        ramp=form.save(commit=False),
        added_by=request.user,
    )


@practice_only
@require_POST
def ramp_off(request: HttpRequest, public_id: UUID, key: int) -> HttpResponse:
    """The quantity of the request counts again."""
    evaluation, _ = opened_of(request, public_id)
    return _done(
        request,
        redirect("evaluation:price_table", public_id),
        pricing.take_ramp_off,
        ramp=get_object_or_404(evaluation.ramps, pk=key),
        taken_by=request.user,
    )


@practice_only
def term_add(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """A term of an offer that changes what it costs."""
    if request.method != "POST":
        return redirect("evaluation:bidder_prices", public_id, number)
    evaluation, told = opened_of(request, public_id)
    contender = contender_of(evaluation, number)
    form = TermForm(request.POST, lines=_lines(pricing.request_of(evaluation)))
    if form.is_valid():
        try:
            pricing.add_term(
                contender=contender, term=form.save(commit=False), added_by=request.user
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Noted. The offer is reckoned with it.")
            return redirect("evaluation:bidder_prices", public_id, number)
    return _bidder_page(request, evaluation, contender, told, form)


@practice_only
@require_POST
def term_off(request: HttpRequest, public_id: UUID, number: int, key: int) -> HttpResponse:
    """Reckon without it again."""
    evaluation, _ = opened_of(request, public_id)
    contender = contender_of(evaluation, number)
    return _done(
        request,
        redirect("evaluation:bidder_prices", public_id, number),
        pricing.take_term_off,
        term=get_object_or_404(contender.price_terms, pk=key),
        taken_by=request.user,
    )


@practice_only
@require_POST
def earning_say(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Where the bidder earns on a line."""
    evaluation, _ = opened_of(request, public_id)
    return _done(
        request,
        redirect("evaluation:bidder_prices", public_id, number),
        pricing.say_earning,
        contender=contender_of(evaluation, number),
        line=request.POST.get("line", ""),
        earns=request.POST.get("earns", ""),
        source=request.POST.get("source", ""),
        said_by=request.user,
    )


def _done(
    request: HttpRequest, where: HttpResponse, deed: Callable[..., object], **how: Any
) -> HttpResponse:
    try:
        deed(**how)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return where
