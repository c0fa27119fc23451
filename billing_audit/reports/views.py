"""The practice's pages about monthly reports: which there are, making, reading, publishing one."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from billing_audit.reports import places, presentation, record, services
from billing_audit.reports.comparing import comparisons
from billing_audit.reports.forms import PublishForm, ReportForm
from billing_audit.reports.models import MonthlyReport
from billing_audit.reports.progress import progress_of
from clients.files.services import hand_out
from clients.people.access import practice_only, principal_only
from clients.people.models import Client
from retainer.lib import keyset
from retainer.lib.months import read_month
from retainer.lib.refusal import Refused


@practice_only
def report_list(request: HttpRequest) -> HttpResponse:
    """The reports of one client, or of all, the latest month first."""
    reports = MonthlyReport.objects.visible_to(request.user).light()
    client = _chosen(request)
    if client is not None:
        reports = reports.filter(client=client)
    state = request.GET.get("state", "")
    if state in MonthlyReport.State.values:
        reports = reports.filter(state=state)
    page = keyset.page(reports, ["-month", "-id"], request)
    context = {
        "client": client,
        "page": page,
        "states": MonthlyReport.State.choices,
        "narrowed": bool(state or client),
    }
    return render(request, "reports/report_list.html", context)


@practice_only
def report_make(request: HttpRequest) -> HttpResponse:
    """Choose client and month; the figures are frozen at once, the PDF follows."""
    form = ReportForm(request.POST or None, user=request.user, chosen=_chosen(request))
    form.fields["month"].initial = _month(request)
    if request.method == "POST" and form.is_valid():
        try:
            report = services.make_report(made_by=request.user, **form.cleaned_data)
        except services.AuditUnderWay as refusal:
            form.add_error("client", refusal.sentence)
        else:
            return redirect("reports:report_detail", report.public_id)
    return render(request, "reports/report_make.html", {"form": form})


@practice_only
def report_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One report: its figures, each leading to its rows, beside the PDF."""
    report = _report(request, public_id)
    context = {"report": report, "progress": progress_of(report)}
    try:
        figures = record.read(report.figures)
    except Refused as refusal:
        context["unreadable"] = refusal.sentence
    else:
        context |= {
            "figures": figures,
            "numbers": presentation.numbers(figures),
            "course": presentation.course(figures),
            "places": places.rows(figures),
            "comparisons": comparisons(report, figures),
        }
    same_month = MonthlyReport.objects.filter(client=report.client_id, month=report.month)
    context["versions"] = same_month.light().exclude(pk=report.pk).order_by("-version")
    context["replaced"] = same_month.published().light().first() if report.is_draft else None
    return render(request, "reports/report_detail.html", context)


@practice_only
def report_progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The panel of a report that is being drawn; when it is over, the page is shown anew."""
    report = _report(request, public_id)
    context = {"report": report, "progress": progress_of(report)}
    answer = render(request, "reports/_progress.html", context)
    if not report.is_being_drawn:
        answer["HX-Refresh"] = "true"
    return answer


@practice_only
def report_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The PDF itself, shown in place or, with ``?download``, saved."""
    report = _report(request, public_id)
    if report.pdf is None:
        raise Http404("This report has no PDF yet.")
    return hand_out(report.pdf, inline="download" not in request.GET)


@practice_only
def report_workbook(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every finding and charge as a workbook."""
    report = _report(request, public_id)
    if report.workbook is None:
        raise Http404("This report has no workbook.")
    return hand_out(report.workbook)


@principal_only
@require_POST
def report_publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    report = _report(request, public_id)
    form = PublishForm(request.POST)
    try:
        if not form.is_valid():
            raise services.NotPublishable("Give the reason in at most 300 characters.")
        services.publish(
            report=report, published_by=request.user, because=form.cleaned_data["because"]
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"Published. {report.client} can read it now.")
    return redirect("reports:report_detail", report.public_id)


def _report(request: HttpRequest, public_id: UUID) -> MonthlyReport:
    reports = MonthlyReport.objects.visible_to(request.user)
    related = ("client", "pdf", "workbook", "run", "made_by", "published_by")
    return get_object_or_404(reports.select_related(*related), public_id=public_id)


def _chosen(request: HttpRequest) -> Client | None:
    """The client named in the address, when this person may see it."""
    return Client.objects.visible_to(request.user).filter(slug=request.GET.get("client")).first()


def _month(request: HttpRequest) -> date | None:
    return read_month(request.GET.get("month", ""))
