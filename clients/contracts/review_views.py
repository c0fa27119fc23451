"""Reviews of providers: which is due when, and what those that were held came to."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from clients.contracts import reviewing
from clients.contracts.models import Renegotiation
from clients.contracts.review_dates import Coming, coming
from clients.contracts.review_forms import PlanForm, ReviewForm
from clients.contracts.review_models import ReviewPlan
from clients.people.access import portal_only, practice_only
from clients.people.company import chosen_company, companies, page
from clients.people.models import Client
from clients.telecom.views import chosen_client
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

HEADING = (
    "client", "provider", "every_months", "next_review", "state", "last_review", "last_result",
)  # fmt: skip


@practice_only
def review_calendar(request: HttpRequest) -> HttpResponse:
    """Which provider is to be reviewed next."""
    client = chosen_client(request)
    found = coming(request.user, timezone.localdate(), client)
    context = {
        "found": found,
        "late": sum(each.is_due for each in found),
        "client": client,
        "clients": Client.objects.visible_to(request.user).active(),
    }
    return render(request, "contracts/review_calendar.html", context)


@practice_only
def review_csv(request: HttpRequest) -> HttpResponse:
    lines = (
        (
            each.plan.client.name, each.plan.carrier_name, each.plan.every_months, each.day,
            each.state, each.plan.last_on, each.plan.last_result,
        )
        for each in coming(request.user, timezone.localdate(), chosen_client(request))
    )  # fmt: skip
    return csv_file("provider-reviews.csv", HEADING, lines)


@practice_only
def plan_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    return _plan_form(request, PlanForm(request.POST or None, client=client), client)


@practice_only
def plan_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    plan = _plan(request, public_id)
    form = PlanForm(request.POST or None, instance=plan, client=plan.client)
    return _plan_form(request, form, plan.client)


@practice_only
def plan_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One provider: when its next review is due, those before, and what followed."""
    plan = _plan(request, public_id)
    asked = Renegotiation.objects.visible_to(request.user).for_list()
    context = {
        "next": Coming(plan, timezone.localdate()),
        "plan": plan,
        "reviews": plan.reviews.select_related("held_by"),
        "followed": asked.filter(
            client=plan.client, rate__carrier=plan.carrier_id, asked_on__gte=plan.last_on
        )
        if plan.last_on
        else asked.none(),
    }
    return render(request, "contracts/plan_detail.html", context)


@practice_only
def review_hold(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down what a review came to."""
    plan = _plan(request, public_id)
    form = ReviewForm(request.POST or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("held_on", "result", "summary")}
        try:
            reviewing.keep_review(plan=plan, answers=form.answers, held_by=request.user, **said)
        except Refused as refusal:
            form.add_error("held_on", refusal.sentence)
        else:
            messages.success(request, "The review is on file; the next one is planned.")
            return redirect("contracts:plan_detail", plan.public_id)
    context = {"form": form, "client": plan.client, "plan": plan, "title": "Write down a review"}
    return render(request, "contracts/review_form.html", context)


@portal_only
def my_reviews(request: HttpRequest) -> HttpResponse:
    """When the providers of the company are reviewed, and what that came to."""
    company = chosen_company(request)
    found = coming(request.user, timezone.localdate(), company)
    return page(request, "contracts/my_reviews.html", company, found=found)


@portal_only
def my_review(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The reviews of one provider."""
    plans = ReviewPlan.objects.visible_to(request.user).filter(client__in=companies(request))
    plan = get_object_or_404(plans.for_list(), public_id=public_id)
    return page(
        request,
        "contracts/my_review.html",
        plan.client,
        next=Coming(plan, timezone.localdate()),
        plan=plan,
        reviews=plan.reviews.all(),
    )


def _plan(request: HttpRequest, public_id: UUID) -> ReviewPlan:
    plans = ReviewPlan.objects.visible_to(request.user).for_list()
    return get_object_or_404(plans.select_related("client", "carrier"), public_id=public_id)


def _plan_form(request: HttpRequest, form: PlanForm, client: Client) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            plan = reviewing.plan_reviews(plan=form.save(commit=False), planned_by=request.user)
        except Refused as refusal:
            form.add_error("carrier", refusal.sentence)
        else:
            return redirect("contracts:plan_detail", plan.public_id)
    context = {"form": form, "client": client, "title": "Reviews of a provider"}
    return render(request, "contracts/review_form.html", context)
