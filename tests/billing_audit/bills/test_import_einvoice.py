"""E-invoices take the same way in as the standard CSV."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from billing_audit.bills.identifying import identify
from billing_audit.bills.importers.checking import check_files
from billing_audit.checks.needs import E_INVOICES
from billing_audit.models import ArithmeticFault, BillFile, Invoice, Line
from clients.models import BillingAccount, Carrier, Client, User
from tests.billing_audit.bills.command import load

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).parents[2] / "fixtures" / "einvoices"


@pytest.fixture
def einvoice() -> Path:
    return SAMPLES / "mobile_fleet.ubl.xml"


def test_an_e_invoice_becomes_an_invoice_with_lines(acme: Client, einvoice: Path) -> None:
    [answer] = load(einvoice)

    made = Invoice.objects.get()
    assert (answer["status"], answer["format"]) == ("imported", "ubl")
    assert answer["lines"] == Line.objects.filter(invoice=made).count() > 0
    assert made.stated_total is not None
    assert made.lines_total == sum(
        Line.objects.exclude(charge_type=10).values_list("amount", flat=True), Decimal(0)
    )


@pytest.mark.parametrize("name", ["ethernet.cii.xml", "fibre_credit.ubl.xml"])
def test_a_file_is_called_what_checking_it_calls_it(acme: Client, name: str) -> None:
    [imported] = load(SAMPLES / name)
    [checked] = check_files([str(SAMPLES / name)])

    assert imported["format"] == checked["format"] == name.split(".")[1]
    assert E_INVOICES.is_met(acme.pk)


def test_an_e_invoice_keeps_its_own_total(acme: Client, einvoice: Path, tmp_path: Path) -> None:
    load(einvoice)
    made = Invoice.objects.get()
    declared = tmp_path / "declared.csv"
    declared.write_text(
        "carrier,account_no,invoice_no,bill_date,total\n"
        f"{made.carrier},{made.account.number},{made.number},{made.bill_date},1.00\n"
    )

    load(einvoice, declared=declared)

    stated = made.stated_total
    made.refresh_from_db()
    assert made.stated_total == stated


def test_broken_rules_are_kept(acme: Client, einvoice: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.xml"
    payable = r"(<cbc:PayableAmount[^>]*>)[^<]*"
    wrong.write_text(re.sub(payable, r"\g<1>99999.00", einvoice.read_text()))

    load(wrong)

    assert ArithmeticFault.objects.filter(invoice=Invoice.objects.get(), excess__gt=0).exists()


def test_any_reference_on_the_bill_finds_its_account(
    acme: Client, einvoice: Path, casey: User
) -> None:
    load(einvoice)
    made = Invoice.objects.get()
    again = BillFile(name="again.xml", brought_by=casey)

    identify(again, einvoice)

    assert (again.client, again.format) == (acme, "ubl")
    assert BillingAccount.objects.get() == made.account
    assert Carrier.objects.count() == 1
