"""Pages on the way to an issue: the gates for the practice, the frozen text for both sides."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.advice.authority import Authorities
from clients.people.access import any_signed_in, portal_only, practice_only, principal_only
from clients.people.company import chosen_company, page
from clients.people.models import DecisionRight
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from rfp.authoring.models import Rfp
from rfp.gates import services
from rfp.gates.forms import PutForwardForm
from rfp.gates.judging import judge
from rfp.issuing.freezing import undated
from rfp.issuing.models import IssueApproval, IssueCandidate
from rfp.issuing.reading import text_of
from rfp.issuing.shape import read


@practice_only
def gate_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Each gate of a request: passed, or what to do."""
    rfp = _rfp(request, public_id)
    form = PutForwardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            candidate = services.put_forward(rfp=rfp, put_by=request.user, **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, "Put forward. Those who may approve it are told.")
            return redirect("gates:candidate_detail", candidate.public_id)
    context = {
        "rfp": rfp,
        "judged": judge(rfp, request.user),
        "form": form,
        "versions": rfp.versions.for_list(),
    }
    return render(request, "gates/gate_list.html", context)


@any_signed_in
def candidate_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The frozen text with who read it, and the buttons for whoever may sign or approve."""
    candidate = _candidate(request, public_id)
    user = request.user
    word = IssueApproval.objects.filter(candidate=candidate).annotate(who=F("decided_by__name"))
    reviews = candidate.reviews.annotate(who=F("person__name"))
    standing = candidate.withdrawn_at is None
    frozen = read(candidate.document)
    approval = word.first()
    context: dict[str, Any] = {
        "candidate": candidate,
        "approval": approval,
        "reviews": reviews,
        "may_sign": standing
        and user.pk not in candidate.authors
        and not any(each.person_id == user.pk for each in reviews),
        "waits": standing and approval is None,
        "why_not": Authorities(candidate.client_id).why_not(user, candidate),
        **text_of(undated(frozen)),
        "frozen": frozen,
    }
    if user.is_practice and standing and candidate.rfp.state == Rfp.State.REVIEW:
        context["judged"] = judge(candidate.rfp, user)
    return render(request, "gates/candidate_detail.html", context)


@any_signed_in
@require_POST
def candidate_sign(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Sign that it was read by somebody who wrote none of it."""
    candidate = _candidate(request, public_id)
    try:
        services.sign(
            candidate=candidate, person=request.user, remark=request.POST.get("remark", "")
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Signed: you read it.")
    return redirect("gates:candidate_detail", public_id)


@portal_only
@require_POST
def candidate_decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Approve or decline; who holds no right to it is turned away with 403."""
    candidate = _candidate(request, public_id)
    try:
        word = services.decide(
            candidate=candidate,
            outcome=request.POST.get("outcome", ""),
            decided_by=request.user,
            reason=request.POST.get("reason", ""),
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{word.get_outcome_display()}. Your consultant is told.")
    return redirect("gates:candidate_detail", public_id)


@practice_only
@require_POST
def candidate_take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make it a draft again."""
    candidate = _candidate(request, public_id)
    try:
        services.take_back(
            candidate=candidate,
            because=request.POST.get("because", ""),
            taken_by=request.user,
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("gates:candidate_detail", public_id)
    messages.success(request, "Taken back. It is a draft again.")
    return redirect("gates:gate_list", candidate.rfp.public_id)


@principal_only
@require_POST
def candidate_issue(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give it to bidders."""
    candidate = _candidate(request, public_id)
    try:
        version = services.issue(candidate=candidate, issued_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("gates:candidate_detail", public_id)
    messages.success(request, "Issued. PDF, Word document and workbook are being drawn.")
    return redirect("issuing:version_detail", version.public_id)


@portal_only
def my_requests(request: HttpRequest) -> HttpResponse:
    """What was put to the company to read, and what it issued."""
    company = chosen_company(request)
    rows = IssueCandidate.objects.visible_to(request.user).filter(client=company)
    rows = rows.select_related("rfp", "approval", "issued").prefetch_related("rfp__addenda")
    return page(
        request,
        "gates/my_requests.html",
        company,
        page=keyset.page(rows, ["-id"], request),
        # Bids are for whoever decides.
        reads_bids=DecisionRight.objects.filter(client=company, user=request.user.pk).exists(),
    )


def _rfp(request: HttpRequest, public_id: UUID) -> Rfp:
    rows = Rfp.objects.visible_to(request.user).select_related("client", "owner")
    return get_object_or_404(rows, public_id=public_id)


def _candidate(request: HttpRequest, public_id: UUID) -> IssueCandidate:
    rows = IssueCandidate.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("client", "rfp__client").annotate(putter=F("put_by__name")),
        public_id=public_id,
    )
