"""Deciding findings one after the other: the queue, the evidence of one, those like it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from billing_audit.findings import services
from billing_audit.findings.decision_models import FindingDecision
from billing_audit.findings.evidence import charges
from billing_audit.findings.forms import DecisionForm
from billing_audit.findings.models import Finding
from billing_audit.findings.narrowing import Narrowing
from billing_audit.findings.outcomes import answer, tell_outcome
from billing_audit.findings.rows import READ, months, rows
from billing_audit.findings.saving import about_views
from billing_audit.suppressions.services import take_back
from billing_audit.triage.alike import likenesses
from billing_audit.triage.asking import palettes
from clients.people.access import practice_only
from retainer.lib import keyset
from retainer.lib.refusal import Refused

#: Charges whose evidence stands beside the queue; the page of the finding has all.
CHARGES = 3
#: What one deed can decide.
MOST = 500


@practice_only
@vary_on_headers("X-Part")
def triage(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, as the address narrows it; a script asks for the rows alone."""
    narrowing = Narrowing(request, state=Finding.State.NEW)
    found = narrowing.findings.values_list(*READ, named=True)
    page = keyset.page(found, narrowing.order, request)
    shown = rows(page, of_one_client=narrowing.client is not None)
    context = {"narrowing": narrowing, "page": page, "rows": shown}
    if "X-Part" in request.headers:
        return render(request, "triage/_page.html", context)
    context |= {
        "palettes": palettes(),
        "fields": DecisionForm(place="plain"),
        **about_views(request),
    }
    return render(request, "triage/triage.html", context)


@practice_only
def finding_evidence(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a decision about one finding needs, beside the queue."""
    finding = _finding(request, public_id)
    latest = list(finding.occurrences.select_related("invoice").order_by("-month", "-id")[:CHARGES])
    context = {
        "finding": finding,
        "months": months(finding),
        "charges": charges(latest),
        "more": finding.occurrence_count - len(latest),
        "alike": next(iter(likenesses(finding, request.user)), None),
    }
    return render(request, "triage/_evidence.html", context)


@practice_only
@vary_on_headers("X-Part")
def finding_alike(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Findings like this one, in the way the address asks for, to be decided together."""
    finding = _finding(request, public_id)
    ways = likenesses(finding, request.user)
    asked = request.GET.get("by")
    chosen = next((way for way in ways if way.name == asked), next(iter(ways), None))
    own = Finding.objects.filter(pk=finding.pk).values_list(*READ, named=True)
    context = {
        "finding": finding,
        "ways": ways,
        "chosen": chosen,
        "rows": rows([*own, *(chosen.rows if chosen else [])], of_one_client=False),
        "palettes": palettes(),
    }
    page = "triage/_alike.html" if "X-Part" in request.headers else "triage/finding_alike.html"
    return render(request, page, context)


@practice_only
@require_POST
def findings_decide(request: HttpRequest) -> HttpResponse:
    """Decide the same about the findings that are sent, each with the state it was seen in."""
    back = f"{reverse('triage:triage')}?{request.GET.urlencode()}"
    seen = _seen(request)
    chosen = list(Finding.objects.visible_to(request.user).filter(public_id__in=seen))
    form, decided = DecisionForm(request.POST), []
    if len(seen) > MOST:
        messages.error(request, f"Decide about {MOST} findings at most in one go.")
    elif not chosen:
        messages.info(request, "Tick the findings to decide about first.")
    elif not form.is_valid():
        messages.error(request, "Choose a reason first; nothing was decided yet.")
    else:
        states = {each.pk: seen[each.public_id] for each in chosen if seen[each.public_id]}
        try:
            outcome = services.decide_all(
                findings=chosen, seen=states, decided_by=request.user, **form.decision
            )
        except Refused as refusal:
            messages.error(request, f"{refusal.sentence} Nothing was decided yet.")
        else:
            tell_outcome(request, outcome)
            decided = chosen
    return answer(request, decided, back=back)


@practice_only
@require_POST
def decision_undo(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Take back what was decided in one go."""
    decisions = FindingDecision.objects.visible_to(request.user).filter(batch=batch)
    decisions = list(decisions.select_related("finding"))
    if not decisions:
        raise Http404
    outcome = take_back(batch=batch, decisions=decisions, taken_back_by=request.user)
    tell_outcome(request, outcome, "taken back")
    findings = [each.finding for each in decisions]
    one = len(findings) == 1
    back = (
        reverse("findings:finding_detail", args=[findings[0].public_id])
        if one
        else reverse("triage:triage")
    )
    return answer(request, findings, back=back)


def _seen(request: HttpRequest) -> dict[UUID, str]:
    """What was sent as ``id:state``; the state may be missing, and nonsense is no finding."""
    sent: dict[UUID, str] = {}
    for each in request.POST.getlist("finding"):
        key, _, state = each.partition(":")
        try:
            sent[UUID(key)] = state
        except ValueError:
            continue
    return sent


def _finding(request: HttpRequest, public_id: UUID) -> Finding:
    findings = Finding.objects.visible_to(request.user).for_list().with_monthly_worth()
    return get_object_or_404(findings.select_related("suppressed_by"), public_id=public_id)
