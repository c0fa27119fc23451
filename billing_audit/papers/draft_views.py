"""A bill read from paper, beside its page, until a person confirms or discards it."""

import hashlib
import json
from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from billing_audit.bills.importers.paper.draft import Draft
from billing_audit.bills.importers.paper.stream import faults_of
from billing_audit.bills.paper_models import DraftBill
from billing_audit.bills.paper_services import confirm_draft, correct_draft, discard_draft
from billing_audit.papers.correcting import (
    blank_row,
    corrected,
    head_fields,
    is_on,
    rows_on,
    sum_of,
)
from billing_audit.papers.drawing import TYPES
from billing_audit.papers.reading import amount_of
from billing_audit.papers.sheet_views import opened, page_in
from clients.people.access import practice_only
from retainer.lib.money import in_currency
from retainer.lib.refusal import Refused

CHANGED = (
    "Somebody else changed this draft since you opened it. Open the page again to see how, then "
    "make your change."
)


@practice_only
def draft_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Look at the lines of one page beside it, change them, confirm the bill."""
    bill = _draft(request, public_id)
    if bill.confirmed_at:
        return redirect("bills:file_detail", bill.bill_file.public_id)
    if request.method != "POST":
        return _page(request, bill, bill.draft, page_in(request.GET))
    page = page_in(request.POST)
    draft = corrected(bill.draft, request.POST, page)
    if request.POST.get("seen") != seen(bill):
        return _page(request, bill, draft, page, CHANGED)
    try:
        return _do(request, bill, draft, page)
    except Refused as refused:
        return _page(request, bill, draft, page, refused.sentence)


@practice_only
@require_POST
def draft_discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """No bill comes of it; its file may be read again or its totals entered."""
    bill = _draft(request, public_id)
    try:
        discard_draft(draft=bill, discarded_by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("bills:file_detail", bill.bill_file.public_id)


def _do(request: HttpRequest, bill: DraftBill, draft: Draft, page: int) -> HttpResponse:
    """Keep what was changed, or take it back; then turn the page or confirm."""
    if request.POST.get("deed") == "restore":
        draft = Draft.from_json(bill.as_read)
    correct_draft(draft=bill, content=draft, corrected_by=request.user)
    if request.POST.get("deed") == "confirm":
        reason = request.POST.get("reason", "")
        bill_file = confirm_draft(draft=bill, reason=reason, confirmed_by=request.user)
        messages.success(request, f"{bill_file} is confirmed and being loaded.")
        return redirect("bills:file_detail", bill_file.public_id)
    turned = request.POST.get("turn", "")
    where = reverse("papers:draft_detail", args=[bill.public_id])
    return redirect(f"{where}?page={turned if turned.isdecimal() else page}")


def _page(
    request: HttpRequest, bill: DraftBill, draft: Draft, page: int, refusal: str = ""
) -> HttpResponse:
    why = reasons(draft)
    sheet = opened(bill.bill_file, page)
    currency = draft.invoice.get("currency", "")
    total = amount_of(draft.invoice.get("stated_total", ""))
    sum_of_all = sum_of(draft.lines)
    context = {
        "bill": bill,
        "file": bill.bill_file,
        "sheet": sheet,
        # Who did not see a colleague's change goes on not having seen it.
        "seen": request.POST.get("seen", "") if refusal == CHANGED else seen(bill),
        "head": head_fields(draft, why),
        "rows": rows_on(draft, page, why),
        "blank": blank_row(),
        "types": TYPES,
        "total_lines": len(draft.lines),
        "elsewhere": sum_of([line for line in draft.lines if not is_on(line, page)]),
        "difference": None if total is None else in_currency(total - sum_of_all, currency),
        "currency": currency,
        "remarks": draft.remarks,
        "is_changed": bill.content != bill.as_read,
        "doubts_by_page": doubted_pages(draft, why, page),
        "discard_url": reverse("papers:draft_discard", args=[bill.public_id]),
        "reason": request.POST.get("reason", ""),
        "refusal": refusal,
        "refused_title": "The bill is not loaded yet",
    }
    return render(request, "papers/draft_detail.html", context)


def reasons(draft: Draft) -> dict[tuple[int | None, str], str]:
    """Why a cell cannot be taken as it stands, by row and column."""
    return {
        (fault.row, fault.column): f"{fault.value}: {fault.reason}" if fault.value else fault.reason
        for fault in faults_of(draft)
    }


def doubted_pages(draft: Draft, why: Mapping[tuple[int | None, str], str], page: int) -> list[int]:
    """Other pages that have something nobody could read."""
    rows = {row for row, _ in why if row is not None}
    pages = {int(draft.lines[row - 1]["page"] or 1) for row in rows}
    return sorted(pages - {page})


def seen(bill: DraftBill) -> str:
    """What the draft was when its page was shown, so that nobody overwrites unseen changes."""
    return hashlib.sha256(json.dumps(bill.content, sort_keys=True).encode()).hexdigest()[:20]


def _draft(request: HttpRequest, public_id: UUID) -> DraftBill:
    drafts = DraftBill.objects.visible_to(request.user)
    return get_object_or_404(
        drafts.select_related("bill_file__stored", "client"), public_id=public_id
    )
