"""Pages about audits: which there were, starting one, watching it, what it came to."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from billing_audit.runs import services
from billing_audit.runs.forms import AuditForm
from billing_audit.runs.models import AuditRun
from billing_audit.runs.progress import check_rows, outcome_of, progress_of
from clients.people.access import practice_only
from clients.people.models import Client
from retainer.lib import keyset


@practice_only
def run_list(request: HttpRequest) -> HttpResponse:
    """The audits of one client, or of all, the latest first."""
    runs = AuditRun.objects.visible_to(request.user).select_related("client", "requested_by")
    client = _chosen(request)
    if client is not None:
        runs = runs.filter(client=client)
    page = keyset.page(runs, ["-id"], request)
    context = {"client": client, "page": page, "live": [run for run in page if run.is_live]}
    return render(request, "runs/run_list.html", context)


@practice_only
def run_start(request: HttpRequest) -> HttpResponse:
    """Choose client and months; then the audit begins and its page shows how far it is."""
    form = AuditForm(request.POST or None, user=request.user, chosen=_chosen(request))
    if request.method == "POST" and form.is_valid():
        client = form.cleaned_data["client"]
        try:
            run = services.start_audit(requested_by=request.user, **form.cleaned_data)
        except services.AuditAlreadyRunning as refusal:
            messages.info(request, refusal.sentence)
            run = get_object_or_404(AuditRun.objects.live(), client=client)
        return redirect("runs:run_detail", run.public_id)
    return render(request, "runs/run_start.html", {"form": form, "client": _chosen(request)})


@practice_only
@vary_on_headers("HX-Request")
def run_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One audit: how far it is, then what it came to.  ``htmx`` asks for the moving parts only."""
    run = _run(request, public_id)
    rows = check_rows(run)
    context = {"run": run, "progress": progress_of(run), "rows": rows, "outcome": outcome_of(rows)}
    if "HX-Request" not in request.headers:
        return render(request, "runs/run_detail.html", context)
    answer = render(request, "runs/_progress.html", context)
    if not run.is_live:
        answer["HX-Refresh"] = "true"
    return answer


@practice_only
@require_POST
def run_cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    run = _run(request, public_id)
    try:
        services.cancel_run(run=run, cancelled_by=request.user)
    except services.AuditIsOver as refusal:
        messages.info(request, refusal.sentence)
    return redirect("runs:run_detail", run.public_id)


def _run(request: HttpRequest, public_id: UUID) -> AuditRun:
    runs = AuditRun.objects.visible_to(request.user).select_related("client", "requested_by")
    return get_object_or_404(runs, public_id=public_id)


def _chosen(request: HttpRequest) -> Client | None:
    """The client named in the address, when this person may see it."""
    return Client.objects.visible_to(request.user).filter(slug=request.GET.get("client")).first()
