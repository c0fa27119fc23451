"""The principal's pages about work that waits: by week, opened, approved, sent back."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from clients.people.access import principal_only
from clients.people.models import Client, User
from clients.retainers.approval import LONGEST, ApprovalRefused, approve, send_back
from clients.retainers.waiting import (
    first_of_weeks,
    person_week,
    waiting_weeks,
    waiting_work,
)
from clients.work.models import WorkEntry
from retainer.lib import format as written
from retainer.lib import keyset

#: Entries of one deed; a week has fewer.
MOST = 500


@principal_only
def approval_list(request: HttpRequest) -> HttpResponse:
    """What waits for approval, by week, person and client, the oldest week first."""
    slug = request.GET.get("client", "")
    client = Client.objects.visible_to(request.user).filter(slug=slug).first() if slug else None
    waiting = waiting_work(request.user, client)
    weeks = first_of_weeks(waiting)
    page = keyset.page(weeks, ["worked_on", "id"], request)
    context = {
        "page": page,
        "rows": waiting_weeks(waiting, page),
        "number": weeks.count(),
        "hours": waiting.aggregate(hours=Sum("hours"))["hours"],
        "client": client,
    }
    return render(request, "retainers/approval_list.html", context)


@principal_only
def approval_week(request: HttpRequest, person: UUID, client: UUID, monday: date) -> HttpResponse:
    """One person's week at one client, entry by entry."""
    week = person_week(
        person=get_object_or_404(User.objects.visible_to(request.user), public_id=person),
        client=get_object_or_404(Client.objects.visible_to(request.user), public_id=client),
        monday=monday,
    )
    return render(request, "retainers/approval_week.html", {"week": week})


@principal_only
@require_POST
def work_approve(request: HttpRequest) -> HttpResponse:
    """Approve the ticked entries, or all that were shown."""
    word = "shown" if "all" in request.POST else "entry"
    entries = [each for each in _entries(request, word) if each.is_open]
    if not entries:
        messages.info(request, "Tick entries that wait for approval first.")
        return _back(request)
    try:
        approved = approve(entries=entries, approved_by=request.user)
    except ApprovalRefused as refusal:
        messages.error(request, refusal.sentence)
        return _back(request)
    charged = sum(entry.charged for entry in approved)
    messages.success(
        request,
        f"{written.count(len(approved), 'entry,entries')} approved: "
        f"{written.hours(charged)} charged.",
    )
    return _back(request)


@principal_only
@require_POST
def work_send_back(request: HttpRequest) -> HttpResponse:
    """Give the ticked entries back to whoever wrote them, with the reason."""
    entries = _entries(request, "entry")
    reason = request.POST.get("reason", "").strip()[:LONGEST]
    if not entries:
        messages.info(request, "Tick the entries to send back first.")
    elif not reason:
        messages.error(request, "Say why, so that it can be put right.")
    else:
        try:
            send_back(entries=entries, sent_back_by=request.user, reason=reason)
        except ApprovalRefused as refusal:
            messages.error(request, refusal.sentence)
        else:
            number = written.count(len(entries), "entry,entries")
            messages.success(request, f"{number} sent back.")
    return _back(request)


def _entries(request: HttpRequest, word: str) -> list[WorkEntry]:
    entries = WorkEntry.objects.visible_to(request.user)
    return list(entries.filter(public_id__in=_public_ids(request, word)))


def _public_ids(request: HttpRequest, word: str) -> list[UUID]:
    """The entries that were sent; anything that is no id is no entry."""
    ids = []
    for each in request.POST.getlist(word)[:MOST]:
        try:
            ids.append(UUID(each))
        except ValueError:
            continue
    return ids


def _back(request: HttpRequest) -> HttpResponse:
    """To the week while something of it waits, else to what waits elsewhere."""
    back = request.POST.get("next", "")
    known = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if known else "retainers:approval_list")
