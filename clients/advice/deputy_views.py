"""Pages about deputies: who stands in for whom, named and revoked by the holder of a right."""

from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.advice.deputies import DeputyRefused, name_deputy, revoke_deputy
from clients.advice.forms import DeputyForm
from clients.advice.models import Deputy
from clients.people.access import portal_only
from clients.people.company import chosen_company, page
from clients.people.models import DecisionRight


@portal_only
def deputy_list(request: HttpRequest) -> HttpResponse:
    """Who may decide what, who stands in for them, and a form for whoever holds a right."""
    company = chosen_company(request)
    rights = DecisionRight.objects.filter(client=company, user__is_active=True)
    form = DeputyForm(request.POST or None, holder=request.user, company=company)
    if request.method == "POST" and form.is_valid():
        try:
            name_deputy(named_by=request.user, **form.cleaned_data)
        except DeputyRefused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Your deputy is named and told.")
            return redirect("advice:deputy_list")
    deputies = Deputy.objects.visible_to(request.user).filter(client=company)
    return page(
        request,
        "advice/deputy_list.html",
        company,
        form=form,
        rights=rights.annotate(name=F("user__name")).order_by("name", "subject"),
        holds_one=rights.filter(user=request.user).exists(),
        deputies=deputies.annotate(of=F("holder__name"), name=F("deputy__name")),
        today=timezone.localdate(),
    )


@portal_only
@require_POST
def deputy_revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a deputy's power now."""
    deputies = Deputy.objects.visible_to(request.user).select_related("client")
    deputy = get_object_or_404(deputies, public_id=public_id)
    try:
        revoke_deputy(deputy=deputy, revoked_by=request.user)
    except DeputyRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Revoked.")
    return redirect("advice:deputy_list")
