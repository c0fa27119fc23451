"""Pages about changes: what waits for an audit, auditing it, what came of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from billing_audit.rechecks import outcome, services
from billing_audit.rechecks.waiting import waiting
from billing_audit.runs.models import AuditRun
from billing_audit.runs.services import AuditAlreadyRunning
from clients.people.access import practice_only
from clients.people.models import Client
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file


@practice_only
@vary_on_headers("HX-Request")
def recheck_waiting(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What changed on file of a client since its audits; the client's page asks for the part."""
    client = _client(request, public_id)
    context = {
        "client": client,
        "waiting": waiting(client),
        "live": client.runs.live().first(),
        "last": client.runs.filter(state=AuditRun.State.COMPLETE).first(),
        "most_told": outcome.MOST_TOLD,
    }
    if "HX-Request" in request.headers:
        return render(request, "rechecks/_waiting.html", context | {"linked": True})
    context["causes"] = outcome.causes_waiting(client)
    return render(request, "rechecks/recheck_waiting.html", context)


@practice_only
@require_POST
def recheck_start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Audit again the months that changes touch; the audit's page shows how far it is."""
    client = _client(request, public_id)
    try:
        run = services.start_recheck(client=client, requested_by=request.user)
    except AuditAlreadyRunning as refusal:
        messages.info(request, refusal.sentence)
        run = get_object_or_404(AuditRun.objects.live(), client=client)
    except Refused as refusal:
        messages.info(request, refusal.sentence)
        return redirect("rechecks:recheck_waiting", client.public_id)
    return redirect("runs:run_detail", run.public_id)


@practice_only
def run_changes(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What one audit of changed months made of the findings: before, after, and why."""
    run = _run(request, public_id)
    found = outcome.outcomes(run, request.user)
    page = keyset.page(found, ["id"], request)
    totals = outcome.totals(found)
    context = {
        "run": run,
        "page": page,
        "rows": list(outcome.rows(page)),
        "totals": totals,
        "nets": [(net, abs(net), code) for code, net in outcome.nets(totals).items()],
        "decided": outcome.decided(found),
        "causes": outcome.causes(run, request.user),
        "most_told": outcome.MOST_TOLD,
    }
    return render(request, "rechecks/run_changes.html", context)


@practice_only
def run_changes_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same as a CSV file, all pages of it."""
    run = _run(request, public_id)
    found = outcome.table(outcome.outcomes(run, request.user))
    return csv_file(f"{run.client.slug}-what-changed.csv", outcome.HEADING, found)


def _client(request: HttpRequest, public_id: UUID) -> Client:
    return get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)


def _run(request: HttpRequest, public_id: UUID) -> AuditRun:
    runs = AuditRun.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(runs, public_id=public_id)
