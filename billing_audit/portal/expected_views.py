"""Pages of a client user about what the next bills should come to, and what came."""

from uuid import UUID

from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from billing_audit.expected import listing, reading, words
from billing_audit.expected.models import ExpectedBill
from billing_audit.portal.shared import Amounts
from clients.people.access import portal_only
from clients.people.company import chosen_company, page
from retainer.lib import keyset

#: Differences a page tells of; consultants see them all.
MOST = 20


@portal_only
def expected_list(request: HttpRequest) -> HttpResponse:
    """What each account's next bill should come to."""
    company = chosen_company(request)
    bills = _bills(request).filter(client=company)
    sums = bills.waiting().order_by("currency").values_list("currency").annotate(Sum("total"))
    return page(
        request,
        "portal/expected_list.html",
        company,
        bills=keyset.page(bills.with_change(), ("-month", "-id"), request),
        sums=Amounts(dict(sums)) if sums else None,
    )


@portal_only
def expected_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One expected bill in plain words, and once it came, where it came otherwise."""
    bill = get_object_or_404(_bills(request), public_id=public_id)
    lines = listing.narrowed(bill, request.GET)
    shown = keyset.page(lines, ["id"], request)
    largest = bill.differences.select_related("billed_service").order_by("-distance", "-pk")
    return page(
        request,
        "portal/expected_detail.html",
        bill.client,
        bill=bill,
        lines=shown,
        rows=[(line, words.why(line, bill.currency)) for line in shown],
        steps=reading.steps(bill),
        sites=reading.by_site(bill),
        types=reading.by_type(bill),
        shows=[("", "All lines"), ("changes", "Only what changes")],
        outcomes=reading.outcomes(bill),
        differences=[(each, words.reason(each)) for each in largest[:MOST]],
    )


def _bills(request: HttpRequest) -> QuerySet[ExpectedBill]:
    """Of carriers client users may read the name and not the practice's notes."""
    bills = ExpectedBill.objects.visible_to(request.user).select_related("account__carrier")
    own = (field.name for field in ExpectedBill._meta.concrete_fields)
    return bills.only(*own, "account__number", "account__name", "account__carrier__name")
