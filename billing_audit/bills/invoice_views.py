"""Pages about invoices: the list, and one with its bill lines footing to what it states."""

from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from billing_audit.bills.beside import panels_of
from billing_audit.bills.file_views import chosen_client
from billing_audit.bills.models import ChargeType, Invoice, Line
from clients.people.access import practice_only
from retainer.lib import keyset
from retainer.lib.money import in_currency


@practice_only
def invoice_list(request: HttpRequest) -> HttpResponse:
    """The invoices of one client, or of all, the latest first."""
    invoices = Invoice.objects.visible_to(request.user).select_related(
        "client", "account__carrier", "carrier"
    )
    client, words = chosen_client(request), request.GET.get("q", "").strip()
    if client:
        invoices = invoices.filter(client=client)
    page = keyset.page(invoices.matching(words), ["-bill_date", "-id"], request)
    context = {"page": page, "client": client, "narrowed": bool(client or words)}
    return render(request, "bills/invoice_list.html", context)


@practice_only
def invoice_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One invoice: its sums by type of charge, and every line of it."""
    invoice = get_object_or_404(
        Invoice.objects.visible_to(request.user).select_related(
            "client", "account", "carrier", "bill_file", "draft__confirmed_by"
        ),
        public_id=public_id,
    )
    of_invoice = Line.objects.filter(invoice=invoice, shelf_id=invoice.bill_file.shelf_id)
    lines = narrowed(of_invoice, request).select_related("billed_service", "charge_code")
    sums = sums_by_type(of_invoice)
    context = {
        "invoice": invoice,
        "sums": sums,
        "types": [(row["name"], row["word"], row["lines"]) for row in sums],
        "difference": difference(invoice),
        "page": keyset.page(lines, ["id"], request),
        "faults": invoice.faults.all(),
        "twins": twins(invoice),
        "panels": panels_of(invoice),
    }
    return render(request, "bills/invoice_detail.html", context)


def narrowed(lines: QuerySet, request: HttpRequest) -> QuerySet:
    """The lines of one type of charge, or of services with these letters in their number."""
    chosen = request.GET.get("type", "").upper()
    if chosen in ChargeType.names:
        lines = lines.filter(charge_type=ChargeType[chosen])
    if words := request.GET.get("q", "").strip():
        lines = lines.filter(
            Q(billed_service__number__icontains=words) | Q(charge_code__code__iexact=words)
        )
    return lines


def sums_by_type(lines: QuerySet) -> list[dict]:
    rows = lines.values("charge_type").annotate(lines=Count("pk"), amount=Sum("amount"))
    return [
        {
            **row,
            "name": ChargeType(row["charge_type"]).name.lower(),
            "word": ChargeType(row["charge_type"]).in_words.capitalize(),
            "counts": row["charge_type"] != ChargeType.MEMO,
        }
        for row in rows.order_by("charge_type")
    ]


def difference(invoice: Invoice) -> Decimal | None:
    """By how much the stated total is above the lines; ``None`` when none is stated."""
    if invoice.stated_total is None:
        return None
    return in_currency(invoice.stated_total, invoice.currency) - in_currency(
        invoice.lines_total, invoice.currency
    )


def twins(invoice: Invoice) -> QuerySet:
    """The same number of the same account in another file."""
    same = Invoice.objects.filter(
        client_id=invoice.client_id, account_id=invoice.account_id, number=invoice.number
    )
    return same.exclude(pk=invoice.pk).select_related("bill_file")
