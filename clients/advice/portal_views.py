"""Pages of a client user: what waits for a decision, one of them, and the decision itself.

No page decides by being opened; whoever follows a mail signs in, reads, and presses a button.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.advice import deciding
from clients.advice.authority import Authorities
from clients.advice.deciding import Via
from clients.advice.evidence import shown
from clients.advice.forms import DeferForm
from clients.advice.models import Recommendation
from clients.advice.views import told
from clients.people.access import portal_only
from clients.people.company import chosen_company, companies, contacts, page
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib import keyset
from retainer.lib.refusal import Refused

STATES = (("", "Waiting"), ("decided", "Decided"), ("all", "All"))
#: Recommendations decided together, at most.
MOST = 200


@dataclass
class Carrier:
    """What waits about one carrier, and what of it this person may decide."""

    name: str
    rows: list[Recommendation] = field(default_factory=list)
    mine: list[Recommendation] = field(default_factory=list)

    @property
    def sums(self) -> str:
        """What those that this person may decide come to, by currency."""
        sums: dict[str, Decimal] = {}
        for each in self.mine:
            sums[each.currency] = sums.get(each.currency, Decimal(0)) + each.money
        return " and ".join(written.money(amount, code) for code, amount in sums.items())


@portal_only
def my_decisions(request: HttpRequest) -> HttpResponse:
    """What waits for the company's decision, by carrier; what was decided."""
    company = chosen_company(request)
    state = request.GET.get("state", "")
    every = Recommendation.objects.visible_to(request.user).filter(client=company).for_portal()
    waiting = list(every.waiting().order_by("due_on", "-money", "pk")[:MOST])
    authorities = Authorities(company.pk)
    context: dict[str, Any] = {
        "states": STATES,
        "state": state,
        "waiting": waiting,
        "mine": [each for each in waiting if authorities.of(request.user, each)],
        "holds_rights": request.user.decision_rights.filter(client=company).exists(),
    }
    if state in ("decided", "all"):
        rows = every.decided() if state == "decided" else every
        context["page"] = keyset.page(rows, ["-id"], request)
    else:
        context["carriers"] = by_carrier(waiting, request.user, authorities)
    return page(request, "advice/my_decisions.html", company, **context)


def by_carrier(
    waiting: list[Recommendation], user: User, authorities: Authorities
) -> list[Carrier]:
    """What waits, by carrier, with who may decide where this person may not."""
    found: dict[str, Carrier] = {}
    for each in waiting:
        each.why_not = authorities.why_not(user, each)
        carrier = found.setdefault(each.carrier_name or "", Carrier(each.carrier_name or "Other"))
        carrier.rows.append(each)
        if not each.why_not:
            carrier.mine.append(each)
    return list(found.values())


@portal_only
def my_decision(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One recommendation in plain words, with the buttons for whoever may decide it."""
    asked = _asked(request, public_id)
    company = next(each for each in companies(request) if each.pk == asked.client_id)
    is_open = asked.state in deciding.OPEN
    why_not = Authorities(asked.client_id).why_not(request.user, asked)
    parts = shown(asked.parts.all(), request.user, asked)
    return page(
        request,
        "advice/my_decision.html",
        company,
        asked=asked,
        options=asked.options.all(),
        parts=parts,
        is_open=is_open,
        why_not=why_not,
        decisions=told(asked),
        tomorrow=timezone.localdate() + timedelta(days=1),
        via=Via.MAIL if request.GET.get("via") == Via.MAIL else Via.PAGE,
        contacts=contacts(company),
    )


@portal_only
@require_POST
def decision_accept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Accept the chosen option for all parts that stayed ticked."""
    asked = _asked(request, public_id)
    ticked = set(request.POST.getlist("part"))
    numbers = asked.parts.values_list("position", flat=True)
    option = request.POST.get("option", "")
    return _decided(
        request,
        asked,
        deciding.accept,
        option=int(option) if option.isdecimal() else None,
        leave_out=[number for number in numbers if str(number) not in ticked],
        reason=request.POST.get("reason", ""),
    )


@portal_only
@require_POST
def decision_decline(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asked = _asked(request, public_id)
    return _decided(request, asked, deciding.decline, reason=request.POST.get("reason", ""))


@portal_only
@require_POST
def decision_defer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asked = _asked(request, public_id)
    form = DeferForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(e for errors in form.errors.values() for e in errors))
        return redirect("advice:my_decision", asked.public_id)
    return _decided(request, asked, deciding.defer, **form.cleaned_data)


@portal_only
@require_POST
def decision_reverse(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take the decision back, while nothing went to the carrier."""
    asked = _asked(request, public_id)
    return _decided(request, asked, deciding.reverse, reason=request.POST.get("reason", ""))


@portal_only
@require_POST
def decision_accept_many(request: HttpRequest) -> HttpResponse:
    """Accept our advice on those that were listed, such as all of one carrier."""
    named = [each for each in request.POST.getlist("recommendation")[:MOST] if _is_uuid(each)]
    mine = Recommendation.objects.visible_to(request.user).filter(public_id__in=named)
    taken, refused = deciding.accept_all(
        recommendations=mine.select_related("client"), decided_by=request.user
    )
    if taken:
        messages.success(request, f"{written.count(len(taken), 'recommendation')} accepted.")
    for sentence in refused:
        messages.error(request, sentence)
    return redirect("advice:my_decisions")


def _decided(
    request: HttpRequest, asked: Recommendation, deed: Callable[..., Any], **how: Any
) -> HttpResponse:
    via = Via.MAIL if request.POST.get("via") == Via.MAIL else Via.PAGE
    try:
        decision = deed(recommendation=asked, decided_by=request.user, via=via, **how)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{decision.get_outcome_display()}. Your consultant is told.")
    return redirect("advice:my_decision", asked.public_id)


def _asked(request: HttpRequest, public_id: UUID) -> Recommendation:
    mine = Recommendation.objects.visible_to(request.user).for_portal()
    return get_object_or_404(mine.select_related("standing"), public_id=public_id)


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
