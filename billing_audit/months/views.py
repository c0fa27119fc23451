"""The month board, one account's month, and the board as CSV."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing_audit.bills.expecting import cycle
from billing_audit.bills.models import Invoice
from billing_audit.expected.models import ExpectedBill
from billing_audit.months import board, cells, services
from billing_audit.months.forms import Reason
from billing_audit.months.models import NoBillExpected
from billing_audit.months.narrowing import Board
from clients.people.access import practice_only
from clients.telecom.models import BillingAccount
from retainer.lib.months import month_of
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from retainer.lib.states import state_of

COLUMNS = (
    *("client", "carrier", "account", "month", "state", "overdue_since", "bills"),
    *("amount", "currency", "totals_only", "reason"),
)
#: Bills before a month that its page shows, so that one sees the rhythm.
BEFORE = 12


@practice_only
def month_board(request: HttpRequest) -> HttpResponse:
    """Accounts down, months across, the current one first."""
    return render(request, "months/month_board.html", {"board": Board(request)})


@practice_only
def month_board_csv(request: HttpRequest) -> HttpResponse:
    """Every account and month that the address asks for, one row each and currency."""
    asked = Board(request)
    return csv_file("months.csv", COLUMNS, _csv_rows(asked))


@practice_only
def month_detail(request: HttpRequest, public_id: UUID, month: str) -> HttpResponse:
    """One account's month: its bills, or why one is expected; and the word that none comes."""
    account, day = _account(request, public_id), _month(month)
    invoices = Invoice.objects.filter(client=account.client_id, account=account)
    before = invoices.filter(month__lt=day, document_type="invoice").order_by("-bill_date")
    days = sorted(set(before.values_list("bill_date", flat=True)))
    [row] = board.rows_of([account], [day], timezone.localdate())
    context = {
        "account": account,
        "month": day,
        "cell": row.cells[0],
        "invoices": invoices.filter(month=day).select_related("account", "carrier", "client"),
        "before": before.select_related("account", "carrier", "client")[:BEFORE],
        "cycle": cycle(days) if days else None,
        "word": NoBillExpected.objects.select_related("said_by")
        .filter(account=account, month=day)
        .first(),
        "form": Reason(),
        "expected": ExpectedBill.objects.filter(account=account, month=day).first(),
    }
    return render(request, "months/month_detail.html", context)


@practice_only
@require_POST
def month_excuse(request: HttpRequest, public_id: UUID, month: str) -> HttpResponse:
    """Say that no bill comes and why; ``undo`` takes it back."""
    account, day = _account(request, public_id), _month(month)
    here = reverse("months:month_detail", args=[account.public_id, month])
    if "undo" in request.GET:
        services.expect_again(account=account, month=day, said_by=request.user)
        messages.success(request, "The bill is expected again.")
        return redirect(here)
    try:
        services.expect_no_bill(
            account=account,
            month=day,
            reason=request.POST.get("reason", "")[:200],
            said_by=request.user,
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        undo = reverse("months:month_excuse", args=[account.public_id, month]) + "?undo=1"
        messages.success(request, "No bill is expected for this month.", extra_tags=undo)
    return redirect(here)


def _account(request: HttpRequest, public_id: UUID) -> BillingAccount:
    accounts = BillingAccount.objects.visible_to(request.user).select_related("client", "carrier")
    return get_object_or_404(accounts, public_id=public_id)


def _month(text: str) -> date:
    try:
        return month_of(date.fromisoformat(f"{text}-01"))
    except ValueError as wrong:
        raise Http404 from wrong


def _csv_rows(asked: Board) -> Iterator[tuple[object, ...]]:
    for row in asked.rows:
        account = row.account
        for cell in row.cells:
            for code, amount in sorted(cell.bills.sums.items()) or [("", None)]:
                yield (
                    *(account.client.name, account.carrier.name, account.number),
                    *(f"{cell.month:%Y-%m}", state_of(cell.state).word if cell.state else ""),
                    *(cell.day if cell.state == cells.MISSING else None, cell.bills.number),
                    *(amount, code, cell.bills.totals_only, cell.reason),
                )
