"""Pages about hourly rates: those agreed with a client, and the practice's price list."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.agreements import rating
from clients.agreements.models import RetainerAgreement
from clients.agreements.rate_forms import RateForm, StandardRateForm
from clients.agreements.rates import ClientRate, StandardRate
from clients.people.access import principal_only


@principal_only
def rate_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A rate for hours under an agreement, or of its client."""
    agreement = _agreement(request, public_id)
    begun = {"starts_on": max(agreement.starts_on, timezone.localdate())}
    form = RateForm(request.POST or None, agreement=agreement, initial=begun)
    return _edit(request, form, agreement)


@principal_only
def rate_edit(request: HttpRequest, public_id: UUID, rate: UUID) -> HttpResponse:
    """Another amount or other days of a rate, from the page of an agreement of its client."""
    agreement = _agreement(request, public_id)
    form = RateForm(request.POST or None, agreement=agreement, instance=_rate(agreement, rate))
    return _edit(request, form, agreement)


def _edit(request: HttpRequest, form: RateForm, agreement: RetainerAgreement) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        rating.keep_rate(rate=form.save(commit=False), kept_by=request.user)
        messages.success(request, "The rate is saved.")
        return redirect("retainers:agreement_detail", agreement.public_id)
    context = {"form": form, "agreement": agreement, "rate": form.instance}
    return render(request, "agreements/rate_form.html", context)


@principal_only
@require_POST
def rate_remove(request: HttpRequest, public_id: UUID, rate: UUID) -> HttpResponse:
    agreement = _agreement(request, public_id)
    rating.remove_rate(rate=_rate(agreement, rate), removed_by=request.user)
    messages.success(request, "The rate was removed.")
    return redirect("retainers:agreement_detail", agreement.public_id)


@principal_only
def price_list(request: HttpRequest) -> HttpResponse:
    """What an hour costs where nothing else is agreed, by role and day."""
    today = timezone.localdate()
    rates = [(rate, _state(rate, today)) for rate in StandardRate.objects.all()]
    return render(request, "agreements/price_list.html", {"rates": rates})


@principal_only
def price_create(request: HttpRequest) -> HttpResponse:
    begun = {"starts_on": timezone.localdate()}
    return _edit_price(request, StandardRateForm(request.POST or None, initial=begun))


@principal_only
def price_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    rate = get_object_or_404(StandardRate, public_id=public_id)
    return _edit_price(request, StandardRateForm(request.POST or None, instance=rate))


def _edit_price(request: HttpRequest, form: StandardRateForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        rating.keep_standard_rate(rate=form.save(commit=False), kept_by=request.user)
        messages.success(request, "The price is saved; it counts where no rate is agreed.")
        return redirect("agreements:price_list")
    return render(request, "agreements/price_form.html", {"form": form, "rate": form.instance})


@principal_only
@require_POST
def price_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    rate = get_object_or_404(StandardRate, public_id=public_id)
    rating.remove_standard_rate(rate=rate, removed_by=request.user)
    messages.success(request, "Removed from the price list.")
    return redirect("agreements:price_list")


def _state(rate: StandardRate, today: date) -> str:
    if rate.starts_on > today:
        return "upcoming"
    return "ended" if rate.ends_on and rate.ends_on < today else "active"


def _agreement(request: HttpRequest, public_id: UUID) -> RetainerAgreement:
    agreements = RetainerAgreement.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(agreements, public_id=public_id)


def _rate(agreement: RetainerAgreement, public_id: UUID) -> ClientRate:
    """A rate of the agreement's client, as its page lists it."""
    rates = ClientRate.objects.filter(client=agreement.client_id).select_related(
        "client", "person", "project"
    )
    return get_object_or_404(rates, public_id=public_id)
