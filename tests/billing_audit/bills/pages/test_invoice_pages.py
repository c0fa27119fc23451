"""The page of an invoice: what it states against what it lists, and its lines."""

from decimal import Decimal

from django.test import Client as Browser

from billing_audit.models import Invoice
from clients.models import BillingAccount
from tests.billing_audit.bills.billed import bill, invoice, row
from tests.billing_audit.bills.pages.conftest import page


def test_an_invoice_foots_to_what_it_states(
    drop, browser: Browser, account: BillingAccount
) -> None:
    drop(bill(*invoice("A", 3), row(invoice_no="A", charge_type="memo", line_no="9", amount="7")))
    made = Invoice.objects.get()
    Invoice.objects.update(stated_total=Decimal("1700.00"))

    shown = page(browser, "invoice_detail", made.public_id)

    assert "$1,689.12" in shown
    assert "a difference of $10.88" in shown.replace("\n", " ").replace("    ", " ")
    assert "for information, not added" in shown


def test_an_invoice_shows_the_balances_it_states(
    drop, browser: Browser, account: BillingAccount
) -> None:
    drop(bill())
    Invoice.objects.update(previous_balance="120.00", payments="-100.00")

    text = page(browser, "invoice_detail", Invoice.objects.get().public_id)

    assert "Previous balance" in text
    assert "−$100.00" in text
    assert "Adjustments" not in text


def test_lines_of_an_invoice_are_narrowed_and_paged(
    drop, browser: Browser, account: BillingAccount
) -> None:
    drop(bill(*invoice("A", 60)))
    made = Invoice.objects.get()

    first = page(browser, "invoice_detail", made.public_id)
    found = page(browser, "invoice_detail", made.public_id, q="CKT-60")

    assert ("CKT-50<" in first, "CKT-51<" in first) == (True, False)
    assert "CKT-60<" in found
    assert "CKT-59<" not in found
    assert "No bill line matches" in page(browser, "invoice_detail", made.public_id, type="tax")
