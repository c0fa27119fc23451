"""The page of a contract's incentives: what is agreed, and what other terms would have come to."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.metrics.forms import PlanForm, TrialForm
from clients.metrics.trial import metrics_under, tried
from clients.metrics.value_models import IncentivePlan
from clients.metrics.values import keep_plan, terms_of
from clients.people.access import practice_only
from clients.telecom.models import Contract

#: In the address while other terms are tried.
TRY = "try"


@practice_only
def plan(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Agree on a plan, or try other terms on past months; trying stores nothing."""
    seen = Contract.objects.visible_to(request.user).select_related("carrier", "client")
    contract = get_object_or_404(seen, public_id=public_id)
    agreed = IncentivePlan.objects.filter(contract=contract).first()
    wanted = agreed or IncentivePlan(contract=contract, client=contract.client)
    form = PlanForm(request.POST or None, instance=wanted)
    if request.method == "POST" and form.is_valid():
        keep_plan(plan=form.save(commit=False), kept_by=request.user)
        messages.success(request, "The incentives are kept, and the credits reckoned by them.")
        return redirect("metrics:plan", public_id)
    metrics = metrics_under(contract)
    asked = request.GET if TRY in request.GET else None
    trial_form = TrialForm(asked, plan=wanted, metrics=metrics)
    if asked is not None and trial_form.is_valid():
        trial = tried(contract, request.user, trial_form.terms, trial_form.changes)
    else:
        trial = tried(contract, request.user, terms_of(contract), {})
    context = {
        "contract": contract,
        "plan": agreed,
        "form": form,
        "trial_form": trial_form,
        "metrics": metrics,
        "trial": trial,
        "is_tried": asked is not None and trial_form.is_valid(),
    }
    return render(request, "metrics/plan.html", context)
