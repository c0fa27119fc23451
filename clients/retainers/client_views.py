"""Pages of a client user about their retainer: what is left, what it went into, what to decide."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.people.access import portal_only
from clients.people.company import chosen_company, contacts, page
from clients.people.models import Client, Membership
from clients.retainers import approval, overage
from clients.retainers.models import OverageRequest
from clients.retainers.past import month_page
from clients.retainers.standing import Standing
from clients.work.models import WorkEntry
from retainer.lib.months import read_month
from retainer.lib.refusal import Refused

State = WorkEntry.State


@portal_only
def my_retainer(request: HttpRequest) -> HttpResponse:
    """How much is left; then what it went into, what was agreed, and whom to call."""
    company = chosen_company(request)
    asked = read_month(request.GET.get("month", ""))
    standing = Standing(
        company,
        timezone.localdate(),
        agreement=_public_id(request.GET.get("agreement", "")),
        month=asked,
    )
    shown = standing.shown
    if shown and shown.is_closed and shown.month == asked:
        return redirect(shown.url)
    entries = [entry for project in standing.work for entry in project.entries]
    return page(
        request,
        "retainers/my_retainer.html",
        company,
        standing=standing,
        agreement=standing.agreement,
        now=standing.now,
        to_agree=sum(entry.state == State.APPROVED for entry in entries),
        may_agree=_may_agree(request, company),
        waiting=[_open_request(request, each) for each in standing.requests if _waits(each)],
        decided=[each for each in standing.requests if not _waits(each)],
        contacts=contacts(company),
    )


def _public_id(text: str) -> UUID | None:
    """What an address names something by; ``None`` for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _waits(asked: OverageRequest) -> bool:
    return asked.state == OverageRequest.State.OPEN


def _open_request(request: HttpRequest, asked: OverageRequest) -> dict[str, object]:
    """A request that waits, and what this person may do about it."""
    return {
        "asked": asked,
        "refusal": overage.who_may(asked, request.user),
        "may_decline": overage.may_decline(asked, request.user),
    }


def _may_agree(request: HttpRequest, company: Client) -> bool:
    """Viewers look and ask; agreeing is for those who run the retainer."""
    roles = Membership.Role
    mine = Membership.objects.filter(user=request.user, client=company)
    return mine.filter(role__in=[roles.EXECUTIVE, roles.MANAGER]).exists()


@portal_only
@require_POST
def entry_agree(request: HttpRequest, public_id: UUID) -> HttpResponse:
    entry = _entry(request, public_id)
    if not _may_agree(request, entry.client):
        raise PermissionDenied
    try:
        approval.agree(entry=entry, agreed_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return _back_to(entry)


@portal_only
@require_POST
def entry_question(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask about an entry; its month waits for the answer."""
    entry = _entry(request, public_id)
    try:
        approval.question(entry=entry, asked_by=request.user, text=request.POST.get("text", ""))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Asked. The answer will stand beside the entry.")
    return _back_to(entry)


@portal_only
@require_POST
def month_agree(request: HttpRequest) -> HttpResponse:
    """Agree to every entry of an agreement's month about which nobody asked."""
    company = chosen_company(request)
    if not _may_agree(request, company):
        raise PermissionDenied
    month = read_month(request.POST.get("month", ""))
    asked = _public_id(request.POST.get("agreement", ""))
    agreement = company.agreements.filter(public_id=asked).first()
    if month is None or agreement is None:
        return redirect("retainers:my_retainer")
    approval.agree_month(agreement=agreement, month=month, agreed_by=request.user)
    return redirect(month_page(agreement, month))


@portal_only
@require_POST
def overage_accept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asked = _asked(request, public_id)
    try:
        overage.accept_overage(request=asked, decided_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Accepted. We are told and go on.")
    return redirect("retainers:my_retainer")


@portal_only
@require_POST
def overage_decline(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asked = _asked(request, public_id)
    remark = request.POST.get("remark", "").strip()[:500]
    try:
        overage.decline_overage(request=asked, decided_by=request.user, remark=remark)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Declined. We are told and stop at the allowance.")
    return redirect("retainers:my_retainer")


def _entry(request: HttpRequest, public_id: UUID) -> WorkEntry:
    counted = WorkEntry.objects.visible_to(request.user).counted()
    return get_object_or_404(
        counted.select_related("project__agreement", "client"), public_id=public_id
    )


def _asked(request: HttpRequest, public_id: UUID) -> OverageRequest:
    requests = OverageRequest.objects.visible_to(request.user)
    return get_object_or_404(requests.select_related("agreement", "client"), public_id=public_id)


def _back_to(entry: WorkEntry) -> HttpResponse:
    page = month_page(entry.project.agreement, entry.worked_on)
    return redirect(f"{page}#e-{entry.public_id}")
