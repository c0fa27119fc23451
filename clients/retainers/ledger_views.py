"""Pages that open a month of a ledger, and where a principal posts to it by hand."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.agreements.models import RetainerAgreement
from clients.people.access import practice_only, principal_only
from clients.retainers import corrections
from clients.retainers.ledger import open_from
from clients.retainers.ledger_forms import AdjustForm, GiveBackForm, TransferForm, others_of
from clients.retainers.opened import OpenedMonth
from clients.work.models import WorkEntry
from retainer.lib import format as written
from retainer.lib.months import month_of, read_month
from retainer.lib.refusal import Refused


@practice_only
def ledger_month(request: HttpRequest, public_id: UUID, month: str) -> HttpResponse:
    """Every figure of a month with what makes it."""
    agreement, first = _place(request, public_id, month)
    context = {
        "agreement": agreement,
        "month": first,
        "opened": OpenedMonth(agreement, first),
        "others": others_of(agreement).exists(),
    }
    return render(request, "retainers/ledger_month.html", context)


@principal_only
def ledger_adjust(request: HttpRequest, public_id: UUID, month: str) -> HttpResponse:
    """Give or take by hand."""
    agreement, first = _place(request, public_id, month)
    form = AdjustForm(request.POST or None, agreement=agreement)

    def post(amount: Any, reason: str) -> None:
        corrections.adjust(
            agreement=agreement, month=first, amount=amount, reason=reason, made_by=request.user
        )

    return _by_hand(request, form, agreement, first, "Adjust", post)


@principal_only
def ledger_transfer(request: HttpRequest, public_id: UUID, month: str) -> HttpResponse:
    """Move what is left to another agreement of the client."""
    agreement, first = _place(request, public_id, month)
    form = TransferForm(request.POST or None, agreement=agreement)

    def post(target: RetainerAgreement, amount: Any, reason: str) -> None:
        corrections.transfer(
            source=agreement,
            target=target,
            month=first,
            amount=amount,
            reason=reason,
            made_by=request.user,
        )

    return _by_hand(request, form, agreement, first, "Transfer", post)


@principal_only
def ledger_give_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct an entry of a closed month: its hours come back in the first open one."""
    entries = WorkEntry.objects.visible_to(request.user).select_related(
        "project__agreement__client", "client"
    )
    entry = get_object_or_404(entries, public_id=public_id)
    agreement = entry.project.agreement
    form = GiveBackForm(request.POST or None, entry=entry)

    def post(hours: Any, reason: str) -> None:
        corrections.give_back(entry=entry, hours=hours, reason=reason, made_by=request.user)

    back = {"entry": entry, "arrives": open_from(agreement)}
    worked = month_of(entry.worked_on)
    return _by_hand(request, form, agreement, worked, "Give back", post, **back)


def _by_hand(
    request: HttpRequest,
    form: Form,
    agreement: RetainerAgreement,
    month: date,
    deed: str,
    post: Callable[..., None],
    **more: Any,
) -> HttpResponse:
    """The form of a posting; what the ledger refuses is said beside it."""
    if request.method == "POST" and form.is_valid():
        try:
            post(**form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"Posted to {written.month(more.get('arrives', month))}.")
            return redirect("retainers:ledger_month", agreement.public_id, f"{month:%Y-%m}")
    context = {"form": form, "agreement": agreement, "month": month, "deed": deed, **more}
    return render(request, "retainers/ledger_form.html", context)


def _place(request: HttpRequest, public_id: UUID, month: str) -> tuple[RetainerAgreement, date]:
    """The agreement and the month of an address."""
    agreements = RetainerAgreement.objects.visible_to(request.user).select_related("client")
    agreement = get_object_or_404(agreements, public_id=public_id)
    first = read_month(month)
    if first is None or not agreement.touches(first):
        raise Http404
    return agreement, first
