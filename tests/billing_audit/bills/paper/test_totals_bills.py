"""Bills entered by their totals, with or without a scan of the paper."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from billing_audit.bills.totals import TotalsBill, enter_totals_bill, keep_scan
from billing_audit.models import BillFile, Invoice, Line
from clients.models import BillingAccount, Carrier, Client, User
from retainer.lib.refusal import Refused
from tests.billing_audit.bills.command import load
from tests.billing_audit.bills.paper.carriers import paper

pytestmark = pytest.mark.usefixtures("acme")

TOTALS = TotalsBill(
    number="T-9",
    bill_date=date(2026, 3, 5),
    total=Decimal("119.00"),
    sums={"usage": Decimal("40.00"), "tax": Decimal("19.00")},
    period_from=date(2026, 2, 1),
    period_to=date(2026, 2, 28),
)


@pytest.fixture
def account(acme: Client) -> BillingAccount:
    carrier = Carrier.objects.create(name="Paperline", currency="EUR")
    return BillingAccount.objects.create(client=acme, carrier=carrier, number="P-1", currency="EUR")


def test_a_bill_on_paper_is_entered_by_its_totals(
    account: BillingAccount, casey: User, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        bill_file = enter_totals_bill(account=account, bill=TOTALS, entered_by=casey)

    bill_file.refresh_from_db()
    assert (bill_file.state, bill_file.format, bill_file.brought_by) == (
        "imported", "totals", casey,
    )  # fmt: skip
    invoice = Invoice.objects.get()
    assert (invoice.number, invoice.account, invoice.lines_total) == ("T-9", account, 119)
    assert list(Line.objects.order_by("id").values_list("charge_type", "amount")) == [
        (2, Decimal(40)), (4, Decimal(19)), (1, Decimal(60)),
    ]  # fmt: skip
    with pytest.raises(Refused, match="This bill is there already"):
        enter_totals_bill(account=account, bill=TOTALS, entered_by=casey)


def test_a_scan_that_was_refused_is_entered_and_kept(
    account: BillingAccount, casey: User, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    scan = tmp_path / "bill.pdf"
    scan.write_bytes(paper("<svg width='9' height='9'></svg>"))
    [answer] = load(scan, status=3)
    assert "it is a scan or a picture" in answer["error"]
    refused = BillFile.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        enter_totals_bill(account=account, bill=TOTALS, entered_by=casey, bill_file=refused)

    refused.refresh_from_db()
    assert (refused.state, refused.name, Invoice.objects.get().bill_file) == (
        "imported", "bill.pdf", refused,
    )  # fmt: skip


def test_a_scan_may_come_with_its_totals(
    account: BillingAccount, casey: User, django_capture_on_commit_callbacks
) -> None:
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.4 a picture")
    bill_file = keep_scan(scan=scan, brought_by=casey)
    with django_capture_on_commit_callbacks(execute=True):
        enter_totals_bill(account=account, bill=TOTALS, entered_by=casey, bill_file=bill_file)

    bill_file.refresh_from_db()
    assert (bill_file.state, bill_file.name) == ("imported", "scan.pdf")


def test_sums_beyond_the_total_are_refused(account: BillingAccount, casey: User) -> None:
    wrong = replace(TOTALS, sums={"usage": Decimal("120.00")})

    with pytest.raises(Refused, match=r"The sums come to €1\.00 more than the total"):
        enter_totals_bill(account=account, bill=wrong, entered_by=casey)
