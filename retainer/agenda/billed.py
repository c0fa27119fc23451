"""Days on which bills should come, and on which they are to be paid."""

from collections.abc import Iterator

from django.db.models import F
from django.urls import reverse

from billing_audit.models import ExpectedBill, Invoice
from clients.models import Client
from retainer.agenda.dates import Asked, Due


def expected(asked: Asked) -> Iterator[Due]:
    """Bills that have not come."""
    waiting = ExpectedBill.objects.visible_to(asked.user).waiting()
    waiting = waiting.filter(due_on__range=asked.days, client__in=Client.objects.active())
    page = "portal:expected_detail" if asked.user.is_client_user else "expected:expected_detail"
    named = waiting.annotate(carrier=F("account__carrier__name"), number=F("account__number"))
    for each in named.exclude(total=None).select_related("client"):
        title = f"Bill expected: {each.carrier}, account {each.number}"
        link = reverse(page, args=[each.public_id])
        yield Due("expected", each.public_id, each.due_on, each.client.name, title, link)


def to_pay(asked: Asked) -> Iterator[Due]:
    """Bills that are due; what of them to pay stands on the page."""
    page = "portal:bill_detail" if asked.user.is_client_user else "bills:invoice_detail"
    bills = Invoice.objects.visible_to(asked.user).filter(client__in=Client.objects.active())
    rows = bills.filter(due_date__range=asked.days, superseded_by=None).values_list(
        "public_id", "due_date", "number", "carrier__name", "client__name"
    )
    for bill, day, number, carrier, client in rows:
        link = reverse(page, args=[bill])
        yield Due("bill", bill, day, client, f"Bill due: {carrier}, bill {number}", link)
