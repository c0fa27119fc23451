"""Noting that notice was given under a contract."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.contracts import noticing
from clients.contracts.forms import NoticeForm
from clients.contracts.notice_models import NoticeGiven
from clients.people.access import practice_only
from clients.telecom.models import Contract
from retainer.lib.refusal import Refused


@practice_only
def notice_give(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note when notice was given, by whom and how, and with which day the contract ends."""
    contracts = Contract.objects.visible_to(request.user).select_related("client", "carrier")
    contract = get_object_or_404(contracts, public_id=public_id)
    form = NoticeForm(request.POST or None, contract=contract)
    if request.method == "POST" and form.is_valid():
        notice = form.save(commit=False)
        try:
            noticing.give_notice(notice=notice, today=timezone.localdate(), noted_by=request.user)
        except Refused as refusal:
            form.add_error("ends_on", refusal.sentence)
        else:
            messages.success(request, "Notice is on file; nobody is reminded of it any more.")
            return redirect("contracts:contract_dates", contract.public_id)
    return render(request, "contracts/notice_form.html", {"form": form, "contract": contract})


@practice_only
@require_POST
def notice_take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    notices = NoticeGiven.objects.visible_to(request.user)
    notice = get_object_or_404(
        notices.select_related("client", "contract__carrier"), public_id=public_id
    )
    try:
        noticing.take_back(notice=notice, today=timezone.localdate(), by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("contracts:contract_dates", notice.contract.public_id)
