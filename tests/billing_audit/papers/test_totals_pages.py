"""A bill entered by its totals, in the browser."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.models import BillFile, Invoice, Line
from clients.models import BillingAccount, Carrier, Client
from tests.billing_audit.papers.sent import text_of

TYPED = {
    "number": "NW-1",
    "bill_date": "2026-03-31",
    "total": "$1,250.50",
    "recurring": "1,100.00",
    "tax": "160.50",
    "credit": "(10.00)",
}


@pytest.fixture
def account(acme: Client) -> BillingAccount:
    carrier = Carrier.objects.create(name="Northwind")
    return BillingAccount.objects.create(client=acme, carrier=carrier, number="1001")


def test_a_bill_is_entered_by_a_few_sums(
    browser: Browser, account: BillingAccount, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("papers:totals_new"), {**TYPED, "account": account.pk})

    invoice = Invoice.objects.get()
    assert (invoice.number, invoice.lines_total) == ("NW-1", Decimal("1250.50"))
    assert sorted(Line.objects.values_list("amount", flat=True)) == [
        Decimal("-10"), Decimal("160.50"), Decimal("1100"),
    ]  # fmt: skip
    page = browser.get(reverse("bills:invoice_detail", args=[invoice.public_id]))
    assert "Totals only" in text_of(page)


def test_a_scan_is_kept_with_it(
    browser: Browser, account: BillingAccount, nordtel: bytes, django_capture_on_commit_callbacks
) -> None:
    scan = SimpleUploadedFile("scan.pdf", nordtel)

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("papers:totals_new"), {**TYPED, "account": account.pk, "scan": scan})

    assert Invoice.objects.get().bill_file.name == "scan.pdf"


def test_a_scan_stands_beside_the_form_before_anything_is_entered(
    browser: Browser, account: BillingAccount, nordtel: bytes
) -> None:
    scan = SimpleUploadedFile("scan.pdf", nordtel)

    answer = browser.post(
        reverse("papers:totals_new"), {"number": "NW-1", "scan": scan, "show": "yes"}
    )

    kept, shown = BillFile.objects.get(), answer.content.decode()
    assert "sheet-page" in shown
    assert ('value="NW-1"' in shown, "There is a problem" in shown) == (True, False)
    assert f'action="{reverse("papers:totals_enter", args=[kept.public_id])}"' in shown
    assert (kept.state, kept.error) == ("rejected", "Its totals are not entered yet.")


def test_a_scan_is_not_lost_by_an_error(
    browser: Browser, account: BillingAccount, nordtel: bytes
) -> None:
    scan = SimpleUploadedFile("scan.pdf", nordtel)

    answer = browser.post(reverse("papers:totals_new"), {**TYPED, "total": "", "scan": scan})

    assert "Write the total as printed." in text_of(answer)
    assert "sheet-page" in answer.content.decode()


def test_a_refused_file_becomes_a_bill_beside_its_page(
    browser: Browser,
    refused: BillFile,
    account: BillingAccount,
    django_capture_on_commit_callbacks,
) -> None:
    address = reverse("papers:totals_enter", args=[refused.public_id])

    assert "sheet-page" in browser.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address, {**TYPED, "account": account.pk})

    assert Invoice.objects.get().bill_file == refused


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"recurring": "1,000.00"}, "100.00 is missing"),
        ({"recurring": "1,200.00"}, "100.00 is too much"),
        ({"total": "much"}, "Enter a number."),
        ({"account": ""}, "Choose the account"),
        ({"period_from": "2026-03-31", "period_to": "2026-03-01"}, "ends before it begins"),
    ],
)
def test_what_was_typed_stays_when_something_is_wrong(
    browser: Browser, account: BillingAccount, typed: dict[str, str], sentence: str
) -> None:
    answer = browser.post(reverse("papers:totals_new"), {**TYPED, "account": account.pk, **typed})

    assert sentence in text_of(answer)
    assert 'value="NW-1"' in answer.content.decode()
    assert not BillFile.objects.exists()


def test_accounts_of_other_clients_are_not_offered(
    browser: Browser, account: BillingAccount, globex: Client
) -> None:
    strange = BillingAccount.objects.create(client=globex, carrier=account.carrier, number="9")

    page = browser.get(reverse("papers:totals_new"))
    answer = browser.post(reverse("papers:totals_new"), {**TYPED, "account": strange.pk})

    assert f'value="{strange.pk}"' not in page.content.decode()
    assert answer.status_code == 200
    assert not BillFile.objects.exists()
