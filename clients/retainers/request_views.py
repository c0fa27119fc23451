"""Pages of the practice where it asks the client for more, and answers what the client asked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.agreements.models import RetainerAgreement
from clients.people.access import practice_only
from clients.retainers import approval, overage
from clients.retainers.forms import AnswerForm, OverageForm
from clients.retainers.models import OverageRequest
from clients.retainers.unclosed import still_to_come
from clients.work.models import WorkEntry
from retainer.lib.refusal import Refused


@practice_only
def overage_ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for work beyond the allowance; below, what was asked before and what became of it."""
    agreements = RetainerAgreement.objects.visible_to(request.user).select_related("client")
    agreement = get_object_or_404(agreements, public_id=public_id)
    form = OverageForm(request.POST or None, agreement=agreement)
    if request.method == "POST" and form.is_valid():
        try:
            overage.ask_overage(agreement=agreement, asked_by=request.user, **form.cleaned_data)
        except overage.OverageRefused as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.sentence)
        else:
            messages.success(request, f"Asked. {agreement.client} is told.")
            return redirect("retainers:overage_ask", agreement.public_id)
    requests = agreement.overage_requests.select_related("asked_by", "decided_by")
    context = {
        "form": form,
        "agreement": agreement,
        "requests": requests,
        "still_to_come": still_to_come(agreement, timezone.localdate()),
    }
    return render(request, "retainers/overage_ask.html", context)


@practice_only
@require_POST
def overage_withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    requests = OverageRequest.objects.visible_to(request.user)
    asked = get_object_or_404(requests.select_related("agreement", "client"), public_id=public_id)
    try:
        overage.withdraw_overage(request=asked, withdrawn_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Withdrawn. The client is told.")
    return redirect("retainers:overage_ask", asked.agreement.public_id)


@practice_only
def entry_answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a client asked about an entry, and the answer."""
    entries = WorkEntry.objects.visible_to(request.user).counted()
    related = ("project__agreement", "client", "consultant")
    entry = get_object_or_404(entries.select_related(*related), public_id=public_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            approval.answer(entry=entry, answered_by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"Answered. {entry.client} is told.")
            return redirect("retainers:entry_answer", entry.public_id)
    remarks = entry.remarks.select_related("written_by")
    context = {"form": form, "entry": entry, "remarks": remarks}
    return render(request, "retainers/entry_answer.html", context)
