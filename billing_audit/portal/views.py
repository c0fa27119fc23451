"""Pages of a client user: how things stand, the credits, the reports."""

from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from billing_audit.bills.models import Line
from billing_audit.portal import tiles
from billing_audit.portal.balance import balance
from billing_audit.portal.shared import (
    State,
    billed_months,
    credit_lines,
    credited,
    for_reading,
    shared_findings,
    standing,
)
from billing_audit.reports.models import MonthlyReport
from billing_audit.spending.reading import Spending
from clients.advice.authority import Authorities
from clients.advice.models import Recommendation
from clients.files.services import hand_out
from clients.people.access import portal_only
from clients.people.company import chosen_company, companies, contacts, page
from clients.people.models import Client, User
from clients.retainers.models import OverageRequest
from clients.retainers.overage import decides_on_spending
from clients.retainers.summary import balances
from retainer.lib import keyset
from retainer.lib.months import month_of, read_month

#: Rows the home page shows of a list that has its own page.
FEW = 5


@portal_only
def home(request: HttpRequest) -> HttpResponse:
    """What is new this month, what came back, what needs an answer, which hours are left."""
    if not companies(request):
        return render(request, "portal/nothing_yet.html")
    company = chosen_company(request)
    today = timezone.localdate()
    findings = shared_findings(request.user).filter(client=company)
    open_findings = for_reading(findings.standing())
    month, retainers = month_of(today), balances(company.agreements.all(), today, today)
    come_to = standing(findings, month, company)
    beyond = list(_beyond(company))
    decisions = _to_decide(request.user, company)
    waiting = _waiting(request.user, company, questions=come_to.asked, requests=len(beyond))
    waiting = replace(waiting, decisions=len(decisions))
    shown = [tiles.new(come_to, month), _credits(company), tiles.asked(waiting, company)]
    return page(
        request,
        "portal/home.html",
        company,
        month=month,
        standing=come_to,
        retainers=retainers,
        tiles=[tile for tile in (*shown, *tiles.left(retainers)) if tile],
        asked=open_findings.filter(state=State.ASKED).order_by("-mills", "-id")[:FEW],
        biggest=open_findings.errors().filter(mills__gt=0).order_by("-mills", "-id")[:FEW],
        report=_published(request, company).first(),
        beyond=beyond,
        decisions=decisions[:FEW],
        balance=balance(request.user, company, decisions),
        watch=_watch(company),
        waiting=waiting,
        contacts=contacts(company),
    )


def _watch(company: Client) -> Spending | None:
    """The latest month billed, where it is above its budget."""
    month = next(iter(billed_months(company)), None)
    spending = Spending(company, month, company.currency) if month else None
    return spending if spending and spending.whole.is_above else None


def _beyond(company: Client) -> QuerySet[OverageRequest]:
    """Work beyond the allowance that waits for the client's word."""
    requests = OverageRequest.objects.filter(client=company, state=OverageRequest.State.OPEN)
    return requests.select_related("agreement")


def _to_decide(user: User, company: Client) -> list[Recommendation]:
    """What this person may decide of what we recommend, the most urgent first."""
    open_ones = Recommendation.objects.visible_to(user).filter(client=company).waiting()
    authorities = Authorities(company.pk)
    ordered = open_ones.for_portal().order_by("due_on", "-money", "pk")
    return [each for each in ordered if authorities.of(user, each)]


def _waiting(user: User, company: Client, *, questions: int, requests: int) -> tiles.Waiting:
    """What waits for this person: requests only if they decide on spending."""
    if requests and not decides_on_spending(user, company.pk):
        return tiles.Waiting(questions, requests=0, requests_to_others=requests)
    return tiles.Waiting(questions, requests)


def _credits(company: Client) -> tiles.Tile | None:
    """What came back on the latest month's bills; none before the first bill."""
    month = next(iter(billed_months(company)), None)
    if month is None:
        return None
    return tiles.credited(credited(credit_lines(company, month), company.currency), month)


@portal_only
def credit_list(request: HttpRequest) -> HttpResponse:
    """What the carriers credited on a month's bills, the largest credit first."""
    company = chosen_company(request)
    months = billed_months(company)
    asked = read_month(request.GET.get("month", ""))
    month = asked if asked in months else next(iter(months), None)
    lines = credit_lines(company, month) if month else None
    return page(
        request,
        "portal/credit_list.html",
        company,
        months=months,
        month=month,
        credited=credited(lines, company.currency) if month else None,
        lines=keyset.page(_readable(lines), ("amount", "id"), request) if month else None,
    )


def _readable(lines: QuerySet[Line]) -> QuerySet[Line]:
    return lines.select_related("invoice__carrier", "billed_service").only(
        "amount",
        "description",
        "line_no",
        "period_from",
        "period_to",
        "billed_service__number",
        "invoice__number",
        "invoice__bill_date",
        "invoice__currency",
        "invoice__carrier__name",
    )


@portal_only
def report_list(request: HttpRequest) -> HttpResponse:
    """The published reports, the newest first."""
    company = chosen_company(request)
    reports = _published(request, company)
    return page(request, "portal/report_list.html", company, reports=reports)


def _published(request: HttpRequest, company: Client) -> QuerySet[MonthlyReport]:
    reports = MonthlyReport.objects.visible_to(request.user).published().filter(client=company)
    return reports.light().order_by("-month")


@portal_only
def report_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A published report, shown in the browser; with ``?download`` as a file."""
    report = _report(request, public_id)
    if report.pdf is None:
        raise Http404
    return hand_out(report.pdf, inline="download" not in request.GET)


@portal_only
def report_workbook(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every finding and charge of a published report as a workbook."""
    report = _report(request, public_id)
    if report.workbook is None:
        raise Http404
    return hand_out(report.workbook)


def _report(request: HttpRequest, public_id: UUID) -> MonthlyReport:
    reports = MonthlyReport.objects.visible_to(request.user).published()
    return get_object_or_404(reports.select_related("pdf", "workbook"), public_id=public_id)
