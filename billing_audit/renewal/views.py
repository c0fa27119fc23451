"""Pages of renewal packs: the practice makes and issues them, the client reads them."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from billing_audit.renewal import services
from billing_audit.renewal.models import RenewalPack
from clients.agreements.models import RetainerAgreement
from clients.files.services import hand_out
from clients.people.access import any_signed_in, portal_only, practice_only, principal_only
from clients.people.company import chosen_company, page
from retainer.lib.refusal import Refused


@practice_only
def pack_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The packs of one agreement: the newest to read and to plan in, those before it below."""
    agreement = _agreement(request, public_id)
    packs = list(agreement.renewal_packs.select_related("pdf", "made_by", "issued_by"))
    pack = packs[0] if packs else None
    context = {
        "agreement": agreement,
        "pack": pack,
        "earlier": packs[1:],
        "plan": "\n".join(pack.figures["plan"]) if pack else "",
    }
    return render(request, "renewal/pack_detail.html", context)


@practice_only
@require_POST
def pack_make(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Freeze everything as it stands now; with a plan, that one."""
    agreement = _agreement(request, public_id)
    plan = request.POST["plan"].splitlines() if "plan" in request.POST else None
    try:
        services.make_pack(agreement=agreement, made_by=request.user, plan=plan)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("renewal:pack_detail", public_id)


@principal_only
@require_POST
def pack_issue(request: HttpRequest, public_id: UUID) -> HttpResponse:
    pack = get_object_or_404(_packs(request), public_id=public_id)
    try:
        services.issue_pack(pack=pack, issued_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"Issued. {pack.client} is told and can read it.")
    return redirect("renewal:pack_detail", pack.agreement.public_id)


@any_signed_in
def pack_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The PDF, shown in place or, with ``?download``, saved; no draft exists for a client."""
    packs = _packs(request)
    if request.user.is_client_user:
        packs = packs.filter(state=RenewalPack.State.ISSUED)
    pack = get_object_or_404(packs.select_related("pdf"), public_id=public_id)
    if pack.pdf is None:
        raise Http404("This pack has no PDF yet.")
    return hand_out(pack.pdf, inline="download" not in request.GET)


@portal_only
def my_packs(request: HttpRequest) -> HttpResponse:
    """What was issued to the company, the newest first."""
    company = chosen_company(request)
    packs = RenewalPack.objects.filter(client=company, state=RenewalPack.State.ISSUED)
    packs = packs.select_related("agreement", "pdf")
    return page(request, "renewal/my_packs.html", company, packs=packs)


def _packs(request: HttpRequest) -> QuerySet[RenewalPack]:
    return RenewalPack.objects.visible_to(request.user).select_related("agreement", "client")


def _agreement(request: HttpRequest, public_id: UUID) -> RetainerAgreement:
    agreements = RetainerAgreement.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(agreements, public_id=public_id)
