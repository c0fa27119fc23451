"""Pages of a client user about bills: what changed, what each charge is, every line."""

from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from billing_audit.bills.invoice_views import narrowed, sums_by_type
from billing_audit.bills.models import Invoice
from billing_audit.explaining import causes, parts
from billing_audit.portal.shared import for_reading, shared_findings
from clients.people.access import portal_only
from clients.people.company import chosen_company, companies, page
from retainer.lib import keyset
from retainer.lib.months import read_month


@portal_only
def bill_list(request: HttpRequest) -> HttpResponse:
    """The bills, the newest first, each beside the one before it."""
    company = chosen_company(request)
    bills = _bills(request).filter(client=company)
    words, month = request.GET.get("q", "").strip(), read_month(request.GET.get("month", ""))
    carrier = request.GET.get("carrier", "").replace("\0", "")
    bills = bills.matching(words)
    if month:
        bills = bills.filter(month=month)
    if carrier:
        bills = bills.filter(account__carrier__name=carrier)
    return page(
        request,
        "portal/bill_list.html",
        company,
        bills=keyset.page(_with_change(bills), ["-bill_date", "-id"], request),
        month=month,
        carrier=carrier,
        is_narrow=bool(words or month or carrier),
    )


@portal_only
def bill_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One bill in plain words: why it changed, what each charge is, what we found on it."""
    bill = get_object_or_404(_bills(request), public_id=public_id)
    before = causes.bill_before(bill)
    cause = request.GET.get("cause", "")
    cause = cause if before and cause in causes.NAMES else ""
    lines = parts.lines_of(bill)
    explained = parts.explained(lines)
    return page(
        request,
        "portal/bill_detail.html",
        _company(request, bill),
        bill=bill,
        before=before,
        changes=causes.changes(bill, before) if before else [],
        cause=next((each for each in causes.CAUSES if each.name == cause), None),
        changed=causes.charges_of(bill, before, cause) if cause else [],
        most=causes.MOST,
        explained=explained[: parts.MOST],
        unexplained=explained[parts.MOST :],
        sites=parts.by_site(lines),
        found=parts.found_on(bill, for_reading(_findings(request, bill))),
    )


@portal_only
def bill_lines(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every line of a bill, with what we found on it."""
    bill = get_object_or_404(_bills(request), public_id=public_id)
    every = parts.lines_of(bill)
    lines = keyset.page(
        narrowed(every, request).select_related("billed_service", "charge_code"), ["id"], request
    )
    found = parts.marked(list(lines), for_reading(_findings(request, bill)))
    return page(
        request,
        "portal/bill_lines.html",
        _company(request, bill),
        bill=bill,
        lines=lines,
        rows=[
            (
                line,
                parts.explain(
                    code=line.charge_code.code if line.charge_code else "",
                    description=line.description,
                    charge_type=line.charge_type,
                ),
                found.get(line.pk),
            )
            for line in lines
        ],
        types=[(row["name"], row["word"], row["lines"]) for row in sums_by_type(every)],
    )


def _bills(request: HttpRequest) -> QuerySet[Invoice]:
    """Bills that no later one replaced; of carriers client users may read the name."""
    bills = Invoice.objects.visible_to(request.user).filter(superseded_by=None)
    own = (field.name for field in Invoice._meta.concrete_fields)
    return bills.select_related("account__carrier").only(
        *own, "account__number", "account__name", "account__carrier__name"
    )


def _with_change(bills: QuerySet[Invoice]) -> QuerySet[Invoice]:
    """With ``change`` against the bill before of the same account, unknown for the first."""
    earlier = Invoice.objects.filter(
        client=OuterRef("client"),
        account=OuterRef("account"),
        currency=OuterRef("currency"),
        bill_date__lt=OuterRef("bill_date"),
        superseded_by=None,
    ).order_by("-bill_date", "-pk")
    return bills.annotate(change=F("lines_total") - Subquery(earlier.values("lines_total")[:1]))


def _findings(request: HttpRequest, bill: Invoice) -> QuerySet:
    return shared_findings(request.user).filter(client=bill.client_id).standing()


def _company(request: HttpRequest, bill: Invoice) -> object:
    return next(company for company in companies(request) if company.pk == bill.client_id)
