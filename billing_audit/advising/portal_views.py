"""Pages of a client user: which bills to pay, and what of each."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from billing_audit.advising.export import HEADING, row
from billing_audit.advising.paying import bills_to_pay
from clients.people.access import portal_only
from clients.people.company import chosen_company, page
from retainer.lib.spreadsheets import csv_file


@portal_only
def my_payments(request: HttpRequest) -> HttpResponse:
    """The bills that are due, each with our advice."""
    company = chosen_company(request)
    return page(
        request,
        "advising/my_payments.html",
        company,
        bills=bills_to_pay(request.user, company),
        today=timezone.localdate(),
    )


@portal_only
def my_payments_export(request: HttpRequest) -> HttpResponse:
    """The same for accounts payable, as a CSV file."""
    bills = bills_to_pay(request.user, chosen_company(request))
    return csv_file("bills-to-pay.csv", HEADING, (row(bill) for bill in bills))
