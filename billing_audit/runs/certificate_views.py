"""Pages of the certificate: what was clean, what was not checked, what nobody ever verified."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from billing_audit.runs import unverified
from billing_audit.runs.certificate import certificate
from billing_audit.runs.coverage_models import UnverifiedCharge
from billing_audit.runs.models import AuditRun
from billing_audit.runs.progress import check_rows, outcome_of
from clients.people.access import practice_only
from clients.people.models import Client
from retainer.lib import keyset
from retainer.lib.spreadsheets import csv_file

#: Lines a page shows; the CSV file has all.
MOST = 200
CHARGES = (
    *("carrier", "account", "code", "description", "charge_type", "currency", "charges", "spend"),
    *("first_month", "last_month", "why"),
)
LINES = (
    *("invoice", "bill_date", "line", "service", "description", "period_from", "period_to"),
    *("quantity", "unit_rate", "amount", "currency", "row"),
)


@practice_only
def run_certificate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the run vouches for, and what it does not."""
    run = _run(request, public_id)
    charges = run.unverified.select_related("account__carrier")
    page = keyset.page(charges, ("-spend", "-id"), request)
    context = {
        "run": run,
        "certificate": certificate(run, outcome_of(check_rows(run))),
        "page": page,
        "rows": [(each, ", ".join(unverified.reasons(each))) for each in page],
    }
    return render(request, "runs/run_certificate.html", context)


@practice_only
def client_certificate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The certificate of a client's latest complete audit."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    whole = client.runs.filter(state=AuditRun.State.COMPLETE, months=[])
    run = whole.order_by("-finished_at", "-pk").first()
    if run is None:
        messages.info(request, f"No audit of {client} has come to its end yet. Start one.")
        return redirect("runs:run_list")
    return redirect("runs:run_certificate", run.public_id)


@practice_only
def unverified_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The charges that nothing on file speaks for, all of them."""
    run = _run(request, public_id)
    rows = (
        (
            *(each.account.carrier.name, each.account.number, each.code, each.description),
            *(each.get_charge_type_display(), each.currency, each.charges, each.spend),
            *(f"{each.first_month:%Y-%m}", f"{each.last_month:%Y-%m}"),
            "; ".join(unverified.reasons(each)),
        )
        for each in run.unverified.select_related("account__carrier")
    )
    return csv_file("unverified-charges.csv", CHARGES, rows)


@practice_only
def unverified_lines(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The bill lines of one of these charges, the dearest first."""
    charge = _charge(request, public_id)
    keys = unverified.lines_of(charge)
    context = {
        "charge": charge,
        "why": list(unverified.reasons(charge)),
        "lines": unverified.read(charge, keys[:MOST]),
        "count": len(keys),
        "most": MOST,
    }
    return render(request, "runs/unverified_lines.html", context)


@practice_only
def unverified_lines_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same lines as a CSV file, all of them."""
    return csv_file("unverified-lines.csv", LINES, _line_rows(_charge(request, public_id)))


def _line_rows(charge: UnverifiedCharge) -> Iterator[tuple[object, ...]]:
    for line in unverified.read(charge, unverified.lines_of(charge)).iterator(chunk_size=2000):
        yield (
            *(line.invoice.number, line.invoice.bill_date, line.line_no),
            *(line.billed_service.number if line.billed_service else "", line.description),
            *(line.period_from, line.period_to, line.quantity, line.unit_rate),
            *(line.amount, line.invoice.currency, line.source_row),
        )


def _run(request: HttpRequest, public_id: UUID) -> AuditRun:
    runs = AuditRun.objects.visible_to(request.user).select_related("client", "requested_by")
    return get_object_or_404(runs, public_id=public_id)


def _charge(request: HttpRequest, public_id: UUID) -> UnverifiedCharge:
    charges = UnverifiedCharge.objects.visible_to(request.user)
    charges = charges.select_related("run__client", "account__carrier")
    return get_object_or_404(charges, public_id=public_id)
