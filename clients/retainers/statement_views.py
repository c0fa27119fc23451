"""Closed months: closing one, its statement as page and PDF, the accounting export."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from clients.agreements.models import RetainerAgreement
from clients.files.services import hand_out
from clients.people.access import any_signed_in, practice_only, principal_only
from clients.retainers import closing, paper
from clients.retainers.fees import HEADING, FeesRefused, fee_rows
from clients.retainers.frozen import OtherShape
from clients.retainers.ledger import open_from
from clients.retainers.models import Statement
from clients.retainers.shown import brief, shown
from retainer.lib import format as written
from retainer.lib import keyset
from retainer.lib.months import read_month
from retainer.lib.spreadsheets import csv_file


class Choice(NamedTuple):
    """A month in the list's filter."""

    value: str
    word: str
    chosen: bool

    @classmethod
    def of(cls, month: date, chosen: date | None) -> "Choice":
        return cls(f"{month:%Y-%m}", written.month(month), month == chosen)


@practice_only
def statement_list(request: HttpRequest) -> HttpResponse:
    """The closed months of every client, the latest first."""
    every = Statement.objects.visible_to(request.user)
    slug = request.GET.get("client", "")
    if slug:
        every = every.filter(client__slug=slug)
    statements = every.listed()
    month = read_month(request.GET.get("month", ""))
    if month is not None:
        statements = statements.filter(month=month)
    page = keyset.page(statements, ["-month", "-id"], request)
    months = every.months()
    context = {
        "page": page,
        "rows": [(statement, brief(statement)) for statement in page],
        "months": [Choice.of(each, month) for each in months],
        "latest": month or next(iter(months), None),
        "client": slug,
        "narrowed": bool(month or slug),
    }
    return render(request, "retainers/statement_list.html", context)


@principal_only
def fee_export(request: HttpRequest) -> HttpResponse:
    """Fees and overage of a month, one line a statement, for the accountant."""
    statements = Statement.objects.visible_to(request.user)
    if slug := request.GET.get("client", ""):
        statements = statements.filter(client__slug=slug)
    month = read_month(request.GET.get("month", "")) or next(iter(statements.months()), None)
    if month is None:
        raise Http404
    try:
        rows = fee_rows(statements.filter(month=month))
    except FeesRefused as refusal:
        messages.error(request, refusal.sentence)
        return redirect(f"{reverse('retainers:statement_list')}?{request.GET.urlencode()}")
    return csv_file(f"fees-{month:%Y-%m}.csv", HEADING, rows)


@any_signed_in
def statement_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A closed month as it was: every figure is the one that was frozen."""
    statement = _statement(request, public_id)
    context = {"statement": statement}
    try:
        context |= paper.seen(statement)
    except OtherShape as refusal:
        context["unreadable"] = refusal.sentence
    return render(request, "retainers/statement_detail.html", context)


@any_signed_in
def statement_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The PDF, shown in place or, with ``?download``, saved."""
    statement = _statement(request, public_id)
    if statement.pdf is None:
        raise Http404("This statement has no PDF yet.")
    return hand_out(statement.pdf, inline="download" not in request.GET)


@practice_only
def month_close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What closing the month would do, and what is in its way."""
    agreement = _agreement(request, public_id)
    month = read_month(request.GET.get("month", "")) or open_from(agreement)
    if closed := agreement.statements.filter(month=month).first():
        return redirect("retainers:statement_detail", closed.public_id)
    seen = closing.preview(agreement, month)
    context = {
        "agreement": agreement,
        "month": month,
        "hindrances": seen.hindrances,
        "figures": seen.figures,
        "shown": shown(seen.figures, agreement),
    }
    return render(request, "retainers/month_close.html", context)


@principal_only
@require_POST
def statement_make(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Close the month that is next; its statement is drawn and the client told."""
    agreement = _agreement(request, public_id)
    month = read_month(request.POST.get("month", "")) or open_from(agreement)
    try:
        made = closing.close_month(agreement=agreement, month=month, closed_by=request.user)
    except closing.ClosingRefused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("retainers:month_close", agreement.public_id)
    messages.success(request, f"Closed. {agreement.client} is told when the PDF is drawn.")
    return redirect("retainers:statement_detail", made.public_id)


def _agreement(request: HttpRequest, public_id: UUID) -> RetainerAgreement:
    agreements = RetainerAgreement.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(agreements, public_id=public_id)


def _statement(request: HttpRequest, public_id: UUID) -> Statement:
    statements = Statement.objects.visible_to(request.user)
    return get_object_or_404(
        statements.select_related("client", "agreement", "pdf"), public_id=public_id
    )
