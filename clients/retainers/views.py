"""Pages of the practice about how retainers stand."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from clients.agreements.models import Project, RetainerAgreement
from clients.agreements.pricing import PriceList
from clients.agreements.terms import RetainerTerms
from clients.people.access import practice_only
from clients.retainers.agreement_page import AgreementPage
from clients.retainers.side_by_side import stands
from clients.retainers.summary import Balance


class Standing(NamedTuple):
    """An agreement and how this month stands under it."""

    agreement: RetainerAgreement
    state: str
    terms: RetainerTerms
    balance: Balance | None


@practice_only
def agreement_list(request: HttpRequest) -> HttpResponse:
    """What was agreed with whom, and how this month stands."""
    agreements = (
        RetainerAgreement.objects.visible_to(request.user)
        .select_related("client")
        .annotate(open_projects=Count("projects", filter=Q(projects__state=Project.State.OPEN)))
        .order_by("client__name", "-starts_on")
    )
    if slug := request.GET.get("client"):
        agreements = agreements.filter(client__slug=slug)
    rows = _standings(list(agreements), timezone.localdate())
    context = {"rows": rows, "active": [row for row in rows if row.state == "active"]}
    return render(request, "retainers/agreement_list.html", context)


def _standings(agreements: list[RetainerAgreement], today: date) -> list[Standing]:
    """Each agreement with its terms, and with this month if it holds in it; read all at once."""
    prices = PriceList(agreements)
    current = [agreement for agreement in agreements if agreement.touches(today)]
    balances = {stand.agreement.pk: stand.balance for stand in stands(current, today, prices)}
    return [
        Standing(
            agreement,
            agreement.state_on(today),
            prices.terms_in(agreement, today),
            balances.get(agreement.pk),
        )
        for agreement in agreements
    ]


@practice_only
def agreement_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was agreed, who works under it at which rates, and how its months went."""
    agreements = RetainerAgreement.objects.visible_to(request.user).select_related("client")
    agreement = get_object_or_404(agreements, public_id=public_id)
    page = AgreementPage(agreement, timezone.localdate())
    context = {"agreement": agreement, "page": page}
    return render(request, "retainers/agreement_detail.html", context)
