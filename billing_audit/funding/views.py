"""Pages of found money: the cases, one case with its cash line, the money committed to it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from billing_audit.funding import services
from billing_audit.funding.available import short, standing
from billing_audit.funding.cash import CashMonth, cash_line, payback
from billing_audit.funding.forms import CaseForm, CommitForm
from billing_audit.funding.models import Commitment, FundingCase
from billing_audit.money.narrowing import Narrowing
from clients.people.access import practice_only
from clients.people.models import Client
from retainer.lib import charts, keyset
from retainer.lib.money import exponent, half_up
from retainer.lib.months import month_of
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file


@practice_only
def case_list(request: HttpRequest) -> HttpResponse:
    """The cases, the newest first, with what is committed to each."""
    narrowing = Narrowing(request)
    cases = FundingCase.objects.visible_to(request.user).select_related("client")
    if narrowing.client:
        cases = cases.filter(client=narrowing.client)
    live = Sum("commitments__amount", filter=Q(commitments__released_at=None), default=0)
    page = keyset.page(cases.annotate(committed=live), ("-id",), request)
    clients = Client.objects.visible_to(request.user).active().order_by("name")
    return render(
        request,
        "funding/case_list.html",
        {"narrowing": narrowing, "page": page, "clients": clients},
    )


@practice_only
def case_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a case for a client."""
    client = get_object_or_404(Client.objects.visible_to(request.user), slug=slug)
    form = CaseForm(request.POST or None, client=client)
    if form.is_valid():
        case = services.open_case(case=form.save(commit=False), opened_by=request.user)
        messages.success(request, "Opened. Now commit the money that came back.")
        return redirect("funding:case_detail", case.public_id)
    return render(request, "funding/case_create.html", {"form": form, "client": client})


@practice_only
def case_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One case: what it costs, which credits pay it, its cash month by month, the payback."""
    case = _case(request, public_id)
    return render(request, "funding/case_detail.html", _detail(case, CommitForm(case=case)))


@practice_only
@require_POST
def case_commit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Commit a credit to the case."""
    case = _case(request, public_id)
    form = CommitForm(request.POST, case=case)
    if form.is_valid():
        try:
            services.commit(case=case, **form.cleaned_data, committed_by=request.user)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, "Committed. No other case can have it.")
            return redirect("funding:case_detail", case.public_id)
    return render(request, "funding/case_detail.html", _detail(case, form))


@practice_only
@require_POST
def commitment_release(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Release money from its case."""
    commitments = Commitment.objects.visible_to(request.user).select_related("case")
    commitment = get_object_or_404(commitments, public_id=public_id)
    try:
        services.release(commitment=commitment, released_by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, "Released. Other cases can have it.")
    return redirect("funding:case_detail", commitment.case.public_id)


@practice_only
def case_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The cash line as a CSV file."""
    case = _case(request, public_id)
    columns = ("month", "currency", "cost", "found_money", "saved", "balance", "without")
    return csv_file("cash-line.csv", columns, _csv_rows(case, line_of(case)))


def _csv_rows(case: FundingCase, line: list[CashMonth]) -> Iterator[tuple[object, ...]]:
    places = exponent(case.currency)
    for each in line:
        amounts = (each.cost, each.found, each.saved, each.balance, each.without)
        yield (each.month, case.currency, *(half_up(amount, places) for amount in amounts))


def line_of(case: FundingCase) -> list[CashMonth]:
    """Its cash, each commitment in the month its credit came."""
    found: dict[Any, Any] = {}
    for each in standing(case):
        month = month_of(each.match.credit.on)
        found[month] = found.get(month, 0) + each.amount
    return cash_line(
        starts=case.starts,
        months=case.months,
        one_time=case.one_time,
        monthly=case.monthly,
        saves=case.saves,
        found=found,
    )


def _detail(case: FundingCase, form: CommitForm) -> dict[str, object]:
    line, commitments = line_of(case), list(standing(case))
    points = [
        point
        for each in line
        for point in (
            charts.Point(each.month, each.balance, "With found money"),
            charts.Point(each.month, each.without, "Without"),
        )
    ]
    return {
        "case": case,
        "form": form,
        "line": line,
        "payback": payback(line),
        "commitments": commitments,
        "committed": sum(each.amount for each in commitments),
        "short": short(case),
        "chart": charts.lines_by_month(
            points, title="Cash of the case by month", unit=case.currency
        ),
    }


def _case(request: HttpRequest, public_id: UUID) -> FundingCase:
    cases = FundingCase.objects.visible_to(request.user)
    return get_object_or_404(cases.select_related("client", "project"), public_id=public_id)
