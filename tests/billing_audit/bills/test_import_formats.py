"""811, TMF678 and On Line Billing files all the way into the database."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from billing_audit.checks.needs import E_INVOICES
from billing_audit.models import ArithmeticFault, BillFile, ImportIssue, Invoice, Line
from clients.models import BillingAccount, Client
from tests.billing_audit.bills import olb_bills, tmf678_bills, x12_bills
from tests.billing_audit.bills.command import load

pytestmark = pytest.mark.usefixtures("acme")

Written = Callable[[Path], Path]


def an_811(folder: Path) -> Path:
    body = (*x12_bills.SERVICE, x12_bills.PORT, "TXI*ST*4.54")
    return x12_bills.saved(folder, x12_bills.bill(*body, total="5954"))


def a_customer_bill(folder: Path) -> Path:
    return tmf678_bills.saved(folder, tmf678_bills.whole())


def a_flat_bill(folder: Path) -> Path:
    return olb_bills.saved(folder, olb_bills.written(*olb_bills.WHOLE))


@pytest.mark.parametrize(
    ("written", "name", "account", "total"),
    [
        (an_811, "x12-811", "10017", "59.54"),
        (a_customer_bill, "tmf678", "A0815", "120.00"),
        (a_flat_bill, "telstra-olb", "1234567890", "60.50"),
    ],
)
def test_each_format_loads_and_foots(
    tmp_path: Path, written: Written, name: str, account: str, total: str
) -> None:
    [answer] = load(written(tmp_path))

    assert (answer["status"], answer["format"], answer["error"]) == ("imported", name, None)
    invoice = Invoice.objects.get()
    assert invoice.lines_total == invoice.stated_total == Decimal(total)
    assert BillingAccount.objects.get().number == account
    assert Line.objects.count() == answer["lines"]
    assert BillFile.objects.get().format == name


def test_the_same_file_may_name_its_format(tmp_path: Path) -> None:
    [answer] = load(an_811(tmp_path), format="x12-811")

    assert answer["status"] == "imported"


def test_details_that_do_not_foot_are_kept_as_a_fault(tmp_path: Path, acme: Client) -> None:
    content = olb_bills.written(
        olb_bills.RENTAL, *olb_bills.NOTES, olb_bills.HUNT, olb_bills.END,
        head=olb_bills.heading("55.00"),
    )  # fmt: skip

    load(olb_bills.saved(tmp_path, content))

    assert ArithmeticFault.objects.get().rule == "OLB-EQUIPMENT"
    assert E_INVOICES.is_met(acme.pk)


def test_one_bad_amount_refuses_its_bill_and_leaves_the_other(tmp_path: Path) -> None:
    first = x12_bills.transaction(*x12_bills.SERVICE, x12_bills.PORT, "TDS*5500")
    second = [each.replace("INV-7", "INV-8").replace("*55.00*", "*5O.00*") for each in first]
    content = x12_bills.written(x12_bills.interchange(*first, *second))

    [answer] = load(x12_bills.saved(tmp_path, content))

    assert (answer["status"], answer["invoices"]) == ("partial", 1)
    assert Invoice.objects.get().number == "INV-7"
    issue = ImportIssue.objects.get()
    assert (issue.column, issue.value, issue.invoice_no) == ("IT104", "5O.00", "INV-8")


def test_a_customer_bill_without_a_carrier_needs_an_account_we_know(tmp_path: Path) -> None:
    nobody = [tmf678_bills.bill(relatedParty=[]), tmf678_bills.rate(), tmf678_bills.other_rate()]

    [answer] = load(tmf678_bills.saved(tmp_path, nobody), status=3)

    assert answer["status"] == "rejected"
    assert ImportIssue.objects.get().column == "carrier"


def test_json_without_a_bill_is_refused_in_a_sentence(tmp_path: Path) -> None:
    [answer] = load(tmf678_bills.saved(tmp_path, [{"@type": "Product"}]), status=3)

    assert "of the type Product" in answer["error"]
