"""Expected bills: the list, one with its lines, and what came instead."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from billing_audit.bills.file_views import chosen_client
from billing_audit.bills.models import Invoice
from billing_audit.expected import listing, reading, services
from billing_audit.expected.models import ExpectedBill, Sureness
from clients.people.access import practice_only
from retainer.lib import format as written
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file


@practice_only
def expected_list(request: HttpRequest) -> HttpResponse:
    """What each account's next bill should come to, and how the last ones came."""
    bills = ExpectedBill.objects.visible_to(request.user).with_change()
    client, state = chosen_client(request), request.GET.get("state", "")
    if client:
        bills = bills.filter(client=client)
    counted = bills.order_by()
    waiting = counted.waiting().count()
    states = [
        ("expected", "Expected", waiting),
        ("came", "Bill came", counted.count() - waiting),
    ]
    if state == "expected":
        bills = bills.waiting()
    elif state == "came":
        bills = bills.exclude(bills=[])
    bills = bills.select_related("account__carrier", "client")
    page = keyset.page(bills, ("-month", "-id"), request)
    context = {"page": page, "client": client, "states": states, "waiting": waiting}
    return render(request, "expected/expected_list.html", context)


@practice_only
def expected_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One expected bill: its total, how it comes of the last one, and every line with its why."""
    bill = _bill(request, public_id)
    lines = listing.narrowed(bill, request.GET)
    page = keyset.page(lines, ["id"], request)
    counts = dict(bill.lines.order_by().values_list("sure").annotate(Count("pk")))
    context = {
        "bill": bill,
        "page": page,
        "rows": listing.line_rows(page, bill, request.user),
        "steps": reading.steps(bill),
        "types": reading.by_type(bill),
        "sites": reading.by_site(bill),
        "sures": [(value, word, counts.get(value, 0)) for value, word in Sureness.choices],
        "shows": [("", "All lines"), ("changes", "Only what changes")],
    }
    return render(request, "expected/expected_detail.html", context)


@practice_only
def expected_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The lines as the address narrows them, all pages of them."""
    bill = _bill(request, public_id)
    rows = listing.lines_table(listing.narrowed(bill, request.GET), bill.currency)
    return csv_file(f"expected-{bill.month:%Y-%m}.csv", listing.LINES, rows)


@practice_only
@require_POST
def expected_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make it anew from what is on file now, unless the bill is there."""
    bill = _bill(request, public_id)
    try:
        made = services.expect_again(account=bill.account, asked_by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("expected:expected_detail", bill.public_id)
    messages.success(request, f"Reckoned again: {written.money(made.total, made.currency)}.")
    return redirect("expected:expected_detail", made.public_id)


@practice_only
def difference_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Expected and billed side by side, with what leads from the one total to the other."""
    bill = _bill(request, public_id)
    found = reading.outcomes(bill)
    page = keyset.page(listing.differences(bill, request.GET), ("-distance", "-id"), request)
    context = {
        "bill": bill,
        "came": Invoice.objects.filter(client=bill.client_id, pk__in=bill.bills),
        "outcomes": found,
        "whats": [(each.what, each.words, each.count) for each in found if each.what],
        "page": page,
        "rows": listing.difference_rows(page, bill, request.user),
    }
    return render(request, "expected/difference_list.html", context)


@practice_only
def difference_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The differences as the address narrows them, all pages of them."""
    bill = _bill(request, public_id)
    rows = listing.differences_table(listing.differences(bill, request.GET))
    return csv_file(f"differences-{bill.month:%Y-%m}.csv", listing.DIFFERENCES, rows)


def _bill(request: HttpRequest, public_id: UUID) -> ExpectedBill:
    bills = ExpectedBill.objects.visible_to(request.user).select_related(
        "account__carrier", "client", "last_bill", "made_by"
    )
    return get_object_or_404(bills, public_id=public_id)
