"""A bill entered by its totals: of a scan, of a PDF nobody reads yet, or of paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from billing_audit.bills.file_views import chosen_client
from billing_audit.bills.models import BillFile
from billing_audit.bills.totals import enter_totals_bill, keep_scan
from billing_audit.papers.forms import TotalsForm
from billing_audit.papers.sheet_views import file_of, page_in
from billing_audit.papers.sheets import Sheet, sheet_of
from clients.people.access import practice_only
from retainer.lib.refusal import Refused


@practice_only
def totals_new(request: HttpRequest) -> HttpResponse:
    """A bill that comes on paper, with its scan if there is one.

    A scan is kept as soon as it comes, so that it stands beside the form while somebody types.
    """
    if "scan" not in request.FILES:
        return _totals(request, None)
    try:
        scan = keep_scan(scan=request.FILES["scan"], brought_by=request.user)
    except Refused as refused:
        return _totals(request, None, refusal=refused.sentence)
    return _totals(request, scan)


@practice_only
def totals_enter(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A bill that came as a file nobody could read, beside that file."""
    return _totals(request, file_of(request, public_id))


def _totals(request: HttpRequest, bill_file: BillFile | None, refusal: str = "") -> HttpResponse:
    form = _form(request, bill_file)
    if refusal:
        form.add_error("scan", refusal)
    if form.is_bound and form.is_valid():
        try:
            entered = enter_totals_bill(
                account=form.cleaned_data["account"],
                bill=form.bill,
                entered_by=request.user,
                bill_file=bill_file,
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"Invoice {form.bill.number} is entered and being loaded.")
            return redirect("bills:file_detail", entered.public_id)
    here, back = reverse("papers:totals_new"), reverse("bills:file_list")
    if bill_file:
        here = reverse("papers:totals_enter", args=[bill_file.public_id])
        back = reverse("bills:file_detail", args=[bill_file.public_id])
    context = {
        "form": form,
        "file": bill_file,
        "sheet": _sheet(bill_file, page_in(request.GET)),
        "here": here,
        "back": back,
    }
    return render(request, "papers/totals.html", context)


def _form(request: HttpRequest, bill_file: BillFile | None) -> TotalsForm:
    """What was typed so far; nobody complains of it while only the scan is to be shown."""
    client = bill_file.client if bill_file else chosen_client(request)
    is_shown_only = bill_file is not None and "show" in request.POST
    return TotalsForm(
        None if is_shown_only else request.POST or None,
        initial=request.POST.dict() if is_shown_only else None,
        user=request.user,
        client=client,
        with_scan=bill_file is None,
    )


def _sheet(bill_file: BillFile | None, page: int) -> Sheet | None:
    """What is copied from, if it can be shown."""
    if bill_file is None:
        return None
    try:
        return sheet_of(bill_file, page)
    except Refused:
        return None
